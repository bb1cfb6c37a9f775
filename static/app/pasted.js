/** Words that come from elsewhere: what of them may stay, and where one thing ends and the next begins. */

/** Control characters, and those that turn the direction of reading around (workshops/prose/signs.py refuses them). */
const UNFIT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** A line that begins as the items of a list do. */
export const BULLET = /^\s*(?:[-*+•◦▪‣–]|\u00b7)\s+/u;
export const NUMBER = /^\s*(?:\d{1,3}[.)]|[a-z]\))\s+/iu;

/** More marks on one letter than any script has (workshops/bounds.py). */
const HEAPED = /(\p{M}{10})\p{M}+/gu;

/** @param {string} text */
export const fit = (text) => text.replace(UNFIT, '').replace(HEAPED, '$1');

/** @param {string} text @returns {string[]} one thing per line, without the marks of a list */
export const linesOf = (text) =>
  fit(text)
    .split(/\r\n|\r|\n|\u2028|\u2029/u)
    .map((line) => line.replace(BULLET, '').replace(NUMBER, '').replace(/\s+/gu, ' ').trim())
    .filter(Boolean);

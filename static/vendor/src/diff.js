/**
 * What turns one string into another, for the binding between editor and document, in the place of `lib0/diff`.
 *
 * Where a word is typed before one that begins alike ("love " before "loud"), the change could as well be "ve lo" in the middle of it. To
 * one person it is all the same; when somebody else splits the paragraph there, the words are torn. So of all places that a
 * change may have, one is taken that splits no word.
 */
import { simpleDiffString } from "lib0/diff";

const WORD = /[\p{L}\p{N}\p{M}]/u;

/** @param {string} text @param {number} at @returns {boolean} whether there is a word on both sides of this place */
const splitsWord = (text, at) => at > 0 && at < text.length && WORD.test(text[at - 1]) && WORD.test(text[at]);

/** @param {string} before @param {string} now @returns {{index: number, remove: number, insert: string}} */
export function simpleDiff(before, now) {
  const { index, remove, insert } = simpleDiffString(before, now);
  if (insert && remove) return { index, remove, insert };
  // The longer of the two holds what was put in or taken out; it may slide to the left as long as that says the same.
  const longer = insert ? now : before;
  const size = insert.length + remove;
  for (let at = index; at >= 0 && (at === index || longer[at] === longer[at + size]); at -= 1) {
    if (!splitsWord(before, at) && !splitsWord(longer, at) && !isHalf(longer, at) && !isHalf(longer, at + size)) {
      return { index: at, remove, insert: insert && now.slice(at, at + size) };
    }
  }
  return { index, remove, insert };
}

/** @param {string} text @param {number} at @returns {boolean} whether a sign of two units would be cut here */
const isHalf = (text, at) => /[\uDC00-\uDFFF]/.test(text[at] ?? "");

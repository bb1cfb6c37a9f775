/**
 * What an edit moved: to split a paragraph, or to make it a list, an editor takes words out and puts a copy of them in elsewhere.
 *
 * Where two do so at once there would be two copies. The server keeps the first, and takes out of the second what was moved before
 * (workshops/texts/moves.py); which words are a copy of which only the page knows that moved them, while it does.
 */
import { Y } from '../../vendor/editor.js';

/** @typedef {[number, number]} Place client and clock of a character */
/** @typedef {[number, number, number, number, number]} Move client and clock of what was taken out, how many characters, client and clock of their copy */
/** @typedef {{text: any, words: string, places: Place[]}} Stretch characters of a text that stand together, and the place of each */

/** Characters that two stretches must have in common at their ends, where neither holds the other. */
const SURE = 6;
/** Characters that one of them may lack at its beginning or end. */
const MOST_SHIFTED = 16;

/** What was said of a transaction by whoever made it. @type {WeakMap<Y.Transaction, Move[]>} */
const said = new WeakMap();

/** @param {Y.Transaction} transaction one of our own, whose deleted words are still known @returns {Move[]} */
export function movesOf(transaction) {
  const known = said.get(transaction);
  if (known) return known;
  const taken = stretches(textsOf(deletedIn(transaction)), (item) => Y.isDeleted(transaction.deleteSet, item.id) && !isNew(transaction, item));
  if (!taken.length) return [];
  const put = stretches(textsOf(newIn(transaction)), (item) => !item.deleted && isNew(transaction, item));
  /** @type {Move[]} */
  const moves = [];
  // What is there whole first, and then the longest: else a few letters would be taken for the end of something that went elsewhere.
  const parts = put.filter((copy) => {
    const whole = taken.find((one) => one.words === copy.words && isMoved(one, copy));
    if (whole) moves.push(...pairs(takeFrom(taken, whole, 0, copy.words.length), copy.places));
    return !whole;
  });
  return [...moves, ...parts.sort(longestFirst).flatMap((copy) => copied(transaction, taken, copy))];
}

/** Put words in again. @param {Y.Doc} doc @param {() => Place[]} put puts them in, and tells what they are a copy of, one after the other */
export function putAgain(doc, put) {
  doc.transact((transaction) => void said.set(transaction, pairs(put(), placesOf(newIn(transaction).filter(isWords)))));
}

/** What one stretch copies of several; what was taken out is copied once. @param {Y.Transaction} transaction @param {Stretch[]} taken @param {Stretch} copy @returns {Move[]} */
function copied(transaction, taken, copy) {
  const { words } = copy;
  // Whoever splits a paragraph where they had marked something takes more out than they put in again.
  const rest = isNew(transaction, copy.text._item) && taken.find((one) => one.words.endsWith(words) || one.words.startsWith(words));
  if (rest) return pairs(takeFrom(taken, rest, rest.words.endsWith(words) ? rest.words.length - words.length : 0, words.length), copy.places);
  const found = [];
  const open = [copy];
  for (const one of taken.filter((from) => isMoved(from, copy)).sort(longestFirst)) {
    for (const part of [...open]) {
      const [from, to, size] = common(one.words, part.words);
      if (!size) continue;
      found.push(...pairs(takeFrom(taken, one, from, size), takeFrom(open, part, to, size)));
      break;
    }
  }
  return found;
}

/**
 * Where what was taken out and what was put in say the same: as from which character of each, and how many. Where two paragraphs become one,
 * the words of the second may lack what the first has before or after them already, and may have it at their other end instead.
 * @param {string} taken @param {string} put @returns {[number, number, number]}
 */
function common(taken, put) {
  const within = put.indexOf(taken);
  if (within >= 0) return [0, within, taken.length];
  const words = put.trim();
  if (words && words === taken.trim()) return [taken.indexOf(words), put.indexOf(words), words.length];
  const part = taken.indexOf(put);
  if (part >= 0 && put.length >= SURE) return [part, 0, put.length];
  for (let less = 0; less <= MOST_SHIFTED && less <= taken.length - SURE; less += 1) {
    const [start, end] = [sameStart(taken.slice(less), put), sameEnd(taken.slice(0, taken.length - less), put)];
    if (start >= SURE && start >= end) return [less, 0, start];
    if (end >= SURE) return [taken.length - less - end, put.length - end, end];
  }
  return [0, 0, 0];
}

/** @param {Stretch} one @param {Stretch} other */
const longestFirst = (one, other) => other.words.length - one.words.length;

/** So many characters of one of these stretches, of which the rest stays among them. @param {Stretch[]} all @param {Stretch} from @param {number} start @param {number} size */
function takeFrom(all, from, start, size) {
  const part = (/** @type {number} */ first, /** @type {number} */ end) => ({ ...from, words: from.words.slice(first, end), places: from.places.slice(first, end) });
  const left = [part(0, start), part(start + size, from.words.length)].filter(({ words }) => words);
  all.splice(all.indexOf(from), 1, ...left);
  return from.places.slice(start, start + size);
}

/** Words typed over others that begin alike are no copy: they stand in the same text. @param {Stretch} from @param {Stretch} to */
const isMoved = (from, to) => from.text !== to.text;

/** @param {string} one @param {string} other @returns {number} how many characters both begin with */
function sameStart(one, other) {
  let size = 0;
  while (size < one.length && one[size] === other[size]) size += 1;
  return size;
}

/** @param {string} one @param {string} other @returns {number} how many characters both end with */
function sameEnd(one, other) {
  let size = 0;
  while (size < one.length && size < other.length && one[one.length - 1 - size] === other[other.length - 1 - size]) size += 1;
  return size;
}

/** @param {Y.Transaction} transaction @param {any} item */
const isNew = (transaction, item) => item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0);

/** @param {Y.Transaction} transaction @returns {any[]} */
function deletedIn(transaction) {
  /** @type {any[]} */
  const found = [];
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => void found.push(struct));
  return found;
}

/** @param {Y.Transaction} transaction @returns {any[]} */
function newIn(transaction) {
  const all = transaction.doc.store.clients.get(transaction.doc.clientID) ?? [];
  const first = all.findLastIndex((struct) => !isNew(transaction, struct));
  return all.slice(first + 1);
}

/** @param {any[]} items @returns {any[]} the texts in which words of these items stand, each once */
const textsOf = (items) => [...new Set(items.filter(isWords).map((item) => item.parent))];

/** @param {any[]} texts @param {(item: any) => boolean} wanted @returns {Stretch[]} */
function stretches(texts, wanted) {
  /** @type {Stretch[]} */
  const found = [];
  for (const text of texts) {
    /** @type {Stretch | null} */
    let open = null;
    for (let item = text._start; item; item = item.right) {
      if (!isWords(item)) continue;
      if (wanted(item)) {
        if (!open) found.push((open = { text, words: '', places: [] }));
        open.words += item.content.str;
        open.places.push(...placesOf([item]));
      } else if (!item.deleted) open = null;
    }
  }
  return found;
}

/** @param {any[]} items @returns {Place[]} of each character */
const placesOf = (items) => items.flatMap(({ id, length }) => Array.from({ length }, (_, at) => /** @type {Place} */ ([id.client, id.clock + at])));

/** @param {any} item */
export const isWords = (item) => item.content instanceof Y.ContentString;

/** @param {Place[]} from @param {Place[]} to @returns {Move[]} as few as say it */
function pairs(from, to) {
  /** @type {Move[]} */
  const found = [];
  from.forEach(([client, clock], at) => {
    const [ours, place] = to[at];
    const last = found.at(-1);
    if (last && last[0] === client && last[1] + last[2] === clock && last[3] === ours && last[4] + last[2] === place) last[2] += 1;
    else found.push([client, clock, 1, ours, place]);
  });
  return found;
}

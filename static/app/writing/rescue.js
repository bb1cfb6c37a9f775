/**
 * Words that nobody took out and that were about to be lost.
 *
 * To turn a paragraph into a list, an editor takes the paragraph out and puts its words in elsewhere. Whoever typed in it meanwhile
 * would lose theirs: they stand in what was taken out, and not in what was put in. Of what the server has stored it puts such words
 * back itself (workshops/texts/rescue.py). Of what is still on its way there only this page knows where it stood, and puts it where
 * the rest of the paragraph went, or at the end. But not what we had only moved: whoever took that out has put it elsewhere.
 */
import { Y } from '../../vendor/editor.js';

/** @typedef {import('./copies.js').Move} Move */
/** @typedef {{words: string, at: number}} Piece */
/** @typedef {[number, number]} Place client and clock of a character */
/**
 * @typedef {{meant: any, stored: Map<number, number>, moved: Move[], isElsewhere: (place: Place) => boolean}} Losing
 * `meant`: what the writer of an update deleted on purpose; `isElsewhere`: has what stood here first been put elsewhere by somebody?
 */
/** @typedef {{base: string, pieces: Piece[]}} Lost the words around them as they stand now, and each piece with its place among those */

/**
 * Take an update in, and put back what of our words on their way it would have taken along.
 * @param {Y.Doc} doc @param {Uint8Array} update @param {any} origin
 * @param {Map<number, number>} stored for each client id that we write under, how far the server has stored it
 * @param {Move[]} moved what of our words on their way is a copy
 */
export function applied(doc, update, origin, stored, moved) {
  const { structs, ds } = Y.decodeUpdate(update);
  const ours = structs.filter(({ id }) => stored.has(id.client) && id.clock >= Y.getState(doc.store, id.client));
  // What we moved and somebody had taken out before, or takes out now, stands elsewhere. An update of our own says nothing of others.
  const before = ours.length ? takenOut(doc, moved) : null;
  /** @type {Losing} */
  const losing = { meant: ds, stored, moved, isElsewhere: (place) => (before ? before.has(String(place)) : isIn(ds, place)) };
  /** @type {Lost[]} */
  const lost = [];
  // Not what the editor does in answer to it, by our own hand.
  const look = (/** @type {Y.Transaction} */ transaction) => transaction.origin === origin && lost.push(...lostIn(transaction, losing));
  doc.on('afterTransaction', look);
  Y.applyUpdate(doc, update, origin);
  doc.off('afterTransaction', look);
  lost.push(...swallowed(doc, ours, losing));
  if (lost.length) doc.transact(() => lost.forEach((one) => putBack(doc, one)));
}

/** @param {Y.Transaction} transaction @param {Losing} losing */
function lostIn(transaction, losing) {
  /** @type {Map<any, Lost>} */
  const found = new Map();
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !lostOf(struct, losing) || found.has(struct.parent)) return;
    found.set(struct.parent, readAround(struct.parent, transaction, losing));
  });
  return found.values();
}

/** @param {any} item @param {Losing} losing @returns {string} those of its words that nobody meant to delete, and that stand nowhere else */
function lostOf(item, { meant, stored, moved, isElsewhere }) {
  const { id, content } = item;
  if (id.clock < (stored.get(id.client) ?? Infinity) || !(content instanceof Y.ContentString)) return '';
  const stays = (/** @type {number} */ clock) => isIn(meant, [id.client, clock]) || isElsewhere(originOf(id.client, clock, moved));
  return Array.from({ length: content.str.length }, (_, at) => (stays(id.clock + at) ? '' : content.str[at])).join('');
}

/** @param {any} deleted @param {Place} place */
const isIn = (deleted, [client, clock]) => Y.isDeleted(deleted, Y.createID(client, clock));

/** What of the words that we moved is deleted already. @param {Y.Doc} doc @param {Move[]} moved @returns {Set<string>} places */
function takenOut(doc, moved) {
  const known = (/** @type {number} */ client, /** @type {number} */ clock) => clock < Y.getState(doc.store, client);
  const places = moved.flatMap(([client, clock, size]) => Array.from({ length: size }, (_, at) => /** @type {Place} */ ([client, clock + at])));
  return new Set(places.filter((place) => known(...place) && Y.getItem(doc.store, Y.createID(...place)).deleted).map(String));
}

/** What a character was first, before we moved it, once or more often. @param {number} client @param {number} clock @param {Move[]} moved @returns {Place} */
function originOf(client, clock, moved) {
  return moved.reduceRight(
    ([of, at], [from, start, size, to, place]) => (of === to && at >= place && at < place + size ? [from, start + at - place] : [of, at]),
    /** @type {Place} */ ([client, clock]),
  );
}

/** @param {any} text @param {Y.Transaction} transaction @param {Losing} losing @returns {Lost} */
function readAround(text, transaction, losing) {
  let base = '';
  /** @type {Piece[]} */
  const pieces = [];
  for (let item = text._start; item; item = item.right) {
    if (!(item.content instanceof Y.ContentString) || (item.deleted && !Y.isDeleted(transaction.deleteSet, item.id))) continue;
    const words = item.deleted ? lostOf(item, losing) : '';
    if (words) pieces.push({ words, at: base.length });
    else base += item.content.str;
  }
  return { base, pieces };
}

/**
 * Words of an earlier page whose surroundings were gone before they came: nothing is known but themselves.
 * @param {Y.Doc} doc @param {any[]} structs @param {Losing} losing @returns {Lost[]}
 */
function swallowed(doc, structs, losing) {
  const isGone = (/** @type {any} */ { id }) => Y.getItem(doc.store, id) instanceof Y.GC;
  const words = structs.map((struct) => (isGone(struct) ? lostOf(struct, losing) : '')).join('');
  return words ? [{ base: '', pieces: [{ words, at: 0 }] }] : [];
}

/** @param {Y.Doc} doc @param {Lost} lost */
function putBack(doc, { base, pieces }) {
  const root = doc.getXmlFragment('text');
  const home = base.trim() ? textsIn(root).find((text) => wordsOf(text) === base) : undefined;
  if (home) {
    let moved = 0;
    for (const { words, at } of pieces) {
      home.insert(at + moved, words);
      moved += words.length;
    }
    return;
  }
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(pieces.map(({ words }) => words).join(''))]);
  root.insert(root.length, [paragraph]);
}

/** @param {any} within @returns {Y.XmlText[]} */
const textsIn = (within) => within.toArray().flatMap((/** @type {any} */ child) => (child instanceof Y.XmlText ? [child] : textsIn(child)));

/** @param {Y.XmlText} text */
const wordsOf = (text) => text.toDelta().map((/** @type {any} */ part) => (typeof part.insert === 'string' ? part.insert : '')).join('');

/**
 * A paragraph is made without a text in it, and gets one with its first word. Two people who write that first word at once would make
 * two, which editors then keep folding into each other. So whoever makes a paragraph puts the text into it too.
 * @param {Y.Doc} doc
 */
export function keepTogether(doc) {
  const root = doc.getXmlFragment('text');
  doc.on('beforeObserverCalls', (/** @type {Y.Transaction} */ transaction) => {
    if (!transaction.local || ![...transaction.changed.keys()].some((type) => !(type instanceof Y.XmlText))) return;
    for (const paragraph of paragraphsIn(root)) {
      if (!paragraph.length && paragraph._item?.id.client === doc.clientID) paragraph.insert(0, [new Y.XmlText()]);
    }
  });
}

/** @param {any} within @returns {Y.XmlElement[]} */
const paragraphsIn = (within) =>
  within.toArray().flatMap((/** @type {any} */ child) => (child.nodeName === 'paragraph' ? [child] : child instanceof Y.XmlElement ? paragraphsIn(child) : []));

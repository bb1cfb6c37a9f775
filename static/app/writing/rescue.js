/**
 * Words that nobody took out and that were about to be lost.
 *
 * To turn a paragraph into a list, an editor takes the paragraph out and puts its words in elsewhere. Whoever typed in it meanwhile
 * would lose theirs: they stand in what was taken out, and not in what was put in. Of what the server has stored it puts such words
 * back itself (workshops/texts/rescue.py). Of what is still on its way there only this page knows where it stood, and puts it where
 * the rest of the paragraph went, or at the end. But not what we had only moved: whoever took that out has put it elsewhere.
 */
import { Y } from '../../vendor/editor.js';
import { putAgain } from './copies.js';
import { find } from './stretches.js';

/** @typedef {import('./copies.js').Move} Move */
/** @typedef {import('./copies.js').Place} Place */
/** @typedef {{words: string, from: Place[], at: number}} Piece words, where each of them stood, and where they belong */
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
  const ours = structs.filter(({ id, length }) => stored.has(id.client) && id.clock + length > Y.getState(doc.store, id.client));
  // What we moved and somebody had taken out before, or takes out now, stands elsewhere. An update of our own says nothing of others.
  const before = ours.length ? takenOut(doc, moved) : null;
  /** @type {Losing} */
  const losing = { meant: ds, stored, moved, isElsewhere: (place) => (before ? before.has(String(place)) : isTaken(doc, place, ds, stored)) };
  /** @type {Lost[]} */
  const lost = [];
  // Not what the editor does in answer to it, by our own hand.
  const look = (/** @type {Y.Transaction} */ transaction) => transaction.origin === origin && lost.push(...lostIn(transaction, losing));
  doc.on('afterTransaction', look);
  Y.applyUpdate(doc, update, origin);
  doc.off('afterTransaction', look);
  lost.push(...swallowed(doc, ours, losing));
  if (lost.length) putAgain(doc, () => lost.flatMap((one) => putBack(doc, one)));
}

/** @param {Y.Transaction} transaction @param {Losing} losing */
function lostIn(transaction, losing) {
  /** @type {Map<any, Lost>} */
  const found = new Map();
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || found.has(struct.parent) || !charactersOf(struct, losing).some(({ lost }) => lost)) return;
    found.set(struct.parent, readAround(struct.parent, transaction, losing));
  });
  return found.values();
}

/** @param {any} item @param {Losing} losing its characters, and which of them nobody has stored, nor meant to delete, nor put elsewhere */
function charactersOf({ id, content }, { meant, stored, moved, isElsewhere }) {
  if (!(content instanceof Y.ContentString)) return [];
  const since = stored.get(id.client) ?? Infinity;
  // One item holds what was typed on and on: the server may have stored the beginning of it.
  return Array.from({ length: content.str.length }, (_, at) => {
    const place = /** @type {Place} */ ([id.client, id.clock + at]);
    const lost = place[1] >= since && !isIn(meant, place) && !isCopied(place, moved) && !isElsewhere(originOf(place, moved));
    return { sign: content.str[at], place, lost };
  });
}

/** Did we put it in elsewhere, when we moved it or when it had been lost once before? @param {Place} place @param {Move[]} moved */
const isCopied = (place, moved) => Boolean(find(moved, place).found);

/** @param {any} deleted @param {Place} place */
const isIn = (deleted, [client, clock]) => Y.isDeleted(deleted, Y.createID(client, clock));

/** Has the server what stood here, and is it taken out by these, or what it stood in? @param {Y.Doc} doc @param {Place} place @param {any} deleted @param {Map<number, number>} stored */
function isTaken(doc, [client, clock], deleted, stored) {
  if (clock >= (stored.get(client) ?? Infinity) || clock >= Y.getState(doc.store, client)) return false;
  if (isIn(deleted, [client, clock])) return true;
  /** @type {any} */
  let around = Y.getItem(doc.store, Y.createID(client, clock));
  do around = around.parent?._item;
  while (around && !Y.isDeleted(deleted, around.id));
  return Boolean(around);
}

/** What of the words that we moved is deleted already. @param {Y.Doc} doc @param {Move[]} moved @returns {Set<string>} places */
function takenOut(doc, moved) {
  const known = (/** @type {number} */ client, /** @type {number} */ clock) => clock < Y.getState(doc.store, client);
  const places = moved.flatMap(([client, clock, size]) => Array.from({ length: size }, (_, at) => /** @type {Place} */ ([client, clock + at])));
  return new Set(places.filter((place) => known(...place) && Y.getItem(doc.store, Y.createID(...place)).deleted).map(String));
}

/** What a character was first, before we moved it, once or more often. @param {Place} character @param {Move[]} moved @returns {Place} */
function originOf(character, moved) {
  return moved.reduceRight(
    ([of, at], [client, clock, size, to, place]) => (of === to && at >= place && at < place + size ? [client, clock + at - place] : [of, at]),
    character,
  );
}

/** @param {any} text @param {Y.Transaction} transaction @param {Losing} losing @returns {Lost} */
function readAround(text, transaction, losing) {
  let base = '';
  /** @type {Piece[]} */
  const pieces = [];
  for (let item = text._start; item; item = item.right) {
    if (item.deleted && !Y.isDeleted(transaction.deleteSet, item.id)) continue;
    for (const { sign, place, lost } of charactersOf(item, losing)) {
      const piece = pieces.at(-1);
      if (!item.deleted || !lost) base += sign;
      else if (piece?.at === base.length) {
        piece.words += sign;
        piece.from.push(place);
      } else pieces.push({ words: sign, from: [place], at: base.length });
    }
  }
  return { base, pieces };
}

/**
 * Words of an earlier page whose surroundings were gone before they came: nothing is known but themselves.
 * @param {Y.Doc} doc @param {any[]} structs @param {Losing} losing @returns {Lost[]}
 */
function swallowed(doc, structs, losing) {
  const isGone = (/** @type {Place} */ place) => Y.getItem(doc.store, Y.createID(...place)) instanceof Y.GC;
  const gone = structs.flatMap((struct) => charactersOf(struct, losing)).filter(({ place, lost }) => lost && isGone(place));
  return gone.length ? [{ base: '', pieces: [{ words: gone.map(({ sign }) => sign).join(''), from: gone.map(({ place }) => place), at: 0 }] }] : [];
}

/** @param {Y.Doc} doc @param {Lost} lost @returns {Place[]} where the words stood, in the order in which they were put in */
function putBack(doc, { base, pieces }) {
  const from = pieces.flatMap((piece) => piece.from);
  const root = doc.getXmlFragment('text');
  const home = base.trim() ? textsIn(root).find((text) => wordsOf(text) === base) : undefined;
  if (home) {
    let moved = 0;
    for (const { words, at } of pieces) {
      home.insert(at + moved, words);
      moved += words.length;
    }
    return from;
  }
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(pieces.map(({ words }) => words).join(''))]);
  root.insert(root.length, [paragraph]);
  return from;
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

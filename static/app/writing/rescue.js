/**
 * Words that nobody took out and that were about to be lost.
 *
 * To turn a paragraph into a list, an editor takes the paragraph out and puts its words in elsewhere. Whoever typed in it meanwhile
 * would lose theirs: they stand in what was taken out, and not in what was put in. Of what the server has stored it puts such words
 * back itself (workshops/texts/rescue.py). Of what is still on its way there only this page knows where it stood, and puts it where
 * the rest of the paragraph went, or at the end.
 */
import { Y } from '../../vendor/editor.js';

/** @typedef {{words: string, at: number}} Piece */
/** @typedef {{base: string, pieces: Piece[]}} Lost the words around them as they stand now, and each piece with its place among those */

/**
 * Take an update in, and put back what of our words on their way it would have taken along.
 * @param {Y.Doc} doc @param {Uint8Array} update @param {any} origin
 * @param {Map<number, number>} stored for each client id that we write under, how far the server has stored it
 */
export function applied(doc, update, origin, stored) {
  const { structs, ds } = Y.decodeUpdate(update);
  const ours = structs.filter(({ id }) => stored.has(id.client) && id.clock >= Y.getState(doc.store, id.client));
  /** @type {Lost[]} */
  const lost = [];
  // Not what the editor does in answer to it, by our own hand.
  const look = (/** @type {Y.Transaction} */ transaction) => transaction.origin === origin && lost.push(...lostIn(transaction, ds, stored));
  doc.on('afterTransaction', look);
  Y.applyUpdate(doc, update, origin);
  doc.off('afterTransaction', look);
  lost.push(...swallowed(doc, ours, ds, stored));
  if (lost.length) doc.transact(() => lost.forEach((one) => putBack(doc, one)));
}

/** @param {Y.Transaction} transaction @param {any} meant what its writer deleted on purpose @param {Map<number, number>} stored */
function lostIn(transaction, meant, stored) {
  /** @type {Map<any, Lost>} */
  const found = new Map();
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !isLost(struct, meant, stored) || found.has(struct.parent)) return;
    found.set(struct.parent, readAround(struct.parent, transaction, meant, stored));
  });
  return found.values();
}

/** @param {any} item @param {any} meant @param {Map<number, number>} stored */
const isLost = (item, meant, stored) =>
  item.id.clock >= (stored.get(item.id.client) ?? Infinity) &&
  item.content instanceof Y.ContentString && !Y.isDeleted(meant, item.id);

/** @param {any} text @param {Y.Transaction} transaction @param {any} meant @param {Map<number, number>} stored @returns {Lost} */
function readAround(text, transaction, meant, stored) {
  let base = '';
  /** @type {Piece[]} */
  const pieces = [];
  for (let item = text._start; item; item = item.right) {
    if (!(item.content instanceof Y.ContentString) || (item.deleted && !Y.isDeleted(transaction.deleteSet, item.id))) continue;
    if (item.deleted && isLost(item, meant, stored)) pieces.push({ words: item.content.str, at: base.length });
    else base += item.content.str;
  }
  return { base, pieces };
}

/**
 * Words of an earlier page whose surroundings were gone before they came: nothing is known but themselves.
 * @param {Y.Doc} doc @param {any[]} structs @param {any} meant @param {Map<number, number>} stored @returns {Lost[]}
 */
function swallowed(doc, structs, meant, stored) {
  const gone = structs.filter((struct) => isLost(struct, meant, stored) && Y.getItem(doc.store, struct.id) instanceof Y.GC);
  return gone.length ? [{ base: '', pieces: [{ words: gone.map((struct) => struct.content.str).join(''), at: 0 }] }] : [];
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

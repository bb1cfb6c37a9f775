/**
 * Which words of a page are the same, where they were moved and moved back; and an undo that loses none of them, and brings none twice.
 *
 * To undo a split, the library puts the words in again that were taken out, and takes their copies out, as if nobody else were there. It
 * says itself which words it puts in again, in more pieces than a comparison would find. Where others have moved the copies meanwhile, or
 * deleted them, the words stand elsewhere by now, or nobody wants them: then they do not come back. And a copy stays where nothing comes
 * back in its stead.
 */
import { Y, ySyncPluginKey } from '../../vendor/editor.js';
import { isAmong, isWords, movesOf } from './copies.js';

/** @typedef {import('./copies.js').Move} Move */
/** @typedef {import('./copies.js').Place} Place */
/** @typedef {[number, number, number]} Stretch client, clock and size */
/** @typedef {{insertions: any, deletions: any}} Step what somebody did in one go, and an undo undoes */

/** By document. @type {WeakMap<Y.Doc, Kin>} */
const all = new WeakMap();

/** @param {Y.Doc} doc @returns {Kin} */
export function kinOf(doc) {
  const kin = all.get(doc) ?? new Kin(doc);
  all.set(doc, kin);
  return kin;
}

class Kin {
  /** @param {Y.Doc} doc */
  constructor(doc) {
    this.doc = doc;
    /** All that was moved on this page or came back, one after the other. @type {Move[]} */
    this.moves = [];
    /** Those of them that had been deleted, and came back. @type {Set<Move>} */
    this.revived = new Set();
    /** All that was taken out on this page, moved or not. @type {Stretch[]} */
    this.deleted = [];
    /** Words that an undo has left or put in, and that have to go after it. @type {Stretch[]} */
    this.unwanted = [];
  }

  /** @returns {Y.UndoManager} undo and redo for an editor of the document */
  undoing() {
    /** @type {{transaction: any, steps: Step[]}} */
    const now = { transaction: null, steps: [] };
    const left = () => (/** @type {Step[]} */ (manager.undoing ? manager.undoStack : manager.redoStack));
    /** @type {Y.UndoManager} */
    const manager = new Y.UndoManager(this.doc.getXmlFragment('text'), {
      trackedOrigins: new Set([ySyncPluginKey]),
      captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
      // It has put in all that comes back in a step before it asks what may go.
      deleteFilter: (item) => this.mayGo(item, now.steps[left().length], now.transaction),
    });
    this.doc.on('beforeTransaction', (transaction) => {
      if (transaction.origin === manager) Object.assign(now, { transaction, steps: [...left()] });
    });
    return manager;
  }

  /** @param {any} item that would go with an undo @param {Step} step that is undone @param {Y.Transaction} transaction */
  mayGo(item, step, transaction) {
    // Others may have written in what somebody made, and moved something into it.
    if (item.content instanceof Y.ContentType) return item.content.type._length === 0;
    if (!isWords(item)) return true;
    const back = new Set(putInAgain(transaction).flatMap(([client, clock, size]) => placesIn(client, clock, size).map((place) => String(this.rootOf(place)))));
    const places = placesIn(item.id.client, item.id.clock, item.length);
    const typed = places.filter((place) => this.isMadeIn(step, place));
    if (places.every((place) => typed.includes(place) || back.has(String(this.rootOf(place))))) return true;
    this.unwanted.push(...typed.map(([client, clock]) => /** @type {Stretch} */ ([client, clock, 1])));
    return false;
  }

  /** Was it typed in this step, or did it come back then? @param {Step} step @param {Place} place */
  isMadeIn({ insertions }, place) {
    const isIn = () => Y.isDeleted(insertions, Y.createID(...place));
    for (const move of [...this.moves].reverse()) {
      const [from, clock, size, to, at] = move;
      if (!isAmong(place, to, at, size)) continue;
      if (this.revived.has(move) && isIn()) return true;
      place = [from, clock + place[1] - at];
    }
    return isIn();
  }

  /** @param {Place} place @returns {Place} what stood there was typed here */
  rootOf(place) {
    return trace([...this.moves].reverse().map(turned), place).place;
  }

  /** @param {Y.Transaction} transaction one of our own, whose deleted words are still known @returns {Move[]} what it moved */
  after(transaction) {
    if (transaction.origin === this) return [];
    transaction.deleteSet.clients.forEach((all, client) => all.forEach(({ clock, len }) => this.deleted.push([client, clock, len])));
    const moved = transaction.origin instanceof Y.UndoManager ? this.undone(transaction) : movesOf(transaction);
    this.moves.push(...moved);
    if (this.unwanted.length) this.doc.once('afterAllTransactions', () => this.doc.transact(() => takeOut(this.doc, this.unwanted.splice(0)), this));
    return moved;
  }

  /** @param {Y.Transaction} transaction an undo, or the undo of one @returns {Move[]} */
  undone(transaction) {
    /** @type {Move[]} */
    const moved = [];
    for (const { from, last, item, to } of putInAgain(transaction).flatMap((again) => this.lastOf(again))) {
      const move = /** @type {Move} */ ([...last, to[2], to[0], to[1]]);
      if (Y.isDeleted(transaction.deleteSet, item.id)) moved.push(move);
      else if (String(last) === String(from) || this.deleted.some((one) => isAmong(last, ...one))) {
        // It was only deleted, here and by nobody else, and so it moves nothing.
        this.revived.add(move);
        this.moves.push(move);
      } else this.unwanted.push(to);
    }
    return moved;
  }

  /**
   * Where words that were put in again stood last. @param {Move} again
   * @returns {{from: Place, last: Place, item: any, to: Stretch}[]} each stretch that has stood together
   */
  lastOf([client, clock, size, to, toClock]) {
    const found = [];
    for (let at = 0, room = 0; at < size; at += room) {
      const from = /** @type {Place} */ ([client, clock + at]);
      const first = trace([...this.moves].reverse().map(turned), from);
      const last = trace(this.moves, first.place);
      const item = Y.getItem(this.doc.store, Y.createID(...last.place));
      room = Math.min(size - at, first.room, last.room, item.id.clock + item.length - last.place[1]);
      found.push({ from, last: last.place, item, to: /** @type {Stretch} */ ([to, toClock + at, room]) });
    }
    return found;
  }
}

/** @param {Move[]} moves one after the other @param {Place} place @returns {{place: Place, room: number}} where these have moved it, and so many with it */
function trace(moves, [client, clock]) {
  let room = Infinity;
  for (const [of, start, size, to, toClock] of moves) {
    if (of !== client || clock >= start + size) continue;
    if (clock < start) room = Math.min(room, start - clock);
    else {
      room = Math.min(room, start + size - clock);
      [client, clock] = [to, toClock + clock - start];
    }
  }
  return { place: [client, clock], room };
}

/** @param {Move} move @returns {Move} the other way round */
const turned = ([client, clock, size, to, toClock]) => [to, toClock, size, client, clock];

/** @param {number} client @param {number} clock @param {number} size @returns {Place[]} */
const placesIn = (client, clock, size) => Array.from({ length: size }, (_, at) => [client, clock + at]);

/** @param {Y.Transaction} transaction @returns {Move[]} words that had been deleted, and as what they were put in again, in the order in which that was done */
function putInAgain({ doc, beforeState }) {
  const before = beforeState.get(doc.clientID) ?? 0;
  const isAgain = (/** @type {any} */ item) => item.redone?.client === doc.clientID && item.redone.clock >= before && isWords(item);
  return [...doc.store.clients.values()]
    .flatMap((items) => /** @type {any[]} */ (items).filter(isAgain))
    .map(({ id, length, redone }) => /** @type {Move} */ ([id.client, id.clock, length, redone.client, redone.clock]))
    .sort((one, other) => one[4] - other[4]);
}

/** @param {Y.Doc} doc @param {Stretch[]} words */
function takeOut(doc, words) {
  for (const place of words.flatMap((one) => placesIn(...one))) {
    const item = /** @type {any} */ (Y.getItem(doc.store, Y.createID(...place)));
    if (!item.deleted) item.parent.delete(indexOf(item) + place[1] - item.id.clock, 1);
  }
}

/** @param {any} item @returns {number} how many characters stand before it in its text */
function indexOf(item) {
  let index = 0;
  for (let { left } = item; left; { left } = left) if (!left.deleted && left.countable) index += left.length;
  return index;
}

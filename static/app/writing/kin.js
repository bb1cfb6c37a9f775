/**
 * Which words of a page are the same, where they were moved and moved back; and an undo that loses none of them, and brings none twice.
 *
 * To undo a split, the library puts the words in again that were taken out, and takes their copies out, as if nobody else were there. It
 * says itself which words it puts in again, in more pieces than a comparison would find. Where others have moved the copies meanwhile, or
 * deleted them, the words stand elsewhere by now, or nobody wants them: then they do not come back. And a copy stays where nothing comes
 * back in its stead.
 */
import { Y, ySyncPluginKey } from '../../vendor/editor.js';
import { isWords, movesOf } from './copies.js';
import { find, split, trace } from './stretches.js';

/** @typedef {import('./copies.js').Move} Move */
/** @typedef {import('./copies.js').Place} Place */
/** @typedef {import('./stretches.js').Stretch} Stretch */
/** @typedef {{insertions: any}} Step what somebody did in one go, and an undo undoes */

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
    /** All that was moved on this page or came back. Each word goes from a place once, and comes to one once. @type {Move[]} */
    this.moves = [];
    /** The same the other way round. @type {Move[]} */
    this.origins = [];
    /** Those of the latter that had only been deleted, and came back. @type {Set<Move>} */
    this.revived = new Set();
    /** All that was taken out on this page, moved or not. @type {Stretch[]} */
    this.deleted = [];
    /** Words that an undo has left or put in, and that have to go after it. @type {Stretch[]} */
    this.unwanted = [];
    /** The undo under way, and of its steps the one that it is at. @type {{transaction: any, steps: Step[], step: Step | null, mayGo: (item: any) => boolean}} */
    this.now = { transaction: null, steps: [], step: null, mayGo: () => true };
    // Here and not with each undo manager, since editors come and go while the document stays.
    doc.on('beforeTransaction', (transaction) => {
      const { origin } = transaction;
      if (origin instanceof Y.UndoManager) Object.assign(this.now, { transaction, steps: [...stepsOf(origin)], step: null });
    });
  }

  /** @returns {Y.UndoManager} undo and redo for an editor of the document */
  undoing() {
    /** @type {Y.UndoManager} */
    const manager = new Y.UndoManager(this.doc.getXmlFragment('text'), {
      trackedOrigins: new Set([ySyncPluginKey]),
      captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
      deleteFilter: (item) => {
        const { now } = this;
        const step = now.steps[stepsOf(manager).length];
        // It asks what may go of a step once it has put in all that comes back.
        if (step !== now.step) Object.assign(now, { step, mayGo: this.goers(step, now.transaction) });
        return now.mayGo(item);
      },
    });
    return manager;
  }

  /** @param {Step} step that is undone @param {Y.Transaction} transaction @returns {(item: any) => boolean} whether something may go with it */
  goers({ insertions }, transaction) {
    /** @type {Stretch[]} */
    const made = [...insertions.clients].flatMap(([client, ranges]) => ranges.map((/** @type {any} */ { clock, len }) => [client, clock, len]));
    const rootsOf = (/** @type {Stretch} */ words) => split(words, (place) => trace(this.origins, place)).map(({ size, place }) => /** @type {Stretch} */ ([...place, size]));
    const back = putInAgain(transaction).flatMap(([client, clock, size]) => rootsOf([client, clock, size]));
    const judged = (/** @type {any} */ { id, length }) =>
      split([id.client, id.clock, length], (place) => {
        const typed = this.typedIn(made, place);
        const root = trace(this.origins, place);
        const again = find(back, root.place);
        return { typed: typed.is, stays: !typed.is && !again.found, room: Math.min(typed.room, root.room, again.room) };
      });
    /** Asked of words for all that they stand in. @type {Map<any, boolean>} */
    const known = new Map();
    const isKept = (/** @type {any} */ words) => {
      if (!known.has(words)) known.set(words, judged(words).some(({ stays }) => stays));
      return known.get(words);
    };
    return (item) => {
      const isNeeded = wordsIn(item).some(isKept);
      if (isNeeded && isWords(item)) this.unwanted.push(...judged(item).flatMap(({ typed, from, size }) => (typed ? [/** @type {Stretch} */ ([...from, size])] : [])));
      return !isNeeded;
    };
  }

  /** Was a word typed in one of these, or did it come back there? @param {Stretch[]} made @param {Place} place @returns {{is: boolean, room: number}} */
  typedIn(made, place) {
    for (let room = Infinity; ; ) {
      const way = find(this.origins, place);
      room = Math.min(room, way.room);
      if (!way.found || this.revived.has(way.found)) {
        const here = find(made, place);
        room = Math.min(room, here.room);
        if (here.found || !way.found) return { is: Boolean(here.found), room };
      }
      const [, start, , client, clock] = way.found;
      place = [client, clock + place[1] - start];
    }
  }

  /** @param {Y.Transaction} transaction one of our own, whose deleted words are still known @returns {Move[]} what it moved */
  after(transaction) {
    if (transaction.origin === this) return [];
    transaction.deleteSet.clients.forEach((ranges, client) => ranges.forEach(({ clock, len }) => this.deleted.push([client, clock, len])));
    if (transaction.origin instanceof Y.UndoManager) return this.undone(transaction);
    const moved = movesOf(transaction);
    moved.forEach((move) => this.keep(move));
    return moved;
  }

  /** @param {Move} move @param {boolean} [isRevived] */
  keep([client, clock, size, to, toClock], isRevived = false) {
    const origin = /** @type {Move} */ ([to, toClock, size, client, clock]);
    this.moves.push([client, clock, size, to, toClock]);
    this.origins.push(origin);
    if (isRevived) this.revived.add(origin);
  }

  /** @param {Y.Transaction} transaction an undo, or the undo of one @returns {Move[]} */
  undone(transaction) {
    /** @type {Move[]} */
    const moved = [];
    for (const [client, clock, length, to, toClock] of putInAgain(transaction)) {
      for (const { from, size, place, item } of split([client, clock, length], (word) => this.lastOf(word))) {
        const at = toClock + from[1] - clock;
        const isMoved = Y.isDeleted(transaction.deleteSet, item.id);
        // It was only deleted, and here: so it comes back.
        const isRevived = !isMoved && (String(place) === String(from) || find(this.deleted, place).found);
        if (isMoved || isRevived) {
          const move = /** @type {Move} */ ([...place, size, to, at]);
          this.keep(move, !isMoved);
          moved.push(move);
        } else this.unwanted.push([to, at, size]);
      }
    }
    if (this.unwanted.length) this.doc.once('afterAllTransactions', () => this.doc.transact(() => takeOut(this.doc, this.unwanted.splice(0)), this));
    return moved;
  }

  /** Where a word that was put in again stood last, as which item. @param {Place} word */
  lastOf(word) {
    const root = trace(this.origins, word);
    const last = trace(this.moves, root.place);
    const item = Y.getItem(this.doc.store, Y.createID(...last.place));
    return { place: last.place, item, room: Math.min(root.room, last.room, item.id.clock + item.length - last.place[1]) };
  }
}

/** @param {Y.UndoManager} manager @returns {Step[]} those that are left, the next one last */
const stepsOf = (manager) => (manager.undoing ? manager.undoStack : manager.redoStack);

/** @param {any} item @returns {any[]} the words that it is, or that stand in what it is: others may have written in what somebody made */
function wordsIn(item) {
  if (isWords(item)) return [item];
  const found = [];
  for (let one = item.content.type?._start; one; one = one.right) if (!one.deleted) found.push(...wordsIn(one));
  return found;
}

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
  const itemAt = (/** @type {Place} */ place) => {
    const item = /** @type {any} */ (Y.getItem(doc.store, Y.createID(...place)));
    return { item, room: item.id.clock + item.length - place[1] };
  };
  for (const { from, size, item } of words.flatMap((one) => split(one, itemAt))) {
    if (!item.deleted) item.parent.delete(indexOf(item) + from[1] - item.id.clock, size);
  }
}

/** @param {any} item @returns {number} how many characters stand before it in its text */
function indexOf(item) {
  let index = 0;
  for (let { left } = item; left; { left } = left) if (!left.deleted && left.countable) index += left.length;
  return index;
}

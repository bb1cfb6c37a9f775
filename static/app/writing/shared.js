/**
 * One text as this page has it: a document of its own that follows the server's, and the others who have it open.
 *
 * What the server does not take, because the text was put to a decision meanwhile, say, is held back: the document is made anew from
 * the server's, and the writer is asked what to do with the words.
 */
import { batch, computed, effect, signal } from '../../vendor/ui.js';
import { Y } from '../../vendor/editor.js';
import { listen, mention, request } from '../connection.js';
import { connection, slice } from '../store.js';
import { fromBase64, toBase64 } from './bytes.js';
import { readCaret } from './caret.js';
import { Delivery, movedIn, SCHEMA } from './delivery.js';
import { kinOf } from './kin.js';
import { applied, keepTogether } from './rescue.js';

/** @typedef {import('./kept.js').Edit} Edit */
/** @typedef {{participant: string, anchor: string, head: string}} Caret */
/** @typedef {{code: string, message: string, edits: Edit[]}} HeldBack */

/** Before an answer that did not come is asked for again (ms). */
const AGAIN = 1500;
/** How often a document is made anew before the page has to be. */
const MOST_FAILURES = 3;

export class SharedText {
  /** @param {string} section */
  constructor(section) {
    this.section = section;
    this.delivery = new Delivery(`${slice('workshop')?.id}:${slice('me')?.id}:${section}`, section, {
      saved: () => this.saved(),
      gap: () => this.open(),
      refused: (answer, edits) => this.holdBack(answer, edits),
    });
    /** The document; another one after something was held back. @type {{value: Y.Doc}} */
    this.doc = signal(this.newDocument());
    /** Has the server's text arrived? Before that nobody writes. @type {{value: boolean}} */
    this.ready = signal(false);
    /** Is this page too old for the text? @type {{value: boolean}} */
    this.stale = signal(false);
    /** What the server did not take. @type {{value: HeldBack | null}} */
    this.heldBack = signal(/** @type {HeldBack | null} */ (null));
    /** Where the others are, by caret. @type {{value: Record<string, Caret>}} */
    this.carets = signal(/** @type {Record<string, Caret>} */ ({}));
    /** For each client id that we write under, here or on an earlier page, how far the server has stored it. @type {Map<number, number>} */
    this.stored = new Map();
    this.version = 0;
    this.opened = 0;
    this.own = '';
    this.users = 0;
    this.failures = 0;
    /** @type {Promise<Uint8Array | null> | null} */
    this.opening = null;
    /** Changes of others that wait until a character is composed. @type {Uint8Array[] | null} */
    this.waiting = null;
    void this.delivery.takeUp().then(() => this.open());
  }

  /** The text's epoch, as far as it is known here. */
  get epoch() {
    return Math.max(this.opened, slice(`text:${this.section}`)?.epoch ?? 0);
  }

  newDocument() {
    // Of what we moved it stays known where it stood: whether others have moved it too depends on that (rescue.js).
    const doc = new Y.Doc({ gc: false });
    keepTogether(doc);
    /** @type {WeakMap<Y.Transaction, import('./copies.js').Move[]>} */
    const moves = new WeakMap();
    // Afterwards what was deleted is forgotten.
    doc.on('afterTransaction', (transaction) => void (transaction.origin !== this && moves.set(transaction, kinOf(doc).after(transaction))));
    doc.on('update', (update, origin, _doc, transaction) => {
      if (origin !== this) this.delivery.push(update, this.epoch, moves.get(transaction) ?? []);
    });
    return doc;
  }

  /** Ask for all of the text that is missing here, and follow it from then on. @returns {Promise<Uint8Array | null>} what the server lacks */
  open() {
    this.opening ??= this.asked().finally(() => (this.opening = null));
    return this.opening;
  }

  async asked() {
    if (this.stale.value) return null;
    try {
      const answer = await request('open_text', { section: this.section, schema: SCHEMA, vector: toBase64(Y.encodeStateVector(this.doc.value)) });
      if (answer.ok) return this.settle(answer);
      if (answer.code === 'stale_page') this.stale.value = true;
      else throw new Error(answer.message);
    } catch {
      // Where there is no connection, the next one opens it again.
      if (connection.value.state === 'connected') setTimeout(() => this.open(), AGAIN);
    }
    return null;
  }

  /** @param {any} answer */
  settle(answer) {
    batch(() => {
      this.version = answer.version;
      this.own = answer.caret;
      this.opened = answer.epoch;
      this.carets.value = answer.carets;
      const clocks = Y.decodeStateVector(fromBase64(answer.vector));
      this.delivery.dropStored(clocks);
      // Words of an epoch that is over are not shown before the server has said whether it holds them already.
      const current = this.delivery.queue.filter((edit) => edit.epoch === this.epoch).map((edit) => edit.update);
      const mine = current.length ? Y.mergeUpdates(current) : null;
      this.measure(clocks, mine);
      this.apply(fromBase64(answer.update));
      if (mine) this.apply(mine);
      this.ready.value = true;
    });
    this.delivery.open = true;
    this.delivery.later(0);
    this.leaveIfDone();
    return Y.encodeStateAsUpdate(this.doc.value, fromBase64(answer.vector));
  }

  /** How far the server has stored what we write. @param {Map<number, number>} clocks of the server @param {Uint8Array | null} mine what is on its way */
  measure(clocks, mine) {
    const writers = [this.doc.value.clientID, ...(mine ? Y.decodeUpdate(mine).structs.map((struct) => struct.id.client) : [])];
    this.stored = new Map(writers.map((client) => [client, clocks.get(client) ?? 0]));
  }

  /** @param {Uint8Array} update from elsewhere, or of an earlier page: it is not sent again */
  apply(update) {
    if (this.waiting) return void this.waiting.push(update);
    readCaret();
    try {
      applied(this.doc.value, update, this, this.stored, movedIn(this.delivery.queue) ?? []);
      this.failures = 0;
    } catch (fault) {
      this.recover(fault);
    }
  }

  /** Something that the document cannot take in: it is made anew, with what is on its way; where that helps nothing, the page is. @param {unknown} fault */
  recover(fault) {
    console.error(fault);
    this.failures += 1;
    if (this.failures > MOST_FAILURES) return void (this.stale.value = true);
    this.renew();
    // At once, since somebody is writing; but what fails again need not hurry.
    setTimeout(() => this.open(), this.failures > 1 ? AGAIN : 0);
  }

  /** While a character is composed, nothing may move under it. @param {boolean} composing */
  pause(composing) {
    if (composing) return void (this.waiting ??= []);
    const waited = this.waiting ?? [];
    this.waiting = null;
    waited.forEach((update) => this.apply(update));
  }

  saved() {
    connection.value = { ...connection.value, savedAt: Date.now() };
    this.leaveIfDone();
  }

  /** The text as the server has it, and beside it what it did not take. @param {{code?: string, message?: string}} refusal @param {Edit[]} edits */
  holdBack({ code = '', message = '' }, edits) {
    if (code === 'stale_page') this.stale.value = true;
    batch(() => {
      this.heldBack.value = { code, message, edits: [...(this.heldBack.value?.edits ?? []), ...edits] };
      this.renew();
    });
    void this.open();
  }

  /** A new document, empty until the server has filled it. */
  renew() {
    const before = this.doc.value;
    batch(() => {
      this.ready.value = this.delivery.open = false;
      this.waiting = null;
      this.doc.value = this.newDocument();
    });
    before.destroy();
  }

  /** How the text would read with what was held back. @returns {Y.Doc} */
  preview() {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc.value));
    for (const edit of this.heldBack.value?.edits ?? []) Y.applyUpdate(doc, edit.update);
    return doc;
  }

  /** Put in what was held back, as it fits now. */
  putIn() {
    const edits = this.heldBack.value?.edits ?? [];
    this.heldBack.value = null;
    if (!edits.length) return;
    const all = Y.mergeUpdates(edits.map((edit) => edit.update));
    for (const { id } of Y.decodeUpdate(all).structs) this.stored.set(id.client, this.stored.get(id.client) ?? 0);
    this.apply(all);
    this.delivery.push(all, this.epoch, movedIn(edits));
    this.delivery.drop(edits);
  }

  /** Leave out what was held back. */
  leaveOut() {
    this.delivery.drop(this.heldBack.value?.edits ?? []);
    this.heldBack.value = null;
  }

  /** @param {{after: number, version: number, update: string}} message */
  hear(message) {
    if (!this.ready.value) return;
    const update = fromBase64(message.update);
    // What comes back to us is stored, and from then on the server looks after it.
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      if (this.stored.has(id.client)) this.stored.set(id.client, Math.max(this.stored.get(id.client) ?? 0, id.clock + length));
    }
    this.apply(update);
    // After a gap the document would wait for what is missing, so it is asked for.
    if (message.after > this.version) void this.open();
    this.version = Math.max(this.version, message.version);
  }

  /** @param {Record<string, Caret | null>} moved */
  see(moved) {
    const { [this.own]: _own, ...others } = { ...this.carets.value, ...moved };
    this.carets.value = /** @type {Record<string, Caret>} */ (Object.fromEntries(Object.entries(others).filter(([, caret]) => caret?.head)));
  }

  /** @param {string} anchor @param {string} head where we are, "" and "" for nowhere */
  point(anchor, head) {
    mention('caret', { section: this.section, anchor, head });
  }

  /** One place on this page less that shows it. */
  release() {
    this.users -= 1;
    if (!this.users) this.point('', '');
    this.leaveIfDone();
  }

  /** It is closed once nobody looks at it and all is sent. */
  leaveIfDone() {
    if (this.users || this.delivery.queue.length || this.heldBack.value || texts.get(this.section) !== this) return;
    mention('close_text', { section: this.section });
    texts.delete(this.section);
  }
}

/** The texts that are open, by section. @type {Map<string, SharedText>} */
const texts = new Map();

/** @param {string} section @returns {SharedText | undefined} the text of a section, where it is open still */
export const open = (section) => texts.get(section);

/** @param {string} section @returns {SharedText} the text of a section, for whoever will `release` it */
export function shared(section) {
  const text = texts.get(section) ?? new SharedText(section);
  texts.set(section, text);
  text.users += 1;
  return text;
}

listen('text', (message) => texts.get(message.section)?.hear(message));
listen('carets', (message) => texts.get(message.section)?.see(message.carets));

const connected = computed(() => connection.value.state === 'connected');
effect(() => {
  if (connected.value) for (const text of texts.values()) void text.open();
});

/**
 * Edits of one text on their way to the server. Each is kept on the device first, and forgotten once the server has stored it.
 *
 * One bundle is under way at a time, so the order is never in question, and a fast typist sends larger bundles instead of more.
 */
import { Y } from '../../vendor/editor.js';
import { request } from '../connection.js';
import { toBase64 } from './bytes.js';
import { forget, keep, keepAtOnce, keptAtOnce, left } from './kept.js';
import { count } from './unsent.js';

/** @typedef {import('./kept.js').Edit} Edit */
/** @typedef {import('./copies.js').Move} Move */
/** @typedef {{ok: boolean, code?: string, message?: string}} Answer */

/** The version of the schema that this editor knows (workshops/texts/schema.py). */
export const SCHEMA = 1;
/** Bytes of one bundle (workshops/texts/text.py takes 96 KB). */
const LARGEST = 80_000;
/** Stretches that one bundle has moved (workshops/texts/moves.py takes no more); where a single edit has moved more, the server guesses. */
const MOST_MOVED = 500;
/** Between two bundles (ms): as fast as the eye follows, and slower than the server would mind. */
const PAUSE = 80;
/** Before an answer that did not come is asked for again (ms). */
const AGAIN = 1500;
/** How often in a row something may be in the way of a bundle: others may take out more while we ask. At last the server is left to guess. */
const MOST_GAPS = 5;
/** Refusals that say nothing of the words: it was too fast, or the server's own fault. */
const PASSING = new Set(['too_fast', 'fault']);

export class Delivery {
  /**
   * @param {string} of the person and the text @param {string} section
   * @param {{saved: () => void, gap: () => Promise<Uint8Array | null>, refused: (answer: Answer, edits: Edit[]) => void}} tell
   * `gap`: something before a bundle is missing there, or was taken out; takes in what is new, puts our words in their place, and
   * gives all that the server lacks
   */
  constructor(of, section, tell) {
    this.of = of;
    this.section = section;
    this.tell = tell;
    /** Oldest first. @type {Edit[]} */
    this.queue = [];
    /** Edits that are still being written to the device, and those that could not be. @type {Set<Edit>} */
    this.unsafe = new Set();
    this.open = false;
    this.sending = false;
    this.gaps = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.soon = undefined;
    addEventListener('pagehide', () => keepAtOnce(this.of, [...this.unsafe]));
  }

  /** What an earlier page has left comes first. */
  async takeUp() {
    const last = keptAtOnce(this.of);
    // From here on they are nowhere else, also if this page is left before the device has told what else it keeps.
    last.forEach((edit) => this.unsafe.add(edit));
    this.queue.unshift(...(await left(this.of)), ...last);
    last.forEach((edit) => void this.secure(edit));
    this.told();
  }

  /** @param {Uint8Array} update @param {number} epoch the text's when it was written @param {Move[]} [moved] which of its words are a copy of others */
  push(update, epoch, moved) {
    const edit = /** @type {Edit} */ ({ of: this.of, epoch, update, moved });
    this.queue.push(edit);
    this.unsafe.add(edit);
    this.told();
    void this.secure(edit);
    this.later(0);
  }

  /** @param {Edit} edit */
  async secure(edit) {
    const id = await keep({ ...edit });
    if (id === null) return;
    edit.id = id;
    // It may have been stored by the server before it was kept here.
    if (!this.unsafe.delete(edit)) void forget([id]);
    this.told();
  }

  told() {
    count(this, { waiting: this.queue.length, kept: this.unsafe.size === 0 });
  }

  /** @param {number} pause */
  later(pause) {
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      void this.send();
    }, pause);
  }

  /** Send the oldest of what waits. */
  async send() {
    if (!this.open || this.sending || !this.queue.length) return;
    this.sending = true;
    const bundle = this.bundle();
    let pause = PAUSE;
    try {
      await this.answered(bundle, await this.ask(bundle));
    } catch {
      // No answer: it stays first in the queue. An update that arrives twice counts once, and what is in the way then may be asked about again.
      pause = AGAIN;
      this.gaps = 0;
    }
    this.sending = false;
    if (this.queue.length) this.later(pause);
    else this.tell.saved();
  }

  /** As many of the oldest edits as go together. */
  bundle() {
    const bundle = [this.queue[0]];
    let size = bundle[0].update.length;
    let moved = bundle[0].moved?.length ?? 0;
    for (const edit of this.queue.slice(1)) {
      size += edit.update.length;
      moved += edit.moved?.length ?? 0;
      if (size > LARGEST || moved > MOST_MOVED || edit.epoch !== bundle[0].epoch) break;
      bundle.push(edit);
    }
    return bundle;
  }

  /**
   * @param {Edit[]} bundle
   * @param {{rescued?: boolean, moved?: Move[] | null, update?: Uint8Array}} [how] `rescued`: have we put elsewhere what stands in something that was
   * taken out there? It counts where we do not say which words those are
   * @returns {Promise<Answer>}
   */
  ask(bundle, { rescued = false, moved = movedIn(bundle), update = Y.mergeUpdates(bundle.map((edit) => edit.update)) } = {}) {
    const known = moved && moved.length <= MOST_MOVED;
    return request('edit', { section: this.section, update: toBase64(update), epoch: bundle[0].epoch, schema: SCHEMA, rescued, moved: known ? moved : null });
  }

  /** @param {Edit[]} bundle @param {Answer} answer @returns {Promise<void>} */
  async answered(bundle, answer) {
    if (PASSING.has(answer.code ?? '')) throw new Error(answer.message);
    if ((answer.code === 'gap' || answer.code === 'gone') && this.gaps < MOST_GAPS) {
      this.gaps += 1;
      const all = await this.tell.gap();
      if (all && answer.code === 'gap') {
        const said = this.queue.filter((edit) => edit.epoch === bundle[0].epoch);
        return this.answered(bundle, await this.ask(said, { rescued: true, update: all }));
      }
      // After a "gone", everything of ours that is on its way goes in one, as it was written: only so can be told what of it we have moved
      // ourselves. (All that the server lacks would name as deleted what others wrote into something that we took out.)
      if (!this.queue.length) return;
      const ours = this.bundle();
      return this.answered(ours, await this.ask(ours, this.gaps < MOST_GAPS ? { rescued: true } : { rescued: true, moved: null }));
    }
    this.gaps = 0;
    if (answer.ok) return this.drop(bundle);
    // What came after it in the same epoch builds on it.
    const refused = this.queue.filter((edit) => edit.epoch === bundle[0].epoch);
    this.queue = this.queue.filter((edit) => !refused.includes(edit));
    this.told();
    this.tell.refused(answer, refused);
  }

  /** Drop what is stored: an earlier page may have been left before it could forget it. @param {Map<number, number>} clocks how far the server has each client */
  dropStored(clocks) {
    const isStored = (/** @type {any} */ { id, length }) => id.clock + length <= (clocks.get(id.client) ?? 0);
    const stored = this.queue.filter(({ update }) => {
      const { structs } = Y.decodeUpdate(update);
      return structs.length && structs.every(isStored);
    });
    if (stored.length) this.drop(stored);
  }

  /** @param {Edit[]} edits on the server now, or not wanted any more */
  drop(edits) {
    this.queue = this.queue.filter((edit) => !edits.includes(edit));
    for (const edit of edits) this.unsafe.delete(edit);
    this.told();
    void forget(edits.flatMap((edit) => edit.id ?? []));
  }
}

/** @param {Edit[]} edits @returns {Move[] | undefined} all that they moved; undefined where an older page has not said so of one */
export const movedIn = (edits) => (edits.every((edit) => edit.moved) ? edits.flatMap((edit) => edit.moved ?? []) : undefined);

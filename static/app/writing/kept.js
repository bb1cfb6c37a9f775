/**
 * Edits that the server has not acknowledged, kept on this device (IndexedDB): through a lost connection, a reload, a flat battery.
 * A phone is passed on, so they belong to a person in a workshop, and whoever sits down at it next does not send them.
 */
import { openDB } from '../../vendor/editor.js';
import { fromBase64, toBase64 } from './bytes.js';

/** @typedef {import('./copies.js').Move} Move */
/**
 * @typedef {{id?: number, of: string, epoch: number, update: Uint8Array, moved?: Move[]}} Edit
 * `of` names the person and the text; `epoch` is the text's when it was written; `moved`: which of its words are a copy of others
 */

const STORE = 'edits';

/** @type {Promise<any> | undefined} */
let opened;

/** @returns {Promise<any>} the database; rejects where the browser has none to give */
function database() {
  opened ??= openDB('commonplan-edits', 1, {
    upgrade(db) {
      db.createObjectStore(STORE, { keyPath: 'id', autoIncrement: true }).createIndex('of', 'of');
    },
    // A newer page of ours waits for this one to let go.
    blocking: (_now, _wanted, event) => /** @type {any} */ (event.target).close(),
  });
  return opened;
}

/** @param {Edit} edit @returns {Promise<number | null>} under which number it is kept; null where nothing can be kept */
export async function keep(edit) {
  try {
    const work = (await database()).transaction(STORE, 'readwrite');
    const added = work.store.add(edit);
    // Without waiting to be asked: a page that is left in this very moment would not answer, and all would be undone.
    work.commit?.();
    const [id] = await Promise.all([added, work.done]);
    return id;
  } catch {
    return null;
  }
}

/** @param {string} of */
const shelf = (of) => `commonplan:last-edits:${of}`;

/**
 * What is still on its way onto the device when the page is left: written down at once, since nothing that takes time comes to an end then.
 * @param {string} of @param {Edit[]} edits
 */
export function keepAtOnce(of, edits) {
  if (!edits.length) return;
  try {
    const before = JSON.parse(localStorage.getItem(shelf(of)) ?? '[]');
    localStorage.setItem(shelf(of), JSON.stringify([...before, ...edits.map(({ epoch, update, moved }) => ({ epoch, update: toBase64(update), moved }))]));
  } catch {
    // Full or forbidden: what the database was given may still arrive.
  }
}

/** What the page before wrote down in its last moment; nobody finds it a second time. @param {string} of @returns {Edit[]} oldest first */
export function keptAtOnce(of) {
  try {
    const kept = JSON.parse(localStorage.getItem(shelf(of)) ?? '[]');
    localStorage.removeItem(shelf(of));
    return kept.map((/** @type {any} */ edit) => ({ of, epoch: edit.epoch, update: fromBase64(edit.update), moved: edit.moved }));
  } catch {
    return [];
  }
}

/** @param {string} of @returns {Promise<Edit[]>} what an earlier page has left, oldest first */
export async function left(of) {
  try {
    return await (await database()).getAllFromIndex(STORE, 'of', of);
  } catch {
    return [];
  }
}

/** @param {number[]} ids these are on the server, or not wanted any more */
export async function forget(ids) {
  if (!ids.length) return;
  try {
    const work = (await database()).transaction(STORE, 'readwrite');
    await Promise.all([...ids.map((id) => work.store.delete(id)), work.done]);
  } catch {
    // They are sent again by the next page, which changes nothing.
  }
}

/**
 * Edits that the server has not acknowledged, kept on this device (IndexedDB): through a lost connection, a reload, a flat battery.
 * A phone is passed on, so they belong to a person in a workshop, and whoever sits down at it next does not send them.
 */
import { openDB } from '../../vendor/editor.js';

/**
 * @typedef {{id?: number, of: string, epoch: number, update: Uint8Array}} Edit
 * `of` names the person and the text; `epoch` is the text's when it was written
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
    return await (await database()).add(STORE, edit);
  } catch {
    return null;
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

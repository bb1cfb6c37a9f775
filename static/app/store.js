/**
 * What this browser knows of the room: the slices, each a signal of its own.
 *
 * A slice is replaced as a whole and never patched, so the server stays the only place that reduces events to state.
 * Whatever reads `slice()` or `all()` while rendering is rendered again when that slice changes, and nothing else is.
 */
import { batch, computed, signal } from '../vendor/ui.js';

/**
 * A slice is whatever docs/interface.md says its name holds.
 * @typedef {any} Slice
 */

/** @type {Map<string, {value: Slice}>} */
const slices = new Map();
/** The seq a slice was read at: an answer that overtook its tick must not be undone by it. @type {Map<string, number>} */
const read = new Map();
/** For each prefix, the names in use. @type {Map<string, {value: string[]}>} */
const rosters = new Map();
/** @type {Map<string, {value: Slice[]}>} */
const lists = new Map();

/**
 * How we are connected; `unsent` counts commands the server has not acknowledged, `savedAt` is when it last did (ms, our clock).
 * @type {{value: {state: 'connected' | 'reconnecting' | 'offline', unsent: number, savedAt: number | null}}}
 */
export const connection = signal({ state: /** @type {const} */ ('reconnecting'), unsent: 0, savedAt: null });

/**
 * How many edits of texts the server has not acknowledged, and whether all of them are kept on this device.
 * @type {{value: {waiting: number, kept: boolean}}}
 */
export const edits = signal({ waiting: 0, kept: true });

/** True from the first snapshot on. */
export const arrived = signal(false);

let offset = 0;

/** The server's clock in milliseconds, as well as we know it. */
export const serverNow = () => Date.now() + offset;

/** @param {number | undefined} now the server's clock, as a snapshot tells it */
export function setClock(now) {
  if (typeof now === 'number') offset = now - Date.now();
}

/** @param {string} name */
function cell(name) {
  let found = slices.get(name);
  if (!found) slices.set(name, (found = signal(undefined)));
  return found;
}

/** @param {string} prefix */
function roster(prefix) {
  let found = rosters.get(prefix);
  if (!found) rosters.set(prefix, (found = signal(/** @type {string[]} */ ([]))));
  return found;
}

const prefixOf = (/** @type {string} */ name) => name.slice(0, name.indexOf(':') + 1 || undefined);

/** @param {string} name @returns {Slice} the slice, or undefined while there is none */
export const slice = (name) => cell(name).value;

/** Ids count (`c2` before `c10`), so they are compared as words and numbers. */
const byName = new Intl.Collator('en', { numeric: true }).compare;

/** @param {string} prefix @returns {Slice[]} the slices called `prefix:…`, by place, then by id */
export function all(prefix) {
  const start = prefix + ':';
  let list = lists.get(start);
  if (!list) {
    list = computed(() =>
      roster(start)
        .value.map((name) => ({ name, value: cell(name).value }))
        .filter(({ value }) => value !== undefined)
        .sort((a, b) => (a.value.place ?? 0) - (b.value.place ?? 0) || byName(a.name, b.name))
        .map(({ value }) => value),
    );
    lists.set(start, list);
  }
  return list.value;
}

/** @param {string} name @param {Slice | null} value */
function put(name, value) {
  const prefix = prefixOf(name);
  if (prefix.endsWith(':')) {
    const names = roster(prefix);
    const listed = names.value.includes(name);
    if (value !== null && !listed) names.value = [...names.value, name];
    if (value === null && listed) names.value = names.value.filter((other) => other !== name);
  }
  cell(name).value = value ?? undefined;
}

/**
 * Put newer slices in place; `null` removes one.
 * @param {Record<string, Slice | null>} newer
 * @param {number} [seq] where in the log they were read: an older reading never replaces a newer one
 */
export function replace(newer, seq) {
  batch(() => {
    for (const [name, value] of Object.entries(newer)) {
      if (seq !== undefined && seq < (read.get(name) ?? 0)) continue;
      if (seq !== undefined) read.set(name, seq);
      put(name, value);
    }
  });
}

/** @param {Record<string, Slice>} snapshot everything there is: what it doesn't name is gone @param {number} [seq] */
export function reset(snapshot, seq) {
  batch(() => {
    read.clear();
    for (const name of slices.keys()) if (!(name in snapshot) && slices.get(name)?.value !== undefined) put(name, null);
    replace(snapshot, seq);
    arrived.value = true;
  });
}

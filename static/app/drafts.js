/**
 * Half-filled input. It belongs to the person, not to the screen: it survives any slice, a change of step or tab, and a reload.
 */
import { signal, useCallback } from '../vendor/ui.js';
import { slice } from './store.js';

/** @type {Map<string, {value: any}>} */
const drafts = new Map();
const workshop = document.getElementById('app')?.dataset.workshop ?? '';

/** A phone is passed on: whoever sits down at it next must not find what somebody else had half written. @param {string} key */
const shelf = (key) => `commonplan:draft:${workshop}:${slice('me')?.id ?? ''}:${key}`;

/** @param {string} key */
function read(key) {
  try {
    const kept = sessionStorage.getItem(shelf(key));
    return kept === null ? undefined : JSON.parse(kept);
  } catch {
    return undefined;
  }
}

/** @param {string} key @param {any} value */
function keep(key, value) {
  try {
    if (value === undefined) sessionStorage.removeItem(shelf(key));
    else sessionStorage.setItem(shelf(key), JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the draft lives as long as the page does.
  }
}

/** @param {string} key */
function draft(key) {
  let found = drafts.get(key);
  if (!found) drafts.set(key, (found = signal(read(key))));
  return found;
}

/**
 * A value being filled in. Until somebody touches it, it follows `initial`; `clear` lets it follow again.
 * @template T
 * @param {string} key unique to what is filled in, such as `card:vision.gather`
 * @param {T} initial
 * @returns {[T, (next: T | ((before: T) => T)) => void, () => void]}
 */
export function useDraft(key, initial) {
  const held = draft(key);
  const value = held.value === undefined ? initial : held.value;
  const set = useCallback(
    (/** @type {any} */ next) => {
      const before = held.value === undefined ? initial : held.value;
      held.value = typeof next === 'function' ? next(before) : next;
      keep(key, held.value);
    },
    [key, initial],
  );
  const clear = useCallback(() => {
    held.value = undefined;
    keep(key, undefined);
  }, [key]);
  return [value, set, clear];
}

/** @param {string} key @returns {boolean} whether somebody has begun to fill this in */
export const begun = (key) => draft(key).value !== undefined;

/** @param {string} part what a key names, such as a step's id @returns {boolean} whether words were begun there and not sent */
export const unfinished = (part) =>
  part !== '' && [...drafts].some(([key, held]) => key.split(':').includes(part) && typeof held.value === 'string' && held.value.trim() !== '');

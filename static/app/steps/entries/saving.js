/** Changes of an entry on their way: what was seen when they began goes along, so that nobody's words are lost unseen. */
import { mention, send } from '../../connection.js';
import { useDraft } from '../../drafts.js';
import { slice } from '../../store.js';
import { answer, signal, toast, useEffect } from '../../ui.js';

/** @typedef {import('./declared.js').Entry} Entry */
/** @typedef {Record<string, any>} Values */
/** @typedef {{filled: Values, seen: Values}} Begun what was filled in, and what stood there when each field was first touched */

/** @type {Begun} */
const NOTHING = { filled: {}, seen: {} };

/** Changes that met somebody else's: the entry, and what was to be written. @type {{value: {entry: string, fields: Values} | null}} */
export const conflict = signal(/** @type {{entry: string, fields: Values} | null} */ (null));

/** @param {any} one @param {any} other */
export const same = (one, other) => JSON.stringify(one ?? '') === JSON.stringify(other ?? '');

/**
 * The half-filled fields of an entry, in a table or in a form alike.
 * @param {string} key @param {Entry | undefined} entry
 */
export function useFilling(key, entry) {
  const [begun, setBegun, clear] = useDraft(`filling:${key}`, NOTHING);
  return {
    filled: begun.filled,
    seen: begun.seen,
    value: (/** @type {string} */ name) => (name in begun.filled ? begun.filled[name] : entry?.fields[name]),
    set: (/** @type {string} */ name, /** @type {any} */ value) =>
      setBegun((before) => ({
        filled: { ...before.filled, [name]: value },
        seen: name in before.seen || !entry ? before.seen : { ...before.seen, [name]: entry.fields[name] },
      })),
    drop: (/** @type {string} */ name) =>
      setBegun((before) => ({ filled: without(before.filled, name), seen: without(before.seen, name) })),
    clear,
  };
}

/** @param {Values} values @param {string} name */
const without = (values, name) => Object.fromEntries(Object.entries(values).filter(([one]) => one !== name));

/**
 * Send the fields that differ from what stands there.
 * @param {Entry} entry @param {Values} filled @param {Values} seen @param {(refused: any) => void} [atField]
 * @returns {Promise<boolean>} whether they are in the plan
 */
export async function save(entry, filled, seen, atField) {
  const fields = Object.fromEntries(Object.entries(filled).filter(([name, value]) => !same(value, entry.fields[name])));
  if (!Object.keys(fields).length) return true;
  const said = await send('change_entry', { entry: entry.id, fields, seen: Object.fromEntries(Object.entries(seen).filter(([name]) => name in fields)) });
  if (said.ok) return true;
  if (said.code === 'conflict') conflict.value = { entry: entry.id, fields };
  else if (atField) atField(said);
  else toast(said.message ?? 'That was not taken.', undefined, 'concern');
  return said.code === 'conflict';
}

/** Taken away, and back again at one tap. @param {Entry} entry */
export async function remove(entry) {
  const said = await answer(send('remove_entry', { entry: entry.id }));
  if (said.ok) toast(`${entry.short} was removed.`, { label: 'Undo', onClick: () => void answer(send('restore_entry', { entry: entry.id })) });
}

/** One place up or down among its kind. @param {Entry[]} entries @param {Entry} entry @param {1 | -1} by */
export function move(entries, entry, by) {
  const at = entries.findIndex((one) => one.id === entry.id);
  const to = at + by;
  if (to < 0 || to >= entries.length) return;
  // Down: before whoever stands after the next one.
  const before = by < 0 ? entries[to].id : (entries[to + 1]?.id ?? '');
  void answer(send('move_entry', { entry: entry.id, before })).then((said) => {
    if (said.ok) toast(`${entry.short} is ${to + 1} of ${entries.length} now.`);
  });
}

/** The others see that I am at an entry, for as long as I am. @param {string} entry @param {string} [field] */
export function useEditing(entry, field = '') {
  useEffect(() => {
    if (!entry) return undefined;
    mention('editing', { entry, field });
    return () => mention('editing', { entry: '', field: '' });
  }, [entry, field]);
}

/** Who else is at an entry now. @param {string} entry @returns {{participant: string, field: string}[]} */
export const othersAt = (entry) => (slice(`editing:${entry}`) ?? []).filter((/** @type {any} */ one) => one.participant !== slice('me')?.id);

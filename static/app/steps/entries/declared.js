/**
 * Entries as their declarations read: names, values and gaps in the words people use.
 * Everything follows from the slice `kinds`, so that a new kind of entry needs no code here.
 */
import { all, slice } from '../../store.js';
import { day, shortDay } from '../../ui/timer.js';

/**
 * @typedef {{name: string, label: string, type: string, needed?: boolean, help?: string, options?: [string, string][], of?: string[], bound?: number, heading?: string}} Field
 * @typedef {{section: string, label: string, plural: string, titled: string, one_per: string, single: boolean, fields: Field[], now: string[], columns: string[]}} Kind
 * @typedef {{id: string, kind: string, section: string, short: string, fields: Record<string, any>, place?: number, partner?: string, standing: string, words: Record<string, string>}} Entry
 */

/** Fields of a kind that are few enough to be shown all of them, on a card too. */
const MOST_IN_FULL = 6;

/** The declaration of a kind, or an empty one while it is on its way. @param {string} kind @returns {Kind} */
export const kindOf = (kind) => slice('kinds')?.[kind] ?? { section: '', label: kind, plural: kind, titled: '', one_per: '', single: false, fields: [], now: [], columns: [] };

/** The entries of one kind, in document order. @param {string} kind @returns {Entry[]} */
export const entriesOf = (kind) => all('entry').filter((entry) => entry.kind === kind);

/** A key as a word: `day_to_day` reads "Day to day". @param {string} key */
const sentence = (key) => {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Nothing was written there yet. @param {any} value */
export const isEmpty = (value) => value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length);

/** The needed fields that are still empty. @param {Entry} entry @returns {Field[]} */
export const gapsOf = (entry) => kindOf(entry.kind).fields.filter((field) => field.needed && isEmpty(entry.fields[field.name]));

/** What a person calls this entry: its title field, its span of days, or its first choice. @param {Entry | undefined} entry @returns {string} */
export function titleOf(entry) {
  if (!entry) return '';
  const { titled, one_per, fields, label } = kindOf(entry.kind);
  const title = fields.find((field) => field.name === titled);
  if (title && entry.fields[titled]) return shown(title, entry.fields[titled]);
  const { from, to } = entry.fields;
  if (from || to) return `${from ? day(from) : '…'} to ${to ? day(to) : '…'}`;
  const chosen = fields.find((field) => field.name === one_per) ?? fields.find((field) => field.type === 'choice' && entry.fields[field.name]);
  return chosen ? shown(chosen, entry.fields[chosen.name]) : label;
}

/** @param {string} id */
const named = (id) => {
  const entry = slice(`entry:${id}`);
  return entry ? titleOf(entry) : 'something removed';
};

/** A value as people read it; references by name, days in full, or short where there is little room. @param {Field} field @param {any} value @param {boolean} [brief] @returns {string} */
export function shown(field, value, brief = false) {
  if (isEmpty(value)) return '';
  switch (field.type) {
    case 'date':
      return brief ? shortDay(value) : day(value);
    case 'choice':
      return field.options?.find(([key]) => key === value)?.[1] ?? sentence(String(value));
    case 'ref':
      return named(value);
    case 'refs':
      return value.map(named).join(', ');
    case 'partner':
      return slice(`partner:${value}`)?.name ?? '';
    case 'partners':
      return value.map((/** @type {string} */ id) => slice(`partner:${id}`)?.name ?? '').join(', ');
    case 'flag':
      return value ? 'Yes' : 'No';
    default:
      return String(value);
  }
}

/**
 * The filled fields beside the title, for a line of detail.
 * @param {Entry} entry @param {boolean} [brief] only those that a table has room for
 * @returns {{field: Field, words: string}[]}
 */
export function detailsOf(entry, brief = false) {
  const title = titleOf(entry);
  const declared = kindOf(entry.kind);
  return declared
    .fields.filter((field) => !['from', 'to'].includes(field.name) && (!brief || declared.columns.includes(field.name) || field.type === 'policy' || declared.fields.length <= MOST_IN_FULL))
    .map((field) => ({ field, words: entry.words[field.name] ?? shown(field, entry.fields[field.name]) }))
    .filter(({ field, words }) => words && words !== title && !(field.type === 'flag' && !entry.fields[field.name]));
}

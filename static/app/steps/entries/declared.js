/**
 * Entries as their declarations read: names, values and gaps in the words people use.
 * Everything follows from the slice `kinds`, so that a new kind of entry needs no code here.
 */
import { all, slice } from '../../store.js';
import { day } from '../../ui/timer.js';

/**
 * @typedef {{name: string, label: string, type: string, needed?: boolean, help?: string, options?: [string, string][], of?: string, bound?: number}} Field
 * @typedef {{section: string, label: string, plural: string, titled: string, single: boolean, fields: Field[]}} Kind
 * @typedef {{id: string, kind: string, section: string, short: string, fields: Record<string, any>, place?: number, partner?: string, standing: string}} Entry
 */

/** The declaration of a kind, or an empty one while it is on its way. @param {string} kind @returns {Kind} */
export const kindOf = (kind) => slice('kinds')?.[kind] ?? { section: '', label: kind, plural: kind, titled: '', single: false, fields: [] };

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
  const { titled, fields, label } = kindOf(entry.kind);
  if (entry.fields[titled]) return entry.fields[titled];
  const { from, to } = entry.fields;
  if (from || to) return `${from ? day(from) : '…'} to ${to ? day(to) : '…'}`;
  const chosen = fields.find((field) => field.type === 'choice' && entry.fields[field.name]);
  return chosen ? shown(chosen, entry.fields[chosen.name]) : label;
}

/** @param {string} id */
const named = (id) => {
  const entry = slice(`entry:${id}`);
  return entry ? titleOf(entry) : 'something removed';
};

/** The rules a group can adopt, each with the clause that says when it passes. @type {Record<string, [string, string]>} */
export const RULES = {
  consent: ['Consent', 'passes when nobody objects'],
  majority: ['Majority', 'passes when more say yes than no'],
  absolute_majority: ['Absolute majority', 'passes when more than half of all say yes'],
  supermajority: ['Supermajority', 'passes when a share of the votes cast say yes'],
  unanimity: ['Unanimity', 'passes when all who vote say yes'],
  fist_to_five: ['Fist-to-five', 'passes when nobody answers too low'],
  advice: ['Advice', 'one person decides after asking for advice'],
  plurality: ['Plurality', 'takes the option with the most votes'],
  majority_runoff: ['Majority with run-off', 'takes the option with more than half, if need be after a run-off'],
  approval: ['Approval', 'takes the option that most could live with'],
  score: ['Score', 'takes the option with the most points'],
  dots: ['Dots', 'takes the option with the most dots'],
  irv: ['Ranked choice', 'takes the option that is left when the last is dropped, count by count'],
  schulze: ['Ranked choice (Schulze)', 'takes the option ahead of the others two by two'],
};

/** The rules that choose among several options. */
export const CHOOSING = ['plurality', 'majority_runoff', 'approval', 'score', 'dots', 'irv', 'schulze'];

/** @type {Record<string, string>} */
const UNITS = { partner: 'each partner has one vote', person: 'each person has one vote', weighted: 'the partners’ votes are weighted' };

/** @type {Record<string, string>} */
const SHARES = { '1/2': 'half', '2/3': 'two thirds', '3/4': 'three quarters', '3/5': 'three fifths', '4/5': 'four fifths' };

/** Half, two thirds, all: shares people say in words. @param {[number, number]} share */
export function shareWords([n, d]) {
  if (n === d) return 'all';
  return SHARES[`${n}/${d}`] ?? `${n} of every ${d}`;
}

/** A policy in one sentence; the server's own words stand wherever it sends them. @param {any} policy */
export function policyWords(policy) {
  if (!policy?.rule) return '';
  const [name, passes] = RULES[policy.rule] ?? [sentence(policy.rule), ''];
  const when = policy.rule === 'supermajority' ? `passes when ${shareWords(policy.threshold ?? [2, 3])} say yes` : passes;
  const unit = UNITS[policy.unit ?? 'partner'];
  const secret = policy.secrecy === 'secret' ? '; secret ballots' : '';
  const [n, d] = policy.quorum ?? [1, 2];
  const quorum = n === 0 ? 'any number may vote' : `${n === d ? 'all' : `at least ${shareWords([n, d])}`} must vote`;
  return `${name}: ${when ? `${when}; ` : ''}${unit}; ${quorum}; ${policy.rounds ?? 2} ${policy.rounds === 1 ? 'round' : 'rounds'}${secret}`;
}

/** A value as people read it; references by name, days in full. @param {Field} field @param {any} value @returns {string} */
export function shown(field, value) {
  if (isEmpty(value)) return '';
  switch (field.type) {
    case 'date':
      return day(value);
    case 'choice':
      return field.options?.find(([key]) => key === value)?.[1] ?? sentence(String(value));
    case 'ref':
      return named(value);
    case 'refs':
      return value.map(named).join(', ');
    case 'partner':
      return slice(`partner:${value}`)?.name ?? '';
    case 'flag':
      return value ? 'Yes' : 'No';
    case 'policy':
      return policyWords(value);
    default:
      return String(value);
  }
}

/** The filled fields beside the title, for a line of detail. @param {Entry} entry @returns {{field: Field, words: string}[]} */
export function detailsOf(entry) {
  const title = titleOf(entry);
  return kindOf(entry.kind)
    .fields.filter((field) => !['from', 'to'].includes(field.name))
    .map((field) => ({ field, words: shown(field, entry.fields[field.name]) }))
    .filter(({ field, words }) => words && words !== title && !(field.type === 'flag' && !entry.fields[field.name]));
}

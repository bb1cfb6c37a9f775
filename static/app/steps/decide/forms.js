/** The forms that a ballot can have: what is filled in, what is still missing, and what is sent. */
import { all, slice } from '../../store.js';

/**
 * @typedef {{choice: string, reason: string, proposes: string, approve: string[], none?: boolean, scores: Record<string, number>, dots: Record<string, number>, ranking: string[][]}} Filled
 */

/** @type {Filled} */
export const BLANK = { choice: '', reason: '', proposes: '', approve: [], scores: {}, dots: {}, ranking: [] };

/** Longest reason that fits (workshops/bounds.py). */
export const BOUND = 1000;

/** @param {any} decision @param {Filled} filled */
export const chosenOf = (decision, filled) => decision.choices.find((/** @type {any} */ choice) => choice.choice === filled.choice);

/** @param {Record<string, number>} numbers */
export const sumOf = (numbers) => Object.values(numbers).reduce((total, n) => total + n, 0);

/** What is missing from a ballot, as a sentence, or "" when it can be sent. @param {any} decision @param {Filled} filled */
export function lacking(decision, filled) {
  if (decision.form === 'answer') {
    const chosen = chosenOf(decision, filled);
    if (!chosen) return 'Choose one of the answers first.';
    return chosen.reason === 'needed' && !filled.reason.trim() ? chosen.lacks : '';
  }
  if (decision.form === 'option') return filled.choice ? '' : 'Choose one of the options first.';
  if (decision.form === 'approve') return filled.approve.length || filled.none ? '' : 'Tick what you could live with, or that it is none of them.';
  if (decision.form === 'scores') return Object.keys(filled.scores).length ? '' : 'Give points to at least one option.';
  if (decision.form === 'dots') return sumOf(filled.dots) ? '' : 'Put at least one dot on an option.';
  return filled.ranking.length ? '' : 'Rank at least one option.';
}

/** The fields of `cast_ballot` and `record_ballot`: only what belongs to the form travels. @param {any} decision @param {Filled} filled */
export function ballotFields(decision, filled) {
  if (decision.form === 'answer') {
    const chosen = chosenOf(decision, filled);
    return {
      choice: filled.choice,
      reason: chosen?.reason === 'none' ? '' : filled.reason.trim(),
      proposes: chosen?.tone === 'object' ? filled.proposes.trim() : '',
    };
  }
  if (decision.form === 'option') return { choice: filled.choice };
  if (decision.form === 'dots') return { dots: Object.fromEntries(Object.entries(filled.dots).filter(([, n]) => n > 0)) };
  return { [decision.form]: filled[/** @type {'approve' | 'scores' | 'ranking'} */ (decision.form)] };
}

/** A ballot in few words, for whoever gave it. @param {any} decision @param {Filled} ballot */
export function ballotWords(decision, ballot) {
  if (decision.form === 'answer') return chosenOf(decision, ballot)?.label ?? ballot.choice;
  if (decision.form === 'option') return ballot.choice;
  if (decision.form === 'approve') return ballot.approve.join(', ') || 'none of them';
  if (decision.form === 'ranking') return ballot.ranking.map((group) => group.join(' and ')).join(', then ') || 'none of them';
  const numbers = decision.form === 'scores' ? ballot.scores : ballot.dots;
  const named = decision.options.filter((/** @type {string} */ option) => numbers[option]);
  return named.map((/** @type {string} */ option) => `${option} ${numbers[option]}`).join(', ') || 'nothing to any of them';
}

/** The open decisions that I vote on, with the voters that I cast for. @returns {{decision: any, voters: string[]}[]} */
export function myVotes() {
  const votes = slice('me')?.votes ?? {};
  return all('decision')
    .filter((decision) => decision.status === 'open' && votes[decision.id]?.length)
    .map((decision) => ({ decision, voters: votes[decision.id] }));
}

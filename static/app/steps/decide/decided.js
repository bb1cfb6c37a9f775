/**
 * Reading decisions: which one a step is about, what it proposes, and its result in words.
 * Nothing here computes a result: the server does, once, and everybody is told the same.
 */
import { all, slice } from '../../store.js';
import { list } from '../../ui.js';

/**
 * @typedef {{voter: string, name: string, choice: string, label: string, tone: string, reason: string, proposes: string, recorded: any, met: string}} Ballot
 * @typedef {{round: number, carried: boolean, sum: string, sentence: string, html: string, ballots: Ballot[], objections: Ballot[], winners: string[], answers: any[], [more: string]: any}} Round
 */

/** Icon and name of colour for each tone; an objection is a gift, so it does not read as an alarm. */
export const TONES = /** @type {Record<string, {icon: string, cls: string}>} */ ({
  agree: { icon: 'circle-check', cls: 'agree' },
  concern: { icon: 'triangle-alert', cls: 'concern' },
  aside: { icon: 'circle-minus', cls: 'aside' },
  object: { icon: 'octagon-x', cls: 'harm' },
});

/** @param {string} tone */
export const toneOf = (tone) => TONES[tone] ?? { icon: 'circle-dot', cls: 'aside' };

/** The stage that holds a step. @param {string} id */
export const stageOf = (id) => slice('path')?.stages.find((/** @type {any} */ stage) => stage.steps.some((/** @type {any} */ step) => step.id === id));

/** What a decide step puts forward: `section:vision`, unless its options name something else. @param {any} step @returns {string} */
export const proposedBy = (step) => step.options?.proposes || `section:${stageOf(step.id)?.section ?? ''}`;

/** The section a step is about. @param {any} step @returns {string} */
export const sectionOf = (step) => step.options?.section || proposedBy(step).split(':')[1] || '';

/** The decision this step is about: the newest that was opened here, or on its section; those for practice count only here. @param {any} step */
export function decisionOf(step) {
  const section = sectionOf(step);
  const newest = all('decision')
    .filter((decision) => decision.step === step.id || (decision.section === section && decision.proposes !== 'question' && !decision.practice))
    .sort((one, other) => order(one) - order(other))
    .at(-1);
  return newest && withAnswers(newest);
}

/** Whatever is open comes before what is closed, then by number; practice is over once something real was decided here. @param {any} decision */
const order = (decision) => (decision.status === 'open' ? 1e9 : decision.practice ? 0 : 0.5) + decision.number;

/**
 * The decision with who has answered so far and what is missing: a small slice of its own, since in a full room it is all that changes.
 * @param {any} decision
 */
export function withAnswers(decision) {
  const answered = slice(`voted:${decision.id}`);
  if (!answered) return decision;
  const voters = decision.voters.map((/** @type {any} */ voter) => ({ ...voter, voted: answered.voters.includes(voter.voter), asks: answered.asking.includes(voter.voter), awaited: answered.awaited.includes(voter.voter) }));
  return { ...decision, voters, asking: answered.asking, missing: answered.missing };
}

/** Is it carried, and still what counts? The answer to a question that is no part of the plan cannot be changed by an edit. @param {any} decision */
export const stands = (decision) =>
  decision.status === 'carried' &&
  (decision.proposes === 'question' || slice('plan')?.sections.find((/** @type {any} */ one) => one.id === decision.section)?.standing === 'adopted');

/** Do its answers count no longer? @param {any} decision */
export const isOver = (decision) => ['reopened', 'withdrawn'].includes(decision.status);

/** The decision that took this one up again and was carried. @param {any} decision */
export const settledBy = (decision) => all('decision').find((other) => other.follows === decision.id && other.status === 'carried');

/** @param {any} decision @returns {Round | undefined} */
export const lastRound = (decision) => decision?.rounds?.at(-1);

/** What is heard before the next round. @param {any} decision @returns {Ballot[]} */
export const objectionsOf = (decision) => lastRound(decision)?.objections ?? [];

/** The sum in the words of the screen: "5 agree, 1 with a concern". @param {any} round */
export const sumWords = (round) =>
  round.answers
    .filter((/** @type {any} */ item) => item.n)
    .map((/** @type {any} */ item) => item.told)
    .join(', ') || round.sum;

/** What was chosen among several options. @param {any} decision */
const chosen = (decision) => (lastRound(decision)?.winners?.length ? `Chosen: ${list(lastRound(decision)?.winners ?? [])}` : '');

/** What became of it, as a heading. @param {any} decision */
export function headline(decision) {
  const open = objectionsOf(decision).length;
  switch (decision.status) {
    case 'carried':
      return decision.practice ? 'Practice: it would have passed' : chosen(decision) || 'Agreed';
    case 'reopened':
      return 'Open again';
    case 'between':
      if (decision.next?.runoff) return 'A run-off follows';
      if (decision.form !== 'answer') return 'Not chosen yet';
      return open ? `Not agreed yet: ${open === 1 ? `one ${decision.heard}` : `${open} ${decision.heard}s`}` : 'Not agreed yet';
    case 'unresolved':
      if (settledBy(decision)) return `Not agreed then; settled by decision ${settledBy(decision).number}`;
      return decision.practice ? 'Practice: it would not have passed' : 'Not agreed: the group settles it another way';
    case 'withdrawn':
      return 'Taken off the table';
    default:
      return 'Being decided';
  }
}

/**
 * Reading decisions: which one a step is about, what it proposes, and its result in words.
 * Nothing here computes a result: the server does, once, and everybody is told the same.
 */
import { all, slice } from '../../store.js';

/**
 * @typedef {{voter: string, name: string, choice: string, label: string, tone: string, reason: string, proposes: string, recorded: any, met: string}} Ballot
 * @typedef {{round: number, carried: boolean, sum: string, sentence: string, html: string, ballots: Ballot[]}} Round
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

/** The decision this step is about: the newest on its section, if there is any. @param {any} step */
export function decisionOf(step) {
  const section = sectionOf(step);
  return withAnswers(
    all('decision')
      .filter((decision) => decision.section === section)
      .sort((one, other) => one.number - other.number)
      .at(-1),
  );
}

/**
 * The decision with who has answered so far and what is missing: a small slice of its own, since in a full room it is all that changes.
 * @param {any} decision
 */
function withAnswers(decision) {
  const answered = decision && slice(`voted:${decision.id}`);
  if (!answered) return decision;
  const voters = decision.voters.map((/** @type {any} */ voter) => ({ ...voter, voted: answered.voters.includes(voter.voter) }));
  return { ...decision, voters, missing: answered.missing };
}

/** @param {any} decision @returns {Round | undefined} */
export const lastRound = (decision) => decision?.rounds?.at(-1);

/** Objections that stand after a round. @param {any} decision @returns {Ballot[]} */
export const objectionsOf = (decision) => (lastRound(decision)?.ballots ?? []).filter((ballot) => ballot.tone === 'object');

/** Ballots of a round by choice, in the order of the choices; choices nobody took too. @param {any} decision @param {Round} round */
export function tallyOf(decision, round) {
  return decision.choices.map((/** @type {any} */ choice) => {
    const given = round.ballots.filter((ballot) => ballot.choice === choice.choice);
    return { ...choice, n: given.length, who: given.map((ballot) => ballot.name) };
  });
}

/** @type {Record<string, string>} */
const SHORT = { consent: 'agree', concern: 'with a concern', stand_aside: 'stand aside', object: 'not yet', yes: 'yes', no: 'no', abstain: 'abstain' };

/** The sum in the words of the screen: "5 agree, 1 with a concern". @param {any} decision @param {Round} round */
export const sumWords = (decision, round) =>
  tallyOf(decision, round)
    .filter((/** @type {any} */ item) => item.n)
    .map((/** @type {any} */ item) => `${item.n} ${SHORT[item.choice] ?? item.label.toLowerCase()}`)
    .join(', ');

/** What became of it, as a heading. @param {any} decision */
export function headline(decision) {
  const open = objectionsOf(decision).length;
  switch (decision.status) {
    case 'carried':
      return 'Agreed';
    case 'between':
      return open === 1 ? 'Not agreed yet: one objection' : open ? `Not agreed yet: ${open} objections` : 'Not agreed yet';
    case 'unresolved':
      return 'Not agreed: it goes to the next rung';
    case 'withdrawn':
      return 'Taken off the table';
    case 'failed':
      return 'Not agreed';
    default:
      return 'Being decided';
  }
}

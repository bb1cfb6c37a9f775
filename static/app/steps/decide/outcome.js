/** The outcome of a round: its tiles or its picture, the sentence that anyone can check, and what was said beside the answers. */
import { html, Icon, list, Prose } from '../../ui.js';
import { Changes } from './changes.js';
import { isOver, lastRound, objectionsOf, toneOf } from './decided.js';
import { Picture } from './picture.js';
import { Word } from './ruling.js';

/** More names than these are counted: who said what stands below. */
const NAMED = 6;

/** Names of either direction, apart from each other. @param {{names: string[]}} props */
function Names({ names }) {
  if (!names.length) return 'Nobody';
  const shown = names.length > NAMED + 1 ? names.slice(0, NAMED) : names;
  return html`${shown.map((name, at) => html`${at > 0 && ', '}<bdi key=${name}>${name}</bdi>`)}${shown.length < names.length && ` and ${names.length - shown.length} more`}`;
}

/** The tiles of a round, each with its number, its word and who. @param {{round: any}} props */
export function Tally({ round }) {
  if (!round?.answers.length) return null;
  return html`<ul class="tally">
    ${round.answers.map((/** @type {any} */ item) => {
      const tone = toneOf(item.tone);
      return html`<li key=${item.choice} class=${`tally__item tone-${tone.cls}`}>
        <span class="tally__n">${item.weight ?? item.n}</span><${Icon} name=${tone.icon} />
        <span class="tally__word">${item.label}</span>
        ${item.weight !== null && html`<span class="meta">by weight, from ${item.n}</span>`}
        ${!round.names.length && html`<span class="tally__who"><${Names} names=${item.who} /></span>`}
      </li>`;
    })}
  </ul>`;
}

/** One answer with its reason, in the voter's own words. @param {{ballot: any, children?: any}} props */
export function Voice({ ballot, children }) {
  const tone = toneOf(ballot.tone);
  return html`<section class=${`objection tone-${tone.cls}`}>
    <div class="objection__who">
      ${ballot.name && html`<h3 class="h-small">${ballot.name}</h3>`}
      ${ballot.label && html`<span class=${`badge badge--${tone.cls} push`}><${Icon} name=${tone.icon} />${ballot.label}</span>`}
    </div>
    ${ballot.reason && html`<blockquote class="objection__text" dir="auto">${ballot.reason}</blockquote>`}
    ${ballot.proposes && html`<p><b>What would meet it:</b> ${ballot.proposes}</p>`}
    ${ballot.met && html`<p class="objection__met"><${Icon} name="check" /><span><b>How it was met:</b> ${ballot.met}</span></p>`}
    ${ballot.recorded && html`<p class="meta">Said aloud; the facilitator recorded it.</p>`}
    ${children}
  </section>`;
}

/** What was said beside the answers and stops nothing: concerns, advice, reasons. @param {{round: any}} props */
function Beside({ round }) {
  const against = new Set(round.objections.map((/** @type {any} */ one) => one.voter));
  const kept = round.names.length ? round.reasons.filter((/** @type {any} */ one) => one.tone !== 'object') : round.ballots.filter((/** @type {any} */ ballot) => ballot.reason && !against.has(ballot.voter));
  if (!kept.length) return null;
  return html`<div class="stack">
    <h3 class="h-small">${round.ruling ? 'The advice' : round.carried ? 'Kept beside it in the plan' : 'Also said'}</h3>
    ${kept.map((/** @type {any} */ ballot, /** @type {number} */ at) => html`<${Voice} key=${ballot.voter ?? at} ballot=${ballot} />`)}
  </div>`;
}

/** Everybody's answer, by name; of a secret vote only who has voted. @param {{round: any}} props */
function Everybody({ round }) {
  if (round.names.length) return html`<p class="meta">Secret ballots. ${list(round.names)} voted; nobody can tell who gave which answer.</p>`;
  if (!round.ballots.length) return null;
  return html`<details class="fold">
    <summary>Who said what</summary>
    <ul class="answers">
      ${round.ballots.map((/** @type {any} */ ballot) => html`<li key=${ballot.voter}><span dir="auto">${ballot.name}</span><${Said} ballot=${ballot} /></li>`)}
    </ul>
  </details>`;
}

/** Under an open rule answers show as they are given. @param {{decision: any}} props */
export const SoFar = ({ decision }) =>
  decision.ballots.length > 0 &&
  html`<section class="stack" aria-label="The answers so far">
    <h2 class="h-small">The answers so far</h2>
    <ul class="answers">
      ${decision.ballots.map((/** @type {any} */ ballot) => html`<li key=${ballot.voter}><span dir="auto">${ballot.name}</span><${Said} ballot=${ballot} /></li>`)}
    </ul>
  </section>`;

/** What a ballot says, with its tone where it has one. @param {{ballot: any}} props */
function Said({ ballot }) {
  const tone = toneOf(ballot.tone);
  return ballot.tone ? html`<span class=${`badge badge--${tone.cls}`}><${Icon} name=${tone.icon} />${ballot.label}</span>` : html`<span class="answers__option" dir="auto">${ballot.label}</span>`;
}

/** One closed round, as the record has it. @param {{round: any}} props */
export const RoundTold = ({ round }) =>
  html`<div class="stack">
    <h4 class="h-small">Round ${round.round}${round.runoff ? ', a run-off' : ''}</h4>
    <p>${round.sentence}</p>
    <div class="doc passage passage--draft"><${Prose} html=${round.html} /></div>
    <${Changes} changes=${round.changes} title="What had changed since the round before" open=${false} />
    ${(round.names.length ? round.reasons : round.ballots)
      .filter((/** @type {any} */ ballot) => ballot.reason)
      .map((/** @type {any} */ ballot, /** @type {number} */ at) => html`<${Voice} key=${ballot.voter ?? at} ballot=${ballot} />`)}
    ${round.ruling && html`<${Word} ruling=${round.ruling} />`}
  </div>`;

/** Earlier rounds stay in the record. @param {{rounds: any[]}} props */
function Earlier({ rounds }) {
  if (!rounds.length) return null;
  return html`<details class="fold">
    <summary>${rounds.length === 1 ? 'The round before' : 'The rounds before'}</summary>
    ${rounds.map((round) => html`<${RoundTold} key=${round.round} round=${round} />`)}
  </details>`;
}

/** The whole outcome, without a heading of its own; `children` hear the objections where they are more than read. @param {{decision: any, children?: any}} props */
export function Outcome({ decision, children }) {
  const round = lastRound(decision);
  if (!round) return html`<p class="ink-2">${decision.status === 'withdrawn' ? 'The proposal was taken off the table before anybody answered.' : 'Nobody has answered yet.'}</p>`;
  const told = html`<div class="outcome">
    ${round.ruling && html`<${Word} ruling=${round.ruling} />`}
    <${Tally} round=${round} />
    <${Picture} round=${round} />
    <p class="outcome__sum">${round.sentence}</p>
    ${children ?? objectionsOf(decision).map((/** @type {any} */ ballot) => html`<${Voice} key=${ballot.voter} ballot=${ballot} />`)}
    <${Beside} round=${round} />
    <${Everybody} round=${round} />
    <${Earlier} rounds=${decision.rounds.slice(0, -1)} />
  </div>`;
  // What counts no longer is there to be looked up, and not the first thing that one sees.
  return isOver(decision) ? html`<details class="fold"><summary>What was answered then</summary>${told}</details>` : told;
}

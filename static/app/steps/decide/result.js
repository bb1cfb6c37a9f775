/** What came out of a decision: the sum, who said what, and the sentence anyone can check by hand. */
import { html, Icon, Prose } from '../../ui.js';
import { headline, lastRound, objectionsOf, tallyOf, toneOf } from './decided.js';

/** The four tiles of a round, each with its number, its word and who. @param {{decision: any, round: any}} props */
export function Tally({ decision, round }) {
  return html`<ul class="tally">
    ${tallyOf(decision, round).map((/** @type {any} */ item) => {
      const tone = toneOf(item.tone);
      return html`<li key=${item.choice} class=${`tally__item tone-${tone.cls}`}>
        <span class="tally__n">${item.n}</span><${Icon} name=${tone.icon} />
        <span class="tally__word">${item.label}</span>
        <span class="tally__who">${item.who.join(', ') || 'Nobody'}</span>
      </li>`;
    })}
  </ul>`;
}

/** One answer with its reason, in the voter's own words. @param {{ballot: any, children?: any}} props */
export function Voice({ ballot, children }) {
  const tone = toneOf(ballot.tone);
  return html`<section class=${`objection tone-${tone.cls}`}>
    <div class="objection__who">
      <h3 class="h-small">${ballot.name}</h3>
      <span class=${`badge badge--${tone.cls} push`}><${Icon} name=${tone.icon} />${ballot.label}</span>
    </div>
    ${ballot.reason && html`<blockquote class="objection__text">${ballot.reason}</blockquote>`}
    ${ballot.proposes && html`<p><b>What would meet it:</b> ${ballot.proposes}</p>`}
    ${ballot.met && html`<p class="objection__met"><${Icon} name="check" /><span><b>How it was met:</b> ${ballot.met}</span></p>`}
    ${ballot.recorded && html`<p class="meta">Said aloud; the facilitator recorded it.</p>`}
    ${children}
  </section>`;
}

/** Concerns go ahead with the proposal and are kept beside it. @param {{round: any}} props */
function Concerns({ round }) {
  const kept = round.ballots.filter((/** @type {any} */ ballot) => ballot.tone !== 'object' && ballot.reason);
  if (!kept.length) return null;
  return html`<div class="stack">
    <h3 class="h-small">Kept beside it in the plan</h3>
    ${kept.map((/** @type {any} */ ballot) => html`<${Voice} key=${ballot.voter} ballot=${ballot} />`)}
  </div>`;
}

/** Everybody's answer, by name. @param {{round: any}} props */
function Everybody({ round }) {
  return html`<details class="fold">
    <summary>Who said what</summary>
    <ul class="answers">
      ${round.ballots.map((/** @type {any} */ ballot) => {
        const tone = toneOf(ballot.tone);
        return html`<li key=${ballot.voter}>
          <span>${ballot.name}</span><span class=${`badge badge--${tone.cls}`}><${Icon} name=${tone.icon} />${ballot.label}</span>
        </li>`;
      })}
    </ul>
  </details>`;
}

/** Earlier rounds stay in the record. @param {{rounds: any[], decision: any}} props */
function Earlier({ rounds, decision }) {
  if (!rounds.length) return null;
  return html`<details class="fold">
    <summary>${rounds.length === 1 ? 'The round before' : 'The rounds before'}</summary>
    ${rounds.map(
      (round) => html`<div class="stack" key=${round.round}>
        <h4 class="h-small">Round ${round.round}</h4>
        <p>${round.sentence}</p>
        <div class="doc passage passage--draft"><${Prose} html=${round.html} /></div>
        ${round.ballots.filter((/** @type {any} */ ballot) => ballot.reason).map((/** @type {any} */ ballot) => html`<${Voice} key=${ballot.voter} ballot=${ballot} />`)}
      </div>`,
    )}
  </details>`;
}

/** The whole result, without a heading of its own. @param {{decision: any, objections?: boolean}} props */
export function Outcome({ decision, objections = true }) {
  const round = lastRound(decision);
  if (!round) return html`<p class="ink-2">${decision.status === 'withdrawn' ? 'The proposal was taken off the table before anybody answered.' : 'Nobody has answered yet.'}</p>`;
  return html`<div class="outcome">
    <${Tally} decision=${decision} round=${round} />
    <p class="outcome__sum">${round.sentence}</p>
    ${objections && objectionsOf(decision).map((/** @type {any} */ ballot) => html`<${Voice} key=${ballot.voter} ballot=${ballot} />`)}
    <${Concerns} round=${round} />
    <${Everybody} round=${round} />
    <${Earlier} rounds=${decision.rounds.slice(0, -1)} decision=${decision} />
  </div>`;
}

/** The result as a screen of its own. @param {{decision: any}} props */
export function Result({ decision }) {
  const carried = decision.status === 'carried';
  return html`<div class="stack">
    <div class=${`verdict ${carried ? 'agree' : ''}`}>
      ${carried && html`<${Icon} name="circle-check" cls="icon--lg" />`}
      <h1 class="h-section" tabindex="-1">${headline(decision)}</h1>
      <p class="meta">Decision ${decision.number}, round ${decision.round}</p>
    </div>
    <section class="sheet proposal"><div class="proposal__text doc"><${Prose} html=${decision.html} /></div></section>
    <${Outcome} decision=${decision} />
  </div>`;
}

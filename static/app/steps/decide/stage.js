/** A decision in the console: put it forward, see who has answered, hear what stands in the way, and go on from there. */
import { html, list, useState } from '../../ui.js';
import { Button, Dialog } from '../../ui.js';
import { History } from '../../room/history.js';
import { Scroll, StageAsk } from '../head.js';
import { Objections, Revise, Ways } from './between.js';
import { opening, OtherWays } from './console/call.js';
import { NextRung, Reopen, TakeBack } from './console/reasons.js';
import { Voters } from './console/voters.js';
import { decisionOf, headline, stands } from './decided.js';
import { Ladder } from './ladder.js';
import { Outcome } from './outcome.js';
import { HowDecided, Proposal, Upcoming, WhoVotes } from './proposal.js';
import { Linked } from './result.js';
import { RulingForm } from './ruling.js';
import { Until } from './until.js';

/** All decisions, to look up and to open again. */
function AllDecisions() {
  const [open, setOpen] = useState(false);
  return html`<div><${Button} kind="quiet" icon="history" onClick=${() => setOpen(true)}>All decisions<//></div>
    ${open && html`<${Dialog} title="Decisions" wide onClose=${() => setOpen(false)}><${History} action=${(/** @type {any} */ decision) => html`<${Reopen} decision=${decision} /><${NextRung} decision=${decision} />`} /><//>`}`;
}

/** Before anything is open: what, and under which rule. @param {{step: any, again?: any}} props */
const Before = ({ step, again }) =>
  html`<div class="stack">
    ${again}
    <${Upcoming} step=${step} />
    <${HowDecided} step=${step} />
    <${OtherWays} step=${step} />
    <${AllDecisions} />
  </div>`;

/** The vote is open. @param {{decision: any}} props */
const Open = ({ decision }) =>
  html`<div class="stack">
    <p><b>${decision.missing}</b></p>
    ${decision.options.length > 0 && html`<p>To choose from: <b>${list(decision.options)}</b></p>`}
    <${Until} decision=${decision} />
    <${Voters} decision=${decision} />
    ${decision.decider && html`<${RulingForm} decision=${decision} whose=${`What ${decision.decider.name} decided, said aloud`} />`}
    <${Proposal} decision=${decision} />
    <${HowDecided} decision=${decision} />
    <${WhoVotes} decision=${decision} />
    <${TakeBack} decision=${decision} />
  </div>`;

/** A round is over, and it did not carry. @param {{decision: any}} props */
const Between = ({ decision }) =>
  html`<div class="stack">
    <h2 class="h-card">${headline(decision)}</h2>
    <${Objections} decision=${decision} facilitator />
    <${Outcome} decision=${decision}>${false}<//>
    <${Ways} decision=${decision} />
    <${Revise} decision=${decision} />
    <div class="row"><${TakeBack} decision=${decision} /><${AllDecisions} /></div>
  </div>`;

/** Is there nothing more to decide here? A question, or practice, leaves open what the step is about. @param {any} decision */
const isSettled = (decision) => stands(decision) && decision.proposes !== 'question';

/** The middle of the console. @param {{step: any}} props */
export function Stage({ step }) {
  const decision = decisionOf(step);
  // What comes next is read from its top, however far one had scrolled before.
  return html`${decision && decision.status !== 'carried' ? html`<div class="stage__ask"><h1 class="stage__about">${about(decision)}</h1></div>` : html`<${StageAsk} step=${step} />`}
    <${Scroll} key=${`${decision?.id} ${decision?.round} ${decision?.status}`}><${Content} step=${step} /><//>`;
}

/** What every screen is about, in a line: there is little room above the fold. @param {any} decision */
const about = (decision) => {
  const words = decision.markdown.replace(/[*_\\`>]/gu, '').replace(/\s+/gu, ' ');
  const named = decision.practice ? 'For practice' : `Decision ${decision.number}`;
  return `${named}, ${decision.runoff ? 'run-off' : `round ${decision.round}`}: ${words.length > 110 ? `${words.slice(0, 110)}…` : words}`;
};

/** Where the decision is now, and what belongs to it. @param {{step: any}} props */
function Content({ step }) {
  const decision = decisionOf(step);
  if (!decision) return html`<${Before} step=${step} />`;
  if (decision.status === 'open') return html`<${Open} decision=${decision} />`;
  if (decision.status === 'between') return html`<${Between} decision=${decision} />`;
  const named = decision.practice ? 'For practice' : `Decision ${decision.number}`;
  const result = html`<h2 class="h-card">${headline(decision)}. ${named}</h2>
    <${Linked} decision=${decision} /><${Outcome} decision=${decision} /><${Ladder} decision=${decision} /><${NextRung} decision=${decision} />`;
  if (isSettled(decision)) return html`<div class="stack">${result}<${Reopen} decision=${decision} /><${AllDecisions} /></div>`;
  return html`<${Before} step=${step} again=${result} />`;
}

/**
 * What is asked before a vote is closed on somebody who has not answered; "" when all have, and under advice, which cannot be
 * closed before everybody was heard: the server says whom it waits for.
 * @param {any} decision
 */
function closing(decision) {
  if (decision.decider) return '';
  const silent = decision.voters.filter((/** @type {any} */ voter) => voter.awaited).map((/** @type {any} */ voter) => voter.name);
  if (!silent.length) return '';
  const who = silent.length > 6 ? `${silent.length} of ${decision.voters.length} have` : `${list(silent)} ${silent.length === 1 ? 'has' : 'have'}`;
  return `${who} not answered yet. ${decision.missing} A closed round stays closed.`;
}

/** The dock's primary button. @param {{step: any}} props */
export function primary({ step }) {
  const decision = decisionOf(step);
  if (decision?.status === 'open') return { label: 'Close and show the answers', icon: 'eye', command: 'close_round', fields: { decision: decision.id }, ask: closing(decision) };
  if (decision?.status === 'between') {
    const label = decision.next?.runoff ? 'Open the run-off' : `Open round ${decision.round + 1}`;
    return { label, icon: 'vote', command: 'next_round', fields: { decision: decision.id } };
  }
  if (decision && isSettled(decision)) return null;
  return { label: decision && !decision.practice ? 'Call the vote again' : 'Call the vote', icon: 'vote', command: 'open_decision', fields: opening(step) };
}

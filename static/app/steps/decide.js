/** Decide: the proposal, the rule in plain words, an answer for each voter, and what came of it. */
import { announce, facilitates, html, Icon, list, Notice, takesPart, useEffect, useRef } from '../ui.js';
import { begun } from '../drafts.js';
import { slice } from '../store.js';
import { Ballot } from './decide/ballot.js';
import { Objections, Question, Revise, Ways } from './decide/between.js';
import { decisionOf, headline, lastRound, stands } from './decide/decided.js';
import { HowDecided, Proposal, Upcoming, WhoVotes } from './decide/proposal.js';
import { Result } from './decide/result.js';
import { Outcome, SoFar } from './decide/outcome.js';
import { Ruling } from './decide/ruling.js';
import { Until } from './decide/until.js';

export { primary, Stage } from './decide/stage.js';
export { Wall } from './decide/wall.js';

/** Who answers, for those who don't. @param {{decision: any}} props */
function Watching({ decision }) {
  const me = slice('me');
  if (!me?.partner || facilitates()) return null;
  if (slice(`partner:${me.partner}`)?.withdrawn) return html`<${Notice} icon="info" title="Your partner has withdrawn.">It votes no longer; what it has voted before stands.<//>`;
  if (!takesPart() || decision.decider?.id === me.id) return null;
  const ours = decision.voters.find((/** @type {any} */ voter) => voter.voter === me.partner);
  const speaks = slice(`person:${slice(`partner:${me.partner}`)?.voice}`);
  if (me.claiming) return html`<${Notice} icon="hourglass" title="The facilitator has still to confirm that you speak for your partner.">You can answer as soon as that is done.<//>`;
  if (decision.policy?.unit === 'person') return null;
  if (!ours) return html`<${Notice} icon="info">This vote was called before your partner was here. The facilitator can admit you.<//>`;
  if (!speaks) return html`<${Notice} icon="info">Nobody speaks for your partner yet. Under People you can say that you do.<//>`;
  return html`<${Notice} icon="users" title=${`${speaks.name} answers for ${ours.name}.`}>${ours.voted ? 'The answer is in.' : 'Tell them what you think.'}<//>`;
}

/** @param {any} decision @param {string} voter */
const nameOf = (decision, voter) => decision.voters.find((/** @type {any} */ one) => one.voter === voter)?.name ?? '';

/** The vote is open. @param {{decision: any}} props */
function Open({ decision }) {
  const me = slice('me');
  // Whoever decides after the advice need not advise themselves.
  const mine = decision.decider?.id === me?.id ? [] : (me?.votes?.[decision.id] ?? []);
  return html`<div class="decide stack">
    <${Proposal} decision=${decision} leads />
    <${HowDecided} decision=${decision} />
    <${Until} decision=${decision} />
    <${Ruling} decision=${decision} />
    ${mine.length > 1 && html`<p><b>You answer for ${list(mine.map((/** @type {string} */ voter) => nameOf(decision, voter)))}.</b></p>`}
    ${mine.length
      ? mine.map((/** @type {string} */ voter) => html`<${Ballot} key=${`${decision.id}:${decision.round}:${voter}`} decision=${decision} voter=${voter} mine=${voter === me.id} several=${mine.length > 1} />`)
      : html`<${Watching} decision=${decision} />`}
    <${SoFar} decision=${decision} />
    ${takesPart() && html`<${Question} on=${Boolean(me?.signals?.includes('question'))} />`}
    <${WhoVotes} decision=${decision} />
    <p class="meta decide__missing"><${Icon} name="users" />${decision.missing}</p>
  </div>`;
}

/** Somebody was still filling in when the vote was closed: nothing is lost, and it is said. @param {{decision: any}} props */
function TooLate({ decision }) {
  const me = slice('me');
  const begunBy = (/** @type {any} */ voter) => voter.by.includes(me?.id) && begun(`ballot:${decision.id}:${decision.round}:${voter.voter}`);
  const answered = new Set([...(lastRound(decision)?.ballots ?? []).map((ballot) => ballot.name), ...(lastRound(decision)?.names ?? [])]);
  const late = decision.voters.some((/** @type {any} */ voter) => begunBy(voter) && !answered.has(voter.name));
  return late && html`<${Notice} tone="concern" icon="hourglass" title="The vote was closed before you had answered.">What you had filled in is kept on this device. Tell the facilitator if it matters now.<//>`;
}

/** A round is over, and it did not carry. @param {{decision: any}} props */
const Between = ({ decision }) =>
  html`<div class="work--result stack">
    <h1 class="h-section" tabindex="-1">${headline(decision)}</h1>
    <${TooLate} decision=${decision} />
    <${Outcome} decision=${decision}><${Objections} decision=${decision} /><//>
    <section class="stack" aria-label="What happens next"><h2 class="h-card">What happens next</h2><${Ways} decision=${decision} /></section>
    <${Revise} decision=${decision} />
  </div>`;

/** Once there is a proposal, the screen is about it, and the question of the step has done its work. @param {any} step */
export function headed(step) {
  const decision = decisionOf(step);
  return Boolean(decision && (decision.status !== 'carried' || stands(decision)));
}

/** Said aloud when a vote opens, and when it closes. @param {any} decision */
const turn = (decision) => (decision.status === 'open' ? `The vote is open: ${decision.title}` : `The vote is closed. ${headline(decision)}.`);

/** What a participant does. @param {{step: any}} props */
export function Now({ step }) {
  const decision = decisionOf(step);
  const said = decision && `${decision.id} ${decision.round} ${decision.status}`;
  const first = useRef(said);
  useEffect(() => {
    if (decision && said !== first.current) announce(turn(decision));
    first.current = said;
  }, [said]);
  if (decision?.status === 'open') return html`<${Open} decision=${decision} />`;
  if (decision?.status === 'between') return html`<${Between} decision=${decision} />`;
  if (headed(step)) return html`<${Result} decision=${decision}><${TooLate} decision=${decision} /><//>`;
  return html`<div class="decide stack">
    ${decision && html`<${Notice} icon="refresh-cw" title="Changed since it was agreed.">It is decided again before it counts.<//>`}
    <p class="ink-2">The facilitator calls the vote; nothing opens by itself.</p>
    <${Upcoming} step=${step} />
    <${HowDecided} step=${step} />
    ${takesPart() && html`<${Question} on=${Boolean(slice('me')?.signals?.includes('question'))} />`}
  </div>`;
}

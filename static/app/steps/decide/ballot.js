/** The ballot: one form for each voter this person casts for. What is half filled stays, whatever the others do. */
import { answer, Button, html, Icon, Notice, useProblem, useState } from '../../ui.js';
import { send, tryNow } from '../../connection.js';
import { useDraft } from '../../drafts.js';
import { waiting } from '../../outbox.js';
import { connection, slice } from '../../store.js';
import { Action } from '../head.js';
import { Choices, toProblem } from './choices.js';
import { toneOf } from './decided.js';
import { ballotFields, ballotWords, BLANK, chosenOf, lacking } from './forms.js';

/** The answer left our hands and the server has not acknowledged it. @param {{decision: any, unsent: any}} props */
function NotArrived({ decision, unsent }) {
  const filled = { ...BLANK, ...unsent };
  const tone = toneOf(chosenOf(decision, filled)?.tone);
  return html`<div class="stack" role="alert">
    <${Notice} tone="concern" title="Your answer has not arrived.">Our server did not reply. Nothing is lost, and the vote waits for you.<//>
    <p class="picked-answer"><span class="meta">You chose</span><span class=${`badge badge--${tone.cls}`}><${Icon} name=${tone.icon} />${ballotWords(decision, filled)}</span></p>
    ${!decision.secret && html`<p class="ink-2">If it fails again, show your hand. The facilitator can record your answer for you.</p>`}
    <${Action}><${Button} kind="primary" large=${true} block=${true} icon="refresh-cw" onClick=${tryNow}>Send it again<//><//>
  </div>`;
}

/** What a vote weighs, where the votes do not all weigh the same. @param {{decision: any, voter: any}} props */
function Weight({ decision, voter }) {
  if (typeof voter?.weight !== 'number') return null;
  const all = decision.voters.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.weight, 0);
  return html`, with a vote that weighs <b class="num">${voter.weight}</b> of ${all}`;
}

/** When others will see it, said before and after it is given. @param {{decision: any}} props */
export function Shown({ decision }) {
  const { secrecy } = decision.policy;
  if (decision.secret) return html`Nobody can link your answer to you once the vote is closed. Only while it is open, whoever runs the server could look.`;
  if (secrecy === 'open') return html`Answers show as they are given, with the name.`;
  return html`All answers are shown together, with names, when the vote is closed.`;
}

/**
 * The answer is in, and can be changed until the vote is closed.
 * @param {{decision: any, known: any, who: string, onChange: () => void, onWithdraw: () => void}} props
 *   known: what it says, null where this device does not know it: it is secret, or somebody else gave it
 */
function Given({ decision, known, who, onChange, onWithdraw }) {
  const tone = toneOf((known && chosenOf(decision, known)?.tone) || 'agree');
  return html`<section class=${`given tone-${tone.cls}`}>
    <p class="given__line" role="status"><${Icon} name=${tone.icon} cls="icon--lg" /><span><b>${known ? `Your answer: ${ballotWords(decision, known)}.` : 'An answer is in.'}</b>${who && ` For ${who}.`}</span></p>
    ${known?.reason && html`<blockquote class="objection__text" dir="auto">${known.reason}</blockquote>`}
    ${known?.proposes && html`<p><b>What would meet it:</b> ${known.proposes}</p>`}
    ${known?.recorded && html`<p class="meta">The facilitator recorded what you said aloud.</p>`}
    <p class="ink-2">You can change it until the vote is closed. <${Shown} decision=${decision} /></p>
    <div class="row">
      <${Button} icon="pencil" onClick=${onChange}>Change the answer<//>
      ${known && !decision.secret && chosenOf(decision, known)?.choice === 'object' && html`<${Button} kind="quiet" onClick=${onWithdraw}>Withdraw the objection<//>`}
    </div>
  </section>`;
}

/** "We must ask our organisation" is an answer too: the facilitator can hold the vote open for it. @param {{decision: any, voter: string}} props */
function AskHome({ decision, voter }) {
  const on = decision.asking?.includes(voter);
  const ask = () => answer(send('ask_home', { decision: decision.id, voter, on: !on }));
  if (!on) return html`<${Button} kind="quiet" icon="hourglass" onClick=${ask}>We must ask our organisation first<//>`;
  return html`<${Notice} icon="hourglass" title="You ask your organisation first." action=${html`<${Button} kind="quiet" onClick=${ask}>Take it back<//>`}>
    Everybody sees that. The facilitator can hold this open for you until a date; you can answer here at any time before it closes.
  <//>`;
}

/**
 * The ballot of one voter.
 * @param {{decision: any, voter: string, mine: boolean, several?: boolean}} props
 *   mine: the voter is this person rather than a partner; several: there is more than one ballot on this screen
 */
export function Ballot({ decision, voter, mine, several = false }) {
  const key = `${decision.id}:${decision.round}:${voter}`;
  const standing = slice(`ballot:${decision.id}:${voter}`);
  // A secret ballot never comes back from the server: what this device has sent is all that is known of it.
  const [sent, keep] = useDraft(`given:${key}`, /** @type {any} */ (null));
  const known = standing && (standing.shown ? standing : sent);
  const [filled, set, clear] = useDraft(`ballot:${key}`, { ...BLANK, ...known });
  const [changing, setChanging] = useState(false);
  const [problem, setProblem] = useProblem();
  const asked = decision.voters.find((/** @type {any} */ one) => one.voter === voter);
  const name = asked?.name ?? '';
  const unsent = waiting('cast_ballot').findLast((command) => command.decision === decision.id && command.voter === voter);

  /** @param {Event} event */
  async function cast(event) {
    event.preventDefault();
    if (unsent) return;
    const missing = lacking(decision, filled);
    if (missing) {
      setProblem({ ok: false, message: missing });
      return toProblem(/** @type {HTMLElement} */ (event.currentTarget));
    }
    const said = await answer(send('cast_ballot', { decision: decision.id, voter, round: decision.round, ...ballotFields(decision, filled) }), setProblem);
    if (!said.ok) return;
    keep(decision.secret ? filled : null);
    clear();
    setChanging(false);
  }

  if (unsent && connection.value.state !== 'connected') return html`<${NotArrived} decision=${decision} unsent=${unsent} />`;
  if (standing && !changing) {
    return html`<${Given} decision=${decision} known=${known} who=${mine ? '' : name} onChange=${() => setChanging(true)}
      onWithdraw=${() => answer(send('withdraw_objection', { decision: decision.id, voter }))} />`;
  }
  return html`<form class="stack vote-form" onSubmit=${cast} noValidate>
    <${Choices} decision=${decision} filled=${filled} set=${set} group=${`v-${decision.id}-${voter}`} problem=${problem}
      legend=${mine ? html`You answer <b>for yourself</b>` : html`You speak for <b>${name}</b><${Weight} decision=${decision} voter=${asked} />`} />
    <p class="meta"><${Shown} decision=${decision} /></p>
    <${AskHome} decision=${decision} voter=${voter} />
    <${Action}>
      ${problem && html`<p class="field__error action__problem" aria-hidden="true"><${Icon} name="triangle-alert" />${problem.message}</p>`}
      <${Button} type="submit" kind="primary" large=${true} block=${true} unavailable=${unsent}>${unsent ? 'Sending …' : mine ? 'Give my answer' : several ? `Give the answer of ${name}` : 'Give our answer'}<//>
    <//>
  </form>`;
}

/** The ballot: one form for each voter this person casts for. What is half filled stays, whatever the others do. */
import { answer, Button, html, Icon, Notice, useProblem, useState } from '../../ui.js';
import { send, tryNow } from '../../connection.js';
import { useDraft } from '../../drafts.js';
import { waiting } from '../../outbox.js';
import { connection, slice } from '../../store.js';
import { Action } from '../head.js';
import { ballotFields, BLANK, Choices, lacking, toProblem } from './choices.js';
import { toneOf } from './decided.js';

/** The answer left our hands and the server has not acknowledged it. @param {{choice: any}} props */
function NotArrived({ choice }) {
  const tone = toneOf(choice?.tone);
  return html`<div class="stack" role="alert">
    <${Notice} tone="concern" title="Your answer has not arrived.">Our server did not reply. Nothing is lost, and the vote waits for you.<//>
    <p class="picked-answer"><span class="meta">You chose</span><span class=${`badge badge--${tone.cls}`}><${Icon} name=${tone.icon} />${choice?.label}</span></p>
    <p class="ink-2">If it fails again, show your hand. The facilitator can record your answer for you.</p>
    <${Action}><${Button} kind="primary" large=${true} block=${true} icon="refresh-cw" onClick=${tryNow}>Send it again<//><//>
  </div>`;
}

/**
 * The answer is in, and can be changed until the facilitator closes.
 * @param {{standing: any, choice: any, who: string, onChange: () => void, onWithdraw: () => void}} props
 */
function Given({ standing, choice, who, onChange, onWithdraw }) {
  const tone = toneOf(choice?.tone);
  return html`<section class=${`given tone-${tone.cls}`}>
    <p class="given__line" role="status"><${Icon} name=${tone.icon} cls="icon--lg" /><span><b>Your answer: ${choice?.label}.</b>${who && ` For ${who}.`}</span></p>
    ${standing.reason && html`<blockquote class="objection__text">${standing.reason}</blockquote>`}
    ${standing.proposes && html`<p><b>What would meet it:</b> ${standing.proposes}</p>`}
    ${standing.recorded && html`<p class="meta">The facilitator recorded what you said aloud.</p>`}
    <p class="ink-2">You can change it until the facilitator closes. All answers are shown together.</p>
    <div class="row">
      <${Button} icon="pencil" onClick=${onChange}>Change the answer<//>
      ${standing.choice === 'object' && html`<${Button} kind="quiet" onClick=${onWithdraw}>Withdraw the objection<//>`}
    </div>
  </section>`;
}

/**
 * The ballot of one voter.
 * @param {{decision: any, voter: string, mine: boolean}} props mine: the voter is this person rather than a partner
 */
export function Ballot({ decision, voter, mine }) {
  const standing = slice(`ballot:${decision.id}:${voter}`);
  const [filled, set, clear] = useDraft(`ballot:${decision.id}:${decision.round}:${voter}`, standing ?? BLANK);
  const [changing, setChanging] = useState(false);
  const [problem, setProblem] = useProblem();
  const name = decision.voters.find((/** @type {any} */ one) => one.voter === voter)?.name ?? '';
  const labelled = (/** @type {string} */ choice) => decision.choices.find((/** @type {any} */ one) => one.choice === choice);
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
    clear();
    setChanging(false);
  }

  if (unsent && connection.value.state !== 'connected') return html`<${NotArrived} choice=${labelled(unsent.choice)} />`;
  if (standing && !changing) {
    return html`<${Given} standing=${standing} choice=${labelled(standing.choice)} who=${mine ? '' : name} onChange=${() => setChanging(true)}
      onWithdraw=${() => answer(send('withdraw_objection', { decision: decision.id, voter }))} />`;
  }
  return html`<form class="stack vote-form" onSubmit=${cast} noValidate>
    <${Choices} decision=${decision} filled=${filled} set=${set} group=${`v-${decision.id}-${voter}`} problem=${problem}
      legend=${mine ? html`You answer <b>for yourself</b>` : html`You speak for <b>${name}</b>`} />
    <${Action}>
      <${Button} type="submit" kind="primary" large=${true} block=${true} unavailable=${unsent}>${unsent ? 'Sending …' : mine ? 'Give my answer' : 'Give our answer'}<//>
    <//>
  </form>`;
}

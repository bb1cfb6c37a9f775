/** What needs a reason from the facilitator: taking a proposal back, opening a decision again, going a step on with an unresolved one. */
import { answer, Button, Dialog, Field, html, useProblem, useState } from '../../../ui.js';
import { send } from '../../../connection.js';

/**
 * A button, and behind it the words that the record asks for.
 * @param {{label: string, icon: string, title: string, told: string, ask: string, command: string, field: string, decision: any, danger?: boolean}} props
 */
function WithReason({ label, icon, title, told, ask, command, field, decision, danger }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useProblem();
  const go = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = await answer(send(command, { decision: decision.id, [field]: reason }), setProblem);
    if (!said.ok) return;
    setReason('');
    setAsking(false);
  };
  return html`<div>
    <${Button} kind="quiet" icon=${icon} onClick=${() => setAsking(true)}>${label}<//>
    ${asking &&
    html`<${Dialog} title=${title} onClose=${() => setAsking(false)}>
      <form class="stack" onSubmit=${go}>
        <p>${told}</p>
        <${Field} label=${ask} rows="2" maxlength="1000" value=${reason} onValue=${setReason} problem=${problem} hint="It stays in the record." />
        <${Button} type="submit" kind=${danger ? 'danger' : 'primary'}>${label}<//>
      </form>
    <//>`}
  </div>`;
}

/** Take the proposal back; its ballots are void. @param {{decision: any}} props */
export const TakeBack = ({ decision }) =>
  html`<${WithReason} decision=${decision} label="Take it off the table" icon="undo-2" title="Take the proposal off the table" danger
    told="Answers given so far no longer count. The text can be edited again." ask="Why" command="withdraw_proposal" field="reason" />`;

/** What was agreed is open again. @param {{decision: any}} props */
export const Reopen = ({ decision }) =>
  decision.status === 'carried' && !decision.practice
    ? html`<${WithReason} decision=${decision} label="Open it again" icon="refresh-cw" title=${`Open decision ${decision.number} again`}
        told="What it agreed counts as not agreed until it is decided anew. The old decision stays in the record. Rules go on governing until others are agreed."
        ask="Why" command="reopen_decision" field="reason" />`
    : null;

/** One step on in the group's way to settle issues. @param {{decision: any}} props */
export const NextRung = ({ decision }) =>
  decision.status === 'unresolved' && decision.rung !== null
    ? html`<${WithReason} decision=${decision} label="This step is over" icon="arrow-right" title="What came of this step?"
        told="If it helped, call the vote again on what came out. If not, the next step begins." ask="What came of it" command="next_rung" field="how" />`
    : null;

/** Advice: after everybody asked has spoken, one person gives their word, with the reason. */
import { answer, Button, Field, html, list, Notice, Problem, useProblem } from '../../ui.js';
import { send } from '../../connection.js';
import { useDraft } from '../../drafts.js';
import { slice } from '../../store.js';
import { Voice } from './outcome.js';

/** The decider's word as it stands. @param {{ruling: any}} props */
export const Word = ({ ruling }) =>
  html`<section class=${`given tone-${ruling.yes ? 'agree' : 'harm'}`}>
    <p class="given__line"><b>${ruling.name} decided ${ruling.yes ? 'for' : 'against'} it.</b></p>
    <blockquote class="objection__text" dir="auto">${ruling.reason}</blockquote>
    ${ruling.recorded && html`<p class="meta">Said aloud; the facilitator recorded it.</p>`}
  </section>`;

/** The form of the word. @param {{decision: any, whose: string}} props */
export function RulingForm({ decision, whose }) {
  const [filled, set, clear] = useDraft(`ruling:${decision.id}:${decision.round}`, { yes: '', reason: '' });
  const [problem, setProblem] = useProblem();
  const give = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!filled.yes) return setProblem({ ok: false, message: 'Choose yes or no first.' });
    const said = await answer(send('give_ruling', { decision: decision.id, yes: filled.yes === 'yes', reason: filled.reason.trim() }), setProblem);
    if (said.ok) clear();
  };
  const pick = (/** @type {string} */ value, /** @type {string} */ words) =>
    html`<label class=${`pick ${filled.yes === value ? 'pick--on' : ''}`}><input type="radio" name=${`ruling-${decision.id}`} checked=${filled.yes === value} onChange=${() => set({ ...filled, yes: value })} /><span class="pick__name">${words}</span></label>`;
  return html`<form class="stack vote-form" onSubmit=${give} noValidate>
    <fieldset class="vote"><legend class="vote__legend">${whose}</legend>${pick('yes', 'Yes, we do it')}${pick('no', 'No, we do not')}</fieldset>
    <${Field} label="Why" rows="3" maxlength="1000" value=${filled.reason} onValue=${(/** @type {string} */ reason) => set({ ...filled, reason })} hint="It stays in the record beside the advice." problem=${problem?.field === 'reason' ? problem : null} />
    ${problem && problem.field !== 'reason' && html`<${Problem} problem=${problem} />`}
    <${Button} type="submit" kind="primary" large>${decision.ruling ? 'Change the decision' : 'Decide'}<//>
  </form>`;
}

/** What I decide, or who does. @param {{decision: any}} props */
export function Ruling({ decision }) {
  if (!decision.decider) return null;
  const me = slice('me');
  const mine = me?.rules?.includes(decision.id);
  const awaited = decision.voters.filter((/** @type {any} */ voter) => voter.awaited);
  const advice = (slice(`advice:${decision.id}`) ?? []).filter((/** @type {any} */ ballot) => ballot.reason);
  const heard = advice.length > 0 && html`<h2 class="h-small">The advice</h2>${advice.map((/** @type {any} */ ballot) => html`<${Voice} key=${ballot.voter} ballot=${ballot} />`)}`;
  if (mine && awaited.length) {
    const order = decision.ruling ? 'It counts once everybody asked has been heard, and you can change it then.' : 'First everybody asked gives advice or lets it pass.';
    return html`<div class="stack">
      <${Notice} icon="hourglass" title=${decision.ruling ? 'You have decided.' : 'You decide this.'}>${order} Still to come: ${list(awaited.map((/** @type {any} */ voter) => voter.name))}.<//>
      ${decision.ruling && html`<${Word} ruling=${decision.ruling} />`}${heard}
    </div>`;
  }
  return html`<div class="stack">
    ${decision.ruling ? html`<${Word} ruling=${decision.ruling} />` : !mine && html`<${Notice} icon="users" title=${`${decision.decider.name} decides,`}>after everybody asked has given advice or let it pass.<//>`}
    ${mine && heard}
    ${mine && html`<${RulingForm} decision=${decision} whose="You decide, after hearing the advice" />`}
  </div>`;
}

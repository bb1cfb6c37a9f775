/** Calling a vote: under the rule that stands or another one, now or by link until a date; a free question; a round for practice. */
import { answer, Button, Dialog, Field, html, Problem, useId, useProblem, useState } from '../../../ui.js';
import { send } from '../../../connection.js';
import { useDraft } from '../../../drafts.js';
import { people, takesPart } from '../../../ui.js';
import { slice } from '../../../store.js';
import { endOf, tomorrow } from '../../../ui/dates.js';
import { chooses, PolicyFields } from '../../entries/policy.js';
import { proposedBy } from '../decided.js';

/** The fields of `open_decision` for a step, under the rule that stands. @param {any} step */
export const opening = (step) => ({ proposes: proposedBy(step), applies_to: step.options?.applies_to || 'workplan', policy: null, reason: '' });

/** The rule that governs what this step decides. @param {any} step */
export const ruleOf = (step) => slice('rules')?.[opening(step).applies_to];

/** Who decides after the advice. @param {{value: string, set: (id: string) => void}} props */
function Decider({ value, set }) {
  const id = useId();
  const able = people().filter((person) => ['participant', 'representative'].includes(person.role));
  return html`<div class="field">
    <label class="field__label" for=${id}>Who decides after the advice?</label>
    <select class="input" id=${id} value=${value} onChange=${(/** @type {any} */ event) => set(event.currentTarget.value)}>
      <option value="">Choose a person</option>
      ${able.map((person) => html`<option key=${person.id} value=${person.id}>${person.name}</option>`)}
    </select>
  </div>`;
}

/**
 * What a rule leaves to the occasion; what it names itself is not asked again.
 * @param {{policy: any, filled: any, change: (part: object) => void, when: 'never' | 'perhaps' | 'needed'}} props
 */
function Occasion({ policy, filled, change, when }) {
  return html`
    ${chooses(policy?.rule) && !policy.options?.length &&
    html`<${Field} label="Options to choose from" rows="4" value=${filled.options} onValue=${(/** @type {string} */ options) => change({ options })} hint="One on each line. Left empty, the entries that are proposed are the options." />`}
    ${policy?.rule === 'advice' && !policy.decider && html`<${Decider} value=${filled.decider} set=${(/** @type {string} */ decider) => change({ decider })} />`}
    ${when !== 'never' &&
    html`<${Field} type="date" label="Decide by link, until" optional=${when === 'perhaps'} value=${filled.until} min=${tomorrow()} onValue=${(/** @type {string} */ until) => change({ until })} hint=${when === 'perhaps' ? 'Left empty, you close the vote here in the room.' : 'At the end of that day it closes by itself.'} />`}
  `;
}

/** @param {any} filled */
const occasion = (filled) => ({
  options: filled.options.split('\n').map((/** @type {string} */ line) => line.trim()).filter(Boolean),
  decider: filled.decider,
  until: endOf(filled.until),
});

const EMPTY = { question: '', options: '', decider: '', until: '', reason: '', policy: null };

/**
 * A vote with everything that can be said about it.
 * @param {{step: any, title: string, proposes: string, departs?: boolean, practice?: boolean, byLink?: boolean, question?: string, onClose: () => void}} props
 *   departs: under another rule, with a reason; question: the words to begin with, where something is asked that is no part of the plan
 */
export function CallVote({ step, title, proposes, departs = false, practice = false, byLink = false, question, onClose }) {
  const rule = ruleOf(step);
  const [filled, set, clear] = useDraft(`call:${proposes}:${departs}:${practice}`, { ...EMPTY, question: question ?? '', policy: departs ? (rule?.policy ?? { rule: 'consent' }) : null });
  const [problem, setProblem] = useProblem();
  const change = (/** @type {object} */ part) => set({ ...filled, ...part });
  const open = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = await answer(
      send('open_decision', { ...opening(step), proposes, question: filled.question, policy: filled.policy, reason: filled.reason, practice, ...occasion(filled) }),
      setProblem,
    );
    if (!said.ok) return;
    clear();
    onClose();
  };
  const at = (/** @type {string} */ field) => (problem?.field === field ? problem : null);
  return html`<${Dialog} title=${title} wide=${departs} onClose=${onClose}>
    <form class="stack" onSubmit=${open}>
      ${proposes === 'question' && html`<${Field} label="The question" rows="2" value=${filled.question} maxlength="1000" onValue=${(/** @type {string} */ words) => change({ question: words })} problem=${at('question')} />`}
      ${filled.policy
        ? html`<${PolicyFields} policy=${filled.policy} set=${(/** @type {any} */ policy) => change({ policy })} />`
        : html`<p><b>${rule?.title}</b> ${rule?.detail}</p>`}
      ${departs && !practice && html`<${Field} label="Why not the agreed rule?" hint="Everybody sees it, and it stays in the record." rows="2" value=${filled.reason} onValue=${(/** @type {string} */ reason) => change({ reason })} problem=${at('reason')} />`}
      <${Occasion} policy=${filled.policy ?? rule?.policy} filled=${filled} change=${change} when=${practice ? 'never' : byLink ? 'needed' : 'perhaps'} />
      ${problem && !['question', 'reason'].includes(problem.field ?? '') && html`<${Problem} problem=${problem} />`}
      <${Button} type="submit" kind="primary" icon="vote" unavailable=${byLink && !filled.until}>${practice ? 'Practise now' : 'Call the vote'}<//>
    </form>
  <//>`;
}

/** The ways to call a vote that are not the one at the dock. @param {{step: any}} props */
export function OtherWays({ step }) {
  const [way, setWay] = useState('');
  const rule = ruleOf(step);
  const close = () => setWay('');
  if (!takesPart()) return null;
  return html`<div class="row">
      <${Button} kind="quiet" icon="play" onClick=${() => setWay('practice')}>Practise first<//>
      <${Button} kind="quiet" icon="calendar" onClick=${() => setWay('until')}>By link, until a date<//>
      <${Button} kind="quiet" icon="circle-help" onClick=${() => setWay('question')}>Ask the group something else<//>
      ${rule?.may_depart && html`<${Button} kind="quiet" icon="scale" onClick=${() => setWay('departs')}>Use another rule for this one<//>`}
    </div>
    ${way === 'practice' && html`<${CallVote} step=${step} title="Practise with a harmless question" proposes="question" question="Shall we open a window?" practice onClose=${close} />`}
    ${way === 'until' && html`<${CallVote} step=${step} title="Decide by link" proposes=${proposedBy(step)} byLink onClose=${close} />`}
    ${way === 'question' && html`<${CallVote} step=${step} title="Ask the group" proposes="question" departs=${Boolean(rule?.may_depart)} onClose=${close} />`}
    ${way === 'departs' && html`<${CallVote} step=${step} title="Another rule for this one" proposes=${proposedBy(step)} departs onClose=${close} />`}`;
}

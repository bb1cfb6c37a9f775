/** The answers of a decision as options, each saying what it does under this rule, with room for the reason. */
import { Field, html, Icon, Problem } from '../../ui.js';
import { toneOf } from './decided.js';

/** @typedef {{choice: string, reason: string, proposes: string}} Filled */

/** @type {Filled} */
export const BLANK = { choice: '', reason: '', proposes: '' };

/** What the reason field asks, by tone. @type {Record<string, string>} */
const ASKS = { object: 'What harm would it do?', concern: 'What is your concern?', aside: 'Would you like to say why?', agree: 'Would you like to add something?' };

/** Longest reason that fits (workshops/bounds.py). */
const BOUND = 1000;

/** What is missing from a ballot, as a sentence, or "" when it can be sent. @param {any} decision @param {Filled} filled */
export function lacking(decision, filled) {
  const chosen = decision.choices.find((/** @type {any} */ choice) => choice.choice === filled.choice);
  if (!chosen) return 'Choose one of the answers first.';
  return chosen.reason === 'needed' && !filled.reason.trim() ? 'Please say why: what harm would it do? The group can only meet what it knows.' : '';
}

/** Lead to what is missing, once it is drawn: on a phone it may be under the button. @param {HTMLElement} form */
export function toProblem(form) {
  requestAnimationFrame(() => /** @type {HTMLElement | null} */ (form.querySelector('[aria-invalid], input'))?.focus());
}

/** The fields of `cast_ballot` and `record_ballot`: no reason travels with an answer that takes none. @param {any} decision @param {Filled} filled */
export function ballotFields(decision, filled) {
  const chosen = decision.choices.find((/** @type {any} */ choice) => choice.choice === filled.choice);
  return {
    choice: filled.choice,
    reason: chosen?.reason === 'none' ? '' : filled.reason.trim(),
    proposes: chosen?.tone === 'object' ? filled.proposes.trim() : '',
  };
}

/** Why, and for an objection what would meet it. @param {{choice: any, filled: any, set: any, problem: any}} props */
function Reason({ choice, filled, set, problem }) {
  return html`<div class="option__more">
    <${Field} label=${ASKS[choice.tone] ?? 'Why?'} optional=${choice.reason !== 'needed'} rows="3" maxlength=${BOUND} value=${filled.reason}
      hint="Everyone sees your reason with the name when the answers are shown." problem=${problem}
      onValue=${(/** @type {string} */ reason) => set({ ...filled, reason })} />
    ${choice.tone === 'object' &&
    html`<${Field} label="What change would meet it?" optional=${true} rows="2" maxlength=${BOUND} value=${filled.proposes}
      onValue=${(/** @type {string} */ proposes) => set({ ...filled, proposes })} />`}
  </div>`;
}

/** One answer to choose. @param {{choice: any, filled: any, set: any, group: string, problem: any}} props */
function Option({ choice, filled, set, group, problem }) {
  const tone = toneOf(choice.tone);
  const on = filled.choice === choice.choice;
  return html`<div class=${`option option--${tone.cls}`}>
    <label class="option__pick">
      <${Icon} name=${tone.icon} cls="option__icon" />
      <span class="option__name">${choice.label}</span>
      <input type="radio" name=${group} value=${choice.choice} checked=${on} onChange=${() => set({ ...filled, choice: choice.choice })} />
      <span class="option__means">${choice.means}</span>
    </label>
    ${on && choice.reason !== 'none' && html`<${Reason} choice=${choice} filled=${filled} set=${set} problem=${problem} />`}
  </div>`;
}

/**
 * All answers of a decision.
 * @param {{decision: any, filled: Filled, set: (filled: Filled) => void, legend: any, group: string, problem?: any}} props
 */
export function Choices({ decision, filled, set, legend, group, problem = null }) {
  const chosen = decision.choices.find((/** @type {any} */ choice) => choice.choice === filled.choice);
  const atReason = chosen && chosen.reason !== 'none';
  return html`<fieldset class="vote">
    <legend class="vote__legend">${legend}</legend>
    ${decision.choices.map(
      (/** @type {any} */ choice) => html`<${Option} key=${choice.choice} choice=${choice} filled=${filled} set=${set} group=${group} problem=${problem} />`,
    )}
    ${!atReason && html`<${Problem} problem=${problem} />`}
  </fieldset>`;
}

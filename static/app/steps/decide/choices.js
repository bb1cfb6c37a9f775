/** The answers of a decision as options, each saying what it does under this rule, with room for the reason. */
import { Field, html, Icon, onceDrawn, Problem } from '../../ui.js';
import { toneOf } from './decided.js';
import { BOUND, chosenOf } from './forms.js';
import { Approve, Dots, OneOption, Scores } from './options.js';
import { Ranking } from './ranking.js';

/** @typedef {import('./forms.js').Filled} Filled */

/** Lead to what is missing, once it is drawn: on a phone it may be under the button. @param {HTMLElement} form */
export function toProblem(form) {
  onceDrawn(() => {
    const missing = /** @type {HTMLElement | null} */ (form.querySelector('[aria-invalid], input'));
    missing?.focus();
    missing?.scrollIntoView({ block: 'center' });
  });
}

/** Why, and for an objection what would meet it. @param {{choice: any, filled: any, set: any, problem: any, secret: boolean}} props */
function Reason({ choice, filled, set, problem, secret }) {
  const hint = secret ? 'Everyone reads it, without your name and apart from the answers.' : 'Everyone sees your reason with the name when the answers are shown.';
  return html`<div class="option__more">
    <${Field} label=${choice.asks} optional=${choice.reason === 'optional'} rows="3" maxlength=${BOUND} value=${filled.reason}
      hint=${hint} problem=${problem}
      onValue=${(/** @type {string} */ reason) => set({ ...filled, reason })} />
    ${choice.tone === 'object' &&
    html`<${Field} label="What change would meet it?" optional=${true} rows="2" maxlength=${BOUND} value=${filled.proposes}
      onValue=${(/** @type {string} */ proposes) => set({ ...filled, proposes })} />`}
  </div>`;
}

/** One answer to choose. @param {{choice: any, filled: any, set: any, group: string, problem: any, secret: boolean}} props */
function Option({ choice, filled, set, group, problem, secret }) {
  const tone = toneOf(choice.tone);
  const on = filled.choice === choice.choice;
  return html`<div class=${`option option--${tone.cls}`}>
    <label class="option__pick">
      <${Icon} name=${tone.icon} cls="option__icon" />
      <span class="option__name">${choice.label}</span>
      <input type="radio" name=${group} value=${choice.choice} checked=${on} onChange=${() => set({ ...filled, choice: choice.choice })} />
      <span class="option__means">${choice.means}</span>
    </label>
    ${on && choice.reason !== 'none' && html`<${Reason} choice=${choice} filled=${filled} set=${set} problem=${problem} secret=${secret} />`}
  </div>`;
}

/**
 * All answers of a decision.
 * @param {{decision: any, filled: Filled, set: (filled: Filled) => void, legend: any, group: string, problem?: any}} props
 */
function Answers({ decision, filled, set, legend, group, problem = null }) {
  const chosen = chosenOf(decision, filled);
  const atReason = chosen && chosen.reason !== 'none';
  return html`<fieldset class="vote">
    <legend class="vote__legend">${legend}</legend>
    ${decision.choices.map(
      (/** @type {any} */ choice) => html`<${Option} key=${choice.choice} choice=${choice} filled=${filled} set=${set} group=${group} problem=${problem} secret=${decision.secret} />`,
    )}
    ${!atReason && html`<${Problem} problem=${problem} />`}
  </fieldset>`;
}

/** What each form of ballot is filled in with. @type {Record<string, (props: any) => any>} */
const FORMS = { option: OneOption, approve: Approve, scores: Scores, dots: Dots, ranking: Ranking };

/**
 * A ballot to fill in, whatever its form.
 * @param {{decision: any, filled: Filled, set: (filled: Filled) => void, legend: any, group: string, problem?: any}} props
 */
export function Choices(props) {
  const Form = FORMS[props.decision.form];
  return Form ? html`<${Form} ...${props} /><${Problem} problem=${props.problem} />` : html`<${Answers} ...${props} />`;
}

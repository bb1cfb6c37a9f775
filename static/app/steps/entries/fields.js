/** The input for each type of field, from its declaration. */
import { Field, html, useId } from '../../ui.js';
import { all, slice } from '../../store.js';
import { entriesOf, kindOf, shown, titleOf } from './declared.js';
import { PolicyFields } from './policy.js';

/** @typedef {import('./declared.js').Field} Declared */
/**
 * `value_of` gives what is filled in at another field of the same entry, whose id is `own`.
 * @typedef {{kind?: string, own?: string, field: Declared, value: any, value_of?: (name: string) => any, set: (value: any) => void, problem?: any, onPaste?: (event: any) => void}} Props
 */

/** The label, with what a complete plan needs said in words. @param {Declared} field */
const labelOf = (field) => html`${field.label}${field.needed ? '' : html` <span class="field__hint">optional</span>`}`;

/** @param {Props} props */
const Line = ({ field, value, set, problem, onPaste }) =>
  html`<${Field} label=${labelOf(field)} hint=${field.help} onPaste=${onPaste} value=${value ?? ''} maxlength=${field.bound} onValue=${set} problem=${problem} />`;

/** @param {Props} props */
const Passage = ({ field, value, set, problem, onPaste }) =>
  html`<${Field} label=${labelOf(field)} hint=${field.help} onPaste=${onPaste} rows="3" value=${value ?? ''} maxlength=${field.bound} onValue=${set} problem=${problem} />`;

/** @param {Props} props */
const Day = ({ field, value, set, problem }) =>
  html`<${Field} label=${labelOf(field)} hint=${field.help} type="date" value=${value ?? ''} onValue=${set} problem=${problem} />`;

/** @param {Props} props */
const Amount = ({ field, value, set, problem }) =>
  html`<${Field} label=${labelOf(field)} hint=${field.help} type="number" inputmode="numeric" min="0" max=${field.bound} step="1" value=${value ?? ''}
    onValue=${(/** @type {string} */ typed) => set(typed === '' ? null : Number(typed))} problem=${problem} />`;

/** A list to choose one from. @param {Props & {options: [string, string][], none: string}} props */
function OneOf({ field, value, set, options, none, problem }) {
  const id = useId();
  return html`<div class="field">
    <label class="field__label" for=${id}>${labelOf(field)}</label>
    ${field.help && html`<span class="field__hint">${field.help}</span>`}
    <select class="input" id=${id} value=${value ?? ''} aria-invalid=${problem ? 'true' : undefined} onChange=${(/** @type {any} */ event) => set(event.currentTarget.value)}>
      <option value="">${none}</option>
      ${options.map(([key, words]) => html`<option key=${key} value=${key}>${words}</option>`)}
    </select>
    ${problem && html`<p class="field__error" role="alert">${problem.message}</p>`}
  </div>`;
}

/** @param {Props} props @returns {[string, string][]} the entries to choose from: not the one that is filled in, which cannot name itself */
const entryChoices = ({ field, own }) => (field.of ?? []).flatMap((kind) => entriesOf(kind)).filter((entry) => entry.id !== own).map((entry) => [entry.id, `${entry.short} ${titleOf(entry)}`]);

/** How the partner in the lead likes to work, where an activity says how much is laid down. @param {Props} props */
function styleHint({ kind, field, value_of }) {
  if (kind !== 'activity' || field.name !== 'guidance') return field.help;
  const lead = value_of?.('lead');
  const offer = lead && entriesOf('capacity').find((entry) => entry.fields.partner === lead && entry.fields.working_style);
  if (!offer) return field.help;
  const style = kindOf('capacity').fields.find((one) => one.name === 'working_style');
  return `${slice(`partner:${lead}`)?.name}: “${style ? shown(style, offer.fields.working_style) : ''}”`;
}

/** @param {Props} props */
const Choice = (props) => html`<${OneOf} ...${props} field=${{ ...props.field, help: styleHint(props) }} options=${props.field.options ?? []} none="Choose" />`;
/** @param {Props} props */
const Ref = (props) => html`<${OneOf} ...${props} options=${entryChoices(props)} none="None yet" />`;
/** @param {Props} props */
const Partner = (props) => html`<${OneOf} ...${props} options=${all('partner').map((partner) => [partner.id, partner.name])} none="No partner yet" />`;

/** Several things, each a box to tick. @param {Props & {options: [string, string][]}} props */
function Several({ field, value, set, options }) {
  const chosen = new Set(value ?? []);
  const toggle = (/** @type {string} */ id) => {
    if (!chosen.delete(id)) chosen.add(id);
    set([...chosen]);
  };
  return html`<fieldset class="field">
    <legend class="field__label">${labelOf(field)}</legend>
    ${!options.length && html`<p class="field__hint">There are none to choose from yet.</p>`}
    <div class="ticks">${options.map(
      ([id, words]) =>
        html`<label class="check" key=${id}><input type="checkbox" checked=${chosen.has(id)} onChange=${() => toggle(id)} /><span>${words}</span></label>`,
    )}</div>
  </fieldset>`;
}

/** @param {Props} props */
const Refs = (props) => html`<${Several} ...${props} options=${entryChoices(props)} />`;
/** Those who already do something here are left out. @param {Props} props */
const Partners = (props) => html`<${Several} ...${props} options=${all('partner').filter((partner) => partner.id !== props.value_of?.('lead') && !partner.withdrawn).map((partner) => [partner.id, partner.name])} />`;

/** A line of one's own, with the themes of the vision offered. @param {Props} props */
function Theme({ field, value, set, problem }) {
  const id = useId();
  const names = all('theme').filter((theme) => theme.step.startsWith('vision.')).map((theme) => theme.name);
  return html`<${Field} label=${labelOf(field)} hint=${field.help} value=${value ?? ''} maxlength=${field.bound} list=${id} onValue=${set} problem=${problem} />
    <datalist id=${id}>${names.map((name) => html`<option key=${name} value=${name} />`)}</datalist>`;
}

/** @param {Props} props */
const Flag = ({ field, value, set }) =>
  html`<label class="check"><input type="checkbox" checked=${Boolean(value)} onChange=${(/** @type {any} */ event) => set(event.currentTarget.checked)} /><span>${field.label}</span></label>`;

/** @param {Props} props */
const Policy = ({ field, value, set, problem }) =>
  html`<fieldset class="field">
    <legend class="field__label">${field.label}</legend>
    <${PolicyFields} policy=${value || slice('rules')?.workplan?.policy} set=${set} />
    ${problem && html`<p class="field__error" role="alert">${problem.message}</p>`}
  </fieldset>`;

/** @type {Record<string, (props: any) => any>} */
const INPUTS = { line: Line, passage: Passage, date: Day, choice: Choice, number: Amount, ref: Ref, refs: Refs, partner: Partner, partners: Partners, theme: Theme, flag: Flag, policy: Policy };

/** The input of a declared field. @param {Props} props */
export const FieldInput = (props) => html`<${INPUTS[props.field.type] ?? Line} ...${props} />`;

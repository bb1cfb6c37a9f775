/** Entries: the structured lines of the plan, filled in together. */
import { answer, html, Icon, Rule, takesPart } from '../ui.js';
import { send } from '../connection.js';
import { slice } from '../store.js';
import { Sources } from './draft/sources.js';
import { entriesOf, gapsOf, kindOf } from './entries/declared.js';
import { EntryGroup } from './entries/lines.js';
import { EntryLists } from './entries/lists.js';
import { RuleSets } from './entries/rule-sets.js';
import { Scroll, StageAsk } from './head.js';

/** @param {any} step @returns {string[]} */
const kindsOf = (step) => step.options?.kinds ?? [];

/** A limit said aloud keeps a plan realistic. @param {{step: any}} props */
const Limit = ({ step }) => (step.options?.limit ? html`<${Rule} icon="flag" title=${`At most ${step.options.limit}.`}>Fewer is easier to keep. What does not fit now can come at a checkpoint.<//>` : null);

/** Themes that can become an entry at a tap, such as a focus area, until they are one. @param {{step: any}} props */
function FromThemes({ step }) {
  const [kind] = kindsOf(step);
  const { titled } = kindOf(kind);
  if (!step.options?.from || !titled || !takesPart() || slice('place')?.locked) return null;
  const add = (/** @type {string} */ words) => answer(send('add_entry', { kind, fields: { [titled]: words }, participant: '' }));
  return html`<${Sources} step=${step} use=${add} verb="Put in the plan" />`;
}

/** What a participant does. @param {{step: any}} props */
export const Now = ({ step }) =>
  html`<div class="stack">
    <${Limit} step=${step} />
    ${slice('place')?.locked && html`<p class="ink-2">Editing is locked for the moment.</p>`}
    ${kindsOf(step).includes('decision_rule') && html`<${RuleSets} />`}
    <${EntryLists} kinds=${kindsOf(step)} limit=${step.options?.limit ?? 0} />
    <${FromThemes} step=${step} />
  </div>`;

/** The middle of the console: the same lists, with what is still open. @param {{step: any}} props */
export function Stage({ step }) {
  const open = kindsOf(step).flatMap((kind) => entriesOf(kind)).filter((entry) => gapsOf(entry).length);
  return html`<${StageAsk} step=${step} />
  <${Scroll} cls="stack">
    ${open.length > 0 && html`<p class="row"><${Icon} name="info" /><span>${open.length === 1 ? 'One entry lacks' : `${open.length} entries lack`} something a complete plan needs.</span></p>`}
    ${kindsOf(step).includes('decision_rule') && html`<${RuleSets} />`}
    <${EntryLists} kinds=${kindsOf(step)} limit=${step.options?.limit ?? 0} />
    <${FromThemes} step=${step} />
  <//>`;
}

/** The projector: what there is, in the words of the document. @param {{step: any}} props */
export function Wall({ step }) {
  const kinds = kindsOf(step);
  const any = kinds.some((kind) => entriesOf(kind).length);
  return html`<div class="pj__ask pj__ask--wide">
    ${any ? html`<h1 class="pj__step">${step.title}</h1><div class="pj__entries doc">${kinds.map((kind) => html`<${EntryGroup} key=${kind} kind=${kind} />`)}</div>` : html`<p class="pj__step">${step.title}</p><h1 class="pj__prompt">${step.prompt || kinds.map((kind) => kindOf(kind).plural).join(', ')}</h1>`}
  </div>`;
}

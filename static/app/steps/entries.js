/** Entries: the structured lines of the plan, filled in together. */
import { answer, Button, Field, html, Icon, plural, Rule, takesPart, useState } from '../ui.js';
import { send } from '../connection.js';
import { all, slice } from '../store.js';
import { Sources } from './draft/sources.js';
import { entriesOf, gapsOf, kindOf } from './entries/declared.js';
import { EntryGroup } from './entries/lines.js';
import { EntryLists } from './entries/lists.js';
import { RuleSets } from './entries/rule-sets.js';
import { Figure } from './plan/figures.js';
import { Loads } from './plan/load.js';
import { Ladder, Tree } from './plan/structure.js';
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

/** The figures that a step looks at, and beside activities always what each partner offered. @param {{step: any}} props */
function Pictures({ step }) {
  const shown = /** @type {string[]} */ (step.options?.show ?? []);
  const load = shown.includes('load') || kindsOf(step).includes('activity');
  return html`${load && all('load').some((one) => one.offered !== null || one.asked_tenths) && html`<${Loads} />`}
    ${shown.includes('tree') && html`<${Tree} />`}${shown.includes('ladder') && html`<${Ladder} />`}
    ${['dependencies', 'timeline'].filter((name) => shown.includes(name)).map((name) => html`<${Figure} key=${name} name=${name} />`)}`;
}

/** What a participant does. @param {{step: any}} props */
export const Now = ({ step }) =>
  html`<div class="stack">
    <${Limit} step=${step} />
    ${slice('place')?.locked && html`<p class="ink-2">Editing is locked for the moment.</p>`}
    ${kindsOf(step).includes('decision_rule') && html`<${RuleSets} />`}
    <div class=${kindsOf(step).includes('activity') ? 'acts' : 'stack'}>
      <div class="stack acts__table"><${EntryLists} kinds=${kindsOf(step)} limit=${step.options?.limit ?? 0} /></div>
      <${Pictures} step=${step} />
    </div>
    <${FromThemes} step=${step} />
  </div>`;

/** What is left for later, and by when: the facilitator says it once, everybody sees it. */
function Homework() {
  const homework = slice('homework');
  const gaps = Object.entries(/** @type {Record<string, string[]>} */ (homework?.gaps ?? {}));
  const [due, setDue] = useState(homework?.due ?? '');
  if (!gaps.length) return null;
  const number = gaps.reduce((sum, [, entries]) => sum + entries.length, 0);
  return html`<details class="fold"><summary>Left for later: ${plural(number, 'entry', 'entries')}</summary>
    <form class="row homework" onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      void answer(send('set_homework', { due }));
    }}>
      <${Field} label="To be filled in by" type="date" value=${due} onValue=${setDue} /><${Button} type="submit">Set the date<//>
    </form>
    <ul>${gaps.map(([partner, entries]) => html`<li key=${partner}><b>${partner ? slice(`partner:${partner}`)?.name : 'Nobody in particular'}:</b> ${entries.map((id) => slice(`entry:${id}`)?.short).join(', ')}</li>`)}</ul>
    <p class="meta">Their personal links are under People: each leads to what is theirs to fill in.</p>
  </details>`;
}

/** The middle of the console: the same lists, with what is still open. @param {{step: any}} props */
export function Stage({ step }) {
  const open = kindsOf(step).flatMap((kind) => entriesOf(kind)).filter((entry) => gapsOf(entry).length);
  return html`<${StageAsk} step=${step} />
  <${Scroll} cls="stack">
    ${open.length > 0 && html`<p class="row"><${Icon} name="info" /><span>${open.length === 1 ? 'One entry lacks' : `${open.length} entries lack`} something a complete plan needs.</span></p>`}
    ${kindsOf(step).includes('decision_rule') && html`<${RuleSets} />`}
    <${EntryLists} kinds=${kindsOf(step)} limit=${step.options?.limit ?? 0} />
    <${Pictures} step=${step} />
    <${FromThemes} step=${step} />
    <${Homework} />
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

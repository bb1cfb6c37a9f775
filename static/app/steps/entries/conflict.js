/** Two people changed the same field: both versions side by side, and neither is lost. */
import { Button, Dialog, html, useId, useState } from '../../ui.js';
import { send } from '../../connection.js';
import { slice } from '../../store.js';
import { isEmpty, kindOf, shown } from './declared.js';
import { conflict, same } from './saving.js';

/** @typedef {import('./declared.js').Field} Field */

/** One version of a field to choose. @param {{name: string, checked: boolean, choose: () => void, title: string, words: string}} props */
const Version = ({ name, checked, choose, title, words }) =>
  html`<label class="radio version"><input type="radio" name=${name} checked=${checked} onChange=${choose} />
    <span><b>${title}</b><span class="doc version__words">${words || 'nothing'}</span></span></label>`;

/** @param {{field: Field, theirs: any, mine: any, chosen: string, choose: (which: string) => void}} props */
function Choice({ field, theirs, mine, chosen, choose }) {
  const name = useId();
  const both = ['line', 'passage'].includes(field.type) && !isEmpty(theirs) && !isEmpty(mine);
  return html`<fieldset class="field">
    <legend class="field__label">${field.label}</legend>
    <${Version} name=${name} checked=${chosen === 'theirs'} choose=${() => choose('theirs')} title="In the plan now" words=${shown(field, theirs)} />
    <${Version} name=${name} checked=${chosen === 'mine'} choose=${() => choose('mine')} title="Yours" words=${shown(field, mine)} />
    ${both && html`<${Version} name=${name} checked=${chosen === 'both'} choose=${() => choose('both')} title="Both, one after the other" words=${joined(field, theirs, mine)} />`}
  </fieldset>`;
}

/** @param {Field} field @param {string} theirs @param {string} mine */
const joined = (field, theirs, mine) => `${theirs}${field.type === 'passage' ? '\n' : ' / '}${mine}`;

/** Whatever conflict waits for me, to be settled. Drawn once beside the lists of entries. */
export function Conflict() {
  const [chosen, setChosen] = useState(/** @type {Record<string, string>} */ ({}));
  const waiting = conflict.value;
  const entry = waiting && slice(`entry:${waiting.entry}`);
  if (!waiting) return null;
  const close = () => {
    conflict.value = null;
    setChosen({});
  };
  if (!entry) return html`<${Dialog} title="It was removed meanwhile" onClose=${close}><p>Somebody has taken this entry out of the plan. It can be brought back with Undo, or added anew.</p><//>`;
  const fields = kindOf(entry.kind).fields.filter((field) => field.name in waiting.fields && !same(entry.fields[field.name], waiting.fields[field.name]));
  const pick = (/** @type {Field} */ field) => chosen[field.name] ?? 'theirs';
  const settle = (/** @type {Event} */ event) => {
    event.preventDefault();
    const written = fields.filter((field) => pick(field) !== 'theirs').map((field) => {
      const mine = waiting.fields[field.name];
      return [field.name, pick(field) === 'both' ? joined(field, entry.fields[field.name], mine) : mine];
    });
    close();
    if (!written.length) return;
    const seen = Object.fromEntries(written.map(([name]) => [name, entry.fields[name]]));
    void send('change_entry', { entry: entry.id, fields: Object.fromEntries(written), seen }).then((said) => {
      if (!said.ok) conflict.value = waiting;
    });
  };
  return html`<${Dialog} title=${`${entry.short}: two versions`} onClose=${close}>
    <form class="stack" onSubmit=${settle}>
      <p class="ink-2">Somebody changed this while you were writing. Nothing is lost: choose what the plan should say.</p>
      ${fields.map((field) => html`<${Choice} key=${field.name} field=${field} theirs=${entry.fields[field.name]} mine=${waiting.fields[field.name]} chosen=${pick(field)} choose=${(/** @type {string} */ which) => setChosen({ ...chosen, [field.name]: which })} />`)}
      <div class="dialog__actions"><${Button} type="submit" kind="primary">Keep what I chose<//></div>
    </form>
  <//>`;
}

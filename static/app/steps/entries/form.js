/** The form of one entry, new or known. In the room it asks for what matters now; the rest can be filled in there too, or later. */
import { answer, Button, day, Dialog, html, Problem, toast, useProblem } from '../../ui.js';
import { send } from '../../connection.js';
import { slice } from '../../store.js';
import { usePastedLines } from '../lines.js';
import { entriesOf, isEmpty, kindOf } from './declared.js';
import { FieldInput } from './fields.js';
import { move, remove, save, useEditing, useFilling } from './saving.js';
import { Thread } from './thread.js';

/** @param {string} word */
export const article = (word) => `${/^[aeiou]/iu.test(word) ? 'an' : 'a'} ${word}`;

/** Where it stands among its kind, and out of the plan. @param {{entry: any, onClose: () => void}} props */
function Arrange({ entry, onClose }) {
  const entries = entriesOf(entry.kind);
  const at = entries.findIndex((one) => one.id === entry.id);
  const drop = () => {
    onClose();
    void remove(entry);
  };
  return html`<div class="row arrange">
    ${entries.length > 1 && html`<${Button} kind="quiet" icon="arrow-up" unavailable=${at === 0} onClick=${() => move(entries, entry, -1)}>Move up<//>
      <${Button} kind="quiet" icon="arrow-down" unavailable=${at === entries.length - 1} onClick=${() => move(entries, entry, 1)}>Move down<//>`}
    <${Button} kind="quiet push" icon="x" onClick=${drop}>Remove<//>
  </div>`;
}

/**
 * @param {{kind: string, entry?: any, participant?: string, onClose: () => void}} props
 */
export function EntryForm({ kind, entry, participant = '', onClose }) {
  const declared = kindOf(kind);
  const filling = useFilling(entry?.id ?? `new:${kind}`, entry);
  const [problem, setProblem] = useProblem();
  useEditing(entry?.id ?? '');
  const atField = (/** @type {string} */ name) => (problem?.field?.split('.').pop() === name ? problem : null);
  const placed = declared.fields.some((field) => atField(field.name));
  const what = declared.label.toLowerCase();
  const pasted = usePastedLines({
    one: article(what),
    many: declared.plural.toLowerCase(),
    limit: declared.fields.find((field) => field.name === declared.titled)?.bound,
    add: (lines) => {
      onClose();
      for (const line of lines) void answer(send('add_entry', { kind, fields: { [declared.titled]: line }, participant }));
    },
  });
  const several = !entry && !declared.single && declared.titled;
  const asked = declared.fields.filter((field) => declared.now.includes(field.name));
  const later = declared.fields.filter((field) => !declared.now.includes(field.name));

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const sending = entry ? save(entry, filling.filled, filling.seen, setProblem) : add();
    onClose();
    if (await sending) filling.clear();
  }

  async function add() {
    const given = declared.fields.map((field) => [field.name, filling.value(field.name) || (field.type === 'policy' ? slice('rules')?.workplan?.policy : undefined)]);
    const said = await answer(send('add_entry', { kind, fields: Object.fromEntries(given.filter(([, one]) => !isEmpty(one))), participant }), setProblem);
    if (!said.ok) toast(said.message ?? 'That was not taken.', undefined, 'concern');
    return said.ok;
  }

  const input = (/** @type {any} */ field) =>
    html`<${FieldInput} key=${field.name} kind=${kind} own=${entry?.id} field=${field} value=${filling.value(field.name)} value_of=${filling.value} set=${(/** @type {any} */ one) => filling.set(field.name, one)} problem=${atField(field.name)}
      onPaste=${several === field.name ? pasted.onPaste : undefined} />`;
  const due = slice('homework')?.due;
  return html`<${Dialog} title=${entry ? `${declared.label} ${entry.short}` : `New: ${what}`} onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      ${asked.map(input)}
      ${later.length > 0 && html`<details class="fold" open=${entry ? later.some((field) => !isEmpty(entry.fields[field.name])) : undefined}>
        <summary>${entry ? 'The rest' : 'More, now or later'}</summary>
        <div class="stack">
          <p class="field__hint">${due ? `What is left open can be filled in until ${day(due)}, by personal link.` : 'What is left open can be filled in later, by personal link.'}</p>
          ${later.map(input)}
        </div>
      </details>`}
      ${!placed && html`<${Problem} problem=${problem} />`}
      <div class="dialog__actions"><${Button} type="submit" kind="primary">${entry ? 'Save' : 'Add it'}<//><${Button} kind="quiet" onClick=${onClose}>Not now<//></div>
      ${entry && html`<${Arrange} entry=${entry} onClose=${onClose} /><${Thread} entry=${entry} />`}
    </form>
    ${pasted.dialog}
  <//>`;
}


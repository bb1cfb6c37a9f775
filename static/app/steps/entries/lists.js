/** The entries of some kinds as lists to fill: add, change, take away and back. The form follows from the declaration. */
import { answer, Button, Dialog, html, Icon, IconButton, Problem, takesPart, toast, useProblem, useState } from '../../ui.js';
import { send } from '../../connection.js';
import { useDraft } from '../../drafts.js';
import { slice } from '../../store.js';
import { detailsOf, entriesOf, gapsOf, isEmpty, kindOf, titleOf } from './declared.js';
import { usePastedLines } from '../lines.js';
import { FieldInput } from './fields.js';

/** Nothing filled in yet. */
const NOTHING = {};

/** A field left alone is not sent: it keeps what others wrote meanwhile. @param {any} entry @param {Record<string, any>} filled */
const changed = (entry, filled) => Object.fromEntries(Object.entries(filled).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(entry.fields[name])));

/** Taken away, and back again at one tap. @param {any} entry */
async function remove(entry) {
  const said = await answer(send('remove_entry', { entry: entry.id }));
  if (said.ok) toast(`${entry.short} was removed.`, { label: 'Undo', onClick: () => void answer(send('restore_entry', { entry: entry.id })) });
}

/**
 * The form of one entry, new or known.
 * @param {{kind: string, entry?: any, participant?: string, onClose: () => void}} props
 */
export function EntryForm({ kind, entry, participant = '', onClose }) {
  const declared = kindOf(kind);
  const [filled, set, clear] = useDraft(`entry:${entry?.id ?? `new:${kind}`}`, /** @type {Record<string, any>} */ (NOTHING));
  const [problem, setProblem] = useProblem();
  const value = (/** @type {string} */ name) => (name in filled ? filled[name] : entry?.fields[name]);
  const atField = (/** @type {string} */ name) => (problem?.field?.split('.').pop() === name ? problem : null);
  const placed = declared.fields.some((field) => atField(field.name));

  const what = declared.label.toLowerCase();
  const pasted = usePastedLines({
    one: `${/^[aeiou]/u.test(what) ? 'an' : 'a'} ${what}`,
    many: declared.plural.toLowerCase(),
    limit: declared.fields.find((field) => field.name === declared.titled)?.bound,
    add: (lines) => {
      onClose();
      for (const line of lines) void answer(send('add_entry', { kind, fields: { [declared.titled]: line }, participant }));
    },
  });
  const several = !entry && !declared.single && declared.titled;

  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    const written = Object.fromEntries(declared.fields.map((field) => [field.name, value(field.name) || (field.type === 'policy' ? slice('rules')?.workplan?.policy : undefined)]).filter(([, one]) => !isEmpty(one)));
    const sending = entry ? send('change_entry', { entry: entry.id, fields: changed(entry, filled) }) : send('add_entry', { kind, fields: written, participant });
    onClose();
    const said = await answer(sending, setProblem);
    if (said.ok) return clear();
    toast(said.message ?? 'That was not taken.', undefined, 'concern');
  }

  const drop = () => {
    onClose();
    void remove(entry);
  };

  return html`<${Dialog} title=${entry ? `${declared.label} ${entry.short}` : `New: ${declared.label.toLowerCase()}`} onClose=${onClose}>
    <form class="stack" onSubmit=${save}>
      ${declared.fields.map(
        (field) => html`<${FieldInput} key=${field.name} field=${field} value=${value(field.name)} set=${(/** @type {any} */ one) => set((before) => ({ ...before, [field.name]: one }))} problem=${atField(field.name)}
          onPaste=${several === field.name ? pasted.onPaste : undefined} />`,
      )}
      ${!placed && html`<${Problem} problem=${problem} />`}
      <div class="dialog__actions"><${Button} type="submit" kind="primary">${entry ? 'Save' : 'Add it'}<//><${Button} kind="quiet" onClick=${onClose}>Not now<//>
        ${entry && html`<${Button} kind="quiet push" icon="x" onClick=${drop}>Remove<//>`}</div>
    </form>
    ${pasted.dialog}
  <//>`;
}

/** @type {Record<string, [string, string, string]>} */
const WORDS = { proposed: ['badge--soft', 'hourglass', 'Being decided'], adopted: ['badge--soft', 'circle-check-big', 'Agreed'], changed: ['badge--concern', 'refresh-cw', 'Changed since agreed'] };

/** One entry to read, open and remove. @param {{entry: any, editable: boolean, onEdit: () => void}} props */
function Row({ entry, editable, onEdit }) {
  const gaps = gapsOf(entry);
  const standing = WORDS[entry.standing];
  return html`<li class=${`entry sheet ${gaps.length ? 'entry--gaps' : ''}`}>
    <span class="aid">${entry.short}</span>
    <div class="entry__words">
      <p class="doc entry__title">${titleOf(entry)}</p>
      ${detailsOf(entry).map(({ field, words }) => html`<p class="meta" key=${field.name}><b>${field.label}:</b> ${words}</p>`)}
      ${standing && html`<span class=${`badge ${standing[0]}`}><${Icon} name=${standing[1]} />${standing[2]}</span>`}
      ${gaps.length > 0 && html`<p class="entry__missing">Still open: ${gaps.map((field) => field.label.toLowerCase()).join(', ')}</p>`}
    </div>
    <div class="entry__end">
      ${editable && html`<${IconButton} icon="pencil" label=${`Change ${entry.short}, ${titleOf(entry)}`} onClick=${onEdit} />`}
    </div>
  </li>`;
}

/** The entries of one kind. @param {{kind: string, limit: number, editable: boolean, participant: string}} props */
function KindList({ kind, limit, editable, participant }) {
  const [open, setOpen] = useState('');
  const declared = kindOf(kind);
  const entries = entriesOf(kind);
  const full = declared.single && entries.length > 0;
  const edited = entries.find((entry) => entry.id === open);
  return html`<section class="kind" aria-label=${declared.plural}>
    <div class="row row--between">
      <h2 class="h-card">${declared.plural}</h2>
      ${limit > 0 && html`<span class=${`meta ${entries.length > limit ? 'concern' : ''}`}>${entries.length > limit ? `${entries.length} so far; ${limit} is what we can carry` : `${entries.length} of at most ${limit}`}</span>`}
    </div>
    ${!entries.length && html`<p class="ink-2">None yet.</p>`}
    <ul class="stack">${entries.map((entry) => html`<${Row} key=${entry.id} entry=${entry} editable=${editable} onEdit=${() => setOpen(entry.id)} />`)}</ul>
    ${editable && !full && html`<div><${Button} icon="plus" onClick=${() => setOpen('new')}>Add ${/^[aeiou]/iu.test(declared.label) ? 'an' : 'a'} ${declared.label.toLowerCase()}<//></div>`}
    ${open === 'new' && html`<${EntryForm} kind=${kind} participant=${participant} onClose=${() => setOpen('')} />`}
    ${edited && html`<${EntryForm} kind=${kind} entry=${edited} onClose=${() => setOpen('')} />`}
  </section>`;
}

/**
 * The lists of several kinds, one below the other.
 * @param {{kinds: string[], limit?: number, participant?: string}} props limit: how many focus areas the group can carry
 */
export function EntryLists({ kinds, limit = 0, participant = '' }) {
  const editable = takesPart() && !slice('place')?.locked;
  return html`<div class="kinds">
    ${kinds.map((kind) => html`<${KindList} key=${kind} kind=${kind} limit=${kind === 'focus_area' ? limit : 0} editable=${editable} participant=${participant} />`)}
  </div>`;
}

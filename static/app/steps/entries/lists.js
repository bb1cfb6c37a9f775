/** The entries of some kinds, to fill in together: a table where there is room, cards on a phone. All of it follows from the declarations. */
import { answer, Avatar, Button, html, Icon, IconButton, signal, takesPart, useState } from '../../ui.js';
import { send } from '../../connection.js';
import { slice } from '../../store.js';
import { Conflict } from './conflict.js';
import { detailsOf, entriesOf, gapsOf, kindOf, titleOf } from './declared.js';
import { article, EntryForm } from './form.js';
import { othersAt } from './saving.js';
import { EntryTable } from './table.js';

const roomy = matchMedia('(min-width: 60rem)');
const tables = signal(roomy.matches);
roomy.addEventListener('change', () => (tables.value = roomy.matches));

/** @type {Record<string, [string, string, string]>} */
const WORDS = { proposed: ['badge--soft', 'hourglass', 'Being decided'], adopted: ['badge--soft', 'circle-check-big', 'Agreed'], changed: ['badge--concern', 'refresh-cw', 'Changed since agreed'] };

/** One entry to read and open. @param {{entry: any, editable: boolean, onEdit: () => void}} props */
function Card({ entry, editable, onEdit }) {
  const gaps = gapsOf(entry);
  const standing = WORDS[entry.standing];
  const others = othersAt(entry.id);
  return html`<li class=${`entry sheet ${gaps.length ? 'entry--gaps' : ''}`}>
    <span class="aid">${entry.short}</span>
    <div class="entry__words">
      <p class="doc entry__title">${titleOf(entry)}</p>
      ${detailsOf(entry, true).map(({ field, words }) => html`<p class="meta" key=${field.name}><b>${field.heading || field.label}:</b> ${words}</p>`)}
      ${standing && html`<span class=${`badge ${standing[0]}`}><${Icon} name=${standing[1]} />${standing[2]}</span>`}
      ${gaps.length > 0 && html`<p class="entry__missing">Still open: ${gaps.map((field) => field.label.toLowerCase()).join(', ')}</p>`}
      ${others.map((one) => html`<p class="meta row" key=${one.participant}><${Avatar} person=${slice(`person:${one.participant}`)} />${slice(`person:${one.participant}`)?.name ?? 'Somebody'} is changing this</p>`)}
    </div>
    <div class="entry__end">
      ${editable && html`<${IconButton} icon="pencil" label=${`Change ${entry.short}, ${titleOf(entry)}`} onClick=${onEdit} />`}
    </div>
  </li>`;
}

/** Is there more to an entry than a line or two? Then a table shows it better. @param {import('./declared.js').Kind} declared */
const isWide = (declared) => declared.columns.length > 2 && declared.fields.every((field) => field.type !== 'policy') && !declared.single;

/** The entries of one kind. @param {{kind: string, limit: number, editable: boolean, participant: string}} props */
function KindList({ kind, limit, editable, participant }) {
  const [open, setOpen] = useState('');
  const declared = kindOf(kind);
  const entries = entriesOf(kind);
  const full = declared.single && entries.length > 0;
  const edited = entries.find((entry) => entry.id === open);
  const asTable = tables.value && isWide(declared) && entries.length > 0;
  return html`<section class=${`kind ${asTable ? 'kind--table sheet' : ''}`} aria-label=${declared.plural}>
    <div class="row row--between kind__head">
      <h2 class="h-card">${declared.plural}</h2>
      ${limit > 0 && html`<span class=${`meta ${entries.length > limit ? 'concern' : ''}`}>${entries.length > limit ? `${entries.length} so far; ${limit} is what we can carry` : `${entries.length} of at most ${limit}`}</span>`}
    </div>
    ${!entries.length && html`<p class="ink-2">None yet.</p>`}
    ${asTable
      ? html`<${EntryTable} kind=${kind} editable=${editable} onOpen=${setOpen} />`
      : html`<ul class="stack">${entries.map((entry) => html`<${Card} key=${entry.id} entry=${entry} editable=${editable} onEdit=${() => setOpen(entry.id)} />`)}</ul>`}
    ${editable && !full && html`<div class="kind__foot"><${Button} icon="plus" kind=${asTable ? 'quiet' : 'secondary'} onClick=${() => setOpen('new')}>Add ${article(declared.label.toLowerCase())}<//></div>`}
    ${open === 'new' && html`<${EntryForm} kind=${kind} participant=${participant} onClose=${() => setOpen('')} />`}
    ${edited && html`<${EntryForm} kind=${kind} entry=${edited} onClose=${() => setOpen('')} />`}
  </section>`;
}

/** My own last change, to be taken back. */
function TakeBack() {
  const undo = slice('undo');
  if (!undo) return null;
  return html`<div><${Button} kind="quiet" icon="undo-2" onClick=${() => void answer(send('undo'))}>Take back my last change (${undo.short})<//></div>`;
}

/**
 * The lists of several kinds, one below the other.
 * @param {{kinds: string[], limit?: number, participant?: string}} props limit: how many focus areas the group can carry
 */
export function EntryLists({ kinds, limit = 0, participant = '' }) {
  const editable = takesPart() && !slice('place')?.locked;
  return html`<div class="kinds">
    ${kinds.map((kind) => html`<${KindList} key=${kind} kind=${kind} limit=${kind === 'focus_area' ? limit : 0} editable=${editable} participant=${participant} />`)}
    ${editable && html`<${TakeBack} />`}
    <${Conflict} />
  </div>`;
}

/**
 * Entries of one kind as a table, each cell changed where it stands. Enter or a tap opens a cell, Enter or leaving it saves, Escape leaves it
 * as it was; the arrow keys go from cell to cell, and with Alt they move the row.
 */
import { Avatar, html, Icon, IconButton, ink, useLayoutEffect, useRef, useState } from '../../ui.js';
import { slice } from '../../store.js';
import { entriesOf, gapsOf, isEmpty, kindOf, shown, titleOf } from './declared.js';
import { FieldInput } from './fields.js';
import { move, othersAt, save, useEditing, useFilling } from './saving.js';

/** @typedef {import('./declared.js').Entry} Entry */
/** @typedef {import('./declared.js').Field} Field */

/** What is chosen with one click needs no further one. */
const AT_ONCE = ['choice', 'ref', 'partner', 'flag'];

/** What stands in a cell, short: references by their number, a partner in its ink. @param {{field: Field, value: any}} props */
function Value({ field, value }) {
  if (isEmpty(value)) return field.needed ? html`<span class="cell__gap">Still open</span>` : html`<span class="ink-3">–</span>`;
  const short = (/** @type {string} */ id) => slice(`entry:${id}`)?.short ?? '?';
  if (field.type === 'ref') return html`<span>${short(value)}</span>`;
  if (field.type === 'refs') return html`<span class="row cell__refs"><${Icon} name="link" />${value.map(short).join(', ')}</span>`;
  if (field.type === 'partner') return html`<span class=${`otag ${ink(slice(`partner:${value}`))}`}><i aria-hidden="true"></i>${shown(field, value)}</span>`;
  return html`<span class=${field.type === 'date' ? 'nowrap' : ''}>${shown(field, value, true)}</span>`;
}

/** A cell while it is changed. @param {{entry: Entry, field: Field, onDone: (gone: boolean) => void}} props `gone`: the person is elsewhere already */
function CellEditor({ entry, field, onDone }) {
  const filling = useFilling(entry.id, entry);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const done = useRef(false);
  useEditing(entry.id, field.name);
  useLayoutEffect(() => {
    /** @type {HTMLElement | null | undefined} */ (box.current?.querySelector('input, select, textarea'))?.focus();
  }, []);
  const leave = (/** @type {boolean} */ keep, value = filling.value(field.name), gone = false) => {
    if (done.current) return;
    done.current = true;
    onDone(gone);
    const { seen } = filling;
    filling.drop(field.name);
    if (keep) void save(entry, { [field.name]: value }, { [field.name]: field.name in seen ? seen[field.name] : entry.fields[field.name] });
  };
  // On a closed list of choices the arrow keys and letters pass from one to the next: what they pass is not chosen yet.
  const passing = useRef(false);
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    passing.current = !event.altKey && event.key !== ' ' && (event.key.startsWith('Arrow') || event.key.length === 1);
    if (event.key === 'Escape') leave(false);
    else if (event.key === 'Enter' && !event.isComposing && !['refs', 'partners'].includes(field.type)) leave(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (/** @type {FocusEvent} */ event) => {
    if (!(event.relatedTarget instanceof Node && box.current?.contains(event.relatedTarget))) leave(true, undefined, true);
  };
  const set = (/** @type {any} */ value) => (AT_ONCE.includes(field.type) && !passing.current ? leave(true, value) : filling.set(field.name, value));
  return html`<div class="celledit" ref=${box} onKeyDown=${onKey} onPointerDown=${() => (passing.current = false)} onFocusOut=${onBlur}>
    <${FieldInput} kind=${entry.kind} own=${entry.id} field=${field} value=${filling.value(field.name)} value_of=${filling.value} set=${set} />
    ${['refs', 'partners'].includes(field.type) && html`<${IconButton} icon="check" label="Done" onClick=${() => leave(true)} />`}
  </div>`;
}

/** Move the focus among the cells of a table. @param {HTMLElement} from @param {number} down @param {number} across */
function step(from, down, across) {
  const row = from.closest('tr');
  const cells = [...(row?.querySelectorAll('.cell') ?? [])];
  const rows = [...(row?.parentElement?.children ?? [])];
  const next = rows[rows.indexOf(/** @type {Element} */ (row)) + down];
  const at = cells.indexOf(from) + across;
  /** @type {HTMLElement | undefined} */ ([...(next?.querySelectorAll('.cell') ?? [])][at])?.focus();
}

const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] });

/** @param {{entry: Entry, field: Field, entries: Entry[], open: boolean, editable: boolean, setOpen: (name: string) => void}} props */
function Cell({ entry, field, entries, open, editable, setOpen }) {
  const button = useRef(/** @type {HTMLElement | null} */ (null));
  const back = useRef(false);
  useLayoutEffect(() => {
    if (back.current && !open) button.current?.focus();
    back.current = false;
  }, [open]);
  const close = (/** @type {boolean} */ gone) => {
    back.current = !gone;
    setOpen('');
  };
  const value = entry.fields[field.name];
  if (open) return html`<${CellEditor} entry=${entry} field=${field} onDone=${close} />`;
  if (!editable) return html`<${Value} field=${field} value=${value} />`;
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const way = ARROWS[event.key];
    if (!way || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    if (event.altKey && way[0]) move(entries, entry, /** @type {1 | -1} */ (way[0]));
    else step(event.currentTarget, way[0], document.dir === 'rtl' ? -way[1] : way[1]);
  };
  return html`<button type="button" class="cell" ref=${button} onClick=${() => setOpen(`${entry.id} ${field.name}`)} onKeyDown=${onKey}
    aria-label=${`${entry.short}, ${field.label}: ${shown(field, value) || 'still open'}. Change`}><${Value} field=${field} value=${value} /></button>`;
}

/** Who is at this row now. @param {{entry: Entry}} props */
function At({ entry }) {
  const here = othersAt(entry.id);
  if (!here.length) return null;
  return html`<span class="avatar-row" role="img" aria-label=${here.map((one) => `${slice(`person:${one.participant}`)?.name ?? 'Somebody'} is changing this`).join(', ')}>
    ${here.map((one) => html`<${Avatar} key=${one.participant} person=${slice(`person:${one.participant}`)} />`)}</span>`;
}

/**
 * The table of one kind.
 * @param {{kind: string, editable: boolean, onOpen: (entry: string) => void}} props `onOpen`: all of an entry, in a form
 */
export function EntryTable({ kind, editable, onOpen }) {
  const [open, setOpen] = useState('');
  const declared = kindOf(kind);
  const entries = entriesOf(kind);
  const columns = declared.columns.map((name) => declared.fields.find((field) => field.name === name)).filter((field) => field !== undefined);
  return html`<div class="tscroll" role="region" aria-label=${`${declared.plural}, table`} tabindex="0">
    <table class="table table--entries">
      <caption class="visually-hidden">${declared.plural}</caption>
      <thead><tr>
        <th scope="col"><span class="visually-hidden">Number</span></th>
        ${columns.map((field) => html`<th scope="col" key=${field.name} class=${field.type === 'number' ? 'n' : ''}>${field.heading || field.label}</th>`)}
        ${editable && html`<th scope="col"><span class="visually-hidden">All of it</span></th>`}
      </tr></thead>
      <tbody>${entries.map(
        (entry) => html`<tr key=${entry.id} class=${gapsOf(entry).length ? 'row--gaps' : ''} data-standing=${entry.standing}>
          <th scope="row"><span class="aid">${entry.short}</span><${At} entry=${entry} /></th>
          ${columns.map((field) => html`<td key=${field.name} class=${`${field.type === 'number' ? 'n' : ''} ${field.name === declared.titled ? 'cell__title' : ''}`}>
            <${Cell} entry=${entry} field=${field} entries=${entries} editable=${editable} open=${open === `${entry.id} ${field.name}`} setOpen=${setOpen} /></td>`)}
          ${editable && html`<td class="cell__end"><${IconButton} icon="pencil" label=${`All of ${entry.short}, ${titleOf(entry)}`} onClick=${() => onOpen(entry.id)} /></td>`}
        </tr>`,
      )}</tbody>
    </table>
  </div>`;
}

/** What my partner still has to fill in, with the day by which it is wanted; and its own page of the plan. */
import { slice } from '../store.js';
import { Button, day, html, Icon, plural, takesPart, useState } from '../ui.js';
import { gapsOf, titleOf } from '../steps/entries/declared.js';
import { EntryForm } from '../steps/entries/form.js';

/** @param {{entry: any, onOpen: () => void}} props */
const Task = ({ entry, onOpen }) =>
  html`<li class="who"><span class="aid">${entry.short}</span>
    <span class="who__text"><b>${titleOf(entry)}</b><span class="meta">Still open: ${gapsOf(entry).map((field) => field.label.toLowerCase()).join(', ')}</span></span>
    <${Button} kind="quiet" onClick=${onOpen}>Fill in<//></li>`;

/** Nothing for whoever sits for no partner. */
export function Homework() {
  const [open, setOpen] = useState('');
  const partner = slice(`partner:${slice('me')?.partner}`);
  const homework = slice('homework');
  if (!partner || !takesPart()) return null;
  const entries = (homework?.gaps?.[partner.id] ?? []).map((/** @type {string} */ id) => slice(`entry:${id}`)).filter(Boolean);
  const edited = entries.find((/** @type {any} */ entry) => entry.id === open);
  return html`<section class="sheet me" aria-label=${`The part of ${partner.name}`}>
    <h2 class="h-small">The part of ${partner.name}</h2>
    <p><a class="row" href=${`/w/${slice('workshop')?.id}/partners/${partner.id}`}><${Icon} name="scroll-text" />Your part in the puzzle: what you lead, what waits for you, your dates</a></p>
    ${entries.length > 0 && html`<p class="ink-2">${plural(entries.length, 'entry', 'entries')} to fill in${homework.due ? ` by ${day(homework.due)}` : ''}.</p>
      <ul>${entries.map((/** @type {any} */ entry) => html`<${Task} key=${entry.id} entry=${entry} onOpen=${() => setOpen(entry.id)} />`)}</ul>`}
    ${edited && html`<${EntryForm} kind=${edited.kind} entry=${edited} onClose=${() => setOpen('')} />`}
  </section>`;
}

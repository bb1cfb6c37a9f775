/** Entries as the document reads them: short id, title, and what else is known. */
import { html } from '../../ui.js';
import { detailsOf, entriesOf, kindOf, titleOf } from './declared.js';

/** One entry. @param {{entry: import('./declared.js').Entry}} props */
export function EntryLine({ entry }) {
  const details = detailsOf(entry);
  return html`<li class="plan__entry" id=${`entry-${entry.id}`}>
    <span class="plan__short">${entry.short}</span>
    <div>
      <p>${titleOf(entry)}</p>
      ${details.length > 0 && html`<p class="plan__detail">${details.map(({ field, words }) => html`<span key=${field.name}>${field.label}: ${words}</span>`)}</p>`}
    </div>
  </li>`;
}

/** The entries of one kind, under their plural. @param {{kind: string}} props */
export function EntryGroup({ kind }) {
  const entries = entriesOf(kind);
  if (!entries.length) return null;
  return html`<div class="plan__group">
    <p class="plan__kind">${kindOf(kind).plural}</p>
    <ul>${entries.map((entry) => html`<${EntryLine} key=${entry.id} entry=${entry} />`)}</ul>
  </div>`;
}

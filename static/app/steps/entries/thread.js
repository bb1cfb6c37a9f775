/** The thread from the vision to what is done for it, and back: what an entry serves, and what serves it. */
import { all, slice } from '../../store.js';
import { html } from '../../ui.js';
import { kindOf, titleOf } from './declared.js';

/** @typedef {import('./declared.js').Entry} Entry */

/** The kinds that the thread runs through, from the vision down. */
const ALONG = ['focus_area', 'goal', 'objective', 'initiative', 'activity', 'outcome'];

/** What an entry names directly, further up the thread. @param {Entry} entry @returns {Entry[]} */
function served(entry) {
  const own = ALONG.indexOf(entry.kind);
  const fields = kindOf(entry.kind).fields.filter((field) => field.of?.some((kind) => ALONG.indexOf(kind) < own && ALONG.includes(kind)));
  return fields.flatMap((field) => entry.fields[field.name] ?? []).map((id) => slice(`entry:${id}`)).filter(Boolean);
}

/** @param {Entry} entry @param {(entry: Entry) => Entry[]} next @returns {Entry[]} all that can be reached, the nearest first, each once */
function along(entry, next) {
  /** @type {Map<string, Entry>} */
  const found = new Map();
  const waiting = next(entry);
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    if (found.has(one.id) || one.id === entry.id) continue;
    found.set(one.id, one);
    waiting.push(...next(one));
  }
  return [...found.values()];
}

/** @param {Entry} entry @returns {Entry[]} */
const serving = (entry) => all('entry').filter((one) => ALONG.includes(one.kind) && served(one).some((other) => other.id === entry.id));

/** @param {{entries: Entry[]}} props */
const Line = ({ entries }) => html`<ul class="thread">${entries.map((one) => html`<li key=${one.id}><b class="aid">${one.short}</b> ${titleOf(one)}</li>`)}</ul>`;

/** Both ways from one entry; nothing for entries outside the thread. @param {{entry: Entry}} props */
export function Thread({ entry }) {
  if (!ALONG.includes(entry.kind)) return null;
  const up = along(entry, served).reverse();
  const down = along(entry, serving);
  const theme = [entry, ...up].find((one) => one.kind === 'focus_area')?.fields.theme;
  return html`<details class="fold thread__fold"><summary>From the vision to what we do</summary>
    <div class="stack">
      <div><p class="eyebrow">It serves</p>${theme && html`<p class="meta">The vision: ${theme}</p>`}${up.length ? html`<${Line} entries=${up} />` : !theme && html`<p class="ink-2">Nothing yet.</p>`}</div>
      <div><p class="eyebrow">What serves it</p>${down.length ? html`<${Line} entries=${down} />` : html`<p class="ink-2">Nothing yet.</p>`}</div>
    </div>
  </details>`;
}

/** How a text came about: who wrote in it, and how it read each time it was put to a decision. */
import { Button, dayAndTime, Dialog, html, list, Prose, useEffect, useState } from '../../ui.js';
import { slice } from '../../store.js';
import { Changes } from '../decide/changes.js';

/** @typedef {{decision: string, number: number, round: number, at: number, carried: boolean | null, html: string, changes: [string, string][]}} Version */
/** @typedef {{wrote: string[], versions: Version[], now: {html: string, changes: [string, string][]}}} History */

/** @param {Version} version */
const came = (version) => (version.carried === null ? 'being decided, or taken back' : version.carried ? 'agreed' : 'not agreed');

/** @param {{version: Version}} props */
const One = ({ version }) =>
  html`<li class="version">
    <h3 class="h-small">Decision ${version.number}, round ${version.round}: ${came(version)}</h3>
    <p class="meta">${dayAndTime(version.at)}</p>
    ${version.changes.length ? html`<${Changes} changes=${version.changes} title="Changed since the version before" />` : html`<${Prose} html=${version.html} />`}
  </li>`;

/** @param {{history: History}} props */
function Told({ history }) {
  const names = history.wrote.map((id) => slice(`partner:${id}`)?.name).filter(Boolean);
  return html`<p>${names.length ? `Written by ${list(names)}.` : 'No partner has written in it yet.'}</p>
    ${!history.versions.length && html`<p class="ink-2">It has not been put to a decision yet. Each time it is, its words are kept here.</p>`}
    ${history.versions.length > 0 && history.now.changes.length > 0 && html`<${Changes} changes=${history.now.changes} title="Changed since it was last put to a decision" />`}
    <ol class="versions">${[...history.versions].reverse().map((version) => html`<${One} key=${`${version.decision}.${version.round}`} version=${version} />`)}</ol>`;
}

/** @param {{section: string, label: string, onClose: () => void}} props */
function Shown({ section, label, onClose }) {
  const [history, setHistory] = useState(/** @type {History | 'failed' | null} */ (null));
  useEffect(() => {
    fetch(`/api/workshops/${slice('workshop')?.id}/texts/${section}`)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then(setHistory, () => setHistory('failed'));
  }, [section]);
  return html`<${Dialog} title=${`How it came about: ${label}`} onClose=${onClose} wide>
    <div class="stack">
      ${history === null && html`<p class="ink-2" role="status">Looking it up…</p>`}
      ${history === 'failed' && html`<p role="alert">It cannot be read without a connection. Please try again later.</p>`}
      ${history && history !== 'failed' && html`<${Told} history=${history} />`}
    </div>
  <//>`;
}

/** The way to a text's history. @param {{section: string, label: string}} props */
export function Versions({ section, label }) {
  const [open, setOpen] = useState(false);
  return html`<${Button} kind="quiet" icon="history" aria-haspopup="dialog" onClick=${() => setOpen(true)}>Versions<//>
    ${open && html`<${Shown} section=${section} label=${label} onClose=${() => setOpen(false)} />`}`;
}

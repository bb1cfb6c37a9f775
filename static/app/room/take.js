/** Taking the plan away: every format in which it leaves, in a dialog that any screen of the room can open. */
import { Dialog, html, Icon, useState } from '../ui.js';
import { slice } from '../store.js';

/** @type {{name: string, called: string}[]} what the server can write */
const formats = JSON.parse(document.getElementById('app')?.dataset.formats ?? '[]');

/** @param {{onClose: () => void}} props */
export function TakeDialog({ onClose }) {
  const sealed = Boolean(slice('version')?.sealed_at);
  const row = (/** @type {{name: string, called: string}} */ one) =>
    html`<li key=${one.name}><a href=${`/api/workshops/${slice('workshop')?.id}/${one.name}`} download=${one.name}><${Icon} name="download" />${one.called}</a><span class="meta">${one.name}</span></li>`;
  return html`<${Dialog} title="Take the plan with you" onClose=${onClose}>
    <p class="takes__lead">${sealed ? 'The plan as it is sealed.' : 'The plan as it stands at this moment.'}</p>
    <ul class="takes">${formats.filter(({ name }) => sealed || name !== 'bundle.zip').map(row)}</ul>
  <//>`;
}

/**
 * The button that opens it.
 * @param {{look?: string, words?: string}} props look: its classes
 */
export function Take({ look = 'btn btn--secondary', words = 'Download the plan' }) {
  const [open, setOpen] = useState(false);
  return html`<button type="button" class=${look} aria-haspopup="dialog" onClick=${() => setOpen(true)}><${Icon} name="download" />${words}</button>
    ${open && html`<${TakeDialog} onClose=${() => setOpen(false)} />`}`;
}

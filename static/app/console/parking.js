/** Parked thoughts: what matters but not now. */
import { send } from '../connection.js';
import { slice } from '../store.js';
import { answer, Button, Dialog, html } from '../ui.js';

/** @param {{onClose: () => void}} props */
export function Parking({ onClose }) {
  const items = slice('parking') ?? [];
  return html`<${Dialog} title="Parked thoughts" onClose=${onClose}>
    ${!items.length && html`<p class="ink-2">Nobody has parked a thought yet. Everybody can, under People.</p>`}
    <ul class="parked">
      ${items.map(
        (/** @type {any} */ item) =>
          html`<li key=${item.id}>
            <span class="grow">${item.text}${item.partner && html`<span class="meta parked__by">${slice(`partner:${item.partner}`)?.name}</span>`}</span>
            <${Button} kind="quiet" onClick=${() => answer(send('unpark', { item: item.id }))}>Take it up<//>
          </li>`,
      )}
    </ul>
  <//>`;
}

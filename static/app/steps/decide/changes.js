/** How the words differ from the round before: struck words go, underlined words come in. */
import { html, useState } from '../../ui.js';

/** @param {{changes: [string, string][]}} props */
const Marked = ({ changes }) =>
  html`<p class="changes doc">
    ${changes.map(([kind, words], at) => {
      if (kind === 'gone') return html`<del key=${at}><span class="visually-hidden"> taken out: </span>${words}</del>`;
      if (kind === 'new') return html`<ins key=${at}><span class="visually-hidden"> put in: </span>${words}</ins>`;
      return html`<span key=${at}>${words}</span>`;
    })}
  </p>`;

/** A difference that can be folded away. @param {{changes: [string, string][], title: string, open?: boolean}} props */
export function Changes({ changes, title, open = true }) {
  const [shown, setShown] = useState(open);
  if (!changes?.length) return null;
  return html`<section class="sheet changed" aria-label=${title}>
    <p class="changed__head"><b>${title}</b> <button type="button" class="linkish" aria-expanded=${String(shown)} onClick=${() => setShown(!shown)}>${shown ? 'Hide the changes' : 'Show the changes'}</button></p>
    ${shown && html`<p class="meta">Struck words go, underlined words come in.</p><${Marked} changes=${changes} />`}
  </section>`;
}

/** A personal link: the same person on another device. Opening it alone uses nothing up. */
import { slice } from '../store.js';
import { Button, Dialog, html, toast, useEffect, useState } from '../ui.js';

/** @param {string} participant @returns {Promise<{url: string, qr?: string} | null>} */
async function make(participant) {
  try {
    const answered = await fetch(`/w/${slice('workshop')?.id}/people/${participant}/link`, { method: 'POST' });
    return answered.ok ? await answered.json() : null;
  } catch {
    return null;
  }
}

/** @param {{person: any, onClose: () => void}} props */
export function PersonalLink({ person, onClose }) {
  const [link, setLink] = useState(/** @type {{url: string, qr?: string} | null | undefined} */ (undefined));
  useEffect(() => void make(person.id).then(setLink), [person.id]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link?.url ?? '');
      toast('The link is copied.');
    } catch {
      toast('Please select the link and copy it by hand.');
    }
  };
  return html`<${Dialog} title=${`Personal link for ${person.name}`} onClose=${onClose}>
    <div class="joinbox" aria-busy=${link === undefined ? 'true' : undefined}>
      ${link === undefined && html`<p class="ink-2">Making the link …</p>`}
      ${link === null && html`<p>The link could not be made. Please try again in a moment.</p>`}
      ${link &&
      html`${link.qr && html`<img class="qr" src=${link.qr} alt="QR code of the personal link" width="240" height="240" />`}
        <p class="linkbox">${link.url}</p>
        <${Button} icon="link" onClick=${copy}>Copy the link<//>
        <p class="meta">Whoever opens it and presses the button sits in ${person.name}’s seat. Give it to nobody else.</p>`}
    </div>
  <//>`;
}

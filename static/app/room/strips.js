/** How the line to the server is: a strip across the top when it fails, and otherwise when it last took something of ours. */
import { tryNow } from '../connection.js';
import { outbox } from '../outbox.js';
import { connection, edits } from '../store.js';
import { html, Icon, plural, timeOfDay, useEffect, useState } from '../ui.js';

/** A hiccup shorter than this is nobody's concern (ms). */
const HICCUP = 1200;

/** Without a connection: what is kept, and what happens next. */
export function ConnectionStrip() {
  const { state } = connection.value;
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    setLasting(false);
    if (state === 'connected') return undefined;
    const wait = setTimeout(() => setLasting(true), HICCUP);
    return () => clearTimeout(wait);
  }, [state === 'connected']);
  const waits = outbox.value.length + edits.value.waiting;
  if (state === 'connected' || !lasting) return null;
  if (state === 'reconnecting') {
    return html`<div class="strip strip--wait" role="status">
      <${Icon} name="loader-circle" />
      <p><b>Reconnecting.</b> Keep writing; it is kept here.</p>
    </div>`;
  }
  return html`<div class="strip strip--off" role="status">
    <${Icon} name="wifi-off" />
    <p class="grow"><b>You are offline. What you do is kept.</b> ${waits > 0 ? `${plural(waits, 'thing')} will be sent when you are back.` : 'Answers you give will be sent when you are back.'}</p>
    <button type="button" class="strip__action" onClick=${tryNow}>Try now</button>
  </div>`;
}

/** When the server last acknowledged something of ours, or that it has not yet. */
export function Saved() {
  const { state, unsent, savedAt } = connection.value;
  if (state !== 'connected') return null;
  if (unsent + edits.value.waiting > 0) return html`<span class="saved"><${Icon} name="loader-circle" />Saving</span>`;
  return savedAt === null ? null : html`<span class="saved"><${Icon} name="cloud-check" />Saved ${timeOfDay(savedAt)}</span>`;
}

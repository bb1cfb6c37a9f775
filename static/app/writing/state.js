/** The line under a text that says where one's words are: with the server, on the way, or only here. It never says more than is so. */
import { html, Icon, plural, timeOfDay } from '../ui.js';
import { connection, edits } from '../store.js';

/** @returns {{icon: string, words: string, tone: string}} */
function now() {
  const { state, savedAt } = connection.value;
  const { waiting, kept } = edits.value;
  if (state !== 'connected') {
    if (!waiting) return { icon: 'wifi-off', words: 'No connection. What you write is kept here.', tone: 'off' };
    const many = plural(waiting, 'edit');
    return kept
      ? { icon: 'wifi-off', words: `No connection: ${many} kept on this device, sent when it is back.`, tone: 'off' }
      : { icon: 'triangle-alert', words: `No connection: ${many} not sent. Leave this page open, they are kept nowhere else.`, tone: 'concern' };
  }
  if (waiting) return { icon: 'loader-circle', words: 'Saving', tone: 'wait' };
  return { icon: 'cloud-check', words: savedAt === null ? 'Saved' : `Saved ${timeOfDay(savedAt)}`, tone: 'saved' };
}

/** Said aloud only when the connection comes or goes, and not at every letter. */
export function State() {
  const { icon, words, tone } = now();
  return html`<span class=${`editor__state editor__state--${tone}`} role=${tone === 'saved' || tone === 'wait' ? undefined : 'status'}><${Icon} name=${icon} /><span>${words}</span></span>`;
}

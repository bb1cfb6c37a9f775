/** A policy in words for this group, asked of the server after each change: two sentences, and an example with our own numbers. */
import { html, Icon, useEffect, useState } from '../../ui.js';
import { slice } from '../../store.js';

/** Milliseconds of quiet before the server is asked. */
const QUIET = 250;

/** @typedef {{ok: boolean, title?: string, words?: string, example?: string, message?: string}} Told */

/** @param {any} policy @param {AbortSignal} signal @returns {Promise<Told | null>} */
async function ask(policy, signal) {
  try {
    const answered = await fetch(`/api/workshops/${slice('workshop')?.id}/explain?policy=${encodeURIComponent(JSON.stringify(policy))}`, { signal });
    return await answered.json();
  } catch {
    // Offline, or a newer question is on its way: the form works without an example.
    return null;
  }
}

/** @param {any} policy @returns {Told | null} what was told last about this policy */
export function useExplained(policy) {
  const [told, setTold] = useState(/** @type {Told | null} */ (null));
  const asked = JSON.stringify(policy ?? null);
  useEffect(() => {
    if (!policy?.rule) return undefined;
    const leave = new AbortController();
    const wait = setTimeout(() => void ask(policy, leave.signal).then((now) => now && setTold(now)), QUIET);
    return () => {
      clearTimeout(wait);
      leave.abort();
    };
  }, [asked]);
  return told;
}

/** @param {{told: Told | null}} props */
export const Explained = ({ told }) =>
  told &&
  (told.ok
    ? html`<div class="explained" aria-live="polite">
        <p><b>${told.title}</b> ${told.words}</p>
        <p class="explained__here"><${Icon} name="users" /><span>${told.example}</span></p>
      </div>`
    : html`<p class="field__error" role="alert"><${Icon} name="triangle-alert" /><span>${told.message}</span></p>`);

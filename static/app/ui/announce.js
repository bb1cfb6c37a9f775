/** Telling: politely to a screen reader, briefly at the foot of the screen, and plainly when the server refuses. */
import { html, signal } from '../../vendor/ui.js';

/** @typedef {import('../outbox.js').Answer} Answer */
/** @typedef {{label: string, onClick: () => void}} Action */

const spoken = signal('');
/** @type {{value: {id: number, text: string, action?: Action, tone: string}[]}} */
const shown = signal(/** @type {any[]} */ ([]));
let count = 0;

/** Long enough to read twice; what can be taken back stays longer (ms). */
const STAYS = 6000;
const STAYS_WITH_ACTION = 12000;

/** @param {string} text say this when there is a pause, without moving the focus */
export function announce(text) {
  // The same sentence twice is only spoken twice if the text changes: a no-break space makes it another text.
  spoken.value = spoken.value === text ? text + '\u00a0' : text;
}

/** A short line about what just happened. @param {string} text @param {Action} [action] @param {'plain' | 'concern'} [tone] */
export function toast(text, action, tone = 'plain') {
  const id = ++count;
  shown.value = [...shown.value.slice(-1), { id, text, action, tone }];
  announce(text);
  setTimeout(() => dismiss(id), action ? STAYS_WITH_ACTION : STAYS);
}

/** @param {number} id */
function dismiss(id) {
  shown.value = shown.value.filter((line) => line.id !== id);
}

/**
 * Wait for the server's answer and show a refusal, at the field if the form takes it, as a line otherwise.
 * @param {Promise<Answer>} sending @param {(refused: Answer | null) => void} [atField] told of the refusal, and of null when there is none
 * @returns {Promise<Answer>}
 */
export async function answer(sending, atField) {
  const said = await sending;
  atField?.(said.ok ? null : said);
  if (!said.ok && !atField) toast(said.message ?? 'That did not work. Nothing was changed.', undefined, 'concern');
  return said;
}

/** Where announcements are spoken from; one per page. */
export const LiveRegion = () => html`<div class="visually-hidden" role="status" aria-live="polite">${spoken.value}</div>`;

/** The lines at the foot of the screen; one per page. */
export const Toasts = () =>
  html`<div class="toasts">
    ${shown.value.map(
      ({ id, text, action, tone }) =>
        html`<div class=${`toast toast--${tone}`} key=${id}>
          <span>${text}</span>
          ${action &&
          html`<button
            type="button"
            class="toast__action"
            onClick=${() => {
              dismiss(id);
              action.onClick();
            }}
          >
            ${action.label}
          </button>`}
          <button type="button" class="toast__close" aria-label="Dismiss" onClick=${() => dismiss(id)}>×</button>
        </div>`,
    )}
  </div>`;

/** Where a decision goes that was not agreed: the group's own way to settle issues, step by step, with who and until when. */
import { html, Icon } from '../../ui.js';
import { settledBy } from './decided.js';
import { dateOf } from '../../ui/dates.js';
import { day } from '../../ui/timer.js';

/** @param {number} at ms */
const dayOf = (at) => day(dateOf(at));

/** Where a rung stands. @param {any} decision @param {number} at */
const stateOf = (decision, at) => (at === decision.rung ? 'now' : decision.ladder[at].since ? 'done' : 'ahead');

/** @param {{decision: any}} props */
export function Ladder({ decision }) {
  if (decision.status !== 'unresolved' || decision.practice || settledBy(decision)) return null;
  if (!decision.ladder.length) return html`<p class="ink-2">The group has not agreed yet how it settles what it cannot decide. Talk about it, and call the vote again.</p>`;
  return html`<section class="stack" aria-label="How we settle it">
    <h2 class="h-card">How we settle it</h2>
    <ol class="ladder">
      ${decision.ladder.map(
        (/** @type {any} */ rung, /** @type {number} */ at) =>
          html`<li key=${at} data-state=${stateOf(decision, at)} aria-current=${stateOf(decision, at) === 'now' ? 'step' : undefined}>
            <${Icon} name=${stateOf(decision, at) === 'done' ? 'check' : stateOf(decision, at) === 'now' ? 'circle-dot' : 'circle'} />
            <span><b>${rung.what}</b> <span class="meta">${rung.who}${rung.due ? `, by ${dayOf(rung.due)}` : rung.within_days !== null ? `, within ${rung.within_days} days` : ''}</span>
            ${rung.how && html`<span class="ladder__how">What came of it: ${rung.how}</span>`}</span>
          </li>`,
      )}
    </ol>
  </section>`;
}

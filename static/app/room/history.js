/** Every decision so far, in order, with how it was made: to be read by anyone, at any time. */
import { html, Icon } from '../ui.js';
import { all } from '../store.js';
import { headline, lastRound, sumWords } from '../steps/decide/decided.js';
import { Ladder } from '../steps/decide/ladder.js';
import { RoundTold } from '../steps/decide/outcome.js';
import { Linked } from '../steps/decide/result.js';

const ICONS = /** @type {Record<string, string>} */ ({ carried: 'circle-check-big', open: 'hourglass', between: 'message-circle', unresolved: 'message-circle', withdrawn: 'undo-2', reopened: 'refresh-cw' });

/** One decision; it unfolds to its rounds. @param {{decision: any, action?: any}} props */
function Told({ decision, action }) {
  const round = lastRound(decision);
  return html`<li class="told">
    <details>
      <summary>
        <${Icon} name=${ICONS[decision.status] ?? 'circle'} />
        <span class="grow"><b>${decision.number}. ${decision.title}</b><span class="meta told__how">${headline(decision)}${round ? `: ${sumWords(round)}` : ''}</span></span>
      </summary>
      <div class="stack told__in">
        <p class="meta">${decision.words.title}${decision.departure && ` Another rule than usual, because: ${decision.departure}`}</p>
        <${Linked} decision=${decision} />
        ${decision.rounds.map((/** @type {any} */ one) => html`<${RoundTold} key=${one.round} round=${one} />`)}
        <${Ladder} decision=${decision} />
        ${action?.(decision)}
      </div>
    </details>
  </li>`;
}

/** The list; `action` gives a facilitator something to do at each. @param {{action?: (decision: any) => any}} props */
export function History({ action }) {
  const decisions = all('decision').filter((decision) => !decision.practice).sort((one, other) => one.number - other.number);
  if (!decisions.length) return action ? html`<p class="ink-2">Nothing has been decided yet.</p>` : null;
  return html`<section class="history" aria-label="Decisions so far">
    <h2 class="h-card">Decisions so far</h2>
    <ol class="tolds">${decisions.map((decision) => html`<${Told} key=${decision.id} decision=${decision} action=${action} />`)}</ol>
  </section>`;
}

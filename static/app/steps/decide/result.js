/** A result as a screen of its own: what became of it, the words, the outcome, and where it goes when it was not agreed. */
import { html, Icon, Notice, Prose } from '../../ui.js';
import { slice } from '../../store.js';
import { headline } from './decided.js';
import { Ladder } from './ladder.js';
import { Outcome } from './outcome.js';

/** What this decision has to do with an earlier one. @param {{decision: any}} props */
export function Linked({ decision }) {
  const before = decision.follows && slice(`decision:${decision.follows}`);
  return html`${before && html`<p class="meta">It takes up decision ${before.number} again.</p>`}
    ${decision.reopened && html`<${Notice} icon="refresh-cw" title="Opened again.">${decision.reopened}<//>`}
    ${decision.withdrawn && html`<${Notice} icon="undo-2" title="Taken off the table.">${decision.withdrawn}<//>`}`;
}

/** @param {{decision: any, children?: any}} props */
export function Result({ decision, children }) {
  const carried = decision.status === 'carried';
  return html`<div class="stack">
    <div class=${`verdict ${carried ? 'agree' : ''}`}>
      ${carried && html`<${Icon} name="circle-check" cls="icon--lg" />`}
      <h1 class="h-section" tabindex="-1">${headline(decision)}</h1>
      <p class="meta">${decision.practice ? 'This was for practice, and is on no record' : `Decision ${decision.number}, round ${decision.round}`}</p>
    </div>
    ${children}
    <${Linked} decision=${decision} />
    <section class="sheet proposal"><div class="proposal__text doc"><${Prose} html=${decision.html} /></div></section>
    <${Outcome} decision=${decision} />
    <${Ladder} decision=${decision} />
  </div>`;
}

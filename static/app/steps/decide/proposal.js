/** What is decided on, before and while it is: its words, and the rule in plain language. */
import { html, Prose, Rule } from '../../ui.js';
import { slice } from '../../store.js';
import { Changes } from './changes.js';
import { EntryGroup } from '../entries/lines.js';
import { entriesOf } from '../entries/declared.js';
import { proposedBy, sectionOf } from './decided.js';

/** The frozen words of an open decision. @param {{decision: any, leads?: boolean}} props leads: it is what the screen is about */
export const Proposal = ({ decision, leads = false }) =>
  html`<section class="sheet proposal" aria-label="The proposal">
    ${leads ? html`<h1 class="meta" tabindex="-1">${numbered(decision)}</h1>` : html`<p class="meta">${numbered(decision)}</p>`}
    <div class="proposal__text doc"><${Prose} html=${decision.html} /></div>
  </section>
  ${decision.status === 'open' && html`<${Changes} changes=${decision.changes} title="Changed since the round before" open=${false} />`}`;

/** @param {any} decision */
const numbered = (decision) => `${decision.practice ? 'For practice' : `Decision ${decision.number}`}, ${decision.runoff ? 'run-off' : `round ${decision.round}`}`;

/** What will be put forward, as it stands now. @param {{step: any}} props */
export function Upcoming({ step }) {
  const proposes = proposedBy(step);
  const section = slice('plan')?.sections.find((/** @type {any} */ one) => one.id === sectionOf(step));
  const text = slice(`text:${section?.id}`);
  const kinds = proposes.startsWith('text:') ? [] : (section?.kinds ?? []).filter((/** @type {string} */ kind) => entriesOf(kind).length);
  const nothing = !text?.html && !kinds.length;
  return html`<section class="sheet proposal" aria-label="What will be proposed">
    <p class="meta">To be decided: ${section?.title}</p>
    <div class="proposal__text doc">
      ${nothing && html`<p class="ink-2">Nothing has been written there yet.</p>`}
      ${text?.html && html`<${Prose} html=${text.html} />`}
      ${kinds.map((/** @type {string} */ kind) => html`<${EntryGroup} key=${kind} kind=${kind} />`)}
    </div>
  </section>`;
}

/** The rule of an open decision, or of the one to come. @param {{decision?: any, step?: any}} props */
export function HowDecided({ decision, step }) {
  if (decision) {
    const { title, after } = decision.words;
    return html`<${Rule} title=${title}>${decision.secret && html`<b>Secret ballots.</b> `}${after}${decision.departure && html` <b>Another rule than usual, because:</b> ${decision.departure}`}<//>`;
  }
  const rule = slice('rules')?.[step.options?.applies_to || 'workplan'];
  return rule ? html`<${Rule} title=${rule.title}>${rule.detail}<//>` : null;
}

/** The small print of the rule, for whoever asks. @param {{decision: any}} props */
export const WhoVotes = ({ decision }) =>
  html`<details class="fold rule__more"><summary>Who votes, and when the answers show</summary><p class="ink-2">${decision.words.detail}</p></details>`;

/** Ready-made rules to start from, each explained with this group's own numbers; what does not fit is changed afterwards. */
import { answer, Button, Dialog, html, takesPart, toast, useState } from '../../ui.js';
import { send } from '../../connection.js';
import { slice } from '../../store.js';
import { entriesOf } from './declared.js';

/** @param {any} set */
async function use(set) {
  const said = await answer(send('use_rule_set', { set: set.id }));
  if (said.ok) toast('The rules are in the plan. Change what does not fit.');
  return said.ok;
}

/** One set. @param {{set: any, onUsed: () => void}} props */
function Card({ set, onUsed }) {
  return html`<li class="ruleset sheet">
    <h3 class="h-card">${set.title}</h3>
    <p>${set.words}</p>
    <details class="fold">
      <summary>What that means for us</summary>
      <dl class="ruleset__rules">
        ${set.rules.map((/** @type {any} */ rule) => html`<div key=${rule.label}><dt>${rule.label}</dt><dd><b>${rule.title}</b> ${rule.words} <span class="meta">${rule.example}</span></dd></div>`)}
        <div><dt>If we get stuck</dt><dd><ol>${set.ladder.map((/** @type {any} */ rung) => html`<li key=${rung.what}>${rung.what} <span class="meta">${rung.who}, within ${rung.within_days} days</span></li>`)}</ol></dd></div>
      </dl>
    </details>
    <${Button} icon="arrow-right" onClick=${() => void use(set).then((ok) => ok && onUsed())}>Start from these<//>
  </li>`;
}

/** All of them: open while there are no rules yet, behind a button later. */
export function RuleSets() {
  const [open, setOpen] = useState(false);
  const sets = slice('rule_sets') ?? [];
  if (!sets.length || !takesPart() || slice('place')?.locked) return null;
  const cards = html`<ul class="rulesets">${sets.map((/** @type {any} */ set) => html`<${Card} key=${set.id} set=${set} onUsed=${() => setOpen(false)} />`)}</ul>`;
  if (!entriesOf('decision_rule').length) {
    return html`<section class="stack" aria-label="Ready-made rules"><h2 class="h-card">Three ways to begin</h2>${cards}</section>`;
  }
  return html`<div><${Button} kind="quiet" icon="scale" onClick=${() => setOpen(true)}>Look at the ready-made rules<//></div>
    ${open && html`<${Dialog} wide title="Ready-made rules" onClose=${() => setOpen(false)}><p class="ink-2">They take the place of the rules above, which can be brought back.</p>${cards}<//>`}`;
}

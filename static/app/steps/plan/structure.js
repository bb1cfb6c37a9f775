/** The structure as a tree, and issue resolution as a ladder: lists that say by their shape what they mean. */
import { html } from '../../ui.js';
import { entriesOf, titleOf } from '../entries/declared.js';

/** @typedef {import('../entries/declared.js').Entry} Entry */

/** A role and whoever reports to it. @param {{role: Entry, roles: Entry[]}} props */
function Role({ role, roles }) {
  const below = roles.filter((one) => one.fields.reports_to === role.id);
  return html`<li>
    <div class="tree__role"><span><b class="aid">${role.short}</b> <b>${titleOf(role)}</b></span>${role.fields.held_by && html`<span class="meta">${role.fields.held_by}</span>`}</div>
    ${below.length > 0 && html`<ul>${below.map((one) => html`<${Role} key=${one.id} role=${one} roles=${roles} />`)}</ul>`}
  </li>`;
}

/** Who reports to whom. */
export function Tree() {
  const roles = entriesOf('role');
  const tops = roles.filter((role) => !roles.some((one) => one.id === role.fields.reports_to));
  if (!roles.length) return null;
  return html`<section class="sheet figure-sheet" aria-label="Who reports to whom"><h2 class="h-card">Who reports to whom</h2>
    <ul class="tree">${tops.map((role) => html`<${Role} key=${role.id} role=${role} roles=${roles} />`)}</ul></section>`;
}

/** What is done first, and what only if that did not help. */
export function Ladder() {
  const rungs = entriesOf('resolution_step');
  if (!rungs.length) return null;
  return html`<section class="sheet figure-sheet" aria-label="If we get stuck"><h2 class="h-card">If we get stuck</h2>
    <ol class="ladder">${rungs.map((rung, at) => html`<li key=${rung.id} style=${{ '--step': Math.min(at, 6) }}><span><b>${titleOf(rung)}</b><span class="meta">${rung.fields.who ? ` ${rung.fields.who}` : ''}${rung.fields.within_days !== null ? `, within ${rung.fields.within_days} days` : ''}</span></span></li>`)}</ol></section>`;
}

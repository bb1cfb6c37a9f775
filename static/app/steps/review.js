/** Review: section by section, with what is still open, before anybody signs. */
import { html, Icon, Notice, plural } from '../ui.js';
import { Take } from '../room/take.js';
import { slice } from '../store.js';
import { Scroll, StageAsk } from './head.js';

/** The four qualities of a good workplan, as people call them. @type {[string, string][]} */
const QUALITIES = [['buy-in', 'Made and carried by all'], ['realistic', 'Realistic'], ['measurable', 'Measurable'], ['accountable', 'Accountable']];

/** @type {Record<string, [string, string, string]>} */
const STANDINGS = {
  adopted: ['badge--agree', 'circle-check-big', 'Agreed'],
  proposed: ['badge--soft', 'hourglass', 'Being decided'],
  changed: ['badge--concern', 'refresh-cw', 'Changed since agreed'],
  draft: ['', 'pen-line', 'Not agreed yet'],
  empty: ['', 'circle', 'Nothing yet'],
};

/** @param {string} quality */
const key = (quality) => quality.replaceAll('_', '-').toLowerCase();

/** Lead to a section, and to an entry in it: beside the work where the plan is, on its own screen otherwise. @param {Event} event @param {string} section @param {string} [entry] */
function showSection(event, section, entry) {
  const seen = () => (entry && document.getElementById(`entry-${entry}`)) || document.getElementById(`section-${section}`);
  if (seen()) event.preventDefault();
  requestAnimationFrame(() => seen()?.scrollIntoView({ block: 'start' }));
}

/** Where a section of the plan stands; the plan itself is one tap away. @param {{section: any}} props */
function SectionRow({ section }) {
  const [cls, icon, words] = STANDINGS[section.standing] ?? STANDINGS.draft;
  return html`<li class="review__row">
    <a class="review__name" href="#plan" onClick=${(/** @type {Event} */ event) => showSection(event, section.id)}><span class="plan__no">${section.number}</span>${section.title}</a>
    <span class=${`badge ${cls}`}><${Icon} name=${icon} />${words}</span>
  </li>`;
}

/** One kind of finding: why it matters, once, and each place where it is so. @param {{found: any[]}} props */
const OfOneKind = ({ found }) =>
  html`<li class="finding__kind">
    <p class="meta">${found[0].why}</p>
    <ul class="findings">
      ${found.map((finding, n) => html`<li key=${n}><${Icon} name="info" /><a href="#plan" onClick=${(/** @type {Event} */ event) => showSection(event, finding.section, finding.entry)}>${finding.message}</a></li>`)}
    </ul>
  </li>`;

/** @param {any[]} findings @returns {any[][]} by code, in the order in which they came */
const byCode = (findings) => [...new Set(findings.map((finding) => finding.code))].map((code) => findings.filter((finding) => finding.code === code));

/** What the plan check says, under the quality it touches. @param {{signing?: boolean}} props signing: what it means for whoever signs */
export function Findings({ signing = true }) {
  const plan = slice('plan');
  const findings = plan?.findings ?? [];
  if (!findings.length) return html`<${Notice} tone="agree" title="Nothing is open.">The plan check finds no gap.<//>`;
  const groups = QUALITIES.map(([id, words]) => /** @type {[string, any[]]} */ ([words, findings.filter((/** @type {any} */ finding) => key(finding.quality) === id)]));
  return html`<div class="stack">
    ${signing && html`<p class="ink-2">${plural(plan.open, 'thing')} still open. You may sign with them; they are listed in what you sign.</p>`}
    ${groups.filter(([, found]) => found.length).map(
      ([words, found]) =>
        html`<section class="finding__group" key=${words}>
          <h3 class="h-small">${words}</h3>
          <ul class="stack">${byCode(found).map((some) => html`<${OfOneKind} key=${some[0].code} found=${some} />`)}</ul>
        </section>`,
    )}
    ${plan.open > findings.length && html`<p class="meta">And ${plan.open - findings.length} more, all of them in the document.</p>`}
  </div>`;
}

const Sections = () =>
  html`<ul class="review">
    ${(slice('plan')?.sections ?? []).filter((/** @type {any} */ section) => section.id !== 'partners').map((/** @type {any} */ section) => html`<${SectionRow} key=${section.id} section=${section} />`)}
  </ul>`;

/** What a participant does. @param {{step: any}} props */
export const Now = ({ step }) =>
  html`<div class="stack">
    <section class="sheet pad stack" aria-label="The sections"><h2 class="h-card">Section by section</h2><${Sections} /></section>
    <section class="sheet pad stack" aria-label="The plan check"><h2 class="h-card">What is still open</h2><${Findings} /></section>
    <p><${Take} /></p>
  </div>`;

/** The middle of the console. @param {{step: any}} props */
export const Stage = ({ step }) => html`<${StageAsk} step=${step} /><${Scroll} cls="stack"><${Sections} /><h2 class="h-small">What is still open</h2><${Findings} /><//>`;

/** The projector. @param {{step: any}} props */
export const Wall = ({ step }) =>
  html`<div class="pj__ask pj__ask--wide">
    <h1 class="pj__step">${step.prompt || step.title}</h1>
    <div class="pj__review"><${Sections} /></div>
  </div>`;

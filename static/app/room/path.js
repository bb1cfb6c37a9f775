/** The path through the agenda: where we are, what is agreed, what lies ahead. */
import { slice } from '../store.js';
import { clock, html, Icon, useTimeLeft } from '../ui.js';

/**
 * @typedef {{id: string, title: string, purpose: string, section: string, skipped: boolean, minutes: number,
 *   steps: {id: string, kind: string, title: string, minutes: number, skipped: boolean}[]}} Stage
 * @typedef {Stage & {state: 'agreed' | 'passed' | 'now' | 'ahead' | 'skipped', meta: string, open: number, elapsed: number}} Station
 */

const WORDS = { agreed: 'Agreed', passed: 'Done', now: '', ahead: '', skipped: 'Skipped' };

/** @returns {Station[]} the stages with how far each has come; `open`: how much the plan check still finds, `elapsed`: a share of 0 to 1 */
export function stations() {
  const stages = /** @type {Stage[]} */ (slice('path')?.stages ?? []);
  const place = slice('place');
  const standings = new Map((slice('plan')?.sections ?? []).map((/** @type {any} */ section) => [section.id, section.standing]));
  const here = stages.findIndex((stage) => stage.id === place?.stage);
  const counts = slice('plan')?.counts ?? {};
  return stages.map((stage, at) => {
    const state = stateOf(stage, at, here, standings.get(stage.section));
    const undecided = state === 'passed' && stage.steps.some((step) => step.kind === 'decide');
    const meta = state === 'ahead' ? `${stage.minutes} min` : state === 'now' ? stepHere(stage)?.title ?? '' : undecided ? 'Not agreed yet' : WORDS[state];
    // What is ahead is open anyway; behind us, the plan check says how much.
    const open = state === 'agreed' || state === 'passed' ? (counts[stage.section] ?? 0) : 0;
    return { ...stage, state, meta, open, elapsed: state === 'now' ? progress(stage) : 0 };
  });
}

/** @param {Stage} stage @param {number} at @param {number} here @param {string | undefined} standing @returns {Station['state']} */
function stateOf(stage, at, here, standing) {
  if (at === here) return 'now';
  if (stage.skipped) return 'skipped';
  if (standing === 'adopted') return 'agreed';
  return at < here ? 'passed' : 'ahead';
}

/** @param {Stage} stage */
const stepHere = (stage) => stage.steps.find((step) => step.id === slice('place')?.step);

/** @param {Stage} stage */
function progress(stage) {
  const steps = stage.steps.filter((step) => !step.skipped || step.id === slice('place')?.step);
  const at = steps.findIndex((step) => step.id === slice('place')?.step);
  return steps.length ? (Math.max(at, 0) + 0.4) / steps.length : 0;
}

/** @returns {{stage: Stage | undefined, number: number, of: number}} the stage we are in, with our step's number in it */
export function where() {
  const place = slice('place');
  const stage = stations().find((station) => station.state === 'now');
  const steps = (stage?.steps ?? []).filter((step) => !step.skipped || step.id === place?.step);
  return { stage, number: steps.findIndex((step) => step.id === place?.step) + 1, of: steps.length };
}

/**
 * The path across a wide screen.
 * @param {{always?: boolean, name?: (station: Station) => any}} props `always`: the time left shows all along (facilitator); `name` draws
 *   a station's name, such as a button with a menu
 */
export function Path({ always = false, name }) {
  const time = useTimeLeft();
  const left = time && time.left > 0 && (always || time.late) ? `${clock(time.left)} left` : '';
  const line = stations();
  const more = (/** @type {Station} */ { state, open }) => (state === 'now' ? left : open > 0 && `${open} open`);
  return html`<nav class="path" aria-label=${`The path: ${line.length} stages`}>
    <ol class="path__line" style=${{ '--stages': line.length }}>
      ${line.map(
        (station) =>
          html`<li class="station" key=${station.id} data-state=${station.state} aria-current=${station.state === 'now' ? 'step' : undefined}>
            ${station.state === 'now' && html`<span class="station__elapsed" style=${{ '--elapsed': `${Math.round(station.elapsed * 100)}%` }}></span>`}
            <span class="station__dot">${station.state === 'agreed' && html`<${Icon} name="check" />`}</span>
            ${name ? name(station) : html`<span class="station__name">${station.title}</span>`}
            <span class="station__meta"><span>${station.meta}</span>${more(station) && html`<span>, ${more(station)}</span>`}</span>
          </li>`,
      )}
    </ol>
  </nav>`;
}

/** The path on a phone: one bar for each stage. */
export function MiniPath() {
  const line = stations();
  const here = line.findIndex((station) => station.state === 'now') + 1;
  return html`<div class="minipath" role="img" aria-label=${`Stage ${here} of ${line.length}`}>
    ${line.map(({ id, state, elapsed }) => html`<span key=${id} data-state=${state} style=${{ '--elapsed': `${Math.round(elapsed * 100)}%` }}></span>`)}
  </div>`;
}

/** The steps of the stage we are in. */
export function Steps() {
  const { stage, number } = where();
  const steps = (stage?.steps ?? []).filter((step) => !step.skipped || step.id === slice('place')?.step);
  return html`<ol class="steps" aria-label="Steps in this stage">
    ${steps.map((step, at) => {
      const state = at + 1 < number ? 'done' : at + 1 === number ? 'now' : 'ahead';
      const icon = { done: 'circle-check', now: 'circle-dot', ahead: 'circle' }[state];
      return html`<li key=${step.id} data-state=${state} aria-current=${state === 'now' ? 'step' : undefined}><${Icon} name=${icon} /><span class="steps__name">${step.title}</span></li>`;
    })}
  </ol>`;
}

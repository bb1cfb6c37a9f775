/** Ballots that choose among options: one of them, any set, points for each, or dots. Native inputs, each as large as a thumb. */
import { announce, html, Icon, IconButton, plural } from '../../ui.js';
import { sumOf } from './forms.js';

/** @typedef {import('./forms.js').Filled} Filled */
/** @typedef {{decision: any, filled: Filled, set: (filled: Filled) => void, legend: any, group: string}} Props */

/** @param {{type: 'radio' | 'checkbox', name: string, option: string, on: boolean, onPick: () => void}} props */
const Pick = ({ type, name, option, on, onPick }) =>
  html`<label class=${`pick ${on ? 'pick--on' : ''}`}>
    <input type=${type} name=${name} value=${option} checked=${on} onChange=${onPick} /><span class="pick__name" dir="auto">${option}</span>
  </label>`;

/** One option. @param {Props} props */
export const OneOption = ({ decision, filled, set, legend, group }) =>
  html`<fieldset class="vote"><legend class="vote__legend">${legend}. Choose one.</legend>
    ${decision.options.map((/** @type {string} */ option) => html`<${Pick} key=${option} type="radio" name=${group} option=${option} on=${filled.choice === option} onPick=${() => set({ ...filled, choice: option })} />`)}
  </fieldset>`;

/** Any set. @param {Props} props */
export function Approve({ decision, filled, set, legend, group }) {
  const toggle = (/** @type {string} */ option) =>
    set({ ...filled, none: false, approve: decision.options.filter((/** @type {string} */ one) => filled.approve.includes(one) !== (one === option)) });
  return html`<fieldset class="vote"><legend class="vote__legend">${legend}. Tick all that you could live with.</legend>
    ${decision.options.map((/** @type {string} */ option) => html`<${Pick} key=${option} type="checkbox" name=${group} option=${option} on=${filled.approve.includes(option)} onPick=${() => toggle(option)} />`)}
    <${Pick} type="checkbox" name=${group} option="None of them" on=${Boolean(filled.none)} onPick=${() => set({ ...filled, none: !filled.none, approve: [] })} />
  </fieldset>`;
}

const POINTS = [0, 1, 2, 3, 4, 5];

/** Nought to five for each. @param {Props} props */
export const Scores = ({ decision, filled, set, legend, group }) =>
  html`<div class="vote"><p class="vote__legend">${legend}. Give each option nought to five points; what you leave out counts nought.</p>
    ${decision.options.map(
      (/** @type {string} */ option, /** @type {number} */ at) =>
        html`<fieldset class="points" key=${option}>
          <legend class="points__name" dir="auto">${option}</legend>
          <div class="points__row">
            ${POINTS.map(
              (points) =>
                html`<label class="points__pick" key=${points}>
                  <input type="radio" name=${`${group}-${at}`} value=${points} checked=${filled.scores[option] === points}
                    onChange=${() => set({ ...filled, scores: { ...filled.scores, [option]: points } })} /><span class="num">${points}</span>
                </label>`,
            )}
          </div>
        </fieldset>`,
    )}
  </div>`;

/** One option with its plus and minus. @param {{option: string, n: number, full: string, onChange: (by: number) => void}} props */
function DotLine({ option, n, full, onChange }) {
  const more = () => (full ? announce(full) : onChange(1));
  return html`<li class=${`pri ${n ? 'pri--on' : ''}`}>
    <div class="pri__text"><span class="points__name" dir="auto">${option}</span></div>
    <div class="pri__ctl">
      <${IconButton} kind="secondary" icon="minus" label=${`Take a dot from ${option}`} unavailable=${!n} onClick=${() => onChange(-1)} />
      <b class="num dots__n" aria-label=${`${plural(n, 'dot')} on ${option}`}>${n}</b>
      <button type="button" class="btn btn--secondary btn--icon" aria-label=${`Give a dot to ${option}`} aria-disabled=${full ? 'true' : undefined} onClick=${more}><${Icon} name="plus" /></button>
    </div>
  </li>`;
}

/** Dots out of a budget. @param {Props} props */
export function Dots({ decision, filled, set, legend }) {
  const left = decision.budget - sumOf(filled.dots);
  const change = (/** @type {string} */ option, /** @type {number} */ by) => {
    set({ ...filled, dots: { ...filled.dots, [option]: (filled.dots[option] ?? 0) + by } });
    announce(`${plural(left - by, 'dot')} left`);
  };
  const full = (/** @type {string} */ option) => ((filled.dots[option] ?? 0) >= decision.cap ? `At most ${decision.cap} on one` : left <= 0 ? 'No dots left' : '');
  return html`<div class="vote" role="group" aria-label="Dots">
    <p class="vote__legend">${legend}. You have ${plural(decision.budget, 'dot')}, at most ${decision.cap} on one option.</p>
    <div class="tray">
      <span class="tray__dots" aria-hidden="true">${Array.from({ length: Math.min(Math.max(left, 0), 20) }, (_, at) => html`<span class="dot dot--left" key=${at}></span>`)}</span>
      <b>${left > 0 ? `${left} of your ${decision.budget} dots left` : 'All your dots are given'}</b>
    </div>
    <ul class="pris">
      ${decision.options.map((/** @type {string} */ option) => html`<${DotLine} key=${option} option=${option} n=${filled.dots[option] ?? 0} full=${full(option)} onChange=${(/** @type {number} */ by) => change(option, by)} />`)}
    </ul>
  </div>`;
}

/** Pulse: how are we, from 0 to 5? Answered alone, shown together as columns; never an average, which would hide one 1. */
import { send } from '../connection.js';
import { waiting } from '../outbox.js';
import { slice } from '../store.js';
import { answer, html, Icon, plural, takesPart, toast } from '../ui.js';
import { HowMany, Scroll, StageAsk, WallAsk } from './head.js';
import { ForSomeone } from './someone.js';

/** @typedef {import('./index.js').Step} Step */

const VALUES = [0, 1, 2, 3, 4, 5];
const ends = (/** @type {Step} */ step) => ({ low: step.options?.low || 'Not at all', high: step.options?.high || 'Completely' });

/** My answer: what is on its way, or what the server has. @param {Step} step @returns {number | null} */
function own(step) {
  const sent = waiting('set_pulse').filter((command) => command.step === step.id && !command.participant);
  return sent.length ? sent[sent.length - 1].value : (slice('mine')?.[step.id]?.pulse ?? null);
}

/** Six big buttons with words at the ends. @param {{step: Step, chosen: number | null, onChoose: (value: number) => void, name: string}} props */
function Scale({ step, chosen, onChoose, name }) {
  const { low, high } = ends(step);
  return html`<fieldset class="scale">
    <legend class="visually-hidden">From 0, ${low}, to 5, ${high}</legend>
    <div class="scale__row">
      ${VALUES.map(
        (value) =>
          html`<label class="scale__value" key=${value}>
            <input type="radio" name=${name} value=${value} checked=${chosen === value} onChange=${() => onChoose(value)} />
            <span class="num">${value}</span>${value === 0 && html`<span class="visually-hidden">, ${low}</span>`}${value === 5 && html`<span class="visually-hidden">, ${high}</span>`}
          </label>`,
      )}
    </div>
    <div class="scale__ends" aria-hidden="true"><span>0: ${low}</span><span>5: ${high}</span></div>
  </fieldset>`;
}

/** How many gave each answer. @param {{step: Step}} props */
export function Columns({ step }) {
  const result = slice(`pulse:${step.id}`);
  const { low, high } = ends(step);
  if (!result) return null;
  const most = Math.max(1, ...result.counts);
  return html`<div class="columns">
    <ol class="columns__row">
      ${result.counts.map(
        (/** @type {number} */ count, /** @type {number} */ value) =>
          html`<li key=${value}>
            <span class="visually-hidden">${plural(count, 'person', 'people')} answered ${value}</span>
            <b class="num" aria-hidden="true">${count}</b>
            <span class="columns__bar" aria-hidden="true"><i style=${{ '--share': `${(100 * count) / most}%` }}></i></span>
            <span class="columns__value num" aria-hidden="true">${value}</span>
          </li>`,
      )}
    </ol>
    <div class="scale__ends"><span>0: ${low}</span><span>5: ${high}</span></div>
  </div>`;
}

/** @param {{step: Step}} props */
export function Now({ step }) {
  const may = takesPart() && !slice('place')?.locked;
  const mine = own(step);
  if (step.revealed) {
    return html`<${Columns} step=${step} />
      <p class="aside-line"><${Icon} name="message-circle" /><span>Whoever gave a low answer may speak first, if they like.</span></p>`;
  }
  return html`
    <p class="aside-line"><${Icon} name="eye-off" /><span>Nobody sees your answer. All answers are shown together, without names.</span></p>
    ${may && html`<${Scale} step=${step} chosen=${mine} name=${`pulse-${step.id}`} onChoose=${(/** @type {number} */ value) => answer(send('set_pulse', { step: step.id, value, participant: '' }))} />`}
    <p class="scale__note" role="status">${mine !== null ? html`<${Icon} name="circle-check" cls="agree" /><span>Your answer is ${mine}. You can change it until all are shown.</span>` : ''}</p>
    <p class="meta"><${HowMany} step=${step} did="answered" /></p>
  `;
}

/** @param {{step: Step, whom: string, done: () => void}} props */
const PulseFor = ({ step, whom, done }) =>
  html`<${Scale} step=${step} chosen=${null} name=${`pulse-for-${whom}`} onChoose=${async (/** @type {number} */ value) => {
    const said = await answer(send('set_pulse', { step: step.id, value, participant: whom }));
    if (!said.ok) return;
    toast('The answer is in.');
    done();
  }} />`;

/** @param {{step: Step}} props */
export function Stage({ step }) {
  return html`
    <${StageAsk} step=${step} />
    ${step.revealed ? html`<${Scroll}><${Columns} step=${step} /><//>` : html`<div class="stage__wait"><p class="stage__big"><b class="num">${step.done}</b> of ${step.of}</p><p>people have answered</p></div>`}
    <div class="stage__facts">
      <p>${step.revealed ? 'Invite those with low answers to speak first; press nobody.' : 'Answers are hidden from everybody, you too.'}</p>
      ${!step.revealed && html`<${ForSomeone} label="Answer for someone" title="An answer for someone" form=${(/** @type {string} */ whom, /** @type {() => void} */ done) => html`<${PulseFor} step=${step} whom=${whom} done=${done} />`} />`}
    </div>
  `;
}

/** @param {{step: Step}} props */
export const Wall = ({ step }) =>
  step.revealed
    ? html`<div class="pj__ask"><h1 class="pj__question">${step.prompt || step.title}</h1><div class="pj__columns"><${Columns} step=${step} /></div></div>`
    : html`<${WallAsk} step=${step} doing="Answer alone, from 0 to 5" />`;

/** @param {{step: Step}} props */
export const primary = ({ step }) => (step.revealed ? null : { label: 'Show all answers', icon: 'eye', command: 'reveal', fields: { step: step.id } });

/** What all steps share on a participant's screen: the question, the one thing to press, and how far the others are. */
import { html } from '../ui.js';

/** @typedef {import('./index.js').Step} Step */

/** The question of the step; the focus comes here when the step changes. @param {{step: Step, title?: any, lede?: any}} props */
export const Head = ({ step, title = step.prompt || step.title, lede = step.help }) =>
  html`<div class="ask">
    <h1 class="ask__title" tabindex="-1">${title}</h1>
    ${lede && html`<p class="ask__lede">${lede}</p>`}
  </div>`;

/** The one primary action, at the thumb on a phone and under the work on a wide screen. @param {{children?: any, note?: any}} props */
export const Action = ({ children, note }) =>
  html`<div class="action">
    ${children} ${note && html`<p class="action__note meta">${note}</p>`}
  </div>`;

/** `7 of 11 people have sent theirs` @param {{step: Step, did: string}} props */
export const HowMany = ({ step, did }) => html`<span><b class="num">${step.done} of ${step.of}</b> people have ${did}</span>`;

/** On the projector: what we do, and the question in huge type. @param {{step: Step, doing?: any, title?: any}} props */
export const WallAsk = ({ step, doing = step.title, title = step.prompt || step.title }) =>
  html`<div class="pj__ask">
    <p class="pj__step">${doing}</p>
    <h1 class="pj__prompt" data-long=${title.length > 90 ? '' : undefined}>${title}</h1>
  </div>`;

/** On the console: what may be longer than the screen. It takes the focus, so that a keyboard can scroll it. @param {{cls?: string, children?: any}} props */
export const Scroll = ({ cls = '', children }) => html`<div class=${`stage__scroll ${cls}`} tabindex="0" role="region" aria-label="On every screen">${children}</div>`;

/** On the console: the question as everybody sees it. @param {{step: Step}} props */
export const StageAsk = ({ step }) =>
  html`<div class="stage__ask">
    <h1 class="stage__prompt">${step.prompt || step.title}</h1>
    ${step.help && html`<p class="ink-2">${step.help}</p>`}
  </div>`;

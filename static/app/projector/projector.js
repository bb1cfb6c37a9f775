/** The projector: read from the back of the room. It shows what everybody may see, and nothing here starts or closes by itself. */
import { connection, slice } from '../store.js';
import { clock, html, Icon, Mark, useEffect, useTimeLeft } from '../ui.js';
import { stations } from '../room/path.js';
import { decisionOf } from '../steps/decide/decided.js';
import { kinds } from '../steps/index.js';

const root = /** @type {HTMLElement} */ (document.getElementById('app'));

/** How many of the others are done, by kind of step; the rest counts nothing. @type {Record<string, string>} */
const DID = { gather: 'people have written', pulse: 'people have answered', prioritise: 'people have sent their dots' };

/** The path: only the stage we are in has its name on the wall. */
function WallPath() {
  return html`<ol class="pj__path" aria-label="The path">
    ${stations().map(
      ({ id, state, title }) =>
        html`<li key=${id} data-state=${state}>
          <span class="pj__dot">${state === 'agreed' && html`<${Icon} name="check" />`}</span>
          ${state === 'now' ? html`<b>${title}</b>` : html`<span class="visually-hidden">${title}</span>`}
        </li>`,
    )}
  </ol>`;
}

/** @param {string} code */
const spelled = (code) => code.replace(/\s/gu, '').replace(/^(.{4})(.+)$/u, '$1 $2');
/** The address without what people need not type. @param {string} url */
const typed = (url) => url.replace(/^https?:\/\//u, '').replace(/\/[^/]*$/u, '');

/** The way in: a camera, an address, a code. */
function Join() {
  const { qr, code = '', joinUrl = '' } = root.dataset;
  if (!code) return null;
  return html`<aside class="pj__join sheet" aria-label="How to join">
    ${qr && html`<img class="qr" src=${qr} alt="QR code that opens the join page" />`}
    <div>
      <p class="pj__small">Point your camera here, or open</p>
      <p class="pj__url">${typed(joinUrl)}</p>
      <p class="pj__code num">${spelled(code)}</p>
    </div>
  </aside>`;
}

/** As many backs as there are cards, as far as they fit. @param {{count: number}} props */
const FaceDown = ({ count }) => html`<div class="pj__facedown" aria-hidden="true">${Array.from({ length: Math.min(count, 18) }, (_, at) => html`<i key=${at}><${Mark} cls="" /></i>`)}</div>`;

/** What is left of the time, without any threat. */
function Timer() {
  const time = useTimeLeft();
  if (!time) return null;
  return html`<div class="pj__timer" role="timer"><${Icon} name=${time.running || time.left === 0 ? 'timer' : 'pause'} /><b class="num">${clock(time.left)}</b></div>`;
}

/** The counters of the step. @param {{step: any}} props */
function Foot({ step }) {
  const decision = step.kind === 'decide' ? decisionOf(step) : null;
  const voted = decision?.voters.filter((/** @type {any} */ voter) => voter.voted).length;
  const stage = slice('path')?.stages.find((/** @type {any} */ one) => one.id === slice('place')?.stage);
  return html`<footer class="pj__foot">
    ${DID[step.kind] && !step.revealed && html`<div class="pj__stat"><b class="num">${step.done}<small> of ${step.of}</small></b><span>${DID[step.kind]}</span></div>`}
    ${decision?.status === 'open' && html`<div class="pj__stat"><b class="num">${voted}<small> of ${decision.voters.length}</small></b><span>have answered</span></div>`}
    ${step.kind === 'gather' && !step.revealed ? html`<${FaceDown} count=${step.cards ?? step.done} />` : html`<p class="pj__purpose">${stage?.purpose}</p>`}
    <${Timer} />
  </footer>`;
}

/** Before the doors open, and after a session. */
function Threshold() {
  const workshop = slice('workshop');
  return html`<main class="pj__main">
    <div class="pj__ask">
      <p class="pj__step">${workshop?.status === 'signed' ? 'The plan is signed' : workshop?.status === 'paused' ? 'Until the next session' : 'Welcome'}</p>
      <h1 class="pj__prompt">${workshop?.title}</h1>
    </div>
    <${Join} />
  </main>`;
}

/** Steps with something to read leave the way in to the first minutes. */
const ROOMY = new Set(['welcome', 'pulse', 'gather']);

/** The whole wall. */
export function Projector() {
  const step = slice('step');
  const workshop = slice('workshop');
  useEffect(() => {
    document.body.classList.add('is-pj');
  }, []);
  const open = workshop?.doors === 'open' && step;
  const Kind = open && kinds[step.kind].Wall;
  const joining = !open || (ROOMY.has(step.kind) && !step.revealed);
  return html`<div class=${`pj ${joining ? '' : 'pj--full'}`} data-kind=${step?.kind}>
    <header class="pj__top"><p class="pj__title">${workshop?.title}</p>${connection.value.state !== 'connected' && html`<p class="pj__lost"><${Icon} name="wifi-off" />Reconnecting</p>`}<${WallPath} /></header>
    ${open
      ? html`<main class="pj__main" key=${step.id}><${Kind} step=${step} />${joining && html`<${Join} />`}</main>
          <${Foot} step=${step} />`
      : html`<${Threshold} />`}
  </div>`;
}

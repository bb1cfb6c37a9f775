/** Prioritise: everybody puts dots on themes, privately; they are shown at once. */
import { send } from '../connection.js';
import { useDraft } from '../drafts.js';
import { waiting } from '../outbox.js';
import { all, slice } from '../store.js';
import { announce, answer, Button, html, Icon, IconButton, plural, takesPart, toast, useProblem, Problem } from '../ui.js';
import { Action, HowMany, Scroll, StageAsk, WallAsk } from './head.js';
import { ForSomeone } from './someone.js';

/** @typedef {import('./index.js').Step} Step */
/** @typedef {Record<string, number>} Dots */

const budgetOf = (/** @type {Step} */ step) => step.options?.budget ?? 5;
const capOf = (/** @type {Step} */ step) => step.options?.cap ?? 3;

/** @param {Step} step */
export function themesOf(step) {
  const from = [step.options?.of ?? []].flat().filter(Boolean);
  return all('theme').filter((theme) => !from.length || from.includes(theme.step));
}

/** @param {string} theme */
const cardCount = (theme) => all('card').filter((card) => card.theme === theme).length;

/** @param {Dots} dots */
const sum = (dots) => Object.values(dots).reduce((total, n) => total + n, 0);

/** Only what lies on themes that still exist, without zeros. @param {Dots} dots @param {{id: string}[]} themes @returns {Dots} */
const laid = (dots, themes) => Object.fromEntries(themes.filter(({ id }) => dots[id] > 0).map(({ id }) => [id, dots[id]]));

/** @param {{count: number}} props */
const DotRow = ({ count }) =>
  html`<span class="pri__dots" role="img" aria-label=${`${count} of your dots`}
    >${count ? Array.from({ length: count }, (_, at) => html`<span class="dot" key=${at}></span>`) : html`<span class="pri__none">0</span>`}</span
  >`;

/** One theme with its plus and minus. @param {{theme: any, count: number, left: number, cap: number, onChange: (by: number) => void}} props */
function Line({ theme, count, left, cap, onChange }) {
  const full = count >= cap ? `At most ${cap} on one` : left <= 0 ? 'No dots left' : '';
  const more = () => (full ? announce(full) : onChange(1));
  return html`<li class=${`pri ${count ? 'pri--on' : ''}`}>
    <div class="pri__text">
      <h2>${theme.name}</h2>
      <p class="meta">${plural(cardCount(theme.id), 'card')}</p>
    </div>
    <div class="pri__ctl">
      <${IconButton} kind="secondary" icon="minus" label=${`Take a dot from ${theme.name}`} unavailable=${!count} onClick=${() => onChange(-1)} />
      <${DotRow} count=${count} />
      <button type="button" class="btn btn--secondary btn--icon" aria-label=${`Give a dot to ${theme.name}`} aria-disabled=${full ? 'true' : undefined} onClick=${more}><${Icon} name="plus" /></button>
    </div>
  </li>`;
}

/** The dots still in hand, and where the others lie. @param {{step: Step, dots: Dots, onDots: (dots: Dots) => void}} props */
function Laying({ step, dots, onDots }) {
  const themes = themesOf(step);
  const left = budgetOf(step) - sum(dots);
  const change = (/** @type {string} */ id, /** @type {number} */ by) => {
    onDots({ ...dots, [id]: (dots[id] ?? 0) + by });
    announce(`${plural(left - by, 'dot')} left`);
  };
  if (!themes.length) return html`<p class="ink-2">There are no themes to choose from yet.</p>`;
  return html`
    <div class="tray">
      <span class="tray__dots" aria-hidden="true">${Array.from({ length: Math.max(left, 0) }, (_, at) => html`<span class="dot dot--left" key=${at}></span>`)}</span>
      <b>${left > 0 ? `${left} of your ${budgetOf(step)} dots left` : 'All your dots are laid'}</b>
    </div>
    <ul class="pris">
      ${themes.map((theme) => html`<${Line} key=${theme.id} theme=${theme} count=${dots[theme.id] ?? 0} left=${left} cap=${capOf(step)} onChange=${(/** @type {number} */ by) => change(theme.id, by)} />`)}
    </ul>
  `;
}

/** Laying my own dots; they stay here until they are sent, and can be changed until all are shown. @param {{step: Step}} props */
function Mine({ step }) {
  const themes = themesOf(step);
  const onTheWay = waiting('place_dots').filter((command) => command.step === step.id && !command.participant);
  const sent = onTheWay.length ? onTheWay[onTheWay.length - 1].dots : (slice('mine')?.[step.id]?.dots ?? null);
  const [draft, setDots, clear] = useDraft(`dots:${step.id}`, sent ?? {});
  const [problem, setProblem] = useProblem();
  const dots = laid(draft, themes);
  const same = sent !== null && JSON.stringify(laid(sent, themes)) === JSON.stringify(dots);
  const give = async () => {
    const said = await answer(send('place_dots', { step: step.id, dots, participant: '' }), setProblem);
    if (!said.ok) return;
    clear();
    announce('Your dots are sent. You can change them until all are shown.');
  };
  return html`
    <${Laying} step=${step} dots=${dots} onDots=${setDots} />
    <${Problem} problem=${problem} />
    <${Action} note=${html`<${HowMany} step=${step} did="sent theirs" />`}>
      ${same
        ? html`<p class="sent"><${Icon} name="circle-check" /><span>Your dots are sent. You can change them until all are shown.</span></p>`
        : html`<${Button} kind="primary" large block unavailable=${sum(dots) === 0 && sent === null} onClick=${give}>${sent === null ? 'Send my dots' : 'Send the change'}<//>`}
    <//>
  `;
}

/** @param {Step} step @returns {{theme: any, dots: number}[]} themes with their dots, most first */
export const ranking = (step) =>
  themesOf(step)
    .map((theme) => ({ theme, dots: theme.dots?.[step.id] ?? 0 }))
    .sort((a, b) => b.dots - a.dots);

/** The order that the dots give, as bars with numbers. @param {{step: Step}} props */
export function Bars({ step }) {
  const ranked = ranking(step);
  const most = Math.max(1, ...ranked.map(({ dots }) => dots));
  return html`<ol class="bars">
    ${ranked.map(
      ({ theme, dots }) =>
        html`<li key=${theme.id}>
          <span class="bars__name">${theme.name}</span>
          <b class="num">${dots}<span class="visually-hidden"> ${dots === 1 ? 'dot' : 'dots'}</span></b>
          <span class="bars__bar" aria-hidden="true"><i style=${{ '--share': `${(100 * dots) / most}%` }}></i></span>
        </li>`,
    )}
  </ol>`;
}

/** @param {Step} step */
export const lede = (step) =>
  step.revealed ? 'This is the order that all the dots give.' : step.help || 'Put several dots on one theme if it matters most.';

/** @param {{step: Step}} props */
export function Now({ step }) {
  if (step.revealed) {
    return html`<${Bars} step=${step} />
      <p class="aside-line"><${Icon} name="message-circle" /><span>Is there a surprise? What got none, and should it?</span></p>`;
  }
  const may = takesPart() && !slice('place')?.locked;
  return may ? html`<${Mine} step=${step} />` : html`<p class="ink-2"><${HowMany} step=${step} did="sent theirs" />. The dots are shown together.</p>`;
}

/** @param {{step: Step, whom: string, done: () => void}} props */
function DotsFor({ step, whom, done }) {
  const [dots, setDots, clear] = useDraft(`dots:${step.id}:${whom}`, /** @type {Dots} */ ({}));
  const give = async () => {
    const said = await answer(send('place_dots', { step: step.id, dots: laid(dots, themesOf(step)), participant: whom }));
    if (!said.ok) return;
    clear();
    toast('The dots are in.');
    done();
  };
  return html`<${Laying} step=${step} dots=${dots} onDots=${setDots} /><${Button} kind="primary" unavailable=${sum(dots) === 0} onClick=${give}>Send these dots<//>`;
}

/** @param {{step: Step}} props */
export function Stage({ step }) {
  return html`
    <${StageAsk} step=${step} />
    <${Scroll}>
      ${step.revealed ? html`<${Bars} step=${step} />` : html`<div class="stage__wait"><p class="stage__big"><b class="num">${step.done}</b> of ${step.of}</p><p>people have sent their dots</p></div>`}
    <//>
    <div class="stage__facts">
      <p>${step.revealed ? 'Look for surprise before accepting the order.' : html`<b>${plural(themesOf(step).length, 'theme')}.</b> The dots are hidden from everybody, you too.`}</p>
      ${!step.revealed && html`<${ForSomeone} label="Dots for someone" title="Dots for someone" form=${(/** @type {string} */ whom, /** @type {() => void} */ done) => html`<${DotsFor} key=${whom} step=${step} whom=${whom} done=${done} />`} />`}
    </div>
  `;
}

/** @param {{step: Step}} props */
export const Wall = ({ step }) =>
  step.revealed
    ? html`<div class="pj__ask pj__ask--top"><h1 class="pj__question">${step.prompt || step.title}</h1><div class="pj__bars"><${Bars} step=${step} /></div></div>`
    : html`<${WallAsk} step=${step} doing=${`${plural(budgetOf(step), 'dot')} each, given in private`} />`;

/** @param {{step: Step}} props */
export const primary = ({ step }) => (step.revealed ? null : { label: 'Show all dots', icon: 'eye', command: 'reveal', fields: { step: step.id } });

/** What each partner offered beside what is asked of it: in words, month by month, in the order of the partners, and never a ranking. */
import { all, slice } from '../../store.js';
import { html, Icon, ink, Notice, plural } from '../../ui.js';
import { titleOf } from '../entries/declared.js';

/** @typedef {{partner: string, offered: number | null, fullest: string, asked: string, asked_tenths: number, months: {month: string, words: string, asked: string, asked_tenths: number, over: boolean}[], ideas: {entry: string, partner: string, free: string}[]}} Load */

/** @param {string} partner */
const nameOf = (partner) => slice(`partner:${partner}`)?.name ?? '';

/** `2 days` from tenths of days. @param {number} tenths */
const days = (tenths) => (tenths === 5 ? 'half a day' : tenths === 10 ? '1 day' : `${tenths / 10} days`);

/** What stands between offer and ask, in the fullest month. @param {Load} load */
function between(load) {
  if (load.offered === null) return { over: false, words: 'It has not said yet what it can give' };
  const spare = load.offered * 10 - load.asked_tenths;
  if (spare < 0) return { over: true, words: `Asked ${load.asked}, offered ${load.offered}: what can move?` };
  if (!spare) return { over: false, words: 'All of its offer is in use' };
  return { over: false, words: `${days(spare).replace(/^h/u, 'H')} to spare` };
}

/** The months of one partner. @param {{load: Load}} props */
const Months = ({ load }) =>
  html`<details class="fold"><summary>Month by month</summary>
    <ul class="months">${load.months.map((one) => html`<li key=${one.month} class=${one.over ? 'months__over' : ''}><span>${one.words}</span><span class="num">${one.asked} asked${load.offered === null ? '' : `, ${load.offered} offered`}${one.over ? ': what can move?' : ''}</span></li>`)}</ul>
  </details>`;

/** @param {{load: Load, most: number}} props */
function Partner({ load, most }) {
  const { over, words } = between(load);
  const offered = load.offered ?? 0;
  const bar = { '--max': most, '--offered': offered, '--asked': load.asked_tenths / 10 };
  return html`<li class="capacity" style=${bar}>
    <div class="capacity__head"><b class=${ink(slice(`partner:${load.partner}`))}>${nameOf(load.partner)}</b><span class="num nowrap">${load.asked} asked${load.offered === null ? '' : `, ${offered} offered`}</span></div>
    <div class="capacity__bar" aria-hidden="true"><span class="capacity__offered"></span><span class="capacity__asked"></span>${over && html`<span class="capacity__over"></span>`}</div>
    <p class=${`capacity__text row ${over ? 'capacity__text--over' : ''}`}>${over && html`<${Icon} name="triangle-alert" />`}${words}</p>
    ${load.months.length > 1 && html`<${Months} load=${load} />`}
  </li>`;
}

/** Who could take something over from a partner that is asked too much. @param {{load: Load}} props */
function Idea({ load }) {
  const [idea] = load.ideas;
  const entry = idea && slice(`entry:${idea.entry}`);
  if (!entry) return null;
  return html`<${Notice} tone="concern" title=${`${nameOf(load.partner)} is stretched.`}>
    ${nameOf(idea.partner)} has ${idea.free === '1' ? 'a day' : `${idea.free} days`} free and already helps with ${entry.short}, ${titleOf(entry)}. Ask it to take more of that?<//>`;
}

/** @param {{title?: boolean}} props */
export function Loads({ title = true }) {
  const loads = /** @type {Load[]} */ (all('load'));
  const most = Math.max(1, ...loads.map((load) => Math.max(load.offered ?? 0, load.asked_tenths / 10)));
  const silent = loads.filter((load) => load.offered === null);
  return html`<section class="sheet loads" aria-label="Offered and asked">
    ${title && html`<h2 class="h-card">Offered and asked</h2>`}
    <p class="ink-2">Days a month, in the month in which most is asked. Shares need not match; each one needs to be true.</p>
    <ul class="stack">${loads.map((load) => html`<${Partner} key=${load.partner} load=${load} most=${most} />`)}</ul>
    <p class="capkey meta"><span><i class="capkey__off"></i>Offered</span><span><i class="capkey__ask"></i>Asked</span><span><i class="capkey__over"></i>More than offered</span></p>
    ${loads.map((load) => html`<${Idea} key=${load.partner} load=${load} />`)}
    ${silent.length > 0 && silent.length < loads.length && html`<p class="meta">${plural(silent.length, 'partner')} ${silent.length === 1 ? 'has' : 'have'} not said yet what ${silent.length === 1 ? 'it' : 'they'} can give.</p>`}
  </section>`;
}

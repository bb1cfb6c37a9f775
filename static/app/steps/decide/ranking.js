/**
 * Ranking without dragging: a tap puts an option next in line, buttons move it, and every move is said aloud.
 * The focus stays with the option that was moved, so that a keyboard or a screen reader can go on at once.
 */
import { announce, Button, html, IconButton, useLayoutEffect, useRef } from '../../ui.js';

/** @typedef {import('./forms.js').Filled} Filled */

const PLACES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** @param {number} at a place, from 0 @returns {string} */
const placeWords = (at) => PLACES[at] ?? `number ${at + 1}`;

/** The ranking with the group at one place moved to another. @param {string[][]} ranking @param {number} from @param {number} to */
export function moved(ranking, from, to) {
  const next = [...ranking];
  const [group] = next.splice(from, 1);
  next.splice(to, 0, group);
  return next;
}

/** The ranking with an option put beside those just above it. @param {string[][]} ranking @param {number} at */
export const joined = (ranking, at) => [...ranking.slice(0, at - 1), [...ranking[at - 1], ...ranking[at]], ...ranking.slice(at + 1)];

/** The ranking without one option; groups that are empty then are gone. @param {string[][]} ranking @param {string} option */
export const without = (ranking, option) => ranking.map((group) => group.filter((one) => one !== option)).filter((group) => group.length);

/** The ranking with an option of a group alone at the place after it. @param {string[][]} ranking @param {number} at @param {string} option */
export const parted = (ranking, at, option) => [...ranking.slice(0, at), ranking[at].filter((one) => one !== option), [option], ...ranking.slice(at + 1)];

/**
 * One place of the ranking, with the options that share it.
 * @param {{group: string[], at: number, of: number, equal: boolean, act: (next: (ranking: string[][]) => string[][], option: string, said: string, button: string) => void}} props
 */
function Place({ group, at, of, equal, act }) {
  const first = group[0];
  const name = group.join(' and ');
  const up = () => act((ranking) => moved(ranking, at, at - 1), first, `${name}, now ${placeWords(at - 1)} of ${of}`, 'up');
  const down = () => act((ranking) => moved(ranking, at, at + 1), first, `${name}, now ${placeWords(at + 1)} of ${of}`, 'down');
  return html`<li class="rank">
    <span class="rank__n num" aria-hidden="true">${at + 1}</span>
    <div class="rank__names">
      ${group.map(
        (option) => html`<span class="rank__name" key=${option}>
          <span dir="auto">${option}</span>
          <span class="rank__small">
            ${group.length > 1 && html`<button type="button" class="linkish" data-move=${`part:${option}`} onClick=${() => act((ranking) => parted(ranking, at, option), option, `${option}, on its own again`, 'down')}>Part<span class="visually-hidden"> ${option} from the others</span></button>`}
            <button type="button" class="linkish" data-move=${`back:${option}`} onClick=${() => act((ranking) => without(ranking, option), option, `${option} is not ranked any more`, 'add')}>Put back<span class="visually-hidden"> ${option}</span></button>
          </span>
        </span>`,
      )}
      ${equal && at > 0 && html`<button type="button" class="linkish" data-move=${`join:${first}`} onClick=${() => act((ranking) => joined(ranking, at), first, `${name}, now the same rank as the one above`, 'join')}>Same rank as the one above<span class="visually-hidden">: ${name}</span></button>`}
    </div>
    <span class="rank__moves">
      <${IconButton} kind="secondary" icon="arrow-up" label=${`Move ${name} up`} unavailable=${at === 0} data-move=${`up:${first}`} onClick=${up} />
      <${IconButton} kind="secondary" icon="arrow-down" label=${`Move ${name} down`} unavailable=${at === of - 1} data-move=${`down:${first}`} onClick=${down} />
    </span>
  </li>`;
}

/** @param {{decision: any, filled: Filled, set: (filled: Filled) => void, legend: any}} props */
export function Ranking({ decision, filled, set, legend }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const wanted = useRef(/** @type {string[]} */ ([]));
  const ranked = new Set(filled.ranking.flat());
  const left = decision.options.filter((/** @type {string} */ option) => !ranked.has(option));
  // With the drawing of the move the same option is found again, at its button or at the next one that can be pressed: the next key is for it.
  useLayoutEffect(() => {
    const found = wanted.current.map((name) => box.current?.querySelector(`[data-move="${CSS.escape(name)}"]:not([aria-disabled])`)).find(Boolean);
    wanted.current = [];
    if (found instanceof HTMLElement) found.focus();
  });
  /** @type {(next: (ranking: string[][]) => string[][], option: string, said: string, button: string) => void} */
  const act = (next, option, said, button) => {
    const ranking = next(filled.ranking);
    const leads = ranking.find((group) => group.includes(option))?.[0] ?? option;
    wanted.current = [`${button}:${leads}`, ...['up', 'down', 'back', 'add'].map((other) => `${other}:${leads}`), `add:${option}`, `back:${option}`];
    set({ ...filled, ranking });
    announce(said);
  };
  const add = (/** @type {string} */ option) =>
    act((ranking) => [...ranking, [option]], option, `${option}, ${placeWords(filled.ranking.length)}`, 'up');
  return html`<div class="vote" role="group" aria-label="Your ranking" ref=${box}>
    <p class="vote__legend">${legend}. Tap the options in your order, the best first.</p>
    ${filled.ranking.length > 0 &&
    html`<ol class="ranks">
      ${filled.ranking.map((group, at) => html`<${Place} key=${group.join('|')} group=${group} at=${at} of=${filled.ranking.length} equal=${decision.equal_ranks} act=${act} />`)}
    </ol>`}
    ${left.length > 0 &&
    html`<p class="meta">${decision.equal_ranks ? 'Not ranked: these count as last, all alike.' : 'Not ranked: your ballot stops before these.'}</p>
      <ul class="picks">
        ${left.map((/** @type {string} */ option) => html`<li key=${option}><${Button} block icon="plus" data-move=${`add:${option}`} onClick=${() => add(option)}><span dir="auto">${option}</span><span class="visually-hidden">: rank it ${placeWords(filled.ranking.length)}</span><//></li>`)}
      </ul>`}
  </div>`;
}

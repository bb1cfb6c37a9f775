/** The picture of a result: bars, the pairwise matrix, the counts of an instant run-off. Each says in words and numbers what it shows. */
import { html, Icon, list } from '../../ui.js';

/** What becomes of an option, in a word. @param {{bar: any}} props */
const Fate = ({ bar }) =>
  bar.taken
    ? html`<span class="badge badge--agree"><${Icon} name="check" />Taken</span>`
    : bar.tied && html`<span class="badge badge--concern"><${Icon} name="scale" />Tied</span>`;

/** The figure beside the number, where there is more to know. @param {any} bar */
function beside(bar) {
  if (bar.heads !== null) return `by weight, from ${bar.heads}`;
  if (bar.scored !== null) return bar.scored ? `mean ${bar.mean} from ${bar.scored}` : 'from nobody';
  return '';
}

/** Options with their numbers, the best first; no more than `shown`. @param {{round: any, most?: number}} props */
export function Bars({ round, most: shown = Infinity }) {
  const most = Math.max(1, ...round.bars.map((/** @type {any} */ bar) => bar.n));
  return html`<figure class="picture">
    <figcaption class="meta">By ${round.counts}</figcaption>
    <ol class="bars">
      ${round.bars.slice(0, shown).map(
        (/** @type {any} */ bar) =>
          html`<li key=${bar.option} class=${bar.taken ? 'bars--taken' : ''}>
            <span class="bars__name"><span dir="auto">${bar.option}</span> <${Fate} bar=${bar} /></span>
            <span class="bars__n"><b class="num">${bar.n}</b>${beside(bar) && html` <span class="meta">${beside(bar)}</span>`}</span>
            <span class="bars__bar" aria-hidden="true"><i style=${{ '--share': `${(100 * bar.n) / most}%` }}></i></span>
          </li>`,
      )}
    </ol>
    ${round.bars.length > shown && html`<p class="meta">and ${round.bars.length - shown} more</p>`}
  </figure>`;
}

/** One comparison of two options, for whoever cannot see the table. @param {any} matrix @param {string} one @param {string} other */
const compared = (matrix, one, other) => `${one} against ${other}: ${matrix[one][other]} to ${matrix[other][one]}`;

/** How many prefer the row to the column; the stronger side is bold and marked. @param {{round: any}} props */
export function Matrix({ round }) {
  const options = round.order.flat();
  const { matrix } = round;
  return html`<figure class="picture">
    <figcaption class="meta">How many prefer the option on the left to the one above; ✓ marks the stronger side</figcaption>
    <div class="tscroll" tabindex="0" role="region" aria-label="All options compared two by two">
      <table class="matrix">
        <thead>
          <tr><td></td>${options.map((/** @type {string} */ option) => html`<th scope="col" key=${option} dir="auto">${option}</th>`)}</tr>
        </thead>
        <tbody>
          ${options.map(
            (/** @type {string} */ one) =>
              html`<tr key=${one}>
                <th scope="row" dir="auto">${one}</th>
                ${options.map((/** @type {string} */ other) => {
                  if (one === other) return html`<td key=${other}><span class="visually-hidden">the same</span></td>`;
                  const ahead = matrix[one][other] > matrix[other][one];
                  return html`<td key=${other} class=${ahead ? 'matrix__ahead' : ''}>
                    <span aria-hidden="true">${matrix[one][other]}${ahead ? ' ✓' : ''}</span><span class="visually-hidden">${compared(matrix, one, other)}</span>
                  </td>`;
                })}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </figure>`;
}

/** Count by count: what each option has, and who goes. @param {{round: any}} props */
export function Eliminations({ round }) {
  return html`<figure class="picture">
    <figcaption class="meta">Count by count</figcaption>
    <ol class="counts">
      ${round.eliminations.map((/** @type {any} */ count, /** @type {number} */ at) => {
        const most = Math.max(1, ...count.counts.map((/** @type {any} */ [, n]) => n));
        return html`<li key=${at} class="counts__one">
          <h4 class="h-small">Count ${at + 1}</h4>
          <ul class="bars">
            ${count.counts.map(
              (/** @type {any} */ [option, n]) =>
                html`<li key=${option} class=${count.eliminated.includes(option) ? 'bars--out' : ''}>
                  <span class="bars__name"><span dir="auto">${option}</span>${count.eliminated.includes(option) && html` <span class="badge"><${Icon} name="circle-minus" />Out</span>`}</span>
                  <span class="bars__n"><b class="num">${n}</b></span>
                  <span class="bars__bar" aria-hidden="true"><i style=${{ '--share': `${(100 * n) / most}%` }}></i></span>
                </li>`,
            )}
          </ul>
          ${count.exhausted > 0 && html`<p class="meta">${count.exhausted === 1 ? 'One ballot names' : `${count.exhausted} ballots name`} none of those left.</p>`}
          ${count.stuck && html`<p><b>The last are tied, and together they could still overtake the next. Nobody breaks that tie.</b></p>`}
        </li>`;
      })}
    </ol>
  </figure>`;
}

/** The picture that belongs to a round, none where it has answers instead of options. @param {{round: any}} props */
export function Picture({ round }) {
  if (!round.bars.length) return null;
  const stuck = Boolean(round.eliminations.at(-1)?.stuck);
  const level = round.bars.filter((/** @type {any} */ bar) => bar.tied).map((/** @type {any} */ bar) => bar.option);
  return html`<div class="stack">
    ${level.length > 0 && !round.winners.length && html`<p><b>${list(level)} are level.</b></p>`}
    <${Bars} round=${round} />
    ${(round.eliminations.length > 1 || stuck) && html`<${Eliminations} round=${round} />`}
    ${round.matrix && html`<${Matrix} round=${round} />`}
  </div>`;
}

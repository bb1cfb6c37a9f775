/** Where words come from: the themes of the steps before, the strongest first. */
import { html, plural } from '../../ui.js';
import { all } from '../../store.js';

/** Themes of the step that this draft starts from, the strongest first. @param {any} step */
export function sourcesOf(step) {
  const from = step.options?.from ?? '';
  const dotsOf = (/** @type {any} */ theme) => theme.dots?.[from] ?? Math.max(0, ...Object.values(theme.dots ?? { none: 0 }));
  const stage = from.split('.')[0];
  return all('theme')
    .filter((theme) => from && (theme.step === from || theme.dots?.[from] !== undefined || theme.step.startsWith(`${stage}.`)))
    .map((theme) => ({ ...theme, given: dotsOf(theme) }))
    .sort((one, other) => other.given - one.given);
}

/**
 * What the group put first, with its cards; the words can be taken over.
 * @param {{step: any, use?: (words: string) => void, verb?: string}} props
 */
export function Sources({ step, use, verb = 'Use these words' }) {
  const themes = sourcesOf(step);
  if (!themes.length) return null;
  return html`<section class="sources">
    <h2 class="h-small">What the group put first</h2>
    <ul class="sources__list">
      ${themes.map((theme) => html`<${Source} key=${theme.id} theme=${theme} use=${use} verb=${verb} />`)}
    </ul>
  </section>`;
}

/** One theme as a card. @param {{theme: any, use: ((words: string) => void) | undefined, verb: string}} props */
function Source({ theme, use, verb }) {
  const cards = all('card').filter((card) => card.theme === theme.id);
  return html`<li class="card">
    <p>${theme.name}</p>
    ${cards.length > 0 && html`<details class="fold fold--card"><summary>${plural(cards.length, 'card')}</summary><ul>${cards.map((card) => html`<li key=${card.id}>${card.text}</li>`)}</ul></details>`}
    <div class="card__foot">
      ${theme.given > 0 && html`<span class="dotcount"><span class="dot"></span>${theme.given}<span class="visually-hidden"> dots</span></span>`}
      ${use && html`<button type="button" class="card__use" onClick=${() => use(theme.name)}>${verb}</button>`}
    </div>
  </li>`;
}

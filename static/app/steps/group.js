/** Group: cards that belong together become a theme. By dragging, or by the arrow on each card; both do the same. */
import { send } from '../connection.js';
import { waiting } from '../outbox.js';
import { all, slice } from '../store.js';
import { announce, answer, effect, html, Icon, IconButton, onceDrawn, plural, signal, takesPart, useState } from '../ui.js';
import { MoveCard, NameTheme } from './group/choose.js';
import { Scroll, StageAsk } from './head.js';

/** @typedef {import('./index.js').Step} Step */
/** @typedef {{id: string, step: string, text: string, theme: string, place: number}} Card */
/** @typedef {{id: string, step: string, name: string, place: number}} Theme */

/** As many cards can be read from the back of the room; beyond, their numbers must do. */
const READABLE = 20;

/** The card under the pointer, while one is dragged; and the column it hovers over. */
const dragged = signal('');
const over = signal('');

/** Moves that are not in the slices yet: until they are, a card must not jump back. @type {{value: Map<string, string>}} */
const moved = signal(new Map());

/** @param {string} card @param {string} theme */
function holdPlace(card, theme) {
  moved.value = new Map(moved.value).set(card, theme);
  const before = slice(`card:${card}`);
  let stop = () => {};
  const release = () => {
    stop();
    if (moved.value.get(card) === theme) moved.value = new Map([...moved.value].filter(([id]) => id !== card));
  };
  stop = effect(() => void (slice(`card:${card}`) !== before && queueMicrotask(release)));
  return release;
}

/** @param {Step} step @returns {Card[]} the cards to group, where the latest move put them, sent or not */
function cardsOf(step) {
  const from = [step.options?.of ?? []].flat().filter(Boolean);
  const moves = new Map([...waiting('move_card').map(({ card, theme }) => /** @type {[string, string]} */ ([card, theme])), ...moved.value]);
  return all('card')
    .filter((card) => !from.length || from.includes(card.step))
    .map((card) => (moves.has(card.id) ? { ...card, theme: moves.get(card.id) } : card));
}

/** @param {Step} step @returns {Theme[]} */
const themesOf = (step) => all('theme').filter((theme) => theme.step === step.id);

/** @param {string} card @param {string} theme "" = not grouped @param {string} name of the theme, to say it */
function move(card, theme, name) {
  announce(`Moved to ${name}.`);
  const release = holdPlace(card, theme);
  const sending = answer(send('move_card', { card, theme }));
  void sending.then((said) => said.ok || release());
  // The card is drawn anew in its column; the focus goes along with it.
  onceDrawn(() => document.getElementById(`move-${card}`)?.focus());
  return sending;
}

/** @param {{card: Card, may: boolean, onMove: () => void}} props */
function MovableCard({ card, may, onMove }) {
  const drag = may && {
    draggable: true,
    onDragStart: (/** @type {DragEvent} */ event) => {
      event.dataTransfer?.setData('text/plain', card.text);
      dragged.value = card.id;
    },
    onDragEnd: () => {
      dragged.value = '';
      over.value = '';
    },
  };
  return html`<li class=${`card card--loose ${dragged.value === card.id ? 'card--dragged' : ''}`} ...${drag}>
    <p>${card.text}</p>
    ${may && html`<button type="button" class="btn btn--icon card__to" id=${`move-${card.id}`} aria-label=${`Move to a theme: ${card.text}`} onClick=${onMove}><${Icon} name="arrow-right" /></button>`}
  </li>`;
}

/** A theme with its cards, or those that have none yet. @param {{theme: Theme | null, cards: Card[], may: boolean, onMove: (card: Card) => void, onName: (theme: Theme) => void}} props */
function Column({ theme, cards, may, onMove, onName }) {
  const id = theme?.id ?? '';
  const name = theme?.name ?? 'Not grouped yet';
  const drop = may && {
    onDragOver: (/** @type {DragEvent} */ event) => {
      if (!dragged.value) return;
      event.preventDefault();
      over.value = id || 'loose';
    },
    onDrop: (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      if (dragged.value && !cards.some((card) => card.id === dragged.value)) move(dragged.value, id, name);
    },
  };
  const hovered = dragged.value && over.value === (id || 'loose');
  return html`<section class=${`group ${theme ? '' : 'group--loose'} ${hovered ? 'group--over' : ''}`} aria-label=${name} ...${drop}>
    <header class="group__head">
      <div>
        <h2 class="group__name">${name}</h2>
        <span class="meta">${plural(cards.length, 'card')}</span>
      </div>
      ${theme && may && html`<${IconButton} icon="pencil" label=${`Rename or remove ${name}`} onClick=${() => onName(theme)} />`}
    </header>
    <ul>${cards.map((card) => html`<${MovableCard} key=${card.id} card=${card} may=${may} onMove=${() => onMove(card)} />`)}</ul>
    ${!cards.length && html`<p class="group__empty meta">${theme ? 'Move cards here that say the same' : 'Every card has its place'}</p>`}
  </section>`;
}

/** All columns, and the dialogs that move and name. @param {{step: Step, may: boolean}} props */
function Board({ step, may }) {
  const [moving, setMoving] = useState(/** @type {Card | null} */ (null));
  const [naming, setNaming] = useState(/** @type {Theme | 'new' | null} */ (null));
  const cards = cardsOf(step);
  const themes = themesOf(step);
  const known = new Set(themes.map(({ id }) => id));
  const loose = cards.filter((card) => !known.has(card.theme));
  const shared = { may, onMove: setMoving, onName: setNaming };
  if (!cards.length) return html`<p class="ink-2">There are no cards to group.</p>`;
  return html`
    <div class="groups">
      <${Column} key="loose" theme=${null} cards=${loose} ...${shared} />
      ${themes.map((theme) => html`<${Column} key=${theme.id} theme=${theme} cards=${cards.filter((card) => card.theme === theme.id)} ...${shared} />`)}
      ${may && html`<button type="button" class="group group--new" onClick=${() => setNaming('new')}><${Icon} name="plus" />New theme</button>`}
    </div>
    ${moving && html`<${MoveCard} step=${step} card=${moving} themes=${themes} onMove=${move} onClose=${() => setMoving(null)} />`}
    ${naming && html`<${NameTheme} step=${step} theme=${naming === 'new' ? null : naming} onClose=${() => setNaming(null)} />`}
  `;
}

/** @param {Step} step */
export const lede = (step) => step.help || 'Bring cards together that say the same, then give the theme a name. Press the arrow on a card and choose, or drag it.';

/** @param {{step: Step}} props */
export function Now({ step }) {
  const may = takesPart() && !slice('place')?.locked;
  return html`<${Board} step=${step} may=${may} />`;
}

/** @param {{step: Step}} props */
export const Stage = ({ step }) => html`<${StageAsk} step=${step} /><${Scroll}><${Board} step=${step} may=${true} /><//>`;

/** @param {{step: Step}} props */
export function Wall({ step }) {
  const cards = cardsOf(step);
  const themes = themesOf(step);
  const loose = cards.filter((card) => !card.theme).length;
  const readable = cards.length <= READABLE;
  return html`<div class="pj__ask pj__ask--top">
    <h1 class="pj__question">${step.prompt || step.title}</h1>
    <ul class="pj__themes">
      ${themes.map((theme) => {
        const own = cards.filter((card) => card.theme === theme.id);
        return html`<li key=${theme.id}>
          <b>${theme.name}</b>
          ${readable ? html`<ul class="doc">${own.map((card) => html`<li key=${card.id}>${card.text}</li>`)}</ul>` : html`<span class="num">${plural(own.length, 'card')}</span>`}
        </li>`;
      })}
    </ul>
    ${loose > 0 && html`<p class="pj__small">${plural(loose, 'card')} not grouped yet</p>`}
  </div>`;
}

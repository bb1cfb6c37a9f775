/** The start: who this page is for, and a seat in the workshop. */
import { enter, out } from './connection.js';
import { arrived } from './store.js';
import { holdFocus, html, LiveRegion, Mark, render, Toasts } from './ui.js';

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
const view = root.dataset.view ?? 'room';

/** Each view loads what it needs and no more. */
const VIEWS = {
  room: () => import('./room/shell.js').then((module) => module.Room),
  console: () => import('./console/console.js').then((module) => module.Console),
  projector: () => import('./projector/projector.js').then((module) => module.Projector),
};

/** Out of the room: said calmly, with no way pretended. @param {{why: string}} props */
const Out = ({ why }) =>
  html`<main class="threshold">
    <${Mark} cls="threshold__mark" />
    <h1 class="h-section">${why}</h1>
    <p class="ink-2">If you think that this is a mistake, please ask the facilitator in the room.</p>
    <a class="btn btn--secondary" href="/">To the start page</a>
  </main>`;

const Arriving = () =>
  html`<main class="threshold" aria-busy="true">
    <${Mark} cls="threshold__mark" />
    <p class="ink-2" role="status">Finding your seat…</p>
  </main>`;

/** @param {{View: any}} props */
function App({ View }) {
  if (out.value) return html`<${Out} why=${out.value} />`;
  return html`${arrived.value ? html`<${View} />` : html`<${Arriving} />`}<${Toasts} /><${LiveRegion} />`;
}

const View = await VIEWS[/** @type {keyof typeof VIEWS} */ (view)]();
root.replaceChildren();
holdFocus(root);
render(html`<${App} View=${View} />`, root);
enter(root.dataset.workshop ?? '', view === 'projector' ? 'projector' : 'person');

/** The components every screen is made of, and the one door to Preact for all of them. */
import { html } from '../vendor/ui.js';
import { all, slice } from './store.js';
import { Icon } from './ui/icon.js';

export * from '../vendor/ui.js';
export { announce, answer, LiveRegion, toast, Toasts } from './ui/announce.js';
export { Dialog } from './ui/dialog.js';
export { Count, Field, Problem, useProblem } from './ui/field.js';
export { holdFocus, onceDrawn } from './ui/focus.js';
export { Icon, Mark } from './ui/icon.js';
export { clock, day, dayAndTime, TimeLeft, timeOfDay, useTimeLeft } from './ui/timer.js';

/** @typedef {{id: string, name: string, title: string, partner: string, role: string}} Person */
/** @typedef {{id: string, name: string, colour: number, brings: string, hopes: string, voice: string, claims: string[], withdrawn: string}} Partner */

/** @param {string} name @returns {string} the first letters of the first and the last word */
export function initials(name) {
  // Many write what they are behind their name: "M. A., kitchen manager" is MA.
  const words = name.split(',')[0].split(/[\s.]+/u).filter(Boolean);
  const first = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return first.map((word) => [...word][0].toLocaleUpperCase()).join('') || '?';
}

/** @param {number} n @param {string} one @param {string} [many] @returns {string} `1 card`, `3 cards` */
export const plural = (n, one, many = one + 's') => `${n} ${n === 1 ? one : many}`;

/** @param {string[]} names @returns {string} `Ana, Ben and Cy` in words */
export const list = (names) => new Intl.ListFormat(document.documentElement.lang || 'en', { type: 'conjunction' }).format(names);

/** @returns {Person[]} everybody in the workshop */
export const people = () => all('person');

/** @param {string} id */
export const isHere = (id) => slice(`here:${id}`) === true;

/** @param {Person | undefined} person @returns {Partner | undefined} */
export const partnerOf = (person) => (person?.partner ? slice(`partner:${person.partner}`) : undefined);

/** @param {string} partner a partner's id @returns {Person[]} */
export const peopleOf = (partner) => people().filter((person) => person.partner === partner);

/** @returns {boolean} whether I may do more than look on */
export const takesPart = () => slice('me')?.role !== 'observer';

/** @returns {boolean} whether I run the room */
export const facilitates = () => ['facilitator', 'co_facilitator'].includes(slice('me')?.role);

/** A partner's ink, for whatever is drawn in it. @param {Partner | undefined} partner */
export const ink = (partner) => (partner ? `org-${partner.colour}` : '');

/** Initials in the partner's ink; its neighbour says the name. @param {{person: Person | undefined, large?: boolean}} props */
export const Avatar = ({ person, large }) =>
  html`<span class=${`avatar ${large ? 'avatar--lg' : ''} ${ink(partnerOf(person))}`} aria-hidden="true" data-away=${person && !isHere(person.id) ? '' : undefined}
    >${initials(person?.name ?? '')}</span
  >`;

const NOTICE_ICON = { info: 'info', concern: 'triangle-alert', agree: 'circle-check', object: 'octagon-x' };

/**
 * Something to know, and what to do about it.
 * @param {{tone?: 'info' | 'concern' | 'agree' | 'object', icon?: string, title?: any, children?: any, action?: any, alert?: boolean}} props
 */
export const Notice = ({ tone = 'info', icon, title, children, action, alert }) =>
  html`<div class=${`notice notice--${tone}`} role=${alert ? 'alert' : undefined}>
    <span><${Icon} name=${icon ?? NOTICE_ICON[tone]} /></span>
    <p>${title && html`<b class="notice__title">${title}</b> `}${children}</p>
    ${action}
  </div>`;

/** How something works here, in plain words. @param {{icon?: string, title?: any, children?: any}} props */
export const Rule = ({ icon = 'scale', title, children }) =>
  html`<div class="rule">
    <${Icon} name=${icon} />
    <p>${title && html`<span class="rule__title">${title}</span> `}${children}</p>
  </div>`;

/** Words of the plan. The server has cleaned this HTML; nothing else may be passed. @param {{html: string, cls?: string}} props */
export const Prose = ({ html: clean, cls = '' }) => html`<div class=${`prose doc ${cls}`} dangerouslySetInnerHTML=${{ __html: clean }} />`;

/**
 * A button that says what it does and can be unavailable without vanishing from the keyboard's way.
 * @param {{kind?: string, icon?: string, end?: string, unavailable?: any, large?: boolean, block?: boolean, type?: string, onClick?: (event: any) => void, children?: any, [more: string]: any}} props
 */
export function Button({ kind = 'secondary', icon, end, unavailable, large, block, type = 'button', onClick, children, ...more }) {
  const press = (/** @type {any} */ event) => (unavailable ? event.preventDefault() : onClick?.(event));
  return html`<button
    ...${more}
    type=${type}
    class=${`btn btn--${kind} ${large ? 'btn--lg' : ''} ${block ? 'btn--block' : ''}`}
    aria-disabled=${unavailable ? 'true' : undefined}
    onClick=${press}
  >
    ${icon && html`<${Icon} name=${icon} />`}${children}${end && html`<${Icon} name=${end} />`}
  </button>`;
}

/** An icon alone; `label` is what it does. @param {{icon: string, label: string, kind?: string, unavailable?: any, onClick?: (event: any) => void, [more: string]: any}} props */
export const IconButton = ({ icon, label, kind = 'quiet', ...more }) =>
  html`<${Button} ...${more} kind=${`${kind} btn--icon`} aria-label=${label} title=${label}><${Icon} name=${icon} /><//>`;

/**
 * The room on a participant's device: one thing at a time on a phone, the work beside the plan from 64rem on.
 *
 * Now, Plan and People are places in the page's address (`#now`), so that the browser's Back means what people expect.
 */
import { unfinished } from '../drafts.js';
import { slice } from '../store.js';
import { announce, Avatar, html, Icon, isHere, Mark, people, plural, signal, TimeLeft, toast, useEffect, useLayoutEffect, useRef } from '../ui.js';
import { missed, readPlan, unread, watchMilestones } from './missed.js';
import { Now } from './now.js';
import { MiniPath, Path, Steps, where } from './path.js';
import { People } from './people.js';
import { Plan } from './plan.js';
import { ConnectionStrip, Saved } from './strips.js';

/** @typedef {'now' | 'plan' | 'people'} View */

const VIEWS = { now: { title: 'Now', icon: 'circle-dot' }, plan: { title: 'Plan', icon: 'scroll-text' }, people: { title: 'People', icon: 'users' } };

const viewInAddress = () => /** @type {View} */ (location.hash.slice(1) in VIEWS ? location.hash.slice(1) : 'now');
const view = signal(viewInAddress());
addEventListener('hashchange', () => (view.value = viewInAddress()));

const widths = matchMedia('(min-width: 64rem)');
const wide = signal(widths.matches);
widths.addEventListener('change', () => (wide.value = widths.matches));

/** Typing is sacred: nothing takes the focus away from it. */
const typing = () => document.activeElement?.matches('input, textarea, select, [contenteditable], dialog *') ?? false;

/** Move the focus to what is new, so that keyboard and screen reader start there. */
function focusHeading() {
  const heading = /** @type {HTMLElement | null} */ (document.querySelector('main h1'));
  if (!heading || typing()) return;
  heading.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}

/** The facilitator's place is everybody's place: follow the step, and come when called. */
function useFollowing() {
  const place = slice('place');
  const step = slice('step');
  const calls = useRef(place?.calls ?? 0);
  const last = useRef(step?.id);
  const shown = `${view.value} ${step?.id} ${missed.value !== null}`;
  const before = useRef(shown);

  useEffect(() => {
    if (!place || place.calls === calls.current) return;
    const called = place.calls > calls.current;
    calls.current = place.calls;
    if (!called) return;
    const elsewhere = view.value !== 'now' || missed.value !== null;
    missed.value = null;
    location.hash = '#now';
    if (elsewhere) toast('The facilitator asks everyone to come here.');
  }, [place?.calls]);

  useEffect(() => {
    if (!step || last.current === step.id) return;
    const kept = unfinished(last.current ?? '');
    last.current = step.id;
    if (kept) toast('The group moved on. What you were writing is kept.');
    announce(`${where().stage?.title ?? ''}: ${step.title}. ${step.prompt}`);
    if (view.value === 'now') return;
    // When the step moves, all screens move; only somebody in the middle of a word is asked instead.
    if (typing()) toast(`The group moved on: ${step.title}.`, { label: 'Go there', onClick: () => (location.hash = '#now') });
    else location.hash = '#now';
  }, [step?.id]);

  useLayoutEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    focusHeading();
  }, [shown]);
}

/** @param {{view: View}} props */
const TabLink = ({ view: name }) =>
  html`<a href=${`#${name}`} aria-current=${view.value === name ? 'page' : undefined}>
    <${Icon} name=${VIEWS[name].icon} />${VIEWS[name].title}
    ${name === 'plan' &&
    unread.value > 0 &&
    !wide.value &&
    html`<span class="tabbar__count"><span class="visually-hidden">New passages: </span>${unread.value}</span>`}
  </a>`;

const tabs = () => /** @type {View[]} */ (Object.keys(VIEWS)).map((name) => html`<${TabLink} key=${name} view=${name} />`);

/** Where we are, on a phone. */
function PhoneBar() {
  const { stage, number, of } = where();
  const step = slice('step');
  const workshop = slice('workshop');
  const open = workshop?.doors === 'open';
  return html`<header class="phone__bar">
    <div class="phone__where">
      <div>
        <p class="phone__stage">${open && stage ? stage.title : workshop?.title}</p>
        <p class="phone__step">${!open ? 'The doors are closed' : stage && step ? `Step ${number} of ${of}, ${step.title}` : ''}</p>
      </div>
      ${open && html`<${TimeLeft} />`}
    </div>
    <${MiniPath} />
  </header>`;
}

/** Where we are and who is here, on a wide screen. */
function TopBar() {
  const here = people().filter((person) => isHere(person.id));
  const me = slice('me');
  return html`<header>
    <div class="topbar">
      <a href="/" aria-label="Commonplan, start page"><${Mark} /></a>
      <span class="topbar__title">${slice('workshop')?.title}</span>
      <${Saved} />
      <nav class="topnav" aria-label="Main">${tabs()}</nav>
      <div class="topbar__end">
        <${TimeLeft} />
        <span class="avatar-row" aria-hidden="true">${here.filter((person) => person.id !== me?.id).slice(0, 7).map((person) => html`<${Avatar} key=${person.id} person=${person} />`)}</span>
        <span class="meta">${plural(here.length, 'person', 'people')} here</span>
        <span class="topbar__sep"></span>
        ${me && html`<span class="person"><${Avatar} person=${me} /><span class="person__role">You</span></span>`}
      </div>
    </div>
    <${Path} />
  </header>`;
}

/** What the main area shows. */
function Work() {
  const step = slice('step');
  if (view.value === 'people') return html`<${People} />`;
  if (view.value === 'plan') return html`<h1 class="visually-hidden" tabindex="-1">The plan so far</h1><${Plan} />`;
  return html`${wide.value && step && !missed.value && slice('workshop')?.doors === 'open' && html`<${Steps} />`}<${Now} />`;
}

/** The whole room. */
export function Room() {
  useFollowing();
  useEffect(watchMilestones, []);
  useEffect(() => {
    if (view.value === 'plan' || wide.value) readPlan();
  }, [view.value, wide.value, slice('milestones')]);
  // A table of activities with what it draws needs the whole width; the plan stays one tap away.
  const spread = view.value === 'now' && (slice('step')?.options?.kinds ?? []).includes('activity');
  const beside = wide.value && view.value === 'now' && !spread;
  return html`<div class=${`room ${wide.value ? 'room--wide' : 'room--phone'}`} data-view=${view.value} data-kind=${slice('step')?.kind} data-wide=${spread ? '' : undefined}>
    <a class="skip" href="#main" onClick=${skipToMain}>Skip to the work</a>
    <div class="room__top"><${ConnectionStrip} />${wide.value ? html`<${TopBar} />` : html`<${PhoneBar} />`}</div>
    <div class=${beside ? 'room__cols' : 'room__one'}>
      <main id="main" class="work" tabindex="-1"><${Work} /></main>
      ${beside && html`<aside class="side" tabindex="0" aria-label="The plan, beside the work"><${Plan} slim /></aside>`}
    </div>
    ${!wide.value && html`<nav class="tabbar" aria-label="Main">${tabs()}</nav>`}
  </div>`;
}

/** `#main` would be read as a view, so the focus moves by hand. @param {Event} event */
function skipToMain(event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

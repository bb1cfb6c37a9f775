/** The facilitator's console: what the room sees, what only the facilitator sees, and the controls, on one screen. */
import { slice } from '../store.js';
import { html, Icon, plural, signal, useEffect } from '../ui.js';
import { kinds } from '../steps/index.js';
import { Plan } from '../room/plan.js';
import { ConnectionStrip } from '../room/strips.js';
import { Steps } from '../room/path.js';
import { Dock } from './dock.js';
import { People } from './people.js';
import { Places } from './places.js';
import { Script } from './script.js';
import { Stations } from './stations.js';
import { TopBar } from './topbar.js';

const SHELF = 'commonplan:script-hidden';

/** Is the private panel out of sight? A laptop may be on the projector. */
const hidden = signal(localStorage.getItem(SHELF) === 'yes');

function toggle() {
  hidden.value = !hidden.value;
  localStorage.setItem(SHELF, hidden.value ? 'yes' : 'no');
}

/** One key hides the private panel, unless somebody is typing. @param {KeyboardEvent} event */
function onKey(event) {
  const typing = /** @type {Element | null} */ (event.target)?.closest?.('input, textarea, select, dialog, [contenteditable]');
  if (event.key !== 'h' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
  event.preventDefault();
  toggle();
}

/** The panel of People is open. */
const drawer = signal(false);

/** How many have done what this step asks. @param {{step: any}} props */
function HowMany({ step }) {
  const words = /** @type {Record<string, string>} */ ({ gather: 'have written', pulse: 'have answered', prioritise: 'have sent their dots' })[step.kind];
  if (!words || !step.of || step.revealed) return null;
  return html`<p class="num"><b>${step.done} of ${plural(step.of, 'person', 'people')}</b> ${words}</p>`;
}

/** Before the first session, and between two. */
function DoorsClosed() {
  const workshop = slice('workshop');
  return html`<div class="stage__scroll stage__wait">
    <${Icon} name="hourglass" cls="icon--xl accent" />
    <h2 class="h-section">${workshop?.session > 1 || workshop?.status === 'paused' ? 'The session is closed' : 'The doors are closed'}</h2>
    <p class="ink-2">People who join see a quiet page until you open the doors. The path below is ready when you are.</p>
  </div>`;
}

/** What is on every screen now. */
function Centre() {
  const step = slice('step');
  const script = slice('script');
  if (!step) return html`<main class="console__stage sheet"><${DoorsClosed} /></main>`;
  const closed = slice('workshop')?.doors === 'closed';
  const Kind = kinds[step.kind].Stage;
  const next = script?.next;
  return html`<main class="console__stage sheet" aria-label="On every screen now">
    <div class="row row--between stage__head">
      <p class="eyebrow row"><${Icon} name=${closed ? 'hourglass' : 'users'} />${closed ? 'The doors are closed; this comes first' : 'On every screen now'}</p>
      <${HowMany} step=${step} />
    </div>
    <div class="stage__body" key=${step.id}><${Kind} step=${step} /></div>
    <div class="stage__next">
      <${Steps} />
      ${next && html`<span class="meta push">Then ${next.title}${next.minutes ? `, ${next.minutes} min` : ''}</span>`}
    </div>
  </main>`;
}

/** The whole console. */
export function Console() {
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return html`<a class="skip" href="#dock">Skip to the controls</a>
    <div class="console" data-script=${hidden.value ? 'hidden' : 'shown'} data-kind=${slice('step')?.kind}>
      <div class="console__top"><${ConnectionStrip} /><${TopBar} onPeople=${() => (drawer.value = true)} /><${Stations} /></div>
      <section class="console__places" aria-labelledby="seats"><h2 id="seats" class="visually-hidden">Who is here</h2><${Places} /></section>
      <div class="console__body">
        <${Script} hidden=${hidden.value} onToggle=${toggle} />
        <${Centre} />
        <aside class="console__plan" aria-label="The plan so far"><${Plan} slim foldable /></aside>
      </div>
      <footer class="console__foot"><${Dock} /></footer>
    </div>
    ${drawer.value && html`<${People} onClose=${() => (drawer.value = false)} />`}`;
}

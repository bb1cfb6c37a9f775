/** The line at the top: what is saved, how to join, the projector, the people, and the doors. */
import { send } from '../connection.js';
import { Saved } from '../room/strips.js';
import { TakeDialog } from '../room/take.js';
import { slice } from '../store.js';
import { answer, Button, Dialog, html, Icon, isHere, Mark, people, signal, toast } from '../ui.js';
import { InsertStep } from './insert.js';
import { Parking } from './parking.js';

const root = /** @type {HTMLElement} */ (document.getElementById('app'));

/** `7KQ3M9TD` as people read it aloud. @param {string} code */
export const spelled = (code) => code.replace(/\s/gu, '').replace(/^(.{4})(.+)$/u, '$1 $2');

/** Which of the dialogs is open. */
const open = signal(/** @type {'' | 'help' | 'join' | 'insert' | 'parking' | 'take' | 'close'} */ (''));
const close = () => (open.value = '');

/** How one gets in: as the page came, until a new code is made. */
const way = signal({ code: root.dataset.code ?? '', url: root.dataset.joinUrl ?? '', qr: root.dataset.qr ?? '' });

/** A new code, where the old one has come into wrong hands. */
async function renew() {
  try {
    const answered = await fetch(`/w/${slice('workshop')?.id}/code`, { method: 'POST' });
    if (!answered.ok) throw new Error(String(answered.status));
    way.value = await answered.json();
    toast('There is a new code. The old one opens nothing any more; whoever is in stays in.');
  } catch {
    toast('The code could not be renewed. Please try again in a moment.', undefined, 'concern');
  }
}

/** The code and the picture of it, for whoever asks how to get in. */
const Join = () =>
  html`<${Dialog} title="How to join" onClose=${close}>
    <div class="joinbox">
      ${way.value.qr && html`<img class="qr" src=${way.value.qr} alt="QR code that opens the join page" width="240" height="240" />`}
      <p>Point a camera here, or open <b>${way.value.url}</b></p>
      <p class="joinbox__code num">${spelled(way.value.code)}</p>
      <${Button} kind="quiet" icon="refresh-cw" onClick=${renew}>New join code<//>
      <p class="meta">For when the code has come into wrong hands. The old one, also on paper and on the wall, stops working.</p>
    </div>
  <//>`;

/** What the console can do, in the order in which one needs it. */
const Help = () =>
  html`<${Dialog} title="Help" wide onClose=${close}>
    <ul class="helplist">
      <li><b>Your place is everybody’s place.</b> When you move to a step, all screens move. Nobody loses what they were typing.</li>
      <li><b>Nothing starts or closes by itself.</b> The timer only tells; you turn the cards over, call the vote and close it.</li>
      <li><b>Going back loses nothing.</b> Press a station of the path to go there, shorten it or leave it out.</li>
      <li><b>Somebody has no device?</b> In each step you can add for someone; in a vote, press “Said aloud”. Under People you can add a person and show a personal link.</li>
      <li><b>Key h</b> hides and shows the panel that only you see, before you share this screen.</li>
    </ul>
  <//>`;

/** Closing ends the sitting, not the workshop. */
function CloseSession() {
  const go = async () => {
    close();
    await answer(send('close_session'));
  };
  return html`<${Dialog} title="Close this session" onClose=${close}>
    <div class="stack">
      <p>Everybody sees a quiet page. All is kept as it is; open the doors again whenever you meet next.</p>
      <div class="dialog__actions"><${Button} kind="primary" onClick=${go}>Close the session<//><${Button} kind="quiet" onClick=${close}>Not now<//></div>
    </div>
  <//>`;
}

/** What is needed now and then. */
function More() {
  const workshop = slice('workshop');
  const parked = slice('parking')?.length ?? 0;
  const show = (/** @type {'insert' | 'parking' | 'take' | 'help' | 'close'} */ what) => (/** @type {any} */ event) => {
    event.currentTarget.closest('details').open = false;
    open.value = what;
  };
  return html`<details class="more">
    <summary class="btn btn--quiet">More<${Icon} name="chevron-down" /></summary>
    <div class="morelist">
      <button type="button" class="morelist__item" onClick=${show('insert')}><${Icon} name="plus" />Insert a quick step</button>
      <button type="button" class="morelist__item" onClick=${show('parking')}><${Icon} name="flag" />Parked thoughts${parked ? `, ${parked}` : ''}</button>
      <button type="button" class="morelist__item" onClick=${show('take')}><${Icon} name="download" />Download the plan</button>
      <a class="morelist__item" href=${`/w/${workshop?.id}/plan`} target="_blank" rel="noopener"><${Icon} name="scroll-text" />The plan as a page</a>
      ${workshop?.doors === 'open' && html`<button type="button" class="morelist__item" onClick=${show('close')}><${Icon} name="coffee" />Close this session</button>`}
      <button type="button" class="morelist__item" onClick=${show('help')}><${Icon} name="circle-help" />Help</button>
    </div>
  </details>`;
}

/** @param {{onPeople: () => void}} props */
export function TopBar({ onPeople }) {
  const workshop = slice('workshop');
  const here = people().filter((person) => isHere(person.id)).length;
  return html`<header class="topbar">
    <a href="/" aria-label="Commonplan, all workshops"><${Mark} /></a>
    <span class="topbar__title">${workshop?.title}</span>
    <${Saved} />
    <div class="topbar__end">
      ${way.value.code && html`<button type="button" class="joincode" aria-haspopup="dialog" onClick=${() => (open.value = 'join')}><${Icon} name="smartphone" /><span class="ink-2">Join with</span> <span class="code">${spelled(way.value.code)}</span></button>`}
      <span class="topbar__sep"></span>
      <${Button} kind="quiet" icon="users" onClick=${onPeople}>People, ${here}<//>
      <a class="btn btn--quiet" href=${`/w/${workshop?.id}/projector`} target="_blank" rel="noopener"><${Icon} name="presentation" />Projector</a>
      <${More} />
    </div>
    ${open.value === 'join' && html`<${Join} />`} ${open.value === 'help' && html`<${Help} />`} ${open.value === 'close' && html`<${CloseSession} />`}
    ${open.value === 'insert' && html`<${InsertStep} onClose=${close} />`} ${open.value === 'parking' && html`<${Parking} onClose=${close} />`} ${open.value === 'take' && html`<${TakeDialog} onClose=${close} />`}
  </header>`;
}

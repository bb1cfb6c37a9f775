/** Draft: one text, written together from what the group put first. */
import { Button, html, Icon, list, plural, Prose, takesPart } from '../ui.js';
import { send } from '../connection.js';
import { slice } from '../store.js';
import { sectionOf } from './decide/decided.js';
import { Editor } from './draft/editor.js';
import { Sources, sourcesOf } from './draft/sources.js';
import { Action, Scroll, StageAsk } from './head.js';

/** More partners than these are not named: a list is no sentence. */
const MOST_NAMED = 4;

/** Who is ready, in words that put nobody at the wall: few who are awaited are named, ours among them as ours. */
function HowReady() {
  const { ready = [], awaited = [] } = slice('ready') ?? {};
  const ours = slice('me')?.partner;
  const names = awaited.filter((/** @type {string} */ id) => id !== ours).map((/** @type {string} */ id) => slice(`partner:${id}`)?.name ?? '');
  if (awaited.includes(ours)) names.push('yours');
  const waiting = names.length > MOST_NAMED ? '' : names.length ? `Waiting for ${list(names)}.` : 'All can decide.';
  return html`<span><b>${ready.length} of ${plural(ready.length + awaited.length, 'partner')} ready.</b> <span class="ink-2">${waiting}</span></span>`;
}

/** One tap says that there is nothing more to write, and the same tap takes it back. */
function Ready() {
  const ready = slice('me')?.signals?.includes('ready');
  return html`<${Action} note=${html`<${HowReady} />`}>
    <${Button} kind=${ready ? 'secondary' : 'primary'} large block icon="check" aria-pressed=${String(Boolean(ready))} onClick=${() => send('signal', { kind: 'ready', on: !ready })}>
      ${ready ? 'You are ready to vote' : 'I am ready to vote on this'}
    <//>
  <//>`;
}

/** What a participant does. @param {{step: any}} props */
export function Now({ step }) {
  const section = sectionOf(step);
  if (!takesPart()) return html`<${Editor} section=${section} label=${step.title} />`;
  return html`
    <${Editor} section=${section} label=${step.title} sources=${(/** @type {any} */ use) => html`<${Sources} step=${step} use=${use} />`} />
    <${Ready} />
  `;
}

/** The middle of the console: the same text, and where its words come from. @param {{step: any}} props */
export function Stage({ step }) {
  return html`<${StageAsk} step=${step} />
    <${Scroll}>
      <${Editor} section=${sectionOf(step)} label=${step.title} sources=${(/** @type {any} */ use) => html`<${Sources} step=${step} use=${use} />`} />
    <//>
    <div class="stage__facts"><p><${HowReady} /></p></div>`;
}

/** The projector: the words as they stand, large enough for the back row. @param {{step: any}} props */
export function Wall({ step }) {
  const text = slice(`text:${sectionOf(step)}`);
  const themes = sourcesOf(step).slice(0, 3);
  return html`<div class="pj__ask">
    <h1 class="pj__step">${step.prompt || step.title}</h1>
    ${text?.html
      ? html`<div class="pj__draft"><${Prose} html=${text.html} /></div>`
      : html`<ol class="pj__first">${themes.map((theme) => html`<li key=${theme.id}><${Icon} name="circle-dot" />${theme.name}</li>`)}</ol>`}
  </div>`;
}

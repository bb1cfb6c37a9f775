/** Draft: one text, written together from what the group put first. */
import { Button, html, Icon, Prose, takesPart } from '../ui.js';
import { send } from '../connection.js';
import { slice } from '../store.js';
import { sectionOf } from './decide/decided.js';
import { Editor } from './draft/editor.js';
import { Sources, sourcesOf } from './draft/sources.js';
import { Scroll, StageAsk } from './head.js';

/** "I am ready" is a private word to the facilitator, taken back by the same tap. */
function Ready() {
  const ready = slice('me')?.signals?.includes('ready');
  return html`<div class="ready">
    <${Button} kind=${ready ? 'secondary' : 'primary'} large=${true} icon="check" aria-pressed=${String(Boolean(ready))} onClick=${() => send('signal', { kind: 'ready', on: !ready })}>
      ${ready ? 'You said you are ready' : 'I am ready to decide on this'}
    <//>
  </div>`;
}

/** What a participant does. @param {{step: any}} props */
export function Now({ step }) {
  const section = sectionOf(step);
  if (!takesPart()) return html`<div class="sheet pad"><${Prose} html=${slice(`text:${section}`)?.html || '<p>Nothing written yet.</p>'} /></div>`;
  return html`<div class="stack">
    <${Editor} section=${section} label=${step.title} sources=${(/** @type {any} */ use) => html`<${Sources} step=${step} use=${use} />`} />
    <${Ready} />
  </div>`;
}

/** The middle of the console: the same text, and where its words come from. @param {{step: any}} props */
export function Stage({ step }) {
  return html`<${StageAsk} step=${step} />
    <${Scroll}>
      <${Editor} section=${sectionOf(step)} label=${step.title} sources=${(/** @type {any} */ use) => html`<${Sources} step=${step} use=${use} />`} />
    <//>`;
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

/** The dock: back, time, calls, and the next thing to do. Nothing here happens unless somebody presses it. */
import { send } from '../connection.js';
import { kinds } from '../steps/index.js';
import { slice } from '../store.js';
import { answer, Button, clock, Dialog, html, Icon, toast, useState, useTimeLeft } from '../ui.js';

/** @param {string} command @param {object} [fields] */
const command = (command, fields) => answer(send(command, fields));

/** A button of the dock. @param {{icon?: string, end?: string, cls?: string, label?: string, onClick: () => void, children?: any, [more: string]: any}} props */
const Key = ({ icon, end, cls = '', label, onClick, children, ...more }) =>
  html`<button type="button" ...${more} class=${`dock__btn ${cls}`} aria-label=${label} title=${label} onClick=${onClick}>
    ${icon && html`<${Icon} name=${icon} />`}${children}${end && html`<${Icon} name=${end} />`}
  </button>`;

/** The timebox. Without one it offers the minutes of the agenda. */
function Timer() {
  const time = useTimeLeft();
  const step = slice('step');
  const minutes = slice('path')?.stages.flatMap((/** @type {any} */ stage) => stage.steps).find((/** @type {any} */ one) => one.id === step?.id)?.minutes ?? 5;
  if (!time) return html`<${Key} icon="timer" cls="dock__btn--outline" onClick=${() => command('start_timer', { seconds: minutes * 60 })}>Start ${minutes} min<//>`;
  return html`<div class=${`dock__timer ${time.left === 0 ? 'dock__timer--over' : ''}`} role="timer" aria-label="Time left"><b>${clock(time.left)}</b><small>of ${clock(time.total)}</small></div>
    ${time.running
      ? html`<${Key} icon="pause" cls="dock__btn--outline" label="Pause the timer" onClick=${() => command('pause_timer')} />`
      : html`<${Key} icon="play" cls="dock__btn--outline" label="Go on with the timer" onClick=${() => command('resume_timer')} />`}
    <${Key} icon="plus" cls="dock__btn--outline" onClick=${() => command('extend_timer', { seconds: 60 })}>1 min<//>`;
}

/** The vote that lies ahead in this stage, if this step is not it. */
function VoteAhead() {
  const step = slice('step');
  const stage = slice('path')?.stages.find((/** @type {any} */ one) => one.id === slice('place')?.stage);
  const at = stage?.steps.findIndex((/** @type {any} */ one) => one.id === step?.id) ?? -1;
  const vote = stage?.steps.slice(at + 1).find((/** @type {any} */ one) => one.kind === 'decide' && !one.skipped);
  if (!vote || step?.kind === 'decide') return null;
  const before = stage.steps[stage.steps.indexOf(vote) - 1];
  return html`<button type="button" class="dock__btn dock__vote" aria-disabled="true"><${Icon} name="vote" /><span>Call the vote<small>after ${before.title}</small></span></button>`;
}

/** Everybody is called to where the facilitator is. */
async function bring() {
  const said = await command('call_everyone');
  if (said.ok) toast('Everybody was called here.');
}

/** The controls. */
export function Dock() {
  const place = slice('place');
  const script = slice('script');
  const step = slice('step');
  const closed = slice('workshop')?.doors === 'closed';
  const next = closed ? { label: 'Open the doors', icon: 'lock-open', command: 'open_doors', fields: {} } : step && kinds[step.kind].primary?.({ step });
  const { previous, next: following } = script ?? {};
  const [asking, setAsking] = useState(false);
  const go = () => (next.ask ? setAsking(true) : command(next.command, next.fields));
  const sure = async () => {
    const said = await command(next.command, next.fields);
    if (said.ok) setAsking(false);
  };
  return html`<div id="dock" class="dock console__dock" role="group" aria-label="Facilitator controls" tabindex="-1">
    ${previous && html`<${Key} icon="arrow-left" label=${`Back to ${previous.title}`} onClick=${() => command('go_to', { step: previous.step })}>Back<//><span class="dock__sep"></span>`}
    <div class="dock__group"><${Timer} /></div>
    <span class="dock__sep"></span>
    <div class="dock__group">
      <${Key} icon="megaphone" cls="dock__btn--call" onClick=${bring}><span>Bring everyone here</span><//>
      <${Key} icon=${place?.locked ? 'eye' : 'lock-open'} role="switch" aria-checked=${place?.locked ? 'true' : 'false'} onClick=${() => command('lock', { on: !place?.locked })}>${place?.locked ? 'Editing is locked' : 'Lock editing'}<//>
      <${VoteAhead} />
    </div>
    <div class="dock__group push">
      ${next && html`<${Key} icon=${next.icon} cls="dock__btn--primary" onClick=${go}>${next.label}<//>`}
      ${following && html`<${Key} end="arrow-right" cls=${next ? '' : 'dock__btn--primary'} label=${`Next step: ${following.title}`} onClick=${() => command('go_to', { step: following.step })}>Next step<//>`}
    </div>
    ${asking &&
    next?.ask &&
    html`<${Dialog} title=${`${next.label}?`} onClose=${() => setAsking(false)}>
      <p>${next.ask}</p>
      <div class="dialog__actions"><${Button} kind="primary" icon=${next.icon} onClick=${sure}>Close it anyway<//><${Button} kind="quiet" onClick=${() => setAsking(false)}>Wait<//></div>
    <//>`}
  </div>`;
}

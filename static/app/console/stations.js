/** The path, with a menu on each station: go there, shorten it, leave it out. Going back loses nothing. */
import { send } from '../connection.js';
import { Path } from '../room/path.js';
import { slice } from '../store.js';
import { answer, Button, Dialog, html, Icon, signal } from '../ui.js';

/** The stage whose menu is open, by id. */
const opened = signal('');

const close = () => (opened.value = '');

/** Minutes in steps of one, without typing. @param {{step: any}} props */
function Minutes({ step }) {
  const set = (/** @type {number} */ minutes) => answer(send('set_minutes', { step: step.id, minutes }));
  return html`<span class="stepper" role="group" aria-label=${`Minutes for ${step.title}`}>
    <button type="button" class="stepper__btn" aria-label="One minute less" onClick=${() => step.minutes > 1 && set(step.minutes - 1)}><${Icon} name="minus" /></button>
    <span class="stepper__value">${step.minutes}</span>
    <button type="button" class="stepper__btn" aria-label="One minute more" onClick=${() => set(step.minutes + 1)}><${Icon} name="plus" /></button>
  </span>`;
}

/** One step of a stage. @param {{step: any}} props */
function StepRow({ step }) {
  const here = slice('place')?.step === step.id;
  const go = async () => {
    close();
    await answer(send('go_to', { step: step.id }));
  };
  return html`<li class=${`steprow ${step.skipped ? 'steprow--off' : ''}`}>
    <span class="steprow__name">${step.title}${here && html` <span class="badge badge--soft"><${Icon} name="circle-dot" />Now</span>`}${step.skipped && html` <span class="meta">left out</span>`}</span>
    <${Minutes} step=${step} />
    <${Button} kind="quiet" onClick=${() => answer(send('skip', { step: step.id, on: !step.skipped }))}>${step.skipped ? 'Put back' : 'Leave out'}<//>
    <${Button} unavailable=${here} onClick=${go}>Go here now<//>
  </li>`;
}

/** The menu of a stage. @param {{stage: any}} props */
function StageMenu({ stage }) {
  const first = stage.steps.find((/** @type {any} */ step) => !step.skipped) ?? stage.steps[0];
  const go = async () => {
    close();
    await answer(send('go_to', { step: first.id }));
  };
  return html`<${Dialog} title=${stage.title} wide onClose=${close}>
    <div class="stack">
      <p class="ink-2">${stage.purpose}</p>
      <div class="row">
        <${Button} kind="primary" icon="arrow-right" onClick=${go}>Go to this stage now<//>
        <${Button} onClick=${() => answer(send('skip', { step: stage.id, on: !stage.skipped }))}>${stage.skipped ? 'Put the stage back' : 'Leave the stage out'}<//>
      </div>
      <ul class="steprows">${stage.steps.map((/** @type {any} */ step) => html`<${StepRow} key=${step.id} step=${step} />`)}</ul>
      <p class="meta">Everybody moves with you. What people were typing is kept, and what was written stays.</p>
    </div>
  <//>`;
}

/** The path across the console. */
export function Stations() {
  const stage = slice('path')?.stages.find((/** @type {any} */ one) => one.id === opened.value);
  const name = (/** @type {any} */ station) => html`<button type="button" class="station__name" aria-haspopup="dialog" onClick=${() => (opened.value = station.id)}>${station.title}</button>`;
  return html`<${Path} always name=${name} />${stage && html`<${StageMenu} stage=${stage} />`}`;
}

/** Gather: everybody writes cards alone; nobody sees them until they are turned over together. */
import { send } from '../connection.js';
import { useDraft } from '../drafts.js';
import { waiting } from '../outbox.js';
import { all, slice } from '../store.js';
import { announce, answer, Avatar, Button, Field, html, Icon, IconButton, Mark, onceDrawn, plural, takesPart, useProblem, useRef, useState } from '../ui.js';
import { Action, HowMany, Scroll, StageAsk, WallAsk } from './head.js';
import { usePastedLines } from './lines.js';
import { ForSomeone } from './someone.js';

/** @typedef {import('./index.js').Step} Step */

const LIMIT = 140;
const limitOf = (/** @type {Step} */ step) => step.options?.limit || LIMIT;

/** @param {Step} step */
const cardsOf = (step) => all('card').filter((card) => card.step === step.id);

/** Enter adds the card (one idea, one line), except while composing a character. @param {KeyboardEvent} event @param {() => void} add */
function enterAdds(event, add) {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  add();
}

/**
 * A new card's text, kept while half written and put back if the server refuses it.
 * @param {Step} step @param {string} whom the person it is for, "" for me
 */
function useNewCard(step, whom) {
  const [text, setText, clear] = useDraft(`card:${step.id}:${whom}`, '');
  const [problem, setProblem] = useProblem();
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const add = async () => {
    const said = text.trim();
    field.current?.focus();
    if (!said) return announce('The card is empty.');
    clear();
    const answered = await answer(send('write_card', { step: step.id, text: said, participant: whom }), setProblem);
    if (answered.ok) announce('Card added.');
    else setText((now) => now || said);
  };
  const write = (/** @type {string} */ next) => {
    setText(next);
    if (problem) setProblem(null);
  };
  const pasted = usePastedLines({
    one: 'a card',
    many: 'cards',
    limit: limitOf(step),
    add: (lines) => lines.forEach((line) => void answer(send('write_card', { step: step.id, text: line, participant: whom }), setProblem)),
  });
  return { text, setText: write, problem, field, add, pasted };
}

/** One of my cards: readable, editable and removable until the reveal. @param {{step: Step, card: string, text: string}} props */
function OwnCard({ step, card, text }) {
  const [open, setOpen] = useState(false);
  const [draft, setDraft, clear] = useDraft(`edit:${card}`, text);
  const [problem, setProblem] = useProblem();
  const close = () => {
    clear();
    setOpen(false);
    onceDrawn(() => document.getElementById(`card-${card}`)?.focus());
  };
  const save = async () => {
    if (!draft.trim()) return;
    const said = await answer(send('edit_card', { step: step.id, card, text: draft.trim() }), setProblem);
    if (said.ok) close();
  };
  const remove = async () => {
    const said = await answer(send('drop_card', { step: step.id, card }), setProblem);
    if (said.ok) announce('Card removed.');
  };
  if (!open) {
    return html`<li class="card card--own">
      <span>${text}</span>
      <${IconButton} id=${`card-${card}`} icon="pencil" label=${`Edit this card: ${text}`} onClick=${() => setOpen(true)} />
    </li>`;
  }
  return html`<li class="card card--editing">
    <${Field} label="Change this card" quiet doc rows="2" value=${draft} onValue=${setDraft} limit=${limitOf(step)} problem=${problem} autofocus
      onKeyDown=${(/** @type {any} */ event) => (event.key === 'Escape' ? close() : enterAdds(event, save))} />
    <div class="row">
      <${Button} kind="primary" onClick=${save} unavailable=${!draft.trim()}>Save<//>
      <${Button} onClick=${close}>Cancel<//>
      <${Button} kind="quiet push" onClick=${remove}>Remove this card<//>
    </div>
  </li>`;
}

/** Everybody's cards, turned over. @param {{step: Step}} props */
export function Cards({ step }) {
  const cards = cardsOf(step);
  if (!cards.length) return html`<p class="ink-2">No cards were written.</p>`;
  return html`<ul class="cards">${cards.map((card) => html`<li class="card" key=${card.id}><p>${card.text}</p><${Author} id=${card.author} /></li>`)}</ul>`;
}

/** Who wrote a card, where the step says that names are shown. @param {{id?: string}} props */
function Author({ id }) {
  const person = id ? slice(`person:${id}`) : undefined;
  return person ? html`<div class="card__foot"><${Avatar} person=${person} />${person.name}</div>` : null;
}

/** One more card after the reveal; what was half written when the cards were turned over is still here. @param {{step: Step}} props */
function Late({ step }) {
  const { text, setText, problem, field, add, pasted } = useNewCard(step, '');
  const [open, setOpen] = useState(text !== '');
  if (!open) return html`<div class="row"><${Button} icon="plus" onClick=${() => setOpen(true)}>Add what is missing<//></div>`;
  return html`
    <${Field} label="One more card" hint="Everybody sees it at once" doc rows="2" value=${text} onValue=${setText} limit=${limitOf(step)} problem=${problem} inputRef=${field}
      onPaste=${pasted.onPaste} onKeyDown=${(/** @type {any} */ event) => enterAdds(event, add)} />
    ${pasted.dialog}
    <div class="row"><${Button} icon="plus" onClick=${add}>Add this card<//></div>
  `;
}

/** Writing alone. @param {{step: Step}} props */
function Writing({ step }) {
  const { text, setText, problem, field, add, pasted } = useNewCard(step, '');
  const cards = slice('mine')?.[step.id]?.cards ?? [];
  const unsent = waiting('write_card').filter((command) => command.step === step.id && !command.participant);
  const anonymous = step.options?.anonymous !== false;
  const all = cards.length + unsent.length;
  return html`
    <p class="aside-line"><${Icon} name="eye-off" /><span>Only you can see your cards until they are all turned over.${anonymous && ' No names are shown.'}</span></p>
    <${Field} label="One idea per card" hint="Short is good" doc rows="3" value=${text} onValue=${setText} limit=${limitOf(step)} problem=${problem} inputRef=${field}
      enterkeyhint="done" onPaste=${pasted.onPaste} onKeyDown=${(/** @type {any} */ event) => enterAdds(event, add)} />
    ${pasted.dialog}
    ${all > 0 &&
    html`<section class="mycards" aria-labelledby="mycards">
      <h2 id="mycards" class="h-small">Your cards, ${all}</h2>
      <ul>
        ${unsent.map(
          (command) =>
            html`<li class="card card--unsent" key=${command.command_id}>
              <p>${command.text}</p>
              <div class="card__foot"><${Icon} name="hourglass" />Kept on this device, on its way</div>
            </li>`,
        )}
        ${[...cards].reverse().map((/** @type {any} */ card) => html`<${OwnCard} key=${card.card} step=${step} ...${card} />`)}
      </ul>
    </section>`}
    <${Action} note=${html`<${HowMany} step=${step} did="written" />`}>
      <${Button} kind="primary" icon="plus" large block onClick=${add}>Add this card<//>
    <//>
  `;
}

/** @param {{step: Step}} props */
export function Now({ step }) {
  const may = takesPart() && !slice('place')?.locked;
  return html`
    ${step.revealed
      ? html`<p class="aside-line"><${Icon} name="eye" /><span>All cards are turned over. Ask what a card means; nobody judges it.</span></p>
          <${Cards} step=${step} />${may && html`<${Late} step=${step} />`}`
      : may && html`<${Writing} step=${step} />`}
    ${!step.revealed && !may && html`<p class="ink-2"><${HowMany} step=${step} did="written" /> so far. The cards are turned over together.</p>`}
  `;
}

/** A card for somebody without a device. @param {{step: Step, whom: string}} props */
function CardFor({ step, whom }) {
  const { text, setText, problem, field, add, pasted } = useNewCard(step, whom);
  return html`
    <${Field} label="What the card says" doc rows="3" value=${text} onValue=${setText} limit=${limitOf(step)} problem=${problem} inputRef=${field}
      onPaste=${pasted.onPaste} onKeyDown=${(/** @type {any} */ event) => enterAdds(event, add)} />
    ${pasted.dialog}
    <${Button} kind="primary" icon="plus" onClick=${add}>Add this card<//>
  `;
}

/** As many backs as there are cards. @param {{count: number}} props */
const FaceDown = ({ count }) => html`<div class="facedown" aria-hidden="true">${Array.from({ length: Math.min(count, 48) }, (_, at) => html`<i key=${at}><${Mark} cls="" /></i>`)}</div>`;

/** @param {{step: Step}} props */
export function Stage({ step }) {
  const progress = Object.values(slice('progress') ?? {});
  const count = progress.reduce((sum, { count: own }) => sum + (own ?? 0), 0);
  return html`
    <${StageAsk} step=${step} />
    ${step.revealed ? html`<${Scroll}><${Cards} step=${step} /><//>` : html`<${FaceDown} count=${count} />`}
    <div class="stage__facts">
      <p>
        ${step.revealed
          ? html`<b>${plural(cardsOf(step).length, 'card')}.</b> Read them in turn; clarify, don’t judge.`
          : html`<b>${plural(count, 'card')}, face down.</b> Nobody can read them yet, not even you.`}
      </p>
      ${!step.revealed && html`<${ForSomeone} label="Add for someone" title="A card for someone" form=${(/** @type {string} */ whom) => html`<${CardFor} key=${whom} step=${step} whom=${whom} />`} />`}
    </div>
  `;
}

/** @param {{step: Step}} props */
export function Wall({ step }) {
  const cards = cardsOf(step);
  if (!step.revealed) return html`<${WallAsk} step=${step} doing="Write alone, then we turn the cards over" />`;
  return html`<div class="pj__ask pj__ask--top">
    <h1 class="pj__question">${step.prompt || step.title}</h1>
    <ul class="pj__cards" data-many=${cards.length > 12 ? '' : undefined}>${cards.map((card) => html`<li class="card" key=${card.id}>${card.text}</li>`)}</ul>
  </div>`;
}

/** @param {{step: Step}} props */
export const primary = ({ step }) => (step.revealed ? null : { label: 'Turn the cards over', icon: 'eye', command: 'reveal', fields: { step: step.id } });

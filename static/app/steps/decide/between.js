/** Between two rounds: objections are heard one by one, the words are revised, and the next round opens on the new ones. */
import { announce, answer, Button, Field, html, IconButton, takesPart, useProblem, useState } from '../../ui.js';
import { send } from '../../connection.js';
import { useDraft } from '../../drafts.js';
import { slice } from '../../store.js';
import { Editor } from '../draft/editor.js';
import { EntryLists } from '../entries/lists.js';
import { Changes } from './changes.js';
import { objectionsOf } from './decided.js';
import { Voice } from './outcome.js';

/** The facilitator's line on how an objection was met. @param {{decision: any, ballot: any}} props */
function HowMet({ decision, ballot }) {
  const key = `met:${decision.id}:${decision.round}:${ballot.voter}`;
  const [how, setHow, clear] = useDraft(key, ballot.met);
  const [problem, setProblem] = useProblem();
  const note = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = await answer(send('note_objection', { decision: decision.id, voter: ballot.voter, how }), setProblem);
    if (said.ok) clear();
  };
  return html`<form class="met" onSubmit=${note}>
    <${Field} label="How it was met" value=${how} maxlength="1000" onValue=${setHow} problem=${problem} hint="Two or three words are enough; it stays in the record." />
    <${Button} type="submit" unavailable=${!how.trim() || how === ballot.met}>Note it<//>
  </form>`;
}

/** Objections one by one: one at the front, the others wait. @param {{decision: any, facilitator?: boolean}} props */
export function Objections({ decision, facilitator = false }) {
  const open = objectionsOf(decision);
  const [at, setAt] = useState(0);
  if (!open.length) return null;
  const place = Math.min(at, open.length - 1);
  const ballot = open[place];
  const go = (/** @type {number} */ by) => {
    setAt(place + by);
    announce(`${open[place + by].name || 'Objection'}, ${place + by + 1} of ${open.length}`);
  };
  return html`<section class="stack" aria-label="What is heard now">
    ${open.length > 1 &&
    html`<div class="row row--between">
      <b>${place + 1} of ${open.length}, one by one</b>
      <span class="row">
        <${IconButton} kind="secondary" icon="arrow-left" label="The one before" unavailable=${place === 0} onClick=${() => go(-1)} />
        <${IconButton} kind="secondary" icon="arrow-right" label="The next one" unavailable=${place === open.length - 1} onClick=${() => go(1)} />
      </span>
    </div>`}
    <${Voice} key=${ballot.voter} ballot=${ballot}>${facilitator && html`<${HowMet} decision=${decision} ballot=${ballot} />`}<//>
  </section>`;
}

/** What comes now, and where we are in it. @param {{decision: any}} props */
export function Ways({ decision }) {
  const open = objectionsOf(decision);
  const heard = open.length > 0 && open.every((ballot) => ballot.met);
  const runoff = decision.next?.runoff;
  const words = decision.proposes !== 'question';
  const [hear, why] = !open.length ? ['Look at it', runoff ? 'Is there a surprise?' : 'What was missing?'] : ['Hear it', decision.heard === 'objection' ? 'What in it would do harm?' : 'What would it need?'];
  const now = runoff || heard ? 1 : 0;
  const steps = [
    { title: hear, how: why },
    ...(runoff ? [] : [{ title: words ? 'Revise the words' : 'Talk about it', how: 'Together, as far as it helps' }]),
    { title: runoff ? 'Run-off' : 'Answer again', how: runoff ? 'Between those that are left' : decision.rounds_left === 0 && decision.next ? decision.next.title : `Round ${decision.round + 1}` },
    { title: 'If still stuck', how: 'The way we settle issues' },
  ];
  return html`<ol class="nexts" aria-label="What happens next">
    ${steps.map(({ title, how }, at) => html`<li key=${at} data-state=${at < now ? 'done' : at === now ? 'now' : 'ahead'} aria-current=${at === now ? 'step' : undefined}><b>${title}</b><span class="meta">${how}</span></li>`)}
  </ol>`;
}

/** The proposal, open for changes again. @param {{decision: any}} props */
export function Revise({ decision }) {
  const section = slice('plan')?.sections.find((/** @type {any} */ one) => one.id === decision.section);
  if (!takesPart() || decision.next?.runoff || decision.proposes === 'question') return null;
  return html`<section class="stack" aria-label="Revise the words">
    <h2 class="h-card">Revise the words together</h2>
    <${Changes} changes=${decision.changes} title="Changed since the last round" />
    ${section?.has_text && html`<${Editor} section=${decision.section} label="The words of the proposal" />`}
    ${section?.kinds?.length > 0 && html`<${EntryLists} kinds=${section.kinds} />`}
  </section>`;
}

/** Somebody asked to understand first. @param {{on: boolean}} props */
export function Question({ on }) {
  const ask = () => answer(send('signal', { kind: 'question', on: !on }));
  return html`<${Button} kind="quiet" icon="circle-help" aria-pressed=${String(on)} onClick=${ask}>${on ? 'The facilitator knows you have a question' : 'I have a question first'}<//>`;
}

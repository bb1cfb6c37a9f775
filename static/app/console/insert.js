/** A quick step before the next one: a pulse to feel the room, or a round of cards. */
import { send } from '../connection.js';
import { slice } from '../store.js';
import { answer, Button, Dialog, Field, html, toast, useProblem, useState } from '../ui.js';

const QUICK = {
  pulse: { label: 'A pulse: everybody answers 0 to 5', title: 'A quick pulse', ask: 'How ready are we to go on?', minutes: 2 },
  gather: { label: 'Cards: everybody writes, then we turn them over', title: 'A quick round of cards', ask: 'What is missing?', minutes: 4 },
};

/** @param {{onClose: () => void}} props */
export function InsertStep({ onClose }) {
  const [kind, setKind] = useState(/** @type {'pulse' | 'gather'} */ ('pulse'));
  const [ask, setAsk] = useState('');
  const [problem, setProblem] = useProblem();
  const next = slice('script')?.next;
  const quick = QUICK[kind];
  const insert = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = await answer(send('insert_step', { before: next.step, kind, title: quick.title, prompt: ask.trim() || quick.ask, minutes: quick.minutes }), setProblem);
    if (!said.ok) return;
    onClose();
    toast(`${quick.title} comes next.`, { label: 'Go there now', onClick: () => void answer(send('go_to', { step: said.made })) });
  };
  if (!next) return html`<${Dialog} title="Insert a quick step" onClose=${onClose}><p>This is the last step of the agenda, so there is nothing to put a step before.</p><//>`;
  return html`<${Dialog} title="Insert a quick step" onClose=${onClose}>
    <form class="stack" onSubmit=${insert}>
      <fieldset class="radios">
        <legend class="field__label">What kind</legend>
        ${Object.entries(QUICK).map(
          ([key, { label }]) => html`<label class="radio" key=${key}><input type="radio" name="quick" checked=${kind === key} onChange=${() => setKind(/** @type {any} */ (key))} /><span>${label}</span></label>`,
        )}
      </fieldset>
      <${Field} label="The question" value=${ask} placeholder=${quick.ask} maxlength="200" onValue=${setAsk} problem=${problem} />
      <p class="meta">It comes before “${next.title}”.</p>
      <${Button} type="submit" kind="primary">Insert it<//>
    </form>
  <//>`;
}

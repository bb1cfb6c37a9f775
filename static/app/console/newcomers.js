/** Somebody without a device, and a partner nobody has named yet. */
import { send } from '../connection.js';
import { useDraft } from '../drafts.js';
import { all } from '../store.js';
import { answer, Button, Dialog, Field, html, Problem, toast, useId, useProblem } from '../ui.js';

const NOBODY = { name: '', title: '', partner: '', new_partner: '', voice: false, observer: false };

/** A seat for a person who has no device, or whose phone is lost. @param {{onClose: () => void}} props */
export function AddPerson({ onClose }) {
  const [filled, set, clear] = useDraft('add-person', NOBODY);
  const [problem, setProblem] = useProblem();
  const id = useId();
  const change = (/** @type {object} */ part) => set({ ...filled, ...part });
  const add = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = await answer(send('add_participant', filled), setProblem);
    if (!said.ok) return;
    toast(`${filled.name} has a seat.`);
    clear();
    onClose();
  };
  return html`<${Dialog} title="Add a person" onClose=${onClose}>
    <form class="stack" onSubmit=${add}>
      <p class="ink-2">For somebody without a device: you enter what they say, in their name.</p>
      <${Field} label="Name" value=${filled.name} maxlength="120" onValue=${(/** @type {string} */ name) => change({ name })} problem=${problem?.field === 'name' ? problem : null} />
      <${Field} label="Their role" optional value=${filled.title} maxlength="120" onValue=${(/** @type {string} */ title) => change({ title })} />
      <div class="field">
        <label class="field__label" for=${id}>Partner</label>
        <select class="input" id=${id} value=${filled.partner} onChange=${(/** @type {any} */ event) => change({ partner: event.currentTarget.value, new_partner: '' })}>
          <option value="">None, or a new one</option>
          ${all('partner').map((partner) => html`<option key=${partner.id} value=${partner.id}>${partner.name}</option>`)}
        </select>
      </div>
      ${!filled.partner && !filled.observer && html`<${Field} label="New partner" optional value=${filled.new_partner} maxlength="120" onValue=${(/** @type {string} */ name) => change({ new_partner: name })} />`}
      ${!filled.observer && html`<label class="check"><input type="checkbox" checked=${filled.voice} onChange=${(/** @type {any} */ event) => change({ voice: event.currentTarget.checked })} /><span>Speaks for this partner</span></label>`}
      <label class="check"><input type="checkbox" checked=${filled.observer} onChange=${(/** @type {any} */ event) => change({ observer: event.currentTarget.checked, voice: false })} /><span>Observer: sees, does not vote</span></label>
      ${problem?.field !== 'name' && html`<${Problem} problem=${problem} />`}
      <${Button} type="submit" kind="primary">Add<//>
    </form>
  <//>`;
}

/** @param {{onClose: () => void}} props */
export function AddPartner({ onClose }) {
  const [name, setName, clear] = useDraft('add-partner', '');
  const [problem, setProblem] = useProblem();
  const add = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = await answer(send('add_partner', { name }), setProblem);
    if (!said.ok) return;
    clear();
    onClose();
  };
  return html`<${Dialog} title="Add a partner" onClose=${onClose}>
    <form class="stack" onSubmit=${add}>
      <${Field} label="Name of the partner" value=${name} maxlength="120" onValue=${setName} problem=${problem} />
      <${Button} type="submit" kind="primary">Add<//>
    </form>
  <//>`;
}

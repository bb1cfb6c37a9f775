/** Everybody counts: what the facilitator enters for a person without a device, in that person's name. */
import { Button, Dialog, html, people, partnerOf, useId, useState } from '../ui.js';

/** Those something can be entered for: everybody who has a partner. */
export const seated = () => people().filter((person) => person.partner && person.role !== 'observer');

/** Choose whom it is for. @param {{value: string, onValue: (id: string) => void}} props */
export function Whom({ value, onValue }) {
  const id = useId();
  return html`<div class="field">
    <label class="field__label" for=${id}>For whom?</label>
    <select class="input" id=${id} value=${value} onChange=${(/** @type {any} */ event) => onValue(event.currentTarget.value)}>
      <option value="">Choose a person</option>
      ${seated().map((person) => html`<option key=${person.id} value=${person.id}>${person.name}, ${partnerOf(person)?.name}</option>`)}
    </select>
  </div>`;
}

/**
 * A button that opens a form for somebody else.
 * @param {{label: string, title: string, form: (whom: string, done: () => void) => any}} props `form` draws what is entered once a person is chosen
 */
export function ForSomeone({ label, title, form }) {
  const [open, setOpen] = useState(false);
  const [whom, setWhom] = useState('');
  return html`
    <${Button} icon="plus" onClick=${() => setOpen(true)}>${label}<//>
    ${open &&
    html`<${Dialog} title=${title} onClose=${() => setOpen(false)}>
      <div class="stack">
        <${Whom} value=${whom} onValue=${setWhom} />
        ${whom && form(whom, () => setOpen(false))}
      </div>
    <//>`}
  `;
}

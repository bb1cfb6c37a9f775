/** Capacity: what each partner can give, said honestly and privately first, then shown together and thanked; never compared. */
import { send } from '../connection.js';
import { useDraft } from '../drafts.js';
import { slice } from '../store.js';
import { Action, HowMany, Scroll, StageAsk, WallAsk } from './head.js';
import { answer, Button, Field, html, Icon, ink, partnerOf, Problem, takesPart, toast, useId, useProblem } from '../ui.js';
import { entriesOf, kindOf } from './entries/declared.js';
import { ForSomeone } from './someone.js';

/** @typedef {import('./index.js').Step} Step */
/** @typedef {{days_per_month: number | null, in_kind: string, working_style: string}} Offer */

/** @type {Offer} */
const BLANK = { days_per_month: null, in_kind: '', working_style: '' };

/** @param {string} name */
const declared = (name) => kindOf('capacity').fields.find((field) => field.name === name);

/** Who likes to work how, in one tap. @param {{value: string, set: (value: string) => void}} props */
function Styles({ value, set }) {
  const name = useId();
  return html`<fieldset class="field">
    <legend class="field__label">How do you like to work?</legend>
    <div class="radios">${(declared('working_style')?.options ?? []).map(
      ([key, words]) => html`<label class="radio" key=${key}><input type="radio" name=${name} checked=${value === key} onChange=${() => set(key)} /><span>${words}</span></label>`,
    )}</div>
  </fieldset>`;
}

/** @param {{step: Step, whom?: string, known: Offer | null, done?: () => void}} props */
function OfferForm({ step, whom = '', known, done }) {
  const [offer, setOffer, clear] = useDraft(`capacity:${step.id}:${whom}`, known ?? BLANK);
  const [problem, setProblem] = useProblem();
  const set = (/** @type {Partial<Offer>} */ change) => setOffer((before) => ({ ...before, ...change }));
  const give = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = await answer(send('offer_capacity', { step: step.id, ...offer, participant: whom }), setProblem);
    if (!said.ok) return;
    clear();
    toast('Thank you. That is kept until all are shown.');
    done?.();
  };
  return html`<form class="stack offer" onSubmit=${give}>
    <${Field} label="Days a month" hint="Person-days your partner can truly give. Nought is an honest answer." type="number" inputmode="numeric" min="0" max="3100" step="1" value=${offer.days_per_month ?? ''}
      onValue=${(/** @type {string} */ typed) => set({ days_per_month: typed === '' ? null : Number(typed) })} problem=${problem?.field === 'days_per_month' ? problem : null} />
    <${Field} label="In kind" optional hint="Rooms, tools, vehicles, know-how" maxlength="500" value=${offer.in_kind} onValue=${(/** @type {string} */ typed) => set({ in_kind: typed })} problem=${problem?.field === 'in_kind' ? problem : null} />
    <${Styles} value=${offer.working_style} set=${(/** @type {string} */ key) => set({ working_style: key })} />
    ${problem && !['days_per_month', 'in_kind'].includes(problem.field ?? '') && html`<${Problem} problem=${problem} />`}
    <${Action} note=${known && html`<span class="row"><${Icon} name="circle-check" cls="agree" />What you said is kept. You can change it until all are shown.</span>`}>
      <${Button} type="submit" kind="primary" large block>${known ? 'Change what we offer' : 'This is what we can give'}<//>
    <//>
  </form>`;
}

/** What all can give, in the order of the partners. */
function Offers() {
  const shownStyle = (/** @type {string} */ key) => declared('working_style')?.options?.find(([one]) => one === key)?.[1] ?? '';
  return html`<ul class="partnercards">${entriesOf('capacity').map((entry) => {
    const partner = slice(`partner:${entry.fields.partner}`);
    const { days_per_month: days, in_kind: kind, working_style: style } = entry.fields;
    return html`<li key=${entry.id} class=${`partnercard sheet ${ink(partner)}`}>
      <b>${partner?.name ?? ''}</b>
      <p><b class="num">${days ?? '–'}</b> ${days === 1 ? 'day' : 'days'} a month</p>
      ${kind && html`<p class="ink-2">${kind}</p>`}
      ${style && html`<p class="meta">${shownStyle(style)}</p>`}
    </li>`;
  })}</ul>`;
}

/** @param {{step: Step}} props */
export function Now({ step }) {
  const partner = partnerOf(slice('me'));
  if (step.revealed) return html`<${Offers} /><p class="aside-line"><${Icon} name="message-circle" /><span>Equal is not always fair. Thank each other; nobody has to explain a small number.</span></p>`;
  const may = takesPart() && partner && !slice('place')?.locked;
  return html`
    <p class="aside-line"><${Icon} name="eye-off" /><span>${partner ? `Only ${partner.name} sees this until all is shown together.` : 'Each partner answers for itself; all is shown together.'}</span></p>
    ${may && html`<${OfferForm} step=${step} known=${slice('mine')?.[step.id]?.capacity ?? null} />`}
    <p class="meta"><${HowMany} step=${step} did="said what they can give" /></p>
  `;
}

/** @param {{step: Step}} props */
export function Stage({ step }) {
  return html`
    <${StageAsk} step=${step} />
    ${step.revealed ? html`<${Scroll}><${Offers} /><//>` : html`<div class="stage__wait"><p class="stage__big"><b class="num">${step.done}</b></p><p>${step.done === 1 ? 'partner has' : 'partners have'} said what they can give</p></div>`}
    <div class="stage__facts">
      <p>${step.revealed ? 'Thank each partner. A small number that is true is worth more than a large one.' : 'Offers are hidden from everybody, you too.'}</p>
      ${!step.revealed && html`<${ForSomeone} label="Add for someone" title="What a partner can give" form=${(/** @type {string} */ whom, /** @type {() => void} */ done) => html`<${OfferForm} step=${step} whom=${whom} known=${null} done=${done} />`} />`}
    </div>
  `;
}

/** @param {{step: Step}} props */
export const Wall = ({ step }) =>
  step.revealed
    ? html`<div class="pj__ask pj__ask--wide"><h1 class="pj__step">${step.title}</h1><div class="pj__entries"><${Offers} /></div></div>`
    : html`<${WallAsk} step=${step} doing="Honestly, and privately first" />`;

/** @param {{step: Step}} props */
export const primary = ({ step }) => (step.revealed ? null : { label: 'Show all offers', icon: 'eye', command: 'reveal', fields: { step: step.id } });

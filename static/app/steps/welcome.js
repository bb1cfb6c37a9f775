/** Welcome: who is here, for whom, what each partner brings and hopes for, and how we treat each other in this room. */
import { send } from '../connection.js';
import { useDraft } from '../drafts.js';
import { all, slice } from '../store.js';
import { answer, Avatar, Button, Field, html, Icon, ink, isHere, peopleOf, Problem, takesPart, toast, useProblem, useState } from '../ui.js';
import { Scroll, StageAsk } from './head.js';

/** @typedef {import('./index.js').Step} Step */
/** @typedef {import('../ui.js').Partner} Partner */

const GROUND_RULES = [
  'First everybody writes, then everybody speaks.',
  'One voice at a time; short is kind.',
  'We ask what is meant before we judge it.',
  '“I have to ask at home first” is a good answer.',
];

const LIMIT = 200;

/** @param {{partner: Partner}} props */
function Seats({ partner }) {
  const members = peopleOf(partner.id);
  if (!members.length) return html`<p class="meta">Nobody here yet</p>`;
  return html`<ul class="seats">
    ${members.map(
      (person) =>
        html`<li class="seat" key=${person.id}>
          <${Avatar} person=${person} /><span>${person.name}${partner.voice === person.id && html`<span class="meta">, speaks for them</span>`}${!isHere(person.id) && html`<span class="meta">, away</span>`}</span>
        </li>`,
    )}
  </ul>`;
}

/** A partner's line: who sits here, what they bring, what they hope for. @param {{partner: Partner, mine?: boolean, onDescribe?: () => void}} props */
const PartnerCard = ({ partner, mine, onDescribe }) =>
  html`<li class=${`partnercard sheet ${ink(partner)}`}>
    <h2 class="h-small">${partner.name}${mine && html` <span class="meta">(yours)</span>`}</h2>
    <${Seats} partner=${partner} />
    ${partner.brings && html`<p><span class="meta">Brings</span> ${partner.brings}</p>`} ${partner.hopes && html`<p><span class="meta">Hopes for</span> ${partner.hopes}</p>`}
    ${onDescribe && html`<${Button} kind="quiet" icon="pencil" onClick=${onDescribe}>Change what ${partner.name} brings<//>`}
  </li>`;

/** What our partner brings and hopes for. @param {{partner: Partner, onDone: () => void}} props */
function Describe({ partner, onDone }) {
  const [brings, setBrings, clearBrings] = useDraft(`brings:${partner.id}`, partner.brings);
  const [hopes, setHopes, clearHopes] = useDraft(`hopes:${partner.id}`, partner.hopes);
  const [problem, setProblem] = useProblem();
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = await answer(send('describe_partner', { partner: partner.id, name: null, brings: brings.trim(), hopes: hopes.trim() }), setProblem);
    if (!said.ok) return;
    clearBrings();
    clearHopes();
    toast('Thank you. Everybody sees it now.');
    onDone();
  };
  const at = (/** @type {string} */ field) => (problem?.field === field ? problem : null);
  return html`<form class=${`describe sheet ${ink(partner)}`} onSubmit=${save}>
    <h2 class="h-small">For ${partner.name}, in one line each</h2>
    <${Field} label="What do we bring?" rows="2" value=${brings} onValue=${setBrings} maxlength=${LIMIT} problem=${at('brings')} />
    <${Field} label="What do we hope for?" rows="2" value=${hopes} onValue=${setHopes} maxlength=${LIMIT} problem=${at('hopes')} />
    ${problem && !at('brings') && !at('hopes') && html`<${Problem} problem=${problem} />`}
    <${Button} kind="primary" type="submit" large>Share this<//>
  </form>`;
}

const GroundRules = () =>
  html`<section class="groundrules">
    <h2 class="h-small">How we treat each other here</h2>
    <ul>${GROUND_RULES.map((rule) => html`<li key=${rule}><${Icon} name="check" /><span>${rule}</span></li>`)}</ul>
  </section>`;

/** @param {{step: Step}} props */
export function Now({ step }) {
  const me = slice('me');
  const partners = /** @type {Partner[]} */ (all('partner'));
  const own = partners.find((partner) => partner.id === me?.partner);
  const [editing, setEditing] = useState(false);
  const may = own && takesPart() && !slice('place')?.locked;
  const asks = may && (editing || (!own.brings && !own.hopes));
  return html`
    ${asks && html`<${Describe} partner=${own} onDone=${() => setEditing(false)} />`}
    <ul class="partnercards">
      ${partners.map(
        (partner) =>
          html`<${PartnerCard} key=${partner.id} partner=${partner} mine=${partner === own} onDescribe=${partner === own && may && !asks ? () => setEditing(true) : undefined} />`,
      )}
    </ul>
    <${GroundRules} />
  `;
}

/** @param {{step: Step}} props */
export const Stage = ({ step }) =>
  html`<${StageAsk} step=${step} />
    <${Scroll}>
      <ul class="partnercards">${all('partner').map((partner) => html`<${PartnerCard} key=${partner.id} partner=${partner} />`)}</ul>
    <//>`;

/** @param {{step: Step}} props */
export const Wall = ({ step }) =>
  html`<div class="pj__ask">
    <p class="pj__step">${step.title}</p>
    <h1 class="pj__prompt" data-long=${(step.prompt || '').length > 60 ? '' : undefined}>${step.prompt || 'Good that you are here'}</h1>
    <ul class="pj__partners">
      ${all('partner').map((partner) => html`<li key=${partner.id} class=${ink(partner)}><i></i>${partner.name}<span class="num">${peopleOf(partner.id).filter((person) => isHere(person.id)).length}</span></li>`)}
    </ul>
  </div>`;

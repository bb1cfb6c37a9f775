/** A place card for each partner: who is here, what they did, and who asks to speak. */
import { send } from '../connection.js';
import { all, slice } from '../store.js';
import { answer, Avatar, html, Icon, isHere, people, peopleOf } from '../ui.js';

/** @type {Record<string, [string, string]>} */
const SIGNALS = { more_time: ['hourglass', 'needs more time'], ready: ['check', 'is ready'], question: ['circle-help', 'has a question'] };

/** What this person did in the step, and what they told the facilitator in private. @param {{person: any}} props */
function Seat({ person }) {
  const done = slice('progress')?.[person.id];
  const signals = done?.signals ?? [];
  // Once all is turned over nobody knows any more whose is what.
  const words = !isHere(person.id) ? 'away' : slice('step')?.revealed ? 'here' : (done?.did ?? 'here');
  return html`<span class="seat" title=${person.name}>
    <${Avatar} person=${person} />
    <span class="seat__words"><span class="visually-hidden">${person.name}: </span>${words}
      ${signals.map((/** @type {string} */ kind) => {
        const [icon, says] = SIGNALS[kind] ?? ['info', kind];
        return html`<span key=${kind} class="seat__signal" title=${`${person.name} ${says}`}><${Icon} name=${icon} /><span class="visually-hidden">${says}</span></span>`;
      })}
    </span>
  </span>`;
}

/** A claim to speak waits for one tap. @param {{person: any, contested: boolean}} props */
function Claim({ person, contested }) {
  return html`<div class="seat seat--wide" title=${person.name}>
    <${Avatar} person=${person} />
    <span class="seat__words grow"><span class="visually-hidden">${person.name} </span>${contested ? 'also asks to speak' : 'asks to speak'}</span>
    <button type="button" class="btn btn--primary btn--small" onClick=${() => answer(send('confirm_voice', { participant: person.id }))}>Confirm<span class="visually-hidden"> ${person.name}</span></button>
    ${contested && html`<button type="button" class="btn btn--quiet btn--small" aria-label=${`Not now: ${person.name}`} onClick=${() => answer(send('dismiss_claim', { participant: person.id }))}><${Icon} name="x" /></button>`}
  </div>`;
}

/** One partner. @param {{partner: any}} props */
function Place({ partner }) {
  const members = peopleOf(partner.id);
  const claims = members.filter((person) => partner.claims.includes(person.id));
  const quiet = slice('hint')?.partner === partner.id;
  return html`<li class=${`place org-${partner.colour} ${quiet ? 'place--quiet' : ''}`}>
    <h3 class="place__name" title=${partner.name}>${partner.name}</h3>
    <div class="place__people">
      ${claims.map((person) => html`<${Claim} key=${person.id} person=${person} contested=${Boolean(partner.voice) || claims.length > 1} />`)}
      ${members.filter((person) => !claims.includes(person)).map((person) => html`<${Seat} key=${person.id} person=${person} />`)}
      ${!members.length && html`<span class="seat seat--wide meta">Nobody here yet</span>`}
    </div>
  </li>`;
}

/** All partners, and those who sit with none. */
export function Places() {
  const apart = people().filter((person) => !person.partner && !['facilitator', 'co_facilitator'].includes(person.role));
  return html`<ul class="places places--console">
    ${all('partner').map((partner) => html`<${Place} key=${partner.id} partner=${partner} />`)}
    ${apart.length > 0 && html`<li class="place place--apart"><h3 class="place__name">Observers</h3><div class="place__people">${apart.map((person) => html`<${Seat} key=${person.id} person=${person} />`)}</div></li>`}
    ${!all('partner').length && html`<li class="place place--apart"><h3 class="place__name">No partner yet</h3><p class="meta">They appear here as people join.</p></li>`}
  </ul>`;
}

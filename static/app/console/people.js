/** People: everybody with what the facilitator can do for them. */
import { send } from '../connection.js';
import { all, slice } from '../store.js';
import { answer, Avatar, Button, Dialog, Field, html, isHere, partnerOf, people, peopleOf, toast, useProblem, useState } from '../ui.js';
import { AddPartner, AddPerson } from './newcomers.js';
import { PersonalLink } from './link.js';

/** @type {Record<string, string>} */
const ROLES = { facilitator: 'Facilitator', co_facilitator: 'Co-facilitator', representative: 'Speaks for the partner', observer: 'Observer', participant: '', removed: 'Removed' };

/** Name and title go for good; what was typed into the plan stays. @param {{person: any}} props */
function Erase({ person }) {
  const [asking, setAsking] = useState(false);
  const erase = async () => {
    setAsking(false);
    const said = await answer(send('erase_person', { participant: person.id }));
    if (said.ok) toast('The name is erased.');
  };
  return html`<${Button} kind="quiet" onClick=${() => setAsking(true)}>Erase the name<//>
    ${asking &&
    html`<${Dialog} title=${`Erase ${person.name}?`} onClose=${() => setAsking(false)}>
      <div class="stack">
        <p>Name and title go for good, everywhere. What this person wrote into the plan stays, without a name; so does a name under a sealed signature.</p>
        <div class="dialog__actions"><${Button} kind="danger" onClick=${erase}>Erase it for good<//><${Button} kind="quiet" onClick=${() => setAsking(false)}>Not now<//></div>
      </div>
    <//>`}`;
}

/** What can be done for one person. @param {{person: any, onLink: () => void}} props */
function Actions({ person, onLink }) {
  const partner = partnerOf(person);
  const claims = partner?.claims.includes(person.id);
  const speaks = partner?.voice === person.id;
  const leads = slice('me')?.role === 'facilitator';
  const co = person.role === 'co_facilitator';
  const run = (/** @type {string} */ type, /** @type {object} */ fields = {}) => () => void answer(send(type, { participant: person.id, ...fields }));
  const remove = async () => {
    const said = await answer(send('remove_participant', { participant: person.id }));
    if (said.ok) toast(`${person.name} is out of the room.`, { label: 'Readmit', onClick: () => void answer(send('readmit_participant', { participant: person.id })) });
  };
  if (person.role === 'facilitator') return null;
  if (person.role === 'removed') return html`<div class="row"><${Button} onClick=${run('readmit_participant')}>Readmit<//><${Erase} person=${person} /></div>`;
  return html`<div class="row">
    ${partner && !speaks && (claims || !partner.voice) && html`<${Button} kind=${claims ? 'primary' : 'quiet'} onClick=${run('confirm_voice')}>${claims ? 'Confirm: speaks for them' : 'Let them speak for the partner'}<//>`}
    ${claims && html`<${Button} kind="quiet" onClick=${run('dismiss_claim')}>Not now<//>`}
    <${Button} kind="quiet" icon="link" onClick=${onLink}>Personal link<//>
    ${leads && html`<${Button} kind="quiet" onClick=${run('set_co_facilitator', { on: !co })}>${co ? 'No longer co-facilitator' : 'Make co-facilitator'}<//>`}
    <${Button} kind="quiet" onClick=${remove}>Remove<//>
  </div>`;
}

/** What can be done for a partner as a whole. @param {{partner: any}} props */
function PartnerActions({ partner }) {
  const [asking, setAsking] = useState('');
  const [reason, setReason] = useState('');
  const [voter, setVoter] = useState('');
  const [problem, setProblem] = useProblem();
  const able = people().filter((person) => ['participant', 'representative'].includes(person.role) && person.id !== partner.voice);
  const close = () => {
    setAsking('');
    setReason('');
  };
  const send_ = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const fields = asking === 'proxy' ? { participant: voter } : {};
    const said = await answer(send(asking === 'proxy' ? 'designate_proxy' : 'withdraw_partner', { partner: partner.id, reason, ...fields }), setProblem);
    if (said.ok) close();
  };
  const run = (/** @type {string} */ type) => () => void answer(send(type, { partner: partner.id }));
  if (partner.withdrawn) return html`<p class="meta">Has withdrawn: ${partner.withdrawn}</p><${Button} kind="quiet" onClick=${run('return_partner')}>Takes part again<//>`;
  return html`<div class="row">
      ${able.length > 0 && html`<${Button} kind="quiet" onClick=${() => setAsking('proxy')}>Somebody else votes for them<//>`}
      <${Button} kind="quiet" onClick=${() => setAsking('withdraw')}>The partner withdraws<//>
      ${!peopleOf(partner.id).length && html`<${Button} kind="quiet" onClick=${run('remove_partner')}>Take it off the list<//>`}
    </div>
    ${asking &&
    html`<form class="stack sheet pform" onSubmit=${send_}>
      ${asking === 'proxy'
        ? html`<label class="field"><span class="field__label">Who votes for ${partner.name}?</span>
            <select class="input" value=${voter} onChange=${(/** @type {any} */ event) => setVoter(event.currentTarget.value)}>
              <option value="">Choose a person</option>${able.map((person) => html`<option key=${person.id} value=${person.id}>${[person.name, partnerOf(person)?.name].filter(Boolean).join(', ')}</option>`)}
            </select></label>
            <p class="meta">They vote from now on; answers already given stay. A proxy of another partner does not sign.</p>`
        : html`<p>Its votes so far stand. It has no vote and no signature from now on, and what it leads needs a lead.</p>`}
      <${Field} label="Why" value=${reason} maxlength="300" onValue=${setReason} problem=${problem} hint="It stays in the record." />
      <div class="row"><${Button} type="submit" kind=${asking === 'proxy' ? 'primary' : 'danger'} unavailable=${asking === 'proxy' && !voter}>${asking === 'proxy' ? 'Let them vote' : `${partner.name} withdraws`}<//><${Button} kind="quiet" onClick=${close}>Not now<//></div>
    </form>`}`;
}

/** One person; the actions unfold. @param {{person: any, onLink: () => void}} props */
function Row({ person, onLink }) {
  const words = [person.title, ROLES[person.role], isHere(person.id) ? '' : 'away'].filter(Boolean).join(', ');
  const asks = partnerOf(person)?.claims.includes(person.id);
  return html`<li class="prow">
    <details open=${asks}>
      <summary><${Avatar} person=${person} /><span class="grow"><b>${person.name}</b>${words && html`<span class="meta prow__words">${words}</span>`}</span>${asks && html`<span class="badge badge--concern">Asks to speak</span>`}</summary>
      <${Actions} person=${person} onLink=${onLink} />
    </details>
  </li>`;
}

/** @param {{onClose: () => void}} props */
export function People({ onClose }) {
  const [adding, setAdding] = useState(/** @type {'' | 'person' | 'partner'} */ (''));
  const [linked, setLinked] = useState('');
  const group = (/** @type {string} */ title, /** @type {any[]} */ members, /** @type {any} */ partner = null) =>
    members.length || partner
      ? html`<section key=${title}>
          <h3 class="h-small">${title}${partner?.withdrawn && html` <span class="badge">Has withdrawn</span>`}${partner?.proxy && html` <span class="badge badge--soft">A proxy votes</span>`}</h3>
          <ul>${members.map((person) => html`<${Row} key=${person.id} person=${person} onLink=${() => setLinked(person.id)} />`)}</ul>
          ${partner && html`<details class="fold"><summary>For this partner</summary><${PartnerActions} partner=${partner} /></details>`}
        </section>`
      : null;
  const person = linked && slice(`person:${linked}`);
  if (person) return html`<${PersonalLink} person=${person} onClose=${() => setLinked('')} />`;
  if (adding) return adding === 'person' ? html`<${AddPerson} onClose=${() => setAdding('')} />` : html`<${AddPartner} onClose=${() => setAdding('')} />`;
  return html`<${Dialog} title="People" wide onClose=${onClose}>
    <div class="peoplelist">
      <div class="row"><${Button} icon="plus" onClick=${() => setAdding('person')}>Add a person<//><${Button} kind="quiet" icon="plus" onClick=${() => setAdding('partner')}>Add a partner<//></div>
      ${all('partner').map((partner) => group(partner.name, people().filter((one) => one.partner === partner.id), partner))}
      ${group('Without a partner', people().filter((one) => !one.partner))}
    </div>
  <//>`;
}

/** Everybody in the workshop, by partner; one's own details; and a place for a thought that doesn't belong here now. */
import { send } from '../connection.js';
import { Homework } from './homework.js';
import { useDraft } from '../drafts.js';
import { all, slice } from '../store.js';
import { answer, Avatar, Button, Dialog, Field, html, Icon, ink, isHere, people, peopleOf, Problem, takesPart, toast, useProblem, useState } from '../ui.js';

/** @typedef {import('../ui.js').Person} Person */
/** @typedef {import('../ui.js').Partner} Partner */

/** @param {Person} person @param {Partner} [partner] */
function roleWords(person, partner) {
  if (partner?.withdrawn) return '';
  if (partner?.voice === person.id) return `Speaks for ${partner.name}`;
  if (partner?.claims?.includes(person.id)) return 'Asked to speak; the facilitator confirms';
  return { facilitator: 'Facilitator', co_facilitator: 'Co-facilitator', observer: 'Observer' }[person.role] ?? '';
}

/** @param {{person: Person, partner?: Partner}} props */
function Line({ person, partner }) {
  const words = [person.title, roleWords(person, partner)].filter(Boolean).join(' · ');
  return html`<li class="who">
    <${Avatar} person=${person} />
    <span class="who__text"
      ><b>${person.name}${person.id === slice('me')?.id && html` <span class="meta">(you)</span>`}</b>${words && html`<span class="meta">${words}</span>`}</span
    >
    <span class="meta who__here">${isHere(person.id) ? 'here' : 'away'}</span>
  </li>`;
}

/** A group of people on a sheet. @param {{title: any, cls?: string, note?: any, members: Person[], partner?: Partner}} props */
const Group = ({ title, cls = '', note, members, partner }) =>
  html`<section class=${`peoplegroup sheet ${cls}`}>
    <h2 class="h-small">${title}</h2>
    ${note && html`<p class="meta">${note}</p>`}
    <ul>${members.map((person) => html`<${Line} key=${person.id} person=${person} partner=${partner} />`)}</ul>
    ${members.length === 0 && html`<p class="meta">Nobody yet</p>`}
  </section>`;

/** Change one's name or title. @param {{onClose: () => void}} props */
function Details({ onClose }) {
  const me = slice('me');
  const [name, setName] = useState(me.name);
  const [title, setTitle] = useState(me.title);
  const [problem, setProblem] = useProblem();
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = await answer(send('change_details', { participant: '', name: name.trim(), title: title.trim() || null, partner: null }), setProblem);
    if (said.ok) onClose();
  };
  return html`<${Dialog} title="Your details" onClose=${onClose}>
    <form class="stack" onSubmit=${save}>
      <${Field} label="Your name" value=${name} onValue=${setName} autocomplete="name" problem=${problem?.field === 'name' ? problem : null} />
      <${Field} label="Your role" hint="For example: kitchen manager" optional value=${title} onValue=${setTitle} problem=${problem?.field === 'title' ? problem : null} />
      ${problem && !['name', 'title'].includes(problem.field ?? '') && html`<${Problem} problem=${problem} />`}
      <${Button} kind="primary" type="submit" large block>Save<//>
    </form>
  <//>`;
}

/** Let a colleague speak. @param {{partner: Partner, onClose: () => void}} props */
function HandOver({ partner, onClose }) {
  const others = peopleOf(partner.id).filter((person) => person.id !== slice('me').id);
  const hand = async (/** @type {Person} */ person) => {
    const said = await answer(send('hand_voice', { participant: person.id }));
    if (said.ok) toast(`${person.name} speaks for ${partner.name} now.`);
    onClose();
  };
  return html`<${Dialog} title=${`Who speaks for ${partner.name}?`} onClose=${onClose}>
    <p class="ink-2">Answers that you gave already stay. From now on your colleague answers and signs.</p>
    <ul class="choices">
      ${others.map((person) => html`<li key=${person.id}><${Button} block onClick=${() => hand(person)}><${Avatar} person=${person} />${person.name}<//></li>`)}
    </ul>
  <//>`;
}

/** Anybody who sits here for a partner can vote for us while we are away. @param {{partner: Partner, onClose: () => void}} props */
function Proxy({ partner, onClose }) {
  const others = people().filter((person) => ['participant', 'representative'].includes(person.role) && person.id !== slice('me').id);
  const lend = async (/** @type {Person} */ person) => {
    const said = await answer(send('designate_proxy', { partner: partner.id, participant: person.id }));
    if (said.ok) toast(`${person.name} votes for ${partner.name} now. You can take that back.`);
    onClose();
  };
  return html`<${Dialog} title=${`Who votes for ${partner.name}?`} onClose=${onClose}>
    <p class="ink-2">Answers that you gave already stay. A proxy of another partner votes, but does not sign.</p>
    <ul class="choices">${others.map((person) => html`<li key=${person.id}><${Button} block onClick=${() => lend(person)}><${Avatar} person=${person} />${person.name}<//></li>`)}</ul>
  <//>`;
}

/** The partner leaves, with a reason: its representative says so. @param {{partner: Partner, onClose: () => void}} props */
function Withdraw({ partner, onClose }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useProblem();
  const leave = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = await answer(send('withdraw_partner', { partner: partner.id, reason }), setProblem);
    if (said.ok) onClose();
  };
  return html`<${Dialog} title=${`${partner.name} withdraws`} onClose=${onClose}>
    <form class="stack" onSubmit=${leave}>
      <p>Your votes so far stand. From now on ${partner.name} has no vote and does not sign, and what it leads needs somebody else. The facilitator can undo this.</p>
      <${Field} label="Why" value=${reason} maxlength="300" onValue=${setReason} problem=${problem} hint="Everybody can read it." />
      <${Button} type="submit" kind="danger">${partner.name} withdraws<//>
    </form>
  <//>`;
}

/** Me: what I am here as, and what I can change about it. */
function Me() {
  const me = slice('me');
  const [open, setOpen] = useState(/** @type {'' | 'details' | 'hand' | 'leave' | 'proxy'} */ (''));
  if (!me) return null;
  const partner = /** @type {Partner | undefined} */ (me.partner ? slice(`partner:${me.partner}`) : undefined);
  const speaks = partner?.voice === me.id;
  const free = partner && takesPart() && !speaks && !me.claiming;
  const colleagues = partner ? peopleOf(partner.id).length > 1 : false;
  return html`<section class="me sheet">
    <div class="me__head">
      <${Avatar} person=${me} large />
      <div>
        <h2 class="h-small">${me.name}</h2>
        <p class="meta">${[me.title, !roleWords(me, partner) && partner?.name, roleWords(me, partner)].filter(Boolean).join(' · ')}</p>
      </div>
    </div>
    <div class="row">
      <${Button} icon="pencil" onClick=${() => setOpen('details')}>Change my details<//>
      ${free && html`<${Button} icon="message-circle" onClick=${() => answer(send('claim_voice'))}>${partner.voice ? 'Ask to speak' : 'I speak'} for ${partner.name}<//>`}
      ${speaks && colleagues && html`<${Button} icon="users" onClick=${() => setOpen('hand')}>Let a colleague speak<//>`}
      ${(me.lent ?? []).map((/** @type {string} */ lent) => html`<${Button} key=${lent} icon="undo-2" onClick=${() => answer(send('take_back_voice', { partner: lent }))}>Vote for ${slice(`partner:${lent}`)?.name} again<//>`)}
      ${speaks && me.signs !== undefined && takesPart() && html`<${Button} kind="quiet" onClick=${() => setOpen('proxy')}>Somebody else votes for us<//><${Button} kind="quiet" onClick=${() => setOpen('leave')}>We withdraw<//>`}
    </div>
    ${open === 'details' && html`<${Details} onClose=${() => setOpen('')} />`}
    ${open === 'leave' && partner && html`<${Withdraw} partner=${partner} onClose=${() => setOpen('')} />`}
    ${open === 'proxy' && partner && html`<${Proxy} partner=${partner} onClose=${() => setOpen('')} />`}
    ${open === 'hand' && partner && html`<${HandOver} partner=${partner} onClose=${() => setOpen('')} />`}
  </section>`;
}

/** A thought for later: kept for all to see, without a name. */
function Park() {
  const [text, setText, clear] = useDraft('park', '');
  const [problem, setProblem] = useProblem();
  const parked = slice('parking') ?? [];
  const park = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!text.trim()) return;
    const said = await answer(send('park', { text: text.trim() }), setProblem);
    if (!said.ok) return;
    clear();
    toast('Parked. It will not be forgotten.');
  };
  return html`<section class="peoplegroup sheet">
    <h2 class="h-small">Parked for later</h2>
    ${parked.length > 0 && html`<ul class="parked doc">${parked.map((/** @type {any} */ item) => html`<li key=${item.id}>${item.text}</li>`)}</ul>`}
    <form class="stack" onSubmit=${park}>
      <${Field} label="Park a thought" hint="Important, but not now? Everybody sees it here." value=${text} onValue=${setText} rows="2" problem=${problem} />
      <${Button} type="submit" icon="plus" unavailable=${!text.trim()}>Park it<//>
    </form>
  </section>`;
}

/** The People view. */
export function People() {
  const partners = /** @type {Partner[]} */ (all('partner'));
  const hosts = people().filter((person) => ['facilitator', 'co_facilitator'].includes(person.role));
  const observers = people().filter((person) => person.role === 'observer' && !person.partner);
  const loose = people().filter((person) => !person.partner && !hosts.includes(person) && !observers.includes(person));
  const here = people().filter((person) => isHere(person.id)).length;
  return html`
    <div class="ask">
      <h1 class="ask__title" tabindex="-1">People</h1>
      <p class="ask__lede">${here} of ${people().length} are here now.</p>
    </div>
    <${Me} />
    <${Homework} />
    <div class="peoplegrid">
      ${partners.map(
        (partner) =>
          html`<${Group}
            key=${partner.id}
            title=${partner.name}
            cls=${`peoplegroup--partner ${ink(partner)}`}
            note=${partner.withdrawn ? 'Has withdrawn; its votes so far stand' : !partner.voice && 'Nobody speaks for this partner yet'}
            members=${peopleOf(partner.id)}
            partner=${partner}
          />`,
      )}
      ${loose.length > 0 && html`<${Group} title="Without a partner" members=${loose} />`}
      ${hosts.length > 0 && html`<${Group} title="Facilitating" members=${hosts} />`} ${observers.length > 0 && html`<${Group} title="Observing" members=${observers} />`}
      <${Park} />
    </div>
  `;
}

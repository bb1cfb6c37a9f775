/** Who has answered, who asks at home, who came late; what was said aloud is entered here, and a vote can be held open. */
import { answer, Button, Dialog, Field, html, Icon, useProblem, useState } from '../../../ui.js';
import { send } from '../../../connection.js';
import { useDraft } from '../../../drafts.js';
import { all, slice } from '../../../store.js';
import { PersonalLink } from '../../../console/link.js';
import { Choices } from '../choices.js';
import { toneOf } from '../decided.js';
import { ballotFields, BLANK, lacking } from '../forms.js';
import { moment } from '../until.js';
import { endOf, tomorrow } from '../../../ui/dates.js';

/** What somebody said aloud, entered for them; they can change it until the close. @param {{decision: any, voter: any, onClose: () => void}} props */
function Spoken({ decision, voter, onClose }) {
  const [filled, set, clear] = useDraft(`spoken:${decision.id}:${decision.round}:${voter.voter}`, BLANK);
  const [problem, setProblem] = useProblem();
  const record = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = lacking(decision, filled);
    if (missing) return setProblem({ ok: false, message: missing });
    const said = await answer(send('record_ballot', { decision: decision.id, voter: voter.voter, ...ballotFields(decision, filled) }), setProblem);
    if (!said.ok) return;
    clear();
    onClose();
  };
  return html`<${Dialog} title=${`${voter.name}, said aloud`} onClose=${onClose}>
    <form class="stack" onSubmit=${record} noValidate>
      <${Choices} decision=${decision} filled=${filled} set=${set} group=${`s-${voter.voter}`} problem=${problem} legend=${html`What <b>${voter.name}</b> said`} />
      <p class="meta">It is shown as recorded by you, and they can change it until you close.</p>
      <${Button} type="submit" kind="primary">Record it<//>
    </form>
  <//>`;
}

/** Held open until a date, with a link for each who still has to answer. @param {{decision: any, onClose: () => void}} props */
function Hold({ decision, onClose }) {
  const [until, setUntil] = useState('');
  const [linked, setLinked] = useState('');
  const [problem, setProblem] = useProblem();
  const silent = decision.voters.filter((/** @type {any} */ voter) => voter.awaited);
  const hold = async (/** @type {Event} */ event) => {
    event.preventDefault();
    await answer(send('hold_open', { decision: decision.id, until: endOf(until) }), setProblem);
  };
  const person = linked && slice(`person:${linked}`);
  if (person) return html`<${PersonalLink} person=${person} onClose=${() => setLinked('')} />`;
  return html`<${Dialog} title="Hold it open" onClose=${onClose}>
    <form class="stack" onSubmit=${hold}>
      ${decision.until > 0 && html`<p><b>Open until ${moment(decision.until)}.</b></p>`}
      <p>Whoever has to ask at home, or is not here, answers by link. The group can go on; at the end of that day it closes by itself.</p>
      <${Field} type="date" label="Until" value=${until} min=${tomorrow()} onValue=${setUntil} problem=${problem} />
      <div><${Button} type="submit" kind="primary" unavailable=${!until}>${decision.until ? 'Change the date' : 'Hold it open'}<//></div>
    </form>
    ${silent.length > 0 &&
    html`<h3 class="h-small">Links for those who have not answered</h3>
      <ul class="voters">
        ${silent.map((/** @type {any} */ voter) => {
          const who = slice(`person:${voter.by[0]}`);
          return html`<li class="voters__row" key=${voter.voter}><span class="grow">${voter.name}</span>${who ? html`<${Button} kind="quiet" icon="link" onClick=${() => setLinked(who.id)}>Link for ${who.name}<//>` : html`<span class="meta">nobody speaks for them</span>`}</li>`;
        })}
      </ul>`}
  <//>`;
}

/** Those who came after the vote was called. @param {any} decision */
function latecomers(decision) {
  const known = new Set(decision.voters.map((/** @type {any} */ voter) => voter.voter));
  const perPerson = decision.policy?.unit === 'person';
  const able = perPerson ? all('person').filter((person) => ['participant', 'representative'].includes(person.role)) : all('partner').filter((partner) => partner.voice && !partner.withdrawn);
  return able.filter((one) => !known.has(one.id));
}

/** Has answered (under an open rule: what), asks at home, or nothing yet. @param {{voter: any, ballot?: any}} props */
function Badge({ voter, ballot }) {
  if (ballot?.tone) return html`<span class=${`badge badge--${toneOf(ballot.tone).cls}`}><${Icon} name=${toneOf(ballot.tone).icon} />${ballot.label}</span>`;
  if (voter.voted) return html`<span class="badge badge--soft"><${Icon} name="check" />Answered</span>`;
  if (voter.asks) return html`<span class="badge badge--concern"><${Icon} name="hourglass" />Asks at home</span>`;
  if (!voter.awaited) return html`<span class="badge"><${Icon} name="minus" />Need not answer</span>`;
  return html`<span class="badge"><${Icon} name="hourglass" />No answer yet</span>`;
}

/** Who has answered, one line each. @param {{decision: any}} props */
export function Voters({ decision }) {
  const [aloud, setAloud] = useState('');
  const [holding, setHolding] = useState(false);
  const speaking = decision.voters.find((/** @type {any} */ voter) => voter.voter === aloud);
  // Whoever needs the facilitator comes first.
  const order = (/** @type {any} */ voter) => (!voter.awaited ? 2 : voter.asks ? 0 : 1);
  const voters = [...decision.voters].sort((one, other) => order(one) - order(other));
  const given = new Map(decision.ballots.map((/** @type {any} */ ballot) => [ballot.voter, ballot]));
  return html`<div class="stack">
    <ul class="voters">
      ${latecomers(decision).map(
        (late) =>
          html`<li key=${late.id} class="voters__row">
            <span class="badge badge--concern">Came later</span><span class="grow">${late.name}</span>
            <${Button} kind="quiet" onClick=${() => answer(send('admit_voter', { decision: decision.id, voter: late.id }))}>Admit<span class="visually-hidden"> ${late.name}</span><//>
          </li>`,
      )}
      ${voters.map(
        (/** @type {any} */ voter) =>
          html`<li key=${voter.voter} class="voters__row">
            <${Badge} voter=${voter} ballot=${given.get(voter.voter)} />
            <span class="grow">${voter.name}${voter.weight !== null && html` <span class="meta num">weight ${voter.weight}</span>`}${voter.admitted && html` <span class="meta">admitted late</span>`}${!voter.by?.length && html` <span class="meta">nobody here speaks for them</span>`}</span>
            ${!decision.secret && html`<${Button} kind="quiet" onClick=${() => setAloud(voter.voter)}>Said aloud<span class="visually-hidden"> by ${voter.name}</span><//>`}
          </li>`,
      )}
    </ul>
    <div><${Button} kind="quiet" icon="hourglass" onClick=${() => setHolding(true)}>${decision.until ? 'Another date, and links' : 'Hold it open for those who ask at home'}<//></div>
    ${speaking && html`<${Spoken} decision=${decision} voter=${speaking} onClose=${() => setAloud('')} />`}
    ${holding && html`<${Hold} decision=${decision} onClose=${() => setHolding(false)} />`}
  </div>`;
}

/** A decision in the console: put it forward, see who has answered, record what is said aloud, admit who came late. */
import { answer, Button, Dialog, Field, html, Icon, useProblem, useState } from '../../ui.js';
import { send } from '../../connection.js';
import { useDraft } from '../../drafts.js';
import { all, slice } from '../../store.js';
import { PolicyFields } from '../entries/policy.js';
import { Scroll, StageAsk } from '../head.js';
import { Objections, Revise, Ways } from './between.js';
import { ballotFields, BLANK, Choices, lacking } from './choices.js';
import { decisionOf, headline, lastRound, proposedBy } from './decided.js';
import { HowDecided, Proposal, Upcoming, WhoVotes } from './proposal.js';
import { Outcome, Tally } from './result.js';

/** The fields of `open_decision` for a step, under the rule that stands. @param {any} step */
export const opening = (step) => ({ proposes: proposedBy(step), applies_to: step.options?.applies_to || 'workplan', policy: null, reason: '' });

/** Another rule for this one decision, with the reason the record asks for. @param {{step: any, onClose: () => void}} props */
function Departure({ step, onClose }) {
  const adopted = slice('rules')?.[opening(step).applies_to]?.adopted;
  const [policy, setPolicy] = useState({ rule: 'consent', unit: 'partner', quorum: [1, 2], rounds: 2 });
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useProblem();
  const open = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = await answer(send('open_decision', { ...opening(step), policy, reason }), setProblem);
    if (said.ok) onClose();
  };
  return html`<${Dialog} title="Another rule for this one" onClose=${onClose}>
    <form class="stack" onSubmit=${open}>
      <${PolicyFields} policy=${policy} set=${setPolicy} />
      <${Field} label="Why not the agreed rule?" optional=${!adopted} hint="Everybody sees it, and it stays in the record." rows="2" value=${reason} onValue=${setReason} problem=${problem} />
      <${Button} type="submit" kind="primary" icon="vote">Call the vote under this rule<//>
    </form>
  <//>`;
}

/** Before anything is open: what, and under which rule. @param {{step: any, again?: any}} props */
function Before({ step, again }) {
  const [departing, setDeparting] = useState(false);
  const rule = slice('rules')?.[opening(step).applies_to];
  const mayDepart = rule?.may_depart;
  return html`<div class="stack">
    ${again}
    <${Upcoming} step=${step} />
    <${HowDecided} step=${step} />
    ${mayDepart && html`<div><${Button} kind="quiet" onClick=${() => setDeparting(true)}>Use another rule for this one<//></div>`}
    ${departing && html`<${Departure} step=${step} onClose=${() => setDeparting(false)} />`}
  </div>`;
}

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
  return html`<${Dialog} title="Said aloud" onClose=${onClose}>
    <form class="stack" onSubmit=${record} noValidate>
      <${Choices} decision=${decision} filled=${filled} set=${set} group=${`s-${voter.voter}`} problem=${problem} legend=${html`What <b>${voter.name}</b> said`} />
      <p class="meta">It is shown as recorded by you, and they can change it until you close.</p>
      <${Button} type="submit" kind="primary">Record it<//>
    </form>
  <//>`;
}

/** Those who came after the vote was called. @param {any} decision */
function latecomers(decision) {
  const known = new Set(decision.voters.map((/** @type {any} */ voter) => voter.voter));
  const perPerson = decision.policy?.unit === 'person';
  const able = perPerson ? all('person').filter((person) => person.partner && person.role !== 'observer') : all('partner').filter((partner) => partner.voice);
  return able.filter((one) => !known.has(one.id));
}

/** Who has answered, one line each. @param {{decision: any}} props */
function Voters({ decision }) {
  const [aloud, setAloud] = useState('');
  const speaking = decision.voters.find((/** @type {any} */ voter) => voter.voter === aloud);
  return html`<div class="stack">
    <ul class="voters">
      ${decision.voters.map(
        (/** @type {any} */ voter) =>
          html`<li key=${voter.voter} class="voters__row">
            <span class=${`badge ${voter.voted ? 'badge--soft' : ''}`}><${Icon} name=${voter.voted ? 'check' : 'hourglass'} />${voter.voted ? 'Answered' : 'No answer yet'}</span>
            <span class="grow">${voter.name}${voter.admitted && html` <span class="meta">admitted late</span>`}${!voter.by?.length && html` <span class="meta">nobody here speaks for them</span>`}</span>
            <${Button} kind="quiet" onClick=${() => setAloud(voter.voter)}>Said aloud<//>
          </li>`,
      )}
      ${latecomers(decision).map(
        (late) =>
          html`<li key=${late.id} class="voters__row">
            <span class="badge">Came later</span><span class="grow">${late.name}</span>
            <${Button} kind="quiet" onClick=${() => answer(send('admit_voter', { decision: decision.id, voter: late.id }))}>Admit<//>
          </li>`,
      )}
    </ul>
    ${speaking && html`<${Spoken} decision=${decision} voter=${speaking} onClose=${() => setAloud('')} />`}
  </div>`;
}

/** Take the proposal back; its ballots are void, and the reason stays. @param {{decision: any}} props */
function TakeBack({ decision }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useProblem();
  const withdraw = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = await answer(send('withdraw_proposal', { decision: decision.id, reason }), setProblem);
    if (said.ok) setAsking(false);
  };
  return html`<div>
    <${Button} kind="quiet" icon="undo-2" onClick=${() => setAsking(true)}>Take it off the table<//>
    ${asking &&
    html`<${Dialog} title="Take the proposal off the table" onClose=${() => setAsking(false)}>
      <form class="stack" onSubmit=${withdraw}>
        <p>Answers given so far no longer count. The text can be edited again.</p>
        <${Field} label="Why" rows="2" value=${reason} onValue=${setReason} problem=${problem} hint="It stays in the record." />
        <${Button} type="submit" kind="danger">Take it off the table<//>
      </form>
    <//>`}
  </div>`;
}

/** The middle of the console. @param {{step: any}} props */
export function Stage({ step }) {
  const decision = decisionOf(step);
  // What comes next is read from its top, however far one had scrolled before.
  return html`<${StageAsk} step=${step} />
    <${Scroll} key=${`${decision?.id} ${decision?.round} ${decision?.status}`}><${Content} step=${step} /><//>`;
}

/** Where the decision is now, and what belongs to it. @param {{step: any}} props */
function Content({ step }) {
  const decision = decisionOf(step);
  if (!decision) return html`<${Before} step=${step} />`;
  if (decision.status === 'open') {
    return html`<div class="stack">
      <p><b>${decision.missing}</b></p>
      <${Voters} decision=${decision} />
      <${Proposal} decision=${decision} />
      <${HowDecided} decision=${decision} />
      <${WhoVotes} decision=${decision} />
      <${TakeBack} decision=${decision} />
    </div>`;
  }
  if (decision.status === 'between') {
    return html`<div class="stack">
      <h2 class="h-card">${headline(decision)}</h2>
      <${Tally} decision=${decision} round=${lastRound(decision)} />
      <p>${lastRound(decision)?.sentence}</p>
      <${Objections} decision=${decision} facilitator=${true} />
      <${Ways} decision=${decision} />
      <${Revise} decision=${decision} />
      <${TakeBack} decision=${decision} />
    </div>`;
  }
  const section = slice('plan')?.sections.find((/** @type {any} */ one) => one.id === decision.section);
  const settled = decision.status === 'carried' && section?.standing === 'adopted';
  const result = html`<h2 class="h-card">${headline(decision)}. Decision ${decision.number}</h2><${Outcome} decision=${decision} />`;
  return settled ? html`<div class="stack">${result}</div>` : html`<${Before} step=${step} again=${result} />`;
}

/** The dock's primary button. @param {{step: any}} props */
export function primary({ step }) {
  const decision = decisionOf(step);
  if (decision?.status === 'open') return { label: 'Close and show the answers', icon: 'eye', command: 'close_round', fields: { decision: decision.id } };
  if (decision?.status === 'between') return { label: `Open round ${decision.round + 1}`, icon: 'vote', command: 'next_round', fields: { decision: decision.id } };
  const section = slice('plan')?.sections.find((/** @type {any} */ one) => one.id === decision?.section);
  if (decision?.status === 'carried' && section?.standing === 'adopted') return null;
  return { label: decision ? 'Call the vote again' : 'Call the vote', icon: 'vote', command: 'open_decision', fields: opening(step) };
}

/** Signing: who has and who has not, what it asks of us, and the signature itself. */
import { answer, Button, Field, html, Icon, list, Notice, partnerOf, plural, Problem, useProblem } from '../../ui.js';
import { send } from '../../connection.js';
import { useDraft } from '../../drafts.js';
import { all, slice } from '../../store.js';
import { shortDay } from '../../ui/timer.js';
import { AskBoard } from './later.js';

/** What somebody may answer. @type {Record<string, {label: string, done: string, icon: string, cls: string}>} */
const CHOICES = {
  approve: { label: 'Approve', done: 'Signed', icon: 'circle-check', cls: 'agree' },
  approve_with_reservation: { label: 'Approve, with a reservation', done: 'Signed, with a reservation', icon: 'triangle-alert', cls: 'concern' },
  decline: { label: 'Decline', done: 'Declined', icon: 'circle-minus', cls: 'aside' },
};

/** @param {any} version @param {string} partner */
export const signatureOf = (version, partner) => version.signatures.find((/** @type {any} */ signature) => signature.partner === partner);

/** How far the signing is, in one sentence. @param {{version: any}} props */
export function HowFar({ version }) {
  const waiting = version.waiting.map((/** @type {string} */ id) => slice(`partner:${id}`)?.name).filter(Boolean);
  const of = all('partner').length;
  if (version.status === 'sealed') return html`<p><b>Version ${version.number} is sealed.</b> ${waiting.length ? `Not signed by ${list(waiting)}.` : 'All have answered.'} ${version.effect.words}</p>`;
  return html`<p>${waiting.length ? html`<b>${of - waiting.length} of ${plural(of, 'partner')}</b> have answered. Waiting for ${list(waiting)}.` : 'All have answered.'} ${version.effect.words}</p>`;
}

/** Every partner by name, with where each stands. @param {{version: any}} props */
export function Signatures({ version }) {
  const sealed = version.status === 'sealed';
  return html`<ul>
    ${all('partner').map((partner) => {
      const signature = signatureOf(version, partner.id);
      const choice = signature && CHOICES[signature.choice];
      const until = !sealed && version.asking[partner.id];
      const open = sealed ? { icon: 'circle-minus', done: 'Not signed', cls: '' } : until ? { icon: 'calendar', done: `By ${shortDay(until)}`, cls: 'concern' } : { icon: 'hourglass', done: 'Waiting', cls: '' };
      const { icon, done, cls } = choice ?? open;
      return html`<li key=${partner.id} class=${`srow org-${partner.colour}`}>
        <span class="srow__edge"></span>
        <span class="srow__name">${partner.name}</span>
        <span class=${`badge ${cls && `badge--${cls}`}`}><${Icon} name=${icon} />${done}</span>
        ${signature && html`<span class="meta srow__by">${signature.name}${signature.title && `, ${signature.title}`}${signature.reason && html`<q>${signature.reason}</q>`}</span>`}
      </li>`;
    })}
  </ul>`;
}

/** What the plan asks of us, before we say yes. @param {{name: string}} props */
function Asks({ name }) {
  const asks = slice('asks') ?? [];
  if (!asks.length) return null;
  return html`<div class="asks"><h2 class="h-small">What it asks of ${name}</h2><ul>${asks.map((/** @type {string} */ ask) => html`<li key=${ask}>${ask}</li>`)}</ul></div>`;
}

/** The sum of everything above the sign-off list, with what every Unix machine has. */
const CHECK = "sed '/^<!-- BEGIN SIGN-OFF CERTIFICATE v1 -->$/,$d' workplan.md | sha256sum";

/** The bytes that are signed, and how anybody can check them. @param {{version: any}} props */
export const Fingerprint = ({ version }) =>
  html`<details class="fold hash">
    <summary>How to check these words later</summary>
    <p class="meta">SHA-256 of version ${version.number}</p>
    <p class="hash__sum">${version.sha256}</p>
    <p class="meta">Download the plan, and where it is, run the line below. The same number means the same words.</p>
    <p class="hash__how"><code>${CHECK}</code></p>
    <p class="meta">This server seals with the key below. Keep its fingerprint: with it you can tell later that the file is from here.</p>
    <p class="hash__key">${document.getElementById('app')?.dataset.key}</p>
    ${version.status === 'sealed' && html`<p><a class="btn btn--quiet" href=${`/api/workshops/${slice('workshop')?.id}/bundle.zip`} download="bundle.zip"><${Icon} name="download" />Download all that proves it</a></p>`}
  </details>`;

const NEW = { read: false, name: '', choice: 'approve', reason: '' };

/** What a signature lacks, at its field. @param {typeof NEW} filled */
function lackingIn(filled) {
  if (filled.choice !== 'approve' && !filled.reason.trim()) return { field: 'reason', message: 'Please say why; it is printed beside your answer.' };
  if (!filled.read) return { field: 'read', message: 'Please tick that you have read the plan and may sign.' };
  return filled.name.trim() ? null : { field: 'name', message: 'Typing your name is your signature.' };
}

/** The consent as this person gives it, with the blanks of the version's text filled. @param {any} version @param {any} partner @param {string} name */
function consentOf(version, partner, name) {
  /** @type {Record<string, string>} */
  const blanks = { name: name.trim() || '…', role: slice('me')?.title || 'representative', version: version.number, title: slice('workshop')?.title, sha256: version.sha256, partner: partner.name };
  return version.consent.replace(/\{(\w+)\}/g, (/** @type {string} */ whole, /** @type {string} */ key) => blanks[key] ?? whole);
}

/** The form of a signature for one partner. @param {{version: any, partner: any}} props */
export function SignFor({ version, partner }) {
  const me = slice('me');
  const [filled, set, clear] = useDraft(`sign:${version.number}:${partner.id}`, NEW);
  const [problem, setProblem] = useProblem();
  const given = signatureOf(version, partner.id);
  const reasoned = filled.choice !== 'approve';
  const change = (/** @type {object} */ part) => set({ ...filled, ...part });

  /** @param {Event} event */
  async function sign(event) {
    event.preventDefault();
    const missing = lackingIn(filled);
    if (missing) return setProblem({ ok: false, ...missing });
    const fields = { version: version.number, sha256: version.sha256, partner: partner.id, name: filled.name.trim(), choice: filled.choice, reason: reasoned ? filled.reason.trim() : '' };
    const said = await answer(send('sign', fields), setProblem);
    if (said.ok) clear();
  }

  if (given) return html`<${Notice} tone=${given.choice === 'decline' ? 'info' : 'agree'} title=${`You answered for ${partner.name}: ${CHOICES[given.choice]?.label}.`}>Everybody sees it beside the plan.<//>`;
  const at = (/** @type {string} */ field) => (problem?.field === field ? problem : null);
  return html`<form class="stack signform" onSubmit=${sign} noValidate>
    <${Notice} icon="info">You sign for <b>${partner.name}</b>. Signing says you have read it and will do what it asks of you.<//>
    ${me?.partner === partner.id && html`<${Asks} name=${partner.name} />`}
    <fieldset class="vote">
      <legend class="vote__legend">Your answer</legend>
      ${Object.entries(CHOICES).map(
        ([key, { label, icon, cls }]) =>
          html`<div class=${`option option--${cls}`} key=${key}>
            <label class="option__pick">
              <${Icon} name=${icon} cls="option__icon" /><span class="option__name">${label}</span>
              <input type="radio" name=${`choice-${partner.id}`} value=${key} checked=${filled.choice === key} onChange=${() => change({ choice: key })} />
            </label>
            ${filled.choice === key && key !== 'approve' &&
            html`<div class="option__more"><${Field} label=${key === 'decline' ? 'Why not?' : 'What is the reservation?'} rows="3" maxlength="1000" value=${filled.reason} onValue=${(/** @type {string} */ reason) => change({ reason })} problem=${at('reason')} /></div>`}
          </div>`,
      )}
    </fieldset>
    ${filled.choice !== 'decline' && html`<blockquote class="consent doc">${consentOf(version, partner, filled.name)}</blockquote>`}
    <label class="check"><input type="checkbox" checked=${filled.read} onChange=${(/** @type {any} */ event) => change({ read: event.currentTarget.checked })} /><span>I have read the plan and may sign for us</span></label>
    <${Problem} problem=${at('read')} />
    <${Field} label="Your name, as your signature" autocomplete="name" maxlength="120" class="input" value=${filled.name} hint=${me?.name ? `You are here as ${me.name}` : ''} onValue=${(/** @type {string} */ name) => change({ name })} problem=${at('name')} />
    <${Problem} problem=${problem && !['read', 'name', 'reason'].includes(problem.field ?? '') ? problem : null} />
    <${Button} type="submit" kind="primary" large=${true} block=${true} icon="signature">${filled.choice === 'decline' ? 'Decline for us' : 'Sign the plan'}<//>
  </form>
  <div class="stack signlater"><${AskBoard} version=${version} partner=${partner} /><p class="meta">Signing is optional today. To ask your board first is a good answer.</p></div>`;
}

/** Partners this person may sign for. */
export const mySeats = () => (slice('me')?.signs ?? []).map((/** @type {string} */ id) => slice(`partner:${id}`)).filter(Boolean);

/** Why somebody else signs. */
export function SomebodyElse() {
  const me = slice('me');
  const ours = partnerOf(me);
  if (!ours) return null;
  const voice = slice(`person:${ours.voice}`);
  if (me.claiming) return html`<${Notice} icon="hourglass" title="The facilitator has still to confirm that you speak for your partner.">You can sign as soon as that is done.<//>`;
  return html`<${Notice} icon="users">${voice ? html`<b>${voice.name}</b> signs for ${ours.name}.` : html`Nobody speaks for ${ours.name} yet. Under People you can say that you do.`}<//>`;
}

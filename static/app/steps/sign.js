/** Sign: the plan is frozen, each partner reads it, and answers with a name. */
import { answer, Button, Dialog, html, Icon, Notice, takesPart, useState } from '../ui.js';
import { send } from '../connection.js';
import { Take } from '../room/take.js';
import { slice } from '../store.js';
import { Scroll, StageAsk } from './head.js';
import { Findings } from './review.js';
import { Reminders } from './sign/later.js';
import { Fingerprint, HowFar, mySeats, Signatures, SignFor, SomebodyElse } from './sign/signing.js';

/** Read it, and keep it. */
function Read() {
  const id = slice('workshop')?.id;
  return html`<div class="row">
    <a class="btn btn--secondary" href=${`/w/${id}/plan`} target="_blank" rel="noopener"><${Icon} name="scroll-text" />Read the plan</a>
    <${Take} look="btn btn--quiet" words="Download" />
  </div>`;
}

/** What a participant does. @param {{step: any}} props */
export function Now({ step }) {
  const version = slice('version');
  if (!version) {
    return html`<${Notice} icon="hourglass" title="Nothing to sign yet.">The facilitator freezes the plan first, so that everybody signs the same words.<//>
      <section class="sheet pad stack"><h2 class="h-card">What is still open</h2><${Findings} /></section>`;
  }
  const seats = mySeats();
  return html`<section class="sheet signpanel__in">
      <h2 class="h-card">Sign-off, version ${version.number}</h2>
      <${HowFar} version=${version} />
      <${Signatures} version=${version} />
      <${Read} />
      <${Fingerprint} version=${version} />
    </section>
    ${version.status === 'sealed'
      ? html`<${Notice} tone="agree" title="The plan is sealed.">What leads on from here is an amendment, made together.<//>`
      : takesPart() && (seats.length ? seats.map((/** @type {any} */ partner) => html`<section class="sheet signpanel__in" key=${partner.id}><${SignFor} version=${version} partner=${partner} /></section>`) : html`<${SomebodyElse} />`)}`;
}

/** Something that cannot be taken back lightly is said before it is done. @param {{label: string, icon: string, title: string, kind?: string, command: string, children?: any}} props */
function Sure({ label, icon, title, kind = 'secondary', command, children }) {
  const [asking, setAsking] = useState(false);
  const go = async () => {
    setAsking(false);
    await answer(send(command));
  };
  return html`<${Button} kind=${kind} icon=${icon} onClick=${() => setAsking(true)}>${label}<//>
    ${asking &&
    html`<${Dialog} title=${title} onClose=${() => setAsking(false)}>
      <div class="stack">${children}
        <div class="dialog__actions"><${Button} kind="primary" onClick=${go}>${label}<//><${Button} kind="quiet" onClick=${() => setAsking(false)}>Not now<//></div>
      </div>
    <//>`}`;
}

/** The middle of the console. @param {{step: any}} props */
export function Stage({ step }) {
  const version = slice('version');
  if (!version) {
    return html`<${StageAsk} step=${step} /><${Scroll} cls="stack">
      <p>Freezing fixes the exact words that everybody signs. What is still open is listed in the plan.</p>
      <${Findings} />
    <//>`;
  }
  const missing = version.waiting.map((/** @type {string} */ id) => slice(`partner:${id}`)?.name).filter(Boolean);
  return html`<${StageAsk} step=${step} /><${Scroll} cls="stack">
    <${HowFar} version=${version} />
    <${Signatures} version=${version} />
    ${version.status !== 'sealed' &&
    html`<${Reminders} version=${version} /><div class="row">
      <${Sure} label="Close the signing" icon="signature" title="Close the signing" command="seal">
        <p>${missing.length ? html`<b>${missing.join(', ')}</b> ${missing.length === 1 ? 'has' : 'have'} not signed. The plan is sealed without them, and names them as missing.` : 'All have answered. The plan is sealed as it is.'}${version.effect.standing !== 'in_effect' && html` <b>It is not in effect then, and nobody can sign it any more:</b> ${version.effect.signed} of ${version.effect.partners} have signed, and ${version.effect.needed} would have to.`}</p>
      <//>
      <${Sure} label="Open it again" icon="lock-open" kind="quiet" title="Open the plan again" command="thaw">
        <p>${version.signatures.length ? html`This voids the <b>${version.signatures.length}</b> answers given so far: they belong to these words only.` : 'Editing opens again.'} What you freeze next is a new version.</p>
      <//>
    </div>`}
    <${Read} />
    <${Fingerprint} version=${version} />
  <//>`;
}

/** The next thing the facilitator would do. */
export function primary() {
  const version = slice('version');
  if (!version) return { label: 'Freeze for signing', icon: 'signature', command: 'freeze', fields: {} };
  // With somebody missing it is asked first, beside the names; with nobody missing there is nothing to ask.
  const complete = version.status === 'frozen' && version.waiting.length === 0;
  return complete ? { label: 'All have answered: close it', icon: 'signature', command: 'seal', fields: {} } : null;
}

/** The projector. @param {{step: any}} props */
export function Wall({ step }) {
  const version = slice('version');
  return html`<div class="pj__ask pj__ask--wide">
    ${version ? html`<h1 class="pj__step">Version ${version.number}</h1><div class="pj__review"><${HowFar} version=${version} /><${Signatures} version=${version} /></div>` : html`<p class="pj__step">${step.title}</p><h1 class="pj__prompt">${step.prompt || step.title}</h1>`}
  </div>`;
}

/** Signing later: a partner that asks its board first, the link by which it comes back, and the reminder that carries it. */
import { answer, Button, day, Dialog, Field, html, Notice, toast, useEffect, useProblem, useState } from '../../ui.js';
import { send } from '../../connection.js';
import { slice } from '../../store.js';
import { dateOf } from '../../ui/dates.js';

/** @typedef {{ok: boolean, message?: string, url: string, qr: string, subject: string, text: string, mail: boolean}} Told */

const USUAL = 7 * 24 * 3600 * 1000;

/** @param {string} path @param {object} [body] @returns {Promise<any>} the answer, or a refusal in words */
async function ask(path, body) {
  try {
    const answered = await fetch(`/w/${slice('workshop')?.id}/partners/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}) });
    return await answered.json();
  } catch {
    return { ok: false, message: 'The server cannot be reached at the moment. Please try again.' };
  }
}

/** @param {string} words @param {string} done */
async function copy(words, done) {
  try {
    await navigator.clipboard.writeText(words);
    toast(done);
  } catch {
    toast('Please select the words and copy them by hand.');
  }
}

/**
 * What the server tells of a partner's link, undefined while it is on its way; and how to tell of another one.
 * @param {string} partner @returns {[Told | undefined, (told: Told) => void]}
 */
function useLink(partner) {
  const [told, setTold] = useState(/** @type {Told | undefined} */ (undefined));
  useEffect(() => void ask(`${partner}/signing`).then(setTold), [partner]);
  return [told, setTold];
}

/** Another link, where the one before has come into wrong hands. @param {{partner: any, onMade: (told: Told) => void}} props */
function Renew({ partner, onMade }) {
  const [asking, setAsking] = useState(false);
  async function make() {
    const said = await ask(`${partner.id}/signing/new`);
    if (!said.ok) return toast(said.message);
    setAsking(false);
    onMade(said);
    toast('The link is new. The one before works no more.');
  }
  if (!asking) return html`<${Button} kind="quiet" icon="refresh-cw" onClick=${() => setAsking(true)}>Make a new link<//>`;
  return html`<div class="stack stack--tight" role="group" aria-label="A new link">
    <p>Links that were copied, sent or printed before stop working. Nothing else changes.</p>
    <div class="row"><${Button} icon="refresh-cw" onClick=${make}>Make it new<//><${Button} kind="quiet" onClick=${() => setAsking(false)}>Keep the link<//></div>
  </div>`;
}

/** The link for whoever comes back to sign. @param {{partner: any}} props */
function OwnLink({ partner }) {
  const [told, setTold] = useLink(partner.id);
  if (!told) return html`<p class="meta" aria-busy="true">Making your link …</p>`;
  if (!told.ok) return html`<p class="meta">${told.message}</p>`;
  return html`<div class="stack stack--tight">
    <p>Your link to come back and sign, on any device:</p>
    <p class="linkbox">${told.url}</p>
    <div class="row">
      <${Button} icon="link" onClick=${() => copy(told.url, 'The link is copied.')}>Copy the link<//>
      <a class="btn btn--quiet" href=${`/w/${slice('workshop')?.id}/partners/${partner.id}`} target="_blank" rel="noopener">A page for your board</a>
    </div>
    <p class="meta">It is yours alone: whoever has it can sign for ${partner.name}. The page for your board prints with it.</p>
    <${Renew} partner=${partner} onMade=${setTold} />
  </div>`;
}

/** Not today: until when, and what happens then. @param {{version: any, partner: any}} props */
export function AskBoard({ version, partner }) {
  const [asking, setAsking] = useState(false);
  const [until, setUntil] = useState(dateOf(Date.now() + USUAL));
  const [problem, setProblem] = useProblem();
  const set = version.asking[partner.id];
  /** @param {Event} event */
  async function say(event) {
    event.preventDefault();
    const said = await answer(send('ask_board', { partner: partner.id, until }), setProblem);
    if (said.ok) setAsking(false);
  }
  if (asking) {
    return html`<form class="stack" onSubmit=${say} noValidate>
      <${Field} type="date" label="By when do you know?" value=${until} min=${dateOf(Date.now())} onValue=${setUntil} problem=${problem} hint="Everybody sees the date. You can sign earlier." />
      <div class="row"><${Button} type="submit" kind="secondary" icon="calendar">Sign later<//><${Button} kind="quiet" onClick=${() => setAsking(false)}>Not now<//></div>
    </form>`;
  }
  if (!set) return html`<${Button} kind="quiet" block onClick=${() => setAsking(true)}>We need to ask our board first<//>`;
  return html`<${Notice} tone="concern" icon="calendar" title=${`You ask your board first, and answer by ${day(set)}.`}>Everybody sees it.<//>
    <${OwnLink} partner=${partner} />
    <${Button} kind="quiet" onClick=${() => setAsking(true)}>Choose another day<//>`;
}

/** The words to send to a partner that has not answered; by e-mail where the server can. @param {{partner: any, onClose: () => void}} props */
function Reminder({ partner, onClose }) {
  const [told, setTold] = useLink(partner.id);
  const [to, setTo] = useState('');
  const [problem, setProblem] = useProblem();
  const [sending, setSending] = useState(false);
  /** @param {Event} event */
  async function mail(event) {
    event.preventDefault();
    setSending(true);
    const said = await ask(`${partner.id}/reminder`, { to: to.trim() });
    setSending(false);
    if (!said.ok) return setProblem(said);
    toast(`The reminder is on its way to ${to.trim()}.`);
    onClose();
  }
  return html`<${Dialog} title=${`Remind ${partner.name}`} onClose=${onClose}>
    <div class="stack" aria-busy=${told ? undefined : 'true'}>
      ${!told && html`<p class="ink-2">Writing the reminder …</p>`}
      ${told && !told.ok && html`<p>${told.message}</p>`}
      ${told?.ok &&
      html`<pre class="linkbox reminder" tabindex="0" aria-label="The reminder">${told.text}</pre>
        <${Button} icon="link" onClick=${() => copy(told.text, 'The reminder is copied.')}>Copy the words<//>
        ${told.mail &&
        html`<form class="stack" onSubmit=${mail} noValidate>
          <${Field} type="email" label="Or send it by e-mail, to" value=${to} maxlength="254" autocomplete="off" onValue=${setTo} problem=${problem} />
          <${Button} type="submit" kind="primary" unavailable=${sending || !to.trim()}>${sending ? 'Sending …' : 'Send the reminder'}<//>
        </form>`}
        <${Renew} partner=${partner} onMade=${setTold} />`}
    </div>
  <//>`;
}

/** Who has not answered, each with a reminder. For the facilitator. @param {{version: any}} props */
export function Reminders({ version }) {
  const [reminded, setReminded] = useState('');
  const waiting = version.waiting.map((/** @type {string} */ id) => slice(`partner:${id}`)).filter(Boolean);
  const partner = reminded && slice(`partner:${reminded}`);
  if (!waiting.length) return null;
  return html`<details class="fold">
      <summary>Remind those who have not answered</summary>
      <ul class="reminders">${waiting.map((/** @type {any} */ one) => html`<li key=${one.id}><span class="grow">${one.name}</span><${Button} kind="quiet" onClick=${() => setReminded(one.id)} aria-label=${`Remind ${one.name}`}>Remind<//></li>`)}</ul>
    </details>
    ${partner && html`<${Reminder} partner=${partner} onClose=${() => setReminded('')} />`}`;
}

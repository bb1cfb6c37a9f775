/** What is asked of a participant now: the current step, or plainly why nothing is asked. */
import { send } from '../connection.js';
import { slice } from '../store.js';
import { OpenElsewhere } from '../steps/decide/until.js';
import { Head } from '../steps/head.js';
import { kinds } from '../steps/index.js';
import { answer, Button, html, Icon, Notice, plural, takesPart } from '../ui.js';
import { missed } from './missed.js';
import { where } from './path.js';

const MISSED_ICON = { moved: 'arrow-right', agreed: 'circle-check-big', not_agreed: 'message-circle', frozen: 'scroll-text', signed: 'signature', voice: 'users' };

/** What happened while one was away, before joining again. @param {{what: import('./missed.js').Missed}} props */
function WelcomeBack({ what }) {
  const { stage } = where();
  const time = what.minutes < 60 ? plural(Math.max(what.minutes, 1), 'minute') : 'a while';
  const things = what.milestones.length === 1 ? 'One thing' : `${plural(what.milestones.length, 'thing')}`;
  return html`
    <div class="ask">
      <h1 class="ask__title" tabindex="-1">${what.first ? 'Good that you are here' : 'Welcome back'}</h1>
      <p class="ask__lede">${what.first ? 'This is what the group has done so far.' : `You were away for ${time}. ${things} happened.`}</p>
    </div>
    <ol class="missed">
      ${what.milestones.map(
        ({ seq, kind, text }) =>
          html`<li key=${seq}>
            <${Icon} name=${MISSED_ICON[/** @type {keyof typeof MISSED_ICON} */ (kind)] ?? 'info'} cls=${kind === 'agreed' ? 'agree' : 'accent'} />
            <b>${text}</b>
          </li>`,
      )}
    </ol>
    <div class="action">
      <${Button} kind="primary" large block onClick=${() => (missed.value = null)}>Join the group${stage ? ` in ${stage.title}` : ''}<//>
    </div>
  `;
}

/** Between sittings, or before the first. @param {{status: string, signed: boolean}} props */
const Closed = ({ status, signed }) =>
  html`<div class="empty empty--page">
    <${Icon} name=${signed ? 'circle-check-big' : status === 'paused' ? 'coffee' : 'hourglass'} cls="icon--xl accent" />
    <h1 class="h-section" tabindex="-1">${signed ? 'The plan is signed' : status === 'paused' ? 'This session is closed' : 'You are in. The doors open soon.'}</h1>
    <p class="ink-2">
      ${status === 'preparing'
        ? 'Keep this page open: it moves by itself when the facilitator opens the doors.'
        : 'Everything is kept as it was. You can read the plan at any time; come back with this device and you have your seat.'}
    </p>
  </div>`;

/** Who may steer, told before anybody wonders why something doesn't work. */
function Standing() {
  const me = slice('me');
  const place = slice('place');
  if (!me) return null;
  const partner = slice(`partner:${me.partner}`);
  return html`
    ${place?.locked && html`<${Notice} icon="eye" title="Editing is paused.">The facilitator has locked it for a moment. You can read along.<//>`}
    ${me.claiming &&
    html`<${Notice} icon="hourglass" title=${`You asked to speak for ${partner?.name ?? 'your partner'}.`}>
      The facilitator confirms it. You take part in everything meanwhile; answers and signatures for ${partner?.name ?? 'it'} need the confirmation.
    <//>`}
    ${!takesPart() && html`<p class="looking meta"><${Icon} name="eye" />You are an observer: you see everything that is shared, and steer nothing.</p>`}
  `;
}

/** A private sign to the facilitator. */
function MoreTime() {
  const me = slice('me');
  const step = slice('step');
  if (!takesPart() || !slice('place')?.timer || ['welcome', 'sign'].includes(step?.kind)) return null;
  const on = (me?.signals ?? []).includes('more_time');
  return html`<button type="button" class="btn btn--quiet moretime" aria-pressed=${on ? 'true' : 'false'} onClick=${() => answer(send('signal', { kind: 'more_time', on: !on }))}>
    <${Icon} name=${on ? 'check' : 'hourglass'} />${on ? 'The facilitator knows that you need more time' : 'I need more time'}
  </button>`;
}

/** The step, as a participant does it. */
export function Now() {
  const step = slice('step');
  const workshop = slice('workshop');
  if (missed.value) return html`<${WelcomeBack} what=${missed.value} />`;
  const closed = workshop?.doors === 'closed';
  if (closed || !step) return html`<${OpenElsewhere} step=${null} /><${Closed} status=${workshop?.status ?? 'preparing'} signed=${workshop?.status === 'signed'} />`;
  const kind = kinds[step.kind];
  // The key makes a new step start afresh: nothing of the last one lingers in a component; drafts live elsewhere.
  return html`
    ${!kind.headed?.(step) && html`<${Head} step=${step} lede=${kind.lede?.(step) ?? step.help} />`}
    <${Standing} />
    <${OpenElsewhere} step=${step} />
    <${kind.Now} key=${step.id} step=${step} />
    <${MoreTime} />
  `;
}

/** A vote that waits for a date: when it closes, and where else one still has to answer. */
import { Button, html, Icon, Notice, useState } from '../../ui.js';
import { Ballot } from './ballot.js';
import { decisionOf, withAnswers } from './decided.js';
import { myVotes } from './forms.js';
import { HowDecided, Proposal } from './proposal.js';
import { slice } from '../../store.js';
import { LANGUAGE, timeOfDay } from '../../ui/timer.js';

/** @param {number} at ms @returns {string} `Thursday 3 December, 17:00` */
export function moment(at) {
  const day = new Intl.DateTimeFormat(LANGUAGE, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
  return `${day}, ${timeOfDay(at)}`;
}

/** When it closes. @param {{decision: any}} props */
export const Until = ({ decision }) =>
  decision.until > 0 && html`<p class="meta decide__missing"><${Icon} name="hourglass" />Open until ${moment(decision.until)}, by the server’s clock. Then it closes by itself.</p>`;

/** One that is open beside what the room is doing. @param {{decision: any, voters: string[]}} props */
function Elsewhere({ decision, voters }) {
  const [open, setOpen] = useState(false);
  const me = slice('me');
  const waiting = voters.filter((voter) => !slice(`ballot:${decision.id}:${voter}`)).length;
  const title = waiting ? 'A decision still waits for your answer.' : 'Your answer to an open decision is in.';
  return html`<section class="stack" aria-label=${`Decision ${decision.number}`}>
    <${Notice} tone=${waiting ? 'concern' : 'info'} icon="hourglass" title=${title}
      action=${html`<${Button} kind="quiet" aria-expanded=${String(open)} onClick=${() => setOpen(!open)}>${open ? 'Close' : waiting ? 'Answer' : 'Look'}<//>`}>
      ${decision.title}, until ${moment(decision.until)}.
    <//>
    ${open &&
    html`<${Proposal} decision=${decision} />
      <${HowDecided} decision=${decision} />
      ${voters.map((voter) => html`<${Ballot} key=${`${decision.id}:${decision.round}:${voter}`} decision=${decision} voter=${voter} mine=${voter === me.id} />`)}`}
  </section>`;
}

/** The open decisions that I vote on and that this step is not about. @param {{step: any}} props */
export function OpenElsewhere({ step }) {
  const here = step?.kind === 'decide' ? decisionOf(step)?.id : '';
  const others = myVotes().filter(({ decision }) => decision.until && decision.id !== here);
  return others.map(({ decision, voters }) => html`<${Elsewhere} key=${decision.id} decision=${withAnswers(decision)} voters=${voters} />`);
}

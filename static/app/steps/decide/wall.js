/** A decision on the projector: the words, who has answered, and afterwards what each said. */
import { html, Icon, Prose } from '../../ui.js';
import { decisionOf, headline, lastRound, toneOf } from './decided.js';
import { Bars } from './picture.js';
import { HowDecided, Upcoming } from './proposal.js';

/** What a line break costs, in characters of a line that stays empty. */
const BREAK = 60;

/** Long proposals are set smaller, so that the last line is on the wall too. @param {string} words */
function sizeOf(words) {
  const length = words.length + BREAK * words.split('\n').length;
  return length > 800 ? 'pj__adopted--long' : length > 260 ? 'pj__adopted--mid' : '';
}

/** Who has answered, without what. @param {{decision: any}} props */
const Voters = ({ decision }) =>
  html`<ul class="pj__votes" aria-label="Who has answered">
    ${decision.voters.map(
      (/** @type {any} */ voter) =>
        html`<li key=${voter.voter} class=${`pj__vote ${voter.voted ? 'pj__vote--in' : ''}`}>
          <span>${voter.name}</span><span class="pj__word"><${Icon} name=${voter.voted ? 'check' : 'hourglass'} />${voter.voted ? 'has answered' : voter.asks ? 'asks at home' : 'not yet'}</span>
        </li>`,
    )}
  </ul>`;

/** How many gave an answer, where nobody can tell who. @param {{item: any}} props */
const Counted = ({ item }) => {
  const tone = toneOf(item.tone);
  return html`<li class=${`pj__vote tone-${tone.cls}`}><b class="num">${item.n}</b><span class="pj__word"><${Icon} name=${tone.icon} />${item.label}</span></li>`;
};

/** What each said, all at once. @param {{round: any}} props */
const Answers = ({ round }) =>
  html`${round.bars.length > 0 && html`<div class="pj__bars"><${Bars} round=${round} /></div>`}
  <ul class="pj__votes" aria-label="The answers">
    ${round.names.length > 0 && round.answers.map((/** @type {any} */ item) => html`<${Counted} key=${item.choice} item=${item} />`)}
    ${(round.bars.length ? [] : round.ballots).map((/** @type {any} */ ballot) => {
      const tone = toneOf(ballot.tone);
      return html`<li key=${ballot.voter} class=${`pj__vote tone-${tone.cls}`}>
        <span>${ballot.name}</span><span class="pj__word"><${Icon} name=${tone.icon} />${ballot.label}</span>
      </li>`;
    })}
  </ul>`;

/** @param {{step: any}} props */
export function Wall({ step }) {
  const decision = decisionOf(step);
  if (!decision) {
    return html`<div class="pj__ask pj__ask--wide">
      <h1 class="pj__step">What we will decide on</h1>
      <div class="pj__upcoming"><${Upcoming} step=${step} /></div>
      <div class="pj__because"><${HowDecided} step=${step} /></div>
    </div>`;
  }
  const round = decision.status === 'open' ? null : lastRound(decision);
  const carried = decision.status === 'carried';
  return html`<div class=${`pj__ask ${decision.voters.length > 8 ? 'pj__ask--many' : ''}`}>
      <h1 class=${carried ? 'pj__passed' : 'pj__step'}>${carried && html`<${Icon} name="circle-check" />`}${headline(decision)}. ${decision.practice ? 'For practice' : `Decision ${decision.number}, ${decision.runoff ? 'run-off' : `round ${decision.round}`}`}</h1>
      <div class=${`pj__adopted doc ${sizeOf(decision.markdown)}`}><${Prose} html=${decision.html} /></div>
      <p class="pj__because">${round ? round.sentence : html`${decision.words.title} ${decision.missing}`}</p>
    </div>
    ${round ? html`<${Answers} round=${round} />` : html`<${Voters} decision=${decision} />`}`;
}

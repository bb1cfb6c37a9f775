/** A decision on the projector: the words, who has answered, and afterwards what each said. What does not fit is said to be elsewhere. */
import { html, Icon, list, Prose } from '../../ui.js';
import { decisionOf, headline, isOver, lastRound, toneOf } from './decided.js';
import { Bars, Eliminations, Matrix } from './picture.js';
import { HowDecided, Upcoming } from './proposal.js';
import { Until } from './until.js';

/** What a line break costs, in characters of a line that stays empty. */
const BREAK = 60;

/** More voters than these, and the wall names only those who matter now. */
const MANY = 12;

/** Long proposals are set smaller, so that the last line is on the wall too. @param {string} words */
function sizeOf(words) {
  const length = words.length + BREAK * words.split('\n').length;
  return length > 800 ? 'pj__adopted--long' : length > 260 ? 'pj__adopted--mid' : '';
}

/** One voter with a word. @param {{name: string, tone: string, icon: string, word: string, weight?: number | null}} props */
const Vote = ({ name, tone, icon, word, weight = null }) =>
  html`<li class=${`pj__vote ${tone}`}>
    <span dir="auto">${name}${weight !== null && html` <small class="num">weight ${weight}</small>`}</span><span class="pj__word"><${Icon} name=${icon} />${word}</span>
  </li>`;

/** Who has answered; under an open rule also what. Of many only those who have not. @param {{decision: any}} props */
function Voters({ decision }) {
  const given = new Map(decision.ballots.map((/** @type {any} */ ballot) => [ballot.voter, ballot]));
  const named = decision.voters.length > MANY ? decision.voters.filter((/** @type {any} */ voter) => !voter.voted) : decision.voters;
  return html`<ul class="pj__votes" aria-label="Who has answered">
    ${named.slice(0, MANY).map((/** @type {any} */ voter) => {
      const ballot = given.get(voter.voter);
      if (ballot) return html`<${Vote} key=${voter.voter} name=${voter.name} tone=${`tone-${toneOf(ballot.tone).cls}`} icon=${toneOf(ballot.tone).icon} word=${ballot.label} weight=${voter.weight} />`;
      const word = voter.voted ? 'has answered' : voter.asks ? 'asks at home' : voter.awaited ? 'not yet' : 'need not answer';
      return html`<${Vote} key=${voter.voter} name=${voter.name} tone=${voter.voted ? 'pj__vote--in' : ''} icon=${voter.voted ? 'check' : voter.awaited ? 'hourglass' : 'minus'} word=${word} weight=${voter.weight} />`;
    })}
    ${named.length > MANY && html`<li class="pj__rest">and ${named.length - MANY} more</li>`}
  </ul>`;
}

/** How many gave an answer, where nobody can tell who, or where there are too many to name. @param {{item: any}} props */
const Counted = ({ item }) => {
  const tone = toneOf(item.tone);
  return html`<li class=${`pj__vote tone-${tone.cls}`}><b class="num">${item.weight ?? item.n}</b><span class="pj__word"><${Icon} name=${tone.icon} />${item.label}</span></li>`;
};

/** What each said, all at once; of many the numbers, and by name whoever is heard now. @param {{decision: any, round: any}} props */
function Answers({ decision, round }) {
  if (round.bars.length) return html`<div class="pj__bars"><${Bars} round=${round} most=${6} /></div>`;
  const weight = new Map(decision.voters.map((/** @type {any} */ voter) => [voter.voter, voter.weight]));
  const counted = round.names.length > 0 || round.ballots.length > MANY;
  const heard = new Set(round.objections.map((/** @type {any} */ one) => one.voter));
  const named = counted ? (round.names.length ? [] : round.ballots.filter((/** @type {any} */ ballot) => heard.has(ballot.voter) || ballot.tone === 'concern')) : round.ballots;
  return html`<ul class="pj__votes" aria-label="The answers">
    ${counted && round.answers.filter((/** @type {any} */ item) => item.n).map((/** @type {any} */ item) => html`<${Counted} key=${item.choice} item=${item} />`)}
    ${named.slice(0, MANY - 4).map((/** @type {any} */ ballot) => html`<${Vote} key=${ballot.voter} name=${ballot.name} tone=${`tone-${toneOf(ballot.tone).cls}`} icon=${toneOf(ballot.tone).icon} word=${ballot.label} weight=${weight.get(ballot.voter) ?? null} />`)}
  </ul>`;
}

/** What is read out now: the first objection, the decider's reason, why it is open again, where it goes. @param {{decision: any, round: any}} props */
function Said({ decision, round }) {
  const [objection] = round.objections;
  if (isOver(decision)) return html`<p class="pj__said" dir="auto">${decision.reopened || decision.withdrawn}</p>`;
  if (round.ruling) return html`<p class="pj__said" dir="auto">${round.ruling.reason}</p>`;
  if (decision.rung !== null) return html`<p class="pj__said">Next: ${decision.ladder[decision.rung].what}</p>`;
  if (decision.status === 'between' && objection?.reason) return html`<p class="pj__said" dir="auto">${objection.name && `${objection.name}: `}${objection.reason}</p>`;
  if (round.eliminations.length > 1 && round.bars.length <= 5) return html`<div class="pj__picture"><${Eliminations} round=${round} /></div>`;
  const short = round.order.flat().length <= 4 && round.order.flat().every((/** @type {string} */ option) => option.length <= 24);
  return round.matrix && short ? html`<div class="pj__picture"><${Matrix} round=${round} /></div>` : null;
}

/** The sentence that anyone can check; where bars show the sum beside it, without it. @param {any} round */
const whyOf = (round) => (round.bars.length ? round.sentence.split(`${round.sum}. `).at(-1) : round.sentence);

/** @param {any} decision */
const numbered = (decision) => (decision.practice ? '' : ` Decision ${decision.number}, ${decision.runoff ? 'run-off' : `round ${decision.round}`}`);

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
      <h1 class=${carried ? 'pj__passed' : 'pj__step'}>${carried && html`<${Icon} name="circle-check" />`}<span>${headline(decision)}.${numbered(decision)}</span></h1>
      <div class=${`pj__adopted doc ${sizeOf(decision.markdown)}`}><${Prose} html=${decision.html} /></div>
      ${!round && decision.options.length > 0 && html`<p class="pj__said">${decision.runoff ? 'Run-off between' : 'To choose from'}: ${list(decision.options)}</p>`}
      <p class="pj__because">${isOver(decision) ? '' : round ? whyOf(round) : html`${decision.words.title} ${decision.missing}`}</p>
      ${round ? html`<${Said} decision=${decision} round=${round} />` : html`<${Until} decision=${decision} />`}
    </div>
    ${round ? !isOver(decision) && html`<${Answers} decision=${decision} round=${round} />` : html`<${Voters} decision=${decision} />`}`;
}

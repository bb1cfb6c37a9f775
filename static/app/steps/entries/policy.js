/** A rule for deciding as a plain form: which rule, whose vote, how many must vote; everything else waits under "More". */
import { Field, html, useId, useState } from '../../ui.js';
import { all, slice } from '../../store.js';
import { Explained, useExplained } from './explain.js';

/** @typedef {[string, string][]} Options */

/** Shares that groups use, as words. @type {Options} */
const QUORUMS = [['1/2', 'At least half'], ['3/5', 'At least three fifths'], ['2/3', 'At least two thirds'], ['3/4', 'At least three quarters'], ['1/1', 'All'], ['0/1', 'Any number']];
/** @type {Options} */
const SHARES = [['2/3', 'Two thirds'], ['3/5', 'Three fifths'], ['3/4', 'Three quarters'], ['4/5', 'Four fifths'], ['1/1', 'All']];
/** @type {Options} */
const BASES = [['cast', 'Of the votes cast'], ['electorate', 'Of all who are entitled']];
/** @type {Options} */
const UNITS = [['partner', 'Each partner has one'], ['person', 'Each person has one'], ['weighted', 'Each partner’s has a weight']];
/** @type {Options} */
const SECRECY = [['hidden', 'All together, when the vote is closed'], ['open', 'As they are given'], ['secret', 'Never: secret ballots']];
/** @type {Options} */
const FLOORS = [['1', 'Nobody blocks it (1)'], ['2', 'Nobody below 2'], ['3', 'Nobody below 3'], ['4', 'Nobody below 4'], ['5', 'All are all in (5)']];
/** @type {Options} */
const TIES = [['report', 'It is reported, and the group talks'], ['runoff', 'A run-off among the tied']];
/** @type {Options} */
const FALLBACKS = [['', 'Our way to settle issues'], ['consent', 'Consent'], ['supermajority', 'Two thirds of the votes cast'], ['majority', 'Majority'], ['absolute_majority', 'More than half of all']];

/** Every rule there is, as the server tells them; `own`: the fields of a policy that only this rule reads. @returns {{rule: string, title: string, own: string[]}[]} */
const everyRule = () => slice('rule_choices') ?? [];

/** @param {string | undefined} name */
const ownOf = (name) => everyRule().find(({ rule }) => rule === name)?.own ?? [];

/** Does a rule choose among several options? @param {string | undefined} rule */
export const chooses = (rule) => ownOf(rule).includes('options');

/** @param {number} from @param {number} to @returns {Options} */
const numbers = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => [String(from + at), String(from + at)]);

/** @param {[number, number] | undefined} fraction @param {string} otherwise */
const written = (fraction, otherwise) => (fraction ? fraction.join('/') : otherwise);
/** @param {string} text */
const fraction = (text) => text.split('/').map(Number);

/** A choice that keeps a value it doesn't list. @param {{label: string, value: string, options: Options, onValue: (value: string) => void}} props */
export function Select({ label, value, options, onValue }) {
  const id = useId();
  const known = options.some(([key]) => key === value);
  return html`<div class="field">
    <label class="field__label" for=${id}>${label}</label>
    <select class="input" id=${id} value=${value} onChange=${(/** @type {any} */ event) => onValue(event.currentTarget.value)}>
      ${!known && html`<option value=${value}>${value}</option>`}
      ${options.map(([key, words]) => html`<option key=${key} value=${key}>${words}</option>`)}
    </select>
  </div>`;
}

/** A weight for each partner's vote. @param {{weights: Record<string, number>, set: (weights: Record<string, number>) => void}} props */
function Weights({ weights, set }) {
  const id = useId();
  return html`<fieldset class="field">
    <legend class="field__label">Weight of each partner’s vote</legend>
    ${all('partner').filter((partner) => !partner.withdrawn).map(
      (partner) => html`<div class="weight" key=${partner.id}>
        <label for=${`${id}-${partner.id}`}>${partner.name}</label>
        <input class="input num" id=${`${id}-${partner.id}`} type="number" inputmode="numeric" min="0" max="1000" value=${weights[partner.id] ?? ''}
          onInput=${(/** @type {any} */ event) => set({ ...weights, [partner.id]: Math.max(0, Math.trunc(Number(event.currentTarget.value) || 0)) })} />
      </div>`,
    )}
  </fieldset>`;
}

/** @typedef {{policy: any, change: (part: object) => void}} Props */

/** A field that is one of a few numbers. @param {string} label @param {string} field @param {number} from @param {number} to @param {number} otherwise */
const oneOf = (label, field, from, to, otherwise) => (/** @type {Props} */ { policy, change }) =>
  html`<${Select} label=${label} value=${String(policy[field] ?? otherwise)} options=${numbers(from, to)} onValue=${(/** @type {string} */ value) => change({ [field]: Number(value) })} />`;

/** A field that is one of a few words. @param {string} label @param {string} field @param {Options} options @param {string} otherwise */
const named = (label, field, options, otherwise) => (/** @type {Props} */ { policy, change }) =>
  html`<${Select} label=${label} value=${policy[field] ?? otherwise} options=${options} onValue=${(/** @type {string} */ value) => change({ [field]: value })} />`;

/** What only some rules ask for; the options themselves belong to the occasion. @type {Record<string, (props: Props) => any>} */
const FIELDS = {
  threshold: ({ policy, change }) =>
    html`<${Select} label="Which share" value=${written(policy.threshold, '2/3')} options=${SHARES} onValue=${(/** @type {string} */ share) => change({ threshold: fraction(share) })} />`,
  base: named('Share of what', 'base', BASES, 'cast'),
  floor: ({ policy, change }) =>
    html`<${Select} label="It passes when" value=${String(policy.floor ?? 3)} options=${FLOORS} onValue=${(/** @type {string} */ floor) => change({ floor: Number(floor) })} />`,
  decider: ({ policy, change }) =>
    html`<${Field} label="Who decides" optional maxlength="120" value=${policy.decider ?? ''} hint="A role, or a name. Left empty, it is said each time."
      onValue=${(/** @type {string} */ decider) => change({ decider: decider || undefined })} />`,
  budget: oneOf('Dots each', 'budget', 1, 12, 5),
  cap: oneOf('At most on one option', 'cap', 1, 12, 3),
  seats: oneOf('How many are taken', 'seats', 1, 9, 1),
  tie: named('A tie', 'tie', TIES, 'report'),
};

/** @param {Props} props */
const OfThisRule = ({ policy, change }) =>
  ownOf(policy.rule).map((name) => FIELDS[name] && html`<${FIELDS[name]} key=${name} policy=${policy} change=${change} />`);

/** What every rule reads. */
const COMMON = ['may_depart', 'unit', 'weights', 'quorum', 'secrecy', 'rounds', 'fallback', 'deadline'];

/** What is left of a policy when its rule changes: only what the new one knows. @param {any} policy @param {string} rule */
const ruled = (policy, rule) => Object.fromEntries([['rule', rule], ...Object.entries(policy ?? {}).filter(([field]) => [...COMMON, ...ownOf(rule)].includes(field))]);

/** The simple policy that a fallback is. @param {string} rule @param {any} policy */
const fallback = (rule, policy) => (rule ? { rule, quorum: policy.quorum ?? [1, 2], unit: policy.unit === 'person' ? 'person' : 'partner', ...(rule === 'supermajority' ? { threshold: [2, 3] } : {}) } : undefined);

/** Everything that most groups leave as it is. @param {{policy: any, change: (part: object) => void}} props */
const More = ({ policy, change }) => html`
  <${Select} label="When answers show" value=${policy.secrecy ?? 'hidden'} options=${SECRECY} onValue=${(/** @type {string} */ secrecy) => change({ secrecy })} />
  <${Select} label="Rounds before it goes further" value=${String(policy.rounds ?? 2)} options=${numbers(1, 5)} onValue=${(/** @type {string} */ rounds) => change({ rounds: Number(rounds) })} />
  <${Select} label="If it does not pass after that" value=${policy.fallback?.rule ?? ''} options=${FALLBACKS} onValue=${(/** @type {string} */ rule) => change({ fallback: fallback(rule, policy) })} />
`;

/**
 * The fields of a policy. What it holds beyond them is kept as it is.
 * @param {{policy: any, set: (policy: any) => void}} props
 */
export function PolicyFields({ policy, set }) {
  const [more, setMore] = useState(false);
  const told = useExplained(policy);
  const rule = policy?.rule ?? '';
  const change = (/** @type {object} */ part) => set(Object.fromEntries(Object.entries({ ...policy, ...part }).filter(([, value]) => value !== undefined)));
  const known = /** @type {Options} */ ([...(rule ? [] : [['', 'Choose a rule']]), ...everyRule().map(({ rule, title }) => [rule, title])]);
  return html`<div class="policy">
    <${Select} label="Rule" value=${rule} options=${known} onValue=${(/** @type {string} */ chosen) => set(ruled(policy, chosen))} />
    ${rule &&
    html`<${Explained} told=${told} />
      <${OfThisRule} policy=${policy} change=${change} />
      <${Select} label="Whose vote" value=${policy.unit ?? 'partner'} options=${UNITS} onValue=${(/** @type {string} */ unit) => change({ unit, ...(unit === 'weighted' ? {} : { weights: undefined }) })} />
      ${policy.unit === 'weighted' && html`<${Weights} weights=${policy.weights ?? {}} set=${(/** @type {any} */ weights) => change({ weights })} />`}
      ${rule !== 'advice' && html`<${Select} label="How many must vote" value=${written(policy.quorum, '1/2')} options=${QUORUMS} onValue=${(/** @type {string} */ quorum) => change({ quorum: fraction(quorum) })} />`}
      <button type="button" class="linkish" aria-expanded=${String(more)} onClick=${() => setMore(!more)}>${more ? 'Less' : 'More: secrecy, rounds, what comes after'}</button>
      ${more && html`<${More} policy=${policy} change=${change} />`}`}
  </div>`;
}

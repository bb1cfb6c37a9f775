/** A rule for deciding as a plain form: which rule, whose vote, how many must vote, how many rounds. */
import { html, useId } from '../../ui.js';
import { policyWords, RULES } from './declared.js';

/** Shares that groups use, as words. @type {[string, string][]} */
const QUORUMS = [['1/2', 'At least half'], ['3/5', 'At least three fifths'], ['2/3', 'At least two thirds'], ['3/4', 'At least three quarters'], ['1/1', 'All'], ['0/1', 'Any number']];
const SHARES = [['2/3', 'Two thirds'], ['3/5', 'Three fifths'], ['3/4', 'Three quarters'], ['4/5', 'Four fifths']];

/** @param {[number, number] | undefined} fraction @param {string} otherwise */
const written = (fraction, otherwise) => (fraction ? fraction.join('/') : otherwise);
/** @param {string} text */
const fraction = (text) => text.split('/').map(Number);

/** A choice that keeps a value it doesn't list. @param {{label: string, value: string, options: [string, string][], onValue: (value: string) => void}} props */
function Select({ label, value, options, onValue }) {
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

/**
 * The fields of a policy. What it holds beyond them is kept as it is.
 * @param {{policy: any, set: (policy: any) => void}} props
 */
export function PolicyFields({ policy, set }) {
  const rule = policy?.rule ?? '';
  const change = (/** @type {object} */ part) => set({ ...policy, ...part });
  const choose = (/** @type {string} */ chosen) => {
    const { threshold, ...rest } = policy ?? {};
    set(chosen === 'supermajority' ? { ...rest, rule: chosen, threshold: threshold ?? [2, 3] } : { ...rest, rule: chosen });
  };
  return html`<div class="policy">
    <${Select} label="Rule" value=${rule} options=${[...(rule ? [] : [['', 'Choose a rule']]), ...Object.entries(RULES).map(([key, [name, passes]]) => [key, `${name}: ${passes}`])]} onValue=${choose} />
    ${rule &&
    html`${rule === 'supermajority' &&
      html`<${Select} label="Which share" value=${written(policy.threshold, '2/3')} options=${SHARES} onValue=${(/** @type {string} */ share) => change({ threshold: fraction(share) })} />`}
      <${Select} label="Whose vote" value=${policy.unit ?? 'partner'} options=${[['partner', 'Each partner has one'], ['person', 'Each person has one']]} onValue=${(/** @type {string} */ unit) => change({ unit })} />
      <${Select} label="How many must vote" value=${written(policy.quorum, '1/2')} options=${QUORUMS} onValue=${(/** @type {string} */ quorum) => change({ quorum: fraction(quorum) })} />
      <${Select} label="Rounds before it goes further" value=${String(policy.rounds ?? 2)} options=${['1', '2', '3', '4'].map((n) => [n, n])} onValue=${(/** @type {string} */ rounds) => change({ rounds: Number(rounds) })} />
      ${policy.fallback && html`<p class="field__hint">If it does not pass after that: ${policyWords(policy.fallback)}.</p>`}
      <p class="policy__words doc">${policyWords(policy)}.</p>`}
  </div>`;
}

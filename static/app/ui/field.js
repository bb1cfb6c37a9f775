/** A labelled field, and the sentence at it when the server refuses what was entered. */
import { html, useId, useState } from '../../vendor/ui.js';
import { Icon } from './icon.js';

/** @typedef {import('../outbox.js').Answer} Answer */

/** What the server refused last, if anything: pass `setProblem` to `answer()`. @returns {[Answer | null, (refused: Answer | null) => void]} */
export const useProblem = () => useState(/** @type {Answer | null} */ (null));

/** The refusal as a sentence. @param {{problem: Answer | null, id?: string}} props */
export const Problem = ({ problem, id }) =>
  problem && html`<p class="field__error" id=${id} role="alert"><${Icon} name="triangle-alert" /><span>${problem.message}</span></p>`;

/**
 * A native input or textarea with its label.
 * @param {{label: any, hint?: any, value: string, onValue: (value: string) => void, rows?: number, limit?: number, doc?: boolean,
 *   quiet?: boolean, optional?: boolean, problem?: Answer | null, inputRef?: any, [more: string]: any}} props
 *   `limit` counts characters aloud without cutting off; `quiet` keeps the label for screen readers only
 */
export function Field({ label, hint, value, onValue, rows, limit, doc, quiet, optional, problem, inputRef, ...more }) {
  const id = useId();
  const told = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;
  const input = {
    id, value, rows, ref: inputRef, ...more,
    class: `input ${doc ? 'doc input--doc' : ''}`,
    'aria-describedby': told,
    'aria-invalid': problem ? 'true' : undefined,
    onInput: (/** @type {any} */ event) => onValue(event.currentTarget.value),
  };
  return html`<div class="field">
    <label class=${quiet ? 'visually-hidden' : 'field__label'} for=${id}>${label}${optional && html` <span class="field__hint">optional</span>`}</label>
    ${rows ? html`<textarea ...${input}></textarea>` : html`<input type="text" ...${input} />`}
    ${(hint || limit) &&
    html`<span class="row row--between meta"><span id=${`${id}-hint`}>${hint}</span>${limit && html`<${Count} text=${value} limit=${limit} />`}</span>`}
    <${Problem} problem=${problem ?? null} id=${`${id}-problem`} />
  </div>`;
}

/** How much has been written of what fits. @param {{text: string, limit: number}} props */
export function Count({ text, limit }) {
  const used = [...text].length;
  return html`<span class=${`num ${used > limit ? 'count--over' : ''}`}>${used > limit ? `${used - limit} too many, ` : ''}${used} of ${limit}</span>`;
}

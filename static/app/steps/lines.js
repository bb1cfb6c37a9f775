/** Several lines pasted where one thing belongs: each becomes a thing of its own, after a look at them. */
import { linesOf } from '../pasted.js';
import { Button, Dialog, Field, html, IconButton, plural, useState } from '../ui.js';

/** More lines than these are no handful of ideas but a document. */
const MOST = 60;

/**
 * @param {{lines: string[], one: string, many: string, limit?: number, add: (lines: string[]) => void, onClose: () => void}} props
 * `one` and `many` say what a line becomes; `limit`: the most characters of each
 */
function Lines({ lines, one, many, limit, add, onClose }) {
  const [kept, setKept] = useState(lines.slice(0, MOST));
  const filled = kept.map((line) => line.trim()).filter(Boolean);
  const long = limit ? filled.filter((line) => [...line].length > limit).length : 0;
  const change = (/** @type {number} */ at, /** @type {string} */ words) => setKept(kept.map((line, n) => (n === at ? words : line)));
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (long || !filled.length) return;
    onClose();
    add(filled);
  };
  return html`<${Dialog} title=${`${plural(kept.length, 'line')} pasted`} onClose=${onClose}>
    <form class="stack" onSubmit=${save}>
      <p>Each line becomes ${one}. Look them over first.${lines.length > MOST && ` Only the first ${MOST} are taken.`}</p>
      <ol class="lines">${kept.map(
        (line, at) => html`<li key=${at}>
          <${Field} label=${`Line ${at + 1}`} quiet doc value=${line} limit=${limit && [...line].length > limit ? limit : undefined} onValue=${(/** @type {string} */ words) => change(at, words)} />
          <${IconButton} icon="x" label=${`Leave out: ${line}`} onClick=${() => setKept(kept.filter((_, n) => n !== at))} />
        </li>`,
      )}</ol>
      ${long > 0 && html`<p class="field__error" role="alert">${plural(long, 'line')} ${long === 1 ? 'is' : 'are'} longer than ${limit} characters. Please shorten ${long === 1 ? 'it' : 'them'}.</p>`}
      <div class="dialog__actions"><${Button} type="submit" kind="primary" unavailable=${long > 0 || !filled.length}>Add ${plural(filled.length, one.replace(/^an? /u, ''), many)}<//><${Button} kind="quiet" onClick=${onClose}>Not now<//></div>
    </form>
  <//>`;
}

/**
 * What to do with a paste: `onPaste` for the field, `dialog` to be drawn beside it.
 * @param {{one: string, many: string, limit?: number, add: (lines: string[]) => void}} what
 */
export function usePastedLines(what) {
  const [lines, setLines] = useState(/** @type {string[] | null} */ (null));
  const onPaste = (/** @type {ClipboardEvent} */ event) => {
    const found = linesOf(event.clipboardData?.getData('text/plain') ?? '');
    if (found.length < 2) return;
    event.preventDefault();
    setLines(found);
  };
  return { onPaste, dialog: lines && html`<${Lines} lines=${lines} ...${what} onClose=${() => setLines(null)} />` };
}

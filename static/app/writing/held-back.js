/** What the server did not take of one's words: never thrown away without asking. */
import { announce, Button, html, Notice, useMemo } from '../ui.js';
import { slice } from '../store.js';

/** Why words are held back, where the server's own sentence is not enough. @type {Record<string, string>} */
const WHY = {
  being_decided: 'The text was put to a decision just before your last words arrived.',
  moved_on: 'The text was put to a decision after you wrote this.',
  locked: 'The facilitator locked editing just before your last words arrived.',
  frozen: 'The plan was frozen for signing just before your last words arrived.',
};

/** The words of a document, a line for each paragraph. @param {any} within @returns {string[]} */
function linesOf(within) {
  /** @type {string[]} */
  const lines = [];
  for (const child of within.toArray()) {
    if (!child.nodeName) continue;
    const words = child.toArray().map((/** @type {any} */ part) => (part.nodeName ? (part.nodeName === 'hardBreak' ? ' ' : '') : part.toDelta().map((/** @type {any} */ one) => one.insert).join(''))).join('');
    if (child.nodeName === 'paragraph') lines.push(words);
    else lines.push(...linesOf(child));
  }
  return lines.filter((line) => line.trim());
}

/** @param {{text: import('./shared.js').SharedText, open: boolean}} props open: may the text be written in now? */
export function HeldBack({ text, open }) {
  const held = text.heldBack.value;
  const doc = text.doc.value;
  const ready = text.ready.value;
  const shown = useMemo(() => {
    if (!held || !ready) return [];
    const before = new Set(linesOf(doc.getXmlFragment('text')));
    return linesOf(text.preview().getXmlFragment('text')).filter((line) => !before.has(line));
  }, [held, doc, ready]);
  if (!held) return null;
  const agreed = slice('plan')?.sections.find((/** @type {any} */ one) => one.id === text.section)?.standing === 'adopted';
  const putIn = () => {
    text.putIn();
    announce('Your words are in the text.');
  };
  return html`<section class="held stack" aria-label="Your words, kept on this device">
    <${Notice} tone="concern" alert title="Your last words are kept here, and are not in the text.">${WHY[held.code] ?? held.message}<//>
    ${shown.length > 0 && html`<div class="held__words doc">${shown.map((line, at) => html`<p key=${at} dir="auto">${line}</p>`)}</div>`}
    <div class="row">
      ${open ? html`<${Button} kind="primary" onClick=${putIn}>${agreed ? 'Put them in, and change what was agreed' : 'Put them in'}<//>` : html`<span class="meta">You can put them in once the text is open again.</span>`}
      <${Button} kind="quiet" onClick=${() => text.leaveOut()}>Leave them out<//>
    </div>
  </section>`;
}

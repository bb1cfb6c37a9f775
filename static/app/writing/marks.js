/** What is drawn over a text and is no part of it: the carets of the others, and the passages that comments are on. */
import { absolutePositionToRelativePosition, Decoration, DecorationSet, Extension, Plugin, PluginKey, relativePositionToAbsolutePosition, Y, ySyncPluginKey } from '../../vendor/editor.js';
import { fromBase64, toBase64 } from './bytes.js';
import { readCaret } from './caret.js';

/** @typedef {{key: string, anchor: string, head: string, ink: string, initials: string, name: string}} Flag a caret, and whose it is */
/** @typedef {{id: string, anchor: string, head: string}} Passage */
/** @typedef {{flags: Flag[], passages: Passage[]}} Drawn */

const key = new PluginKey('marks');

/** @param {any} state an editor's @param {number} at @returns {string} the place, spelled so that it moves with the words around it */
export function placeAt(state, at) {
  const { type, binding } = ySyncPluginKey.getState(state);
  return toBase64(Y.encodeRelativePosition(absolutePositionToRelativePosition(at, type, binding.mapping)));
}

/** @param {any} state @param {string} place @returns {number | null} where that is now; null where it is gone, or cannot be read */
export function placeOf(state, place) {
  const { doc, type, binding } = ySyncPluginKey.getState(state);
  try {
    const at = relativePositionToAbsolutePosition(doc, type, Y.decodeRelativePosition(fromBase64(place)), binding.mapping);
    return at === null ? null : Math.min(at, state.doc.content.size);
  } catch {
    // Threat: a place that somebody made up.
    return null;
  }
}

/** @param {any} state @param {{anchor: string, head: string}} ends @returns {{from: number, to: number, head: number} | null} */
export function rangeOf(state, ends) {
  const anchor = placeOf(state, ends.anchor);
  const head = placeOf(state, ends.head);
  return anchor === null || head === null ? null : { from: Math.min(anchor, head), to: Math.max(anchor, head), head };
}

/** @param {Flag} flag @param {number} nth how many flags stand at the same place before it @returns {HTMLElement} */
function drawFlag(flag, nth) {
  const cursor = document.createElement('span');
  cursor.className = `cursor ${flag.ink}`;
  cursor.dataset.nth = String(Math.min(nth, 3));
  // Said by the line above the text, sparingly; a screen reader reading the text reads the words.
  cursor.setAttribute('aria-hidden', 'true');
  const label = cursor.appendChild(document.createElement('span'));
  label.className = 'cursor__flag';
  label.textContent = flag.initials;
  label.title = flag.name;
  return cursor;
}

/** @param {any} state @param {Drawn} drawn */
function decorations(state, { flags, passages }) {
  const found = [];
  /** @type {Map<number, number>} */
  const standing = new Map();
  for (const flag of flags) {
    const range = rangeOf(state, flag);
    if (!range) continue;
    if (range.to > range.from) found.push(Decoration.inline(range.from, range.to, { class: `picked ${flag.ink}` }));
    const nth = standing.get(range.head) ?? 0;
    standing.set(range.head, nth + 1);
    found.push(Decoration.widget(range.head, () => drawFlag(flag, nth), { key: `${flag.key}:${flag.initials}:${flag.ink}:${nth}`, side: 10 }));
  }
  for (const passage of passages) {
    const range = rangeOf(state, passage);
    if (range && range.to > range.from) found.push(Decoration.inline(range.from, range.to, { class: 'commented', 'data-comment': passage.id }));
  }
  return DecorationSet.create(state.doc, found);
}

/** @param {any} editor @param {Drawn} drawn what is to be seen from now on */
export function draw(editor, drawn) {
  readCaret();
  editor.view.dispatch(editor.state.tr.setMeta(key, drawn).setMeta('addToHistory', false));
}

export const Marks = Extension.create({
  name: 'marks',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key,
        state: {
          init: () => ({ drawn: { flags: [], passages: [] }, set: DecorationSet.empty }),
          apply(transaction, before, _old, state) {
            const drawn = transaction.getMeta(key) ?? before.drawn;
            if (drawn === before.drawn && !transaction.docChanged) return before;
            // Words of one's own only move what is drawn; it is found anew where others wrote, since places are theirs to tell.
            const anew = drawn !== before.drawn || transaction.getMeta(ySyncPluginKey);
            return { drawn, set: anew ? decorations(state, drawn) : before.set.map(transaction.mapping, transaction.doc) };
          },
        },
        props: {
          decorations: (state) => key.getState(state).set,
        },
      }),
    ];
  },
});

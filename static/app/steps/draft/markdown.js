/** The small toolbar's work: Markdown marks around what is selected, in a plain textarea, kept in the browser's own undo. */

/** Marks around the selection. @type {Record<string, [string, string]>} */
const AROUND = { bold: ['**', '**'], italic: ['*', '*'], link: ['[', '](https://)'] };
/** Marks before each line. @type {Record<string, (n: number) => string>} */
const BEFORE = { list: () => '- ', numbered: (n) => `${n + 1}. `, quote: () => '> ' };

/** What the toolbar offers: mark, what a person calls it, and its sign. @type {[string, string, string][]} */
export const MARKS = [
  ['bold', 'Bold', 'B'],
  ['italic', 'Italic', 'I'],
  ['list', 'List', '•'],
  ['numbered', 'Numbered list', '1.'],
  ['quote', 'Quote', '”'],
  ['link', 'Link', '↗'],
];

/**
 * Put a mark on what is selected.
 * @param {HTMLTextAreaElement} area @param {string} mark
 */
export function putMark(area, mark) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  if (AROUND[mark]) {
    const [open, close] = AROUND[mark];
    insert(area, start, end, open + value.slice(start, end) + close);
    area.setSelectionRange(start + open.length, end + open.length);
    return;
  }
  const first = value.lastIndexOf('\n', start - 1) + 1;
  const lines = value.slice(first, end).split('\n').map((line, n) => BEFORE[mark](n) + line);
  // A list needs an empty line before it, or it would read as part of the sentence above.
  const gap = first > 0 && value[first - 2] !== '\n' ? '\n' : '';
  insert(area, first, end, gap + lines.join('\n'));
}

/** Words put at the caret, with the space they need around them. @param {HTMLTextAreaElement} area @param {string} words */
export function putWords(area, words) {
  const { selectionStart: at, selectionEnd: end, value } = area;
  const before = at > 0 && !/\s$/.test(value.slice(0, at)) ? ' ' : '';
  const after = end < value.length && !/^\s/.test(value.slice(end)) ? ' ' : '';
  insert(area, at, end, before + words + after);
}

/** Typed in, so that Ctrl+Z takes it back; browsers without `insertText` get it set. @param {HTMLTextAreaElement} area @param {number} start @param {number} end @param {string} words */
function insert(area, start, end, words) {
  area.focus();
  area.setSelectionRange(start, end);
  if (document.execCommand?.('insertText', false, words)) return;
  area.setRangeText(words, start, end, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

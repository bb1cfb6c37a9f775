/**
 * What comes from an e-mail or a word processor: its words, lists, bold, italic and links stay, and nothing else of it.
 *
 * The editor drops what it does not know. Here that is made ready which it would misread: lists that Word writes as paragraphs,
 * headings that are only large, the style sheet that comes before the words, characters that cannot be seen and deceive.
 */
import { BULLET, fit, NUMBER } from '../pasted.js';

/** Styles are read, and never applied: our pages allow none, and a browser says so for each. @param {string} html */
const withoutStyles = (html) => html.replace(/<style[\s\S]*?(?:<\/style>|$)/giu, '').replace(/(\s)style(\s*=)/giu, '$1data-style$2');

/** @param {Element} element */
const styleOf = (element) => element.getAttribute('data-style') ?? '';

/** @param {string} html as it comes from the clipboard @returns {string} */
export function tidyHtml(html) {
  const page = new DOMParser().parseFromString(withoutStyles(fit(html)), 'text/html');
  page.querySelectorAll('script, title, meta, link, img, svg, object, iframe, xml').forEach((element) => element.remove());
  listWordParagraphs(page);
  page.querySelectorAll('table').forEach(flatten);
  page.querySelectorAll('[data-style]').forEach(spellLook);
  return page.body.innerHTML;
}

/** Bold and italic that only a style tells become elements; a bold element that its style takes back becomes none. @param {Element} element */
function spellLook(element) {
  const style = styleOf(element);
  if (/^(?:b|strong)$/u.test(element.localName) && /font-weight:\s*(?:normal|400)/iu.test(style)) {
    element.replaceWith(...element.childNodes);
    return;
  }
  for (const [tag, said] of /** @type {[string, RegExp][]} */ ([['strong', /font-weight:\s*(?:bold|[6-9]00)/iu], ['em', /font-style:\s*italic/iu]])) {
    if (!said.test(style) || /^h[1-6]$/u.test(element.localName)) continue;
    const look = element.ownerDocument.createElement(tag);
    look.append(...element.childNodes);
    element.append(look);
  }
}

/** Word writes an item of a list as a paragraph that knows of its list by its style. @param {Document} page */
function listWordParagraphs(page) {
  /** @type {{list: HTMLElement, level: number}[]} */
  let open = [];
  /** @type {Element | null} */
  let last = null;
  for (const paragraph of page.querySelectorAll('p')) {
        const level = Number(/mso-list:[^;]*level(\d+)/iu.exec(styleOf(paragraph))?.[1] ?? 0);
    if (!level) continue;
    if (last?.nextElementSibling !== paragraph) open = [];
    const marker = paragraph.querySelector('[data-style*="mso-list:Ignore" i]') ?? paragraph.firstElementChild;
    const numbered = /[0-9a-z]+[.)]/iu.test(marker?.textContent ?? '');
    marker?.remove();
    open = open.filter((one) => one.level <= level);
    const anchor = page.createElement('span');
    paragraph.replaceWith(anchor);
    if (open.at(-1)?.level !== level) {
      const list = page.createElement(numbered ? 'ol' : 'ul');
      const within = open.at(-1)?.list.lastElementChild;
      if (within) within.append(list);
      else anchor.before(list);
      open.push({ list, level });
    }
    const item = page.createElement('li');
    item.append(...paragraph.childNodes);
    open.at(-1)?.list.append(item);
    anchor.remove();
    last = open[0].list;
  }
}

/** A row of a table is a line. @param {Element} table */
function flatten(table) {
  const lines = [...table.querySelectorAll('tr')].map((row) => {
    const line = table.ownerDocument.createElement('p');
    line.textContent = [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim()).filter(Boolean).join(', ');
    return line;
  });
  table.replaceWith(...lines);
}

/** Plain text as the little HTML that it means: paragraphs, and lists where lines begin as items do. @param {string} text @returns {string} */
export function htmlOf(text) {
  const page = document.implementation.createHTMLDocument('');
  for (const part of fit(text).replace(/\r\n?/gu, '\n').split(/\n\s*\n/u)) {
    let block = /** @type {HTMLElement} */ (page.createElement('p'));
    for (const line of part.split('\n').filter((one) => one.trim())) {
      const tag = BULLET.test(line) ? 'ul' : NUMBER.test(line) ? 'ol' : 'p';
      const words = line.replace(tag === 'ul' ? BULLET : tag === 'ol' ? NUMBER : /^\s+/u, '').trim();
      if (block.localName !== tag || !block.isConnected) page.body.append((block = page.createElement(tag)));
      else if (tag === 'p') block.append(page.createElement('br'));
      if (tag === 'p') block.append(words);
      else block.append(Object.assign(page.createElement('li'), { textContent: words }));
    }
  }
  return page.body.innerHTML;
}

/**
 * What a text may hold, as the editor knows it: the twin of workshops/texts/schema.py.
 *
 * An item holds blocks of any kind, first of all a paragraph: two people who edit at once can leave one that begins with a list, and
 * an editor that found it wrong would take it out, words and all. No element has attributes, so that nothing can hide in them.
 */
import { Blockquote, Bold, BulletList, Document, Extension, HardBreak, Italic, Link, ListItem, ListKeymap, OrderedList, Paragraph, Plugin, Text } from '../../vendor/editor.js';
import { toast } from '../ui.js';

/** How deep lists and quotes may stand in each other (workshops/prose/tree.py). */
const DEEPEST = 12;
/** Characters that a text has room for, a little under the 64 KB of the server, which counts bytes. */
const ROOM = 64 * 1024;
const SCHEMES = /^(?:https?:\/\/|mailto:)[^\s/]/iu;
const LONGEST_LINK = 2000;

/** @param {string} url @returns {boolean} whether a link may lead there */
export const mayLink = (url) => url.length <= LONGEST_LINK && SCHEMES.test(url);

/** @param {string} typed `example.org`, `a@example.org` or a whole address @returns {string} an address, "" where there is none */
export function asAddress(typed) {
  const url = typed.trim();
  if (mayLink(url)) return url;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/u.test(url)) return `mailto:${url}`;
  return /^[^\s:/@]+\.[^\s:@]+$/u.test(url) ? `https://${url}` : '';
}

const PlainLink = Link.extend({
  addAttributes() {
    return { href: { default: null } };
  },
}).configure({
  autolink: false,
  openOnClick: false,
  linkOnPaste: true,
  defaultProtocol: 'https',
  isAllowedUri: (url) => mayLink(url ?? ''),
  HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' },
});

const PlainNumbers = OrderedList.extend({
  addAttributes() {
    return {};
  },
});

/**
 * Enter in the empty last block of a list's last item goes one level back. Where that list stands in an item with more after it, the library
 * mistakes that for what goes, if neither the item nor its list has fewer parts than what it stands in. @param {any} state @returns {boolean} whether it would
 */
function isBeforeMore({ selection: { $from, empty } }) {
  if (!empty || $from.depth < 4 || $from.parent.content.size || $from.node(-3).type.name !== 'listItem') return false;
  const [item, list, around] = [-1, -2, -3].map((level) => ({ after: $from.indexAfter(level), size: $from.node(level).childCount }));
  return item.after === item.size && list.after === list.size && item.size >= list.size && list.size >= around.size && around.after < around.size;
}

/** Tab leaves the text, as it leaves every field: nobody is caught in a list. Depth has keys and buttons of its own. */
const Item = ListItem.extend({
  content: 'block+',
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands[isBeforeMore(this.editor.state) ? 'liftListItem' : 'splitListItem'](this.name),
      'Mod-]': () => this.editor.commands.sinkListItem(this.name),
      'Mod-[': () => this.editor.commands.liftListItem(this.name),
    };
  },
});

/** @param {any} state @returns {boolean} whether the next item of a list begins with a list or a quote */
function isNextNested({ selection: { $from } }) {
  let depth = $from.depth;
  while (depth > 0 && $from.node(depth).type.name !== 'listItem') depth -= 1;
  const next = depth > 0 && $from.node(depth - 1).maybeChild($from.index(depth - 1) + 1);
  return Boolean(next?.firstChild && !next.firstChild.isTextblock);
}

/** Delete at the end of an item joins two levels at once, and of an item that begins with a list or a quote it would drop the rest. */
const Keys = ListKeymap.extend({
  addKeyboardShortcuts() {
    const keys = this.parent?.() ?? {};
    const { editor } = this;
    const safely = (/** @type {string} */ key) => (/** @type {any} */ props) => {
      const { $from, empty } = editor.state.selection;
      const isAtEnd = empty && $from.parentOffset === $from.parent.content.size;
      return isAtEnd && isNextNested(editor.state) ? editor.commands.joinForward() : keys[key](props);
    };
    return { ...keys, Delete: safely('Delete'), 'Mod-Delete': safely('Mod-Delete') };
  },
});

/** @param {string} text */
const bytesOf = (text) => new TextEncoder().encode(text).length;

/** Keeps a text within its bounds, instead of having the server refuse it. */
const Bounds = Extension.create({
  name: 'bounds',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        filterTransaction(transaction, state) {
          if (!transaction.docChanged || transaction.getMeta('y-sync$')) return true;
          if (transaction.selection.$from.depth - 1 > DEEPEST) return tell('Lists and quotes cannot stand deeper in each other.');
          const { doc } = transaction;
          // Only where it may be near is it worth counting.
          if (doc.content.size < ROOM / 4 || doc.content.size <= state.doc.content.size) return true;
          return bytesOf(doc.textContent) <= ROOM || tell('A text has room for 64 KB of words. Please shorten it first.');
        },
      }),
    ];
  },
});

/** @param {string} why */
function tell(why) {
  toast(why, undefined, 'concern');
  return false;
}

/** All that a text may hold, with the keys and the Markdown shortcuts that come with it. */
export const FORMS = [Document, Paragraph, Text, HardBreak, Bold, Italic, PlainLink, BulletList, PlainNumbers, Item, Keys, Blockquote, Bounds];

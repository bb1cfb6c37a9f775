/** The editor of one text: what is written shows at once, here and on every other page that has it open. */
import { Collaboration, DOMParser as EditorParser, Editor, Slice } from '../../vendor/editor.js';
import { announce, Button, Fragment, html, Icon, ink, initials, list, Notice, partnerOf, plural, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from '../ui.js';
import { fit } from '../pasted.js';
import { slice } from '../store.js';
import { readCaret } from './caret.js';
import { Comments, commentsOn, NewComment, selectedPassage } from './comments.js';
import { HeldBack } from './held-back.js';
import { kinOf } from './kin.js';
import { draw, Marks, placeAt } from './marks.js';
import { htmlOf, tidyHtml } from './paste.js';
import { FORMS } from './schema.js';
import { open, shared } from './shared.js';
import { State } from './state.js';
import { Toolbar, UndoRedo } from './toolbar.js';

/** Between two words about where our caret is (ms). */
const POINTING = 250;
/** A screen reader hears of others who begin to write no more often than this (ms). */
const NEWS = 45_000;

/** The text of a section, for as long as this is shown. @param {string} section */
function useShared(section) {
  const text = useMemo(() => shared(section), [section]);
  useEffect(() => () => text.release(), [text]);
  return text;
}

/** @param {any} view @param {string} markup @param {boolean} plain */
function pasted(view, markup, plain) {
  const holder = document.createElement('div');
  // What is parsed here never stands in the page: it is read for the few forms that a text has.
  holder.append(...new DOMParser().parseFromString(markup, 'text/html').body.childNodes);
  const parsed = EditorParser.fromSchema(view.state.schema).parseSlice(holder, { preserveWhitespace: false, context: view.state.selection.$from });
  return plain ? Slice.maxOpen(parsed.content) : parsed;
}

/** An editor of this document, in this element. @param {{text: import('./shared.js').SharedText, doc: any, element: Element, label: string, id: string}} asked */
function newEditor({ text, doc, element, label, id }) {
  return new Editor({
    element,
    injectCSS: false,
    extensions: [...FORMS, Collaboration.configure({ document: doc, field: 'text', yUndoOptions: { undoManager: kinOf(doc).undoing() } }), Marks],
    editorProps: {
      attributes: { id, class: 'editor__doc doc', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, spellcheck: 'true', translate: 'no' },
      transformPastedHTML: (markup) => tidyHtml(markup),
      transformPastedText: (words) => fit(words),
      clipboardTextParser: (words, _context, _plain, view) => pasted(view, htmlOf(words), true),
      handleTextInput: (view, from, to, words) => {
        if (fit(words) === words) return false;
        view.dispatch(view.state.tr.insertText(fit(words), from, to));
        return true;
      },
      handleDOMEvents: {
        // A key may come before word of the one before it: Enter close upon End would part the line where the caret was.
        keydown: (_view, event) => void (event.isComposing || readCaret()),
        // Nothing of the others moves under a character that is being composed.
        compositionstart: () => text.pause(true),
        compositionend: () => void setTimeout(() => text.pause(false)),
      },
    },
  });
}

/** The caret where it was in a document that said much the same. @param {any} editor @param {number} at */
function writeOn(editor, at) {
  const { doc } = editor.state;
  const isInWords = at < doc.content.size && doc.resolve(at).parent.inlineContent;
  editor.commands.setTextSelection(isInWords ? at : doc.content.size);
  editor.view.focus();
}

/** The editor in its element; another one for another document. @param {import('./shared.js').SharedText} text @param {string} label @param {string} id */
function useEditor(text, label, id) {
  const host = useRef(/** @type {HTMLElement | null} */ (null));
  const [editor, setEditor] = useState(/** @type {any} */ (null));
  /** Where the caret was in the one before. */
  const caret = useRef(/** @type {number | null} */ (null));
  const doc = text.doc.value;
  const ready = text.ready.value;
  useLayoutEffect(() => {
    if (!ready || !host.current) return undefined;
    const made = newEditor({ text, doc, element: host.current, label, id });
    setEditor(made);
    // When the one before went, so did the focus, unless somebody has taken it elsewhere.
    if (caret.current !== null && document.activeElement?.contains(host.current)) writeOn(made, caret.current);
    return () => {
      caret.current = made.isFocused ? made.state.selection.head : null;
      setEditor(null);
      text.pause(false);
      made.destroy();
    };
  }, [doc, ready]);
  return { host, editor };
}

/** Tell the others where our caret is, while it is in the text. @param {import('./shared.js').SharedText} text @param {any} editor */
function usePointing(text, editor) {
  useEffect(() => {
    if (!editor) return undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let soon;
    const point = () => {
      soon = undefined;
      if (editor.isDestroyed) return;
      const { anchor, head } = editor.state.selection;
      if (editor.isFocused) text.point(placeAt(editor.state, anchor), placeAt(editor.state, head));
      else text.point('', '');
    };
    const later = () => (soon ??= setTimeout(point, POINTING));
    const events = ['selectionUpdate', 'update', 'focus', 'blur'];
    events.forEach((event) => editor.on(event, later));
    return () => {
      clearTimeout(soon);
      events.forEach((event) => editor.off(event, later));
      text.point('', '');
    };
  }, [editor]);
}

/** Draw the others' carets and the passages that are commented on. @param {import('./shared.js').SharedText} text @param {any} editor */
function useMarks(text, editor) {
  const flags = Object.entries(text.carets.value).map(([key, caret]) => {
    const person = slice(`person:${caret.participant}`);
    return { key, anchor: caret.anchor, head: caret.head, ink: ink(partnerOf(person)), initials: initials(person?.name ?? ''), name: person?.name ?? '' };
  });
  const passages = commentsOn(text.section).filter((comment) => comment.anchor && !comment.resolved).map(({ id, anchor, head }) => ({ id, anchor, head }));
  const spelled = JSON.stringify([flags, passages]);
  useEffect(() => {
    if (editor && !editor.isDestroyed) draw(editor, { flags, passages });
  }, [editor, spelled]);
}

/** Who has a caret in the text, besides me, by name. @param {import('./shared.js').SharedText} text */
function useOthers(text) {
  const me = slice('me')?.id;
  const others = [...new Set(Object.values(text.carets.value).map((caret) => caret.participant))].filter((id) => id !== me);
  const before = useRef(/** @type {{ids: string[], at: number}} */ ({ ids: [], at: 0 }));
  useEffect(() => {
    const joined = others.filter((id) => !before.current.ids.includes(id));
    if (joined.length && Date.now() - before.current.at > NEWS) {
      announce(`${list(joined.map((id) => slice(`person:${id}`)?.name ?? 'Somebody'))} ${joined.length > 1 ? 'are' : 'is'} writing in this text too.`);
      before.current.at = Date.now();
    }
    before.current.ids = others;
  }, [others.join()]);
  return others;
}

/** @param {{others: string[], writing: boolean}} props */
function Writers({ others, writing }) {
  const count = others.length + (writing ? 1 : 0);
  const words = !count ? 'Everybody writes here' : count === 1 && writing ? 'You are writing' : `${count} writing now`;
  const names = others.map((id) => slice(`person:${id}`)?.name ?? 'Somebody');
  return html`<span class="editor__writers" title=${names.length ? list(names) : undefined}><${Icon} name="pen-line" /><b>${words}</b></span>`;
}

/** Words put where the caret is, with the space they need around them. @param {any} editor @param {string} words */
function use(editor, words) {
  const { from, $from } = editor.state.selection;
  const before = $from.parentOffset > 0 && !/\s$/u.test(editor.state.doc.textBetween($from.start(), from)) ? ' ' : '';
  editor.chain().focus().insertContent({ type: 'text', text: before + fit(words) }).run();
  announce('The words are in the text.');
}

/**
 * One text to write in.
 * @param {{section: string, label: string, foot?: any, sources?: (use: (words: string) => void) => any}} props
 */
export function Writing({ section, label, foot, sources }) {
  const id = useId();
  const text = useShared(section);
  const { host, editor } = useEditor(text, label, id);
  const [passage, setPassage] = useState(/** @type {any} */ (null));
  const [writing, setWriting] = useState(false);
  usePointing(text, editor);
  useMarks(text, editor);
  const others = useOthers(text);
  const unsettled = commentsOn(section).filter((comment) => !comment.resolved).length;
  const empty = editor?.isEmpty && !others.length;
  if (text.stale.value) {
    return html`<${Notice} tone="concern" alert title="This page is older than the server." action=${html`<${Button} kind="primary" icon="refresh-cw" onClick=${() => location.reload()}>Reload it<//>`}>What you wrote is kept, and goes in when it is loaded again.<//>`;
  }
  return html`<${Fragment}>
    <${HeldBack} text=${text} open=${true} />
    <section class="editor" aria-label=${label} onFocusIn=${() => setWriting(Boolean(editor?.isFocused))} onFocusOut=${() => setTimeout(() => setWriting(Boolean(editor && !editor.isDestroyed && editor.isFocused)))}>
      <div class="editor__bar">
        <${Writers} others=${others} writing=${writing} />
        ${editor && html`<span class="editor__acts"><${UndoRedo} editor=${editor} /><${Button} kind="quiet" icon="message-square" onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}
          onClick=${() => setPassage(selectedPassage(editor))}>Comment${unsettled > 0 && html`<span class="visually-hidden">, ${plural(unsettled, 'open comment')}</span>`}<//></span>`}
      </div>
      ${editor && html`<${Toolbar} editor=${editor} controls=${id} />`}
      <div class="editor__paper" data-hint="Begin with one plain sentence." data-empty=${empty ? '' : undefined} ref=${host}>${!editor && html`<p class="editor__opening ink-3" role="status">Opening the text…</p>`}</div>
      ${passage && html`<${NewComment} section=${section} passage=${passage} onClose=${() => setPassage(null)} />`}
      <${Comments} section=${section} editor=${editor} may=${true} />
      <div class="editor__foot"><${State} />${foot}</div>
    </section>
    ${editor && sources?.((words) => use(editor, words))}
  <//>`;
}

/** Where nobody writes now: what the server did not take of our last words. @param {{section: string}} props */
export function StillHere({ section }) {
  const text = open(section);
  return text ? html`<${HeldBack} text=${text} open=${false} />` : null;
}

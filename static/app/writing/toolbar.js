/** The form of a text at a tap: for whoever knows no Markdown. Arrow keys go along it, Escape back into the text. */
import { Dialog, Button, Field, html, Icon, IconButton, onceDrawn, useEffect, useRef, useState } from '../ui.js';
import { asAddress } from './schema.js';

/** @typedef {{name: string, label: string, icon: string, keys?: string, on: (editor: any) => boolean, can?: (editor: any) => boolean, run: (chain: any) => any}} Tool */

/** @type {Tool[]} */
const TOOLS = [
  { name: 'bold', label: 'Bold', icon: 'bold', keys: 'Control+B', on: (editor) => editor.isActive('bold'), run: (chain) => chain.toggleBold() },
  { name: 'italic', label: 'Italic', icon: 'italic', keys: 'Control+I', on: (editor) => editor.isActive('italic'), run: (chain) => chain.toggleItalic() },
  { name: 'list', label: 'List', icon: 'list', on: (editor) => editor.isActive('bulletList'), run: (chain) => chain.toggleBulletList() },
  { name: 'numbers', label: 'Numbered list', icon: 'list-ordered', on: (editor) => editor.isActive('orderedList'), run: (chain) => chain.toggleOrderedList() },
  { name: 'quote', label: 'Quote', icon: 'text-quote', on: (editor) => editor.isActive('blockquote'), run: (chain) => chain.toggleBlockquote() },
];

/** Only in a list: one level deeper, or back. @type {Tool[]} */
const DEPTH = [
  { name: 'deeper', label: 'One level deeper', icon: 'list-indent-increase', keys: 'Control+]', on: () => false, can: (editor) => editor.can().sinkListItem('listItem'), run: (chain) => chain.sinkListItem('listItem') },
  { name: 'back', label: 'One level back', icon: 'list-indent-decrease', keys: 'Control+[', on: () => false, can: (editor) => editor.can().liftListItem('listItem'), run: (chain) => chain.liftListItem('listItem') },
];

/** Draws again whenever the editor's state is another one. @param {any} editor */
export function useEditorState(editor) {
  const [, again] = useState(0);
  useEffect(() => {
    const changed = () => again((n) => n + 1);
    editor.on('transaction', changed);
    return () => void editor.off('transaction', changed);
  }, [editor]);
}

/** Where a link leads. @param {{editor: any, onClose: () => void}} props */
function LinkDialog({ editor, onClose }) {
  const now = editor.getAttributes('link').href ?? '';
  const [url, setUrl] = useState(now);
  const [problem, setProblem] = useState(/** @type {any} */ (null));
  const done = () => {
    onClose();
    onceDrawn(() => editor.commands.focus());
  };
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    const href = asAddress(url);
    if (!href) return setProblem({ message: 'A link begins with https://, http:// or mailto:, or is an e-mail address.' });
    const { empty } = editor.state.selection;
    const chain = editor.chain().focus();
    if (empty && !now) chain.insertContent({ type: 'text', text: url.trim(), marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.extendMarkRange('link').setLink({ href }).run();
    done();
  };
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    done();
  };
  return html`<${Dialog} title=${now ? 'Change the link' : 'Add a link'} onClose=${done}>
    <form class="stack" onSubmit=${save}>
      <${Field} label="Where it leads" hint="A web address or an e-mail address" type="text" inputmode="url" autocapitalize="off" value=${url} onValue=${setUrl} problem=${problem} autofocus />
      <div class="dialog__actions"><${Button} type="submit" kind="primary">${now ? 'Change it' : 'Add it'}<//><${Button} kind="quiet" onClick=${done}>Not now<//>
        ${now && html`<${Button} kind="quiet push" icon="x" onClick=${remove}>Take the link off<//>`}</div>
    </form>
  <//>`;
}

/** @param {{editor: any, controls: string}} props controls: the id of the text */
export function Toolbar({ editor, controls }) {
  useEditorState(editor);
  const [at, setAt] = useState(0);
  const [linking, setLinking] = useState(false);
  const bar = useRef(/** @type {HTMLElement | null} */ (null));
  const inList = editor.isActive('listItem');
  const tools = inList ? [...TOOLS, ...DEPTH] : TOOLS;
  const count = tools.length + 1;

  const walk = (/** @type {KeyboardEvent} */ event) => {
    const back = getComputedStyle(/** @type {Element} */ (bar.current)).direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    const to = { [back]: at - 1, [back === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft']: at + 1, Home: 0, End: count - 1 }[event.key];
    if (event.key === 'Escape') editor.commands.focus();
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + count) % count;
    setAt(next);
    /** @type {HTMLElement[]} */ ([...(bar.current?.querySelectorAll('button') ?? [])])[next]?.focus();
  };
  const button = (/** @type {Tool} */ tool, /** @type {number} */ n) => {
    const can = tool.can?.(editor) ?? true;
    return html`<button type="button" key=${tool.name} class="editor__tool" aria-label=${tool.label} title=${tool.label} aria-keyshortcuts=${tool.keys}
      aria-pressed=${tool.can ? undefined : String(tool.on(editor))} aria-disabled=${can ? undefined : 'true'} tabindex=${n === Math.min(at, count - 1) ? 0 : -1}
      onFocus=${() => setAt(n)} onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()} onClick=${() => can && tool.run(editor.chain().focus()).run()}><${Icon} name=${tool.icon} /></button>`;
  };
  return html`<div class="editor__tools" role="toolbar" aria-label="Form of the text" aria-controls=${controls} ref=${bar} onKeyDown=${walk}>
    ${tools.map(button)}
    <button type="button" class="editor__tool" aria-label="Link" title="Link" aria-pressed=${String(editor.isActive('link'))} tabindex=${at === count - 1 ? 0 : -1}
      onFocus=${() => setAt(count - 1)} onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()} onClick=${() => setLinking(true)}><${Icon} name="link" /></button>
    ${linking && html`<${LinkDialog} editor=${editor} onClose=${() => setLinking(false)} />`}
  </div>`;
}

/** Undo and redo of what one has written oneself. @param {{editor: any}} props */
export function UndoRedo({ editor }) {
  useEditorState(editor);
  const can = editor.can();
  return html`<${Button} kind="quiet" icon="undo-2" aria-keyshortcuts="Control+Z" unavailable=${!can.undo()} onClick=${() => editor.chain().focus().undo().run()}>Undo<//>
    ${can.redo() && html`<${IconButton} icon="redo-2" label="Put back what was undone" onClick=${() => editor.chain().focus().redo().run()} />`}`;
}

/** What is said beside a text: on a passage, answered, and set aside once it is dealt with. */
import { announce, answer, Button, Field, html, Icon, plural, useProblem, useState } from '../ui.js';
import { send } from '../connection.js';
import { useDraft } from '../drafts.js';
import { all, slice } from '../store.js';
import { placeAt, rangeOf } from './marks.js';

/** @typedef {{id: string, section: string, quote: string, anchor: string, head: string, words: string, by: string, at: number, resolved: boolean, replies: {words: string, by: string, at: number}[]}} Comment */

/** @param {string} section @returns {Comment[]} */
export const commentsOn = (section) => all('comment').filter((comment) => comment.section === section);

const nameOf = (/** @type {string} */ id) => slice(`person:${id}`)?.name ?? 'Somebody';

/** Quoted words are short enough to be found again and no longer. */
const shortened = (/** @type {string} */ words) => (words.length > 80 ? `${words.slice(0, 79)}…` : words);

/** What is selected in the text, to be commented on. @param {any} editor */
export function selectedPassage(editor) {
  const { state } = editor;
  const { from, to, empty } = state.selection;
  if (empty) return { quote: '', anchor: '', head: '' };
  return { quote: state.doc.textBetween(from, to, ' ').slice(0, 4000), anchor: placeAt(state, from), head: placeAt(state, to) };
}

/** A new comment. @param {{section: string, passage: {quote: string, anchor: string, head: string}, onClose: () => void}} props */
export function NewComment({ section, passage, onClose }) {
  const [words, setWords, clear] = useDraft(`comment:${section}`, '');
  const [problem, setProblem] = useProblem();
  const say = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!words.trim()) return;
    const said = await answer(send('comment_text', { section, words: words.trim(), ...passage }), setProblem);
    if (!said.ok) return;
    clear();
    onClose();
    announce('Your comment is beside the text.');
  };
  return html`<form class="comment comment--new" onSubmit=${say}>
    <${Field} label=${passage.quote ? html`Your comment on “${shortened(passage.quote)}”` : 'Your comment on the text as a whole'} rows="2" maxlength="1000" value=${words} onValue=${setWords} problem=${problem} autofocus
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && onClose()} />
    <div class="row"><${Button} type="submit" kind="primary" unavailable=${!words.trim()}>Comment<//><${Button} kind="quiet" onClick=${onClose}>Not now<//></div>
  </form>`;
}

/** @param {{comment: Comment}} props */
function Replying({ comment }) {
  const [open, setOpen] = useState(false);
  const [words, setWords, clear] = useDraft(`reply:${comment.id}`, '');
  const [problem, setProblem] = useProblem();
  const say = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!words.trim()) return;
    const said = await answer(send('reply_to_comment', { comment: comment.id, words: words.trim() }), setProblem);
    if (!said.ok) return;
    clear();
    setOpen(false);
  };
  if (!open) return html`<button type="button" class="linkish" onClick=${() => setOpen(true)}>Reply<span class="visually-hidden"> to ${nameOf(comment.by)}</span></button>`;
  return html`<form class="comment__reply" onSubmit=${say}>
    <${Field} label="Your reply" quiet rows="2" maxlength="1000" value=${words} onValue=${setWords} problem=${problem} autofocus />
    <div class="row"><${Button} type="submit" kind="primary" unavailable=${!words.trim()}>Reply<//><${Button} kind="quiet" onClick=${() => setOpen(false)}>Not now<//></div>
  </form>`;
}

/** @param {{comment: Comment, editor: any, may: boolean}} props */
function One({ comment, editor, may }) {
  const show = () => {
    const range = editor && rangeOf(editor.state, comment);
    if (range) editor.chain().focus().setTextSelection({ from: range.from, to: range.to }).scrollIntoView().run();
  };
  const resolve = () => answer(send('resolve_comment', { comment: comment.id, on: !comment.resolved }));
  return html`<li class="comment" data-resolved=${comment.resolved ? '' : undefined}>
    <${Icon} name="message-square" />
    <div class="comment__words">
      <p><b>${nameOf(comment.by)}</b>${comment.quote && html` on ${editor ? html`<button type="button" class="linkish" onClick=${show}>“${shortened(comment.quote)}”</button>` : `“${shortened(comment.quote)}”`}`}: ${comment.words}</p>
      ${comment.replies.map((reply, at) => html`<p key=${at} class="comment__answer"><b>${nameOf(reply.by)}</b>: ${reply.words}</p>`)}
      ${may && html`<div class="comment__foot">
        ${!comment.resolved && html`<${Replying} comment=${comment} />`}
        <button type="button" class="linkish" onClick=${resolve}>${comment.resolved ? 'Take it up again' : 'Dealt with'}<span class="visually-hidden">: ${nameOf(comment.by)}, ${shortened(comment.words)}</span></button>
      </div>`}
    </div>
  </li>`;
}

/** All comments on a text; those that are dealt with are folded away. @param {{section: string, editor?: any, may: boolean}} props */
export function Comments({ section, editor, may }) {
  const comments = commentsOn(section);
  const open = comments.filter((comment) => !comment.resolved);
  const done = comments.filter((comment) => comment.resolved);
  if (!comments.length) return null;
  const list = (/** @type {Comment[]} */ some) => html`<ul class="comments">${some.map((comment) => html`<${One} key=${comment.id} comment=${comment} editor=${editor} may=${may} />`)}</ul>`;
  return html`<section class="editor__comments" aria-label="Comments">
    ${open.length > 0 && list(open)}
    ${done.length > 0 && html`<details class="fold"><summary>${plural(done.length, 'comment')} dealt with</summary>${list(done)}</details>`}
  </section>`;
}

/**
 * One shared text. Saves carry the version they started from; when somebody else was faster, both versions are shown and
 * a person chooses, so that nobody's words are lost. Writing truly together comes later behind the same component.
 */
import { answer, Button, html, Icon, Problem, Prose, useEffect, useId, useProblem, useRef, useState } from '../../ui.js';
import { send } from '../../connection.js';
import { useDraft } from '../../drafts.js';
import { slice } from '../../store.js';
import { MARKS, putMark, putWords } from './markdown.js';

/** A pause in the typing after which the words are saved (ms). */
const PAUSE = 1500;
/** Longest text of a section (workshops/bounds.py). */
const BOUND = 20000;

/** @typedef {{content: string, base: number}} Mine */

const EMPTY = { content: '', html: '', version: 0, by: '', locked: false };

/** Both versions, and three ways on. @param {{theirs: string, mine: string, by: string, onKeep: () => void, onTake: () => void}} props */
function Conflict({ theirs, mine, by, onKeep, onTake }) {
  return html`<section class="conflict" role="alert">
    <p><b>${by || 'Somebody'} saved other words while you were writing.</b> Both are here; nothing is lost.</p>
    <div class="conflict__two">
      <div><h3 class="h-small">Yours</h3><p class="conflict__text doc">${mine}</p><${Button} kind="primary" onClick=${onKeep}>Keep mine<//></div>
      <div><h3 class="h-small">${by ? `${by}’s` : 'Theirs'}</h3><p class="conflict__text doc">${theirs}</p><${Button} onClick=${onTake}>Take theirs<//></div>
    </div>
    <p class="meta">You can also change your words below until they hold both, and then keep yours.</p>
  </section>`;
}

/** Words that were put aside when somebody else's were taken. @param {{words: string, onBack: () => void, onDrop: () => void}} props */
function Aside({ words, onBack, onDrop }) {
  return html`<details class="fold" open>
    <summary>Your words, kept on this device</summary>
    <p class="conflict__text doc">${words}</p>
    <div class="row"><${Button} onClick=${onBack}>Put them back<//><${Button} kind="quiet" onClick=${onDrop}>Throw them away<//></div>
  </details>`;
}

/** @param {{area: any, children?: any}} props */
function Toolbar({ area }) {
  return html`<div class="editor__tools" role="toolbar" aria-label="Form of the text">
    ${MARKS.map(
      ([mark, label, sign]) =>
        html`<button type="button" key=${mark} class=${`editor__tool editor__tool--${mark}`} aria-label=${label} title=${label} onClick=${() => putMark(area.current, mark)}>${sign}</button>`,
    )}
  </div>`;
}

/**
 * The editor of a section's text.
 * @param {{section: string, label?: string, sources?: (use: (words: string) => void) => any}} props `sources` draws what the group's words can be taken from
 */
export function Editor({ section, label = 'The draft', sources }) {
  const text = slice(`text:${section}`) ?? EMPTY;
  const locked = text.locked || slice('place')?.locked;
  const [mine, setMine, clear] = useDraft(`text:${section}`, /** @type {Mine | null} */ (null));
  const [aside, setAside, dropAside] = useDraft(`aside:${section}`, '');
  const [problem, setProblem] = useProblem();
  const [reading, setReading] = useState(false);
  const area = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const id = useId();
  const by = slice(`person:${text.by}`)?.name ?? '';
  const written = mine ? mine.content : text.content;
  const dirty = mine !== null && mine.content !== text.content;
  const conflict = dirty && mine.base !== text.version;

  /** @param {number} base the version these words replace */
  async function save(base) {
    const said = await answer(send('save_text', { section, content: written, base }), (refused) => setProblem(refused?.code === 'conflict' ? null : refused));
    if (!said.ok) return;
    // What was typed while the answer was on its way starts from the version just made.
    setMine((now) => (!now || now.content === written ? null : { content: now.content, base: Number(said.made) || base + 1 }));
  }

  useEffect(() => {
    if (!dirty || conflict || locked) return undefined;
    const pause = setTimeout(() => save(mine.base), PAUSE);
    return () => clearTimeout(pause);
  }, [written, conflict, locked]);

  const type = (/** @type {any} */ event) => setMine({ content: event.currentTarget.value, base: mine?.base ?? text.version });
  const shortcut = (/** @type {KeyboardEvent} */ event) => {
    const mark = event.ctrlKey || event.metaKey ? { b: 'bold', i: 'italic' }[event.key] : undefined;
    if (!mark) return;
    event.preventDefault();
    putMark(/** @type {HTMLTextAreaElement} */ (area.current), mark);
  };
  const take = () => {
    setAside(written);
    clear();
  };
  const putBack = () => {
    setMine({ content: aside, base: text.version });
    dropAside();
  };
  const use = (/** @type {string} */ words) => area.current && putWords(area.current, words);

  if (locked) {
    return html`<section class="editor editor--locked" aria-label=${label}>
      <div class="editor__bar"><span class="row"><${Icon} name="hourglass" /><b>${text.locked ? 'These words are being decided' : 'Editing is locked for the moment'}</b></span></div>
      <div class="editor__text"><${Prose} html=${text.html || '<p>Nothing written yet.</p>'} /></div>
      ${dirty && html`<p class="editor__note"><${Icon} name="info" /><span>What you had written is kept here until editing opens again.</span></p>`}
    </section>`;
  }
  return html`<div class="stack">
    ${conflict && html`<${Conflict} theirs=${text.content} mine=${written} by=${by} onKeep=${() => save(text.version)} onTake=${take} />`}
    <section class="editor" aria-label=${label}>
      <div class="editor__bar">
        <${Toolbar} area=${area} />
        <${Button} kind="quiet" aria-pressed=${String(reading)} onClick=${() => setReading(!reading)}>${reading ? 'Write' : 'Read'}<//>
      </div>
      ${reading
        ? html`<div class="editor__text"><${Prose} html=${text.html || '<p>Nothing written yet.</p>'} /></div>`
        : html`<label class="visually-hidden" for=${id}>${label}</label>
            <textarea id=${id} ref=${area} class="editor__area doc" rows="7" maxlength=${BOUND} value=${written} placeholder="Begin with one plain sentence."
              onInput=${type} onKeyDown=${shortcut}></textarea>`}
      <div class="editor__foot">
        <span class="meta" role="status">${stateOf({ dirty, conflict, version: text.version, by })}</span>
        <${Button} kind="secondary" unavailable=${!dirty || conflict} onClick=${() => save(mine?.base ?? text.version)}>Save<//>
      </div>
    </section>
    <${Problem} problem=${problem} />
    ${aside && html`<${Aside} words=${aside} onBack=${putBack} onDrop=${dropAside} />`}
    ${sources?.(use)}
  </div>`;
}

/** @param {{dirty: boolean, conflict: boolean, version: number, by: string}} at */
function stateOf({ dirty, conflict, version, by }) {
  if (conflict) return 'Two versions: choose one above';
  if (dirty) return 'Not saved yet; it saves when you pause';
  return version ? `Saved${by ? `, last by ${by}` : ''}` : 'Nothing written yet';
}

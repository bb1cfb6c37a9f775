/** The text of a section: written in where that is allowed now, and otherwise read. The editor itself is loaded when it is needed. */
import { facilitates, html, Icon, Prose, takesPart, useEffect, useState } from '../../ui.js';
import { slice } from '../../store.js';
import { Versions } from './versions.js';

/** @type {Promise<any> | undefined} */
let loading;
/** Loaded once for all texts; tried again where the connection failed. */
const load = () =>
  (loading ??= import('../../writing/writing.js').catch((error) => {
    loading = undefined;
    throw error;
  }));

/** How long until it is tried again (ms). */
const AGAIN = 3000;

/** The editor, once it is here. @param {boolean} wanted */
function useWriting(wanted) {
  const [module, setModule] = useState(/** @type {any} */ (null));
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!wanted || module) return undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let again;
    load().then(setModule, () => (again = setTimeout(() => setTries(tries + 1), AGAIN)));
    return () => clearTimeout(again);
  }, [wanted, tries]);
  return module;
}

/** Why nobody writes now. @param {any} text */
function whyLocked(text) {
  if (text.locked && slice('place')?.locked) return 'Editing is locked for the moment';
  return slice('version') ? 'The plan is frozen for signing' : 'These words are being decided';
}

/** @param {{text: any, label: string, title?: string}} props */
const Reading = ({ text, label, title }) =>
  html`<section class="editor editor--locked" aria-label=${label}>
    ${title && html`<div class="editor__bar"><span class="row"><${Icon} name="hourglass" /><b>${title}</b></span></div>`}
    <div class="editor__text"><${Prose} html=${text.html || '<p>Nothing written yet.</p>'} /></div>
    <div class="editor__foot"><span></span><${Versions} section=${text.section} label=${label} /></div>
  </section>`;

/**
 * @param {{section: string, label: string, sources?: (use: (words: string) => void) => any}} props
 */
export function Editor({ section, label, sources }) {
  const text = slice(`text:${section}`) ?? { section, html: '', locked: false };
  const locked = text.locked && !(slice('place')?.locked && facilitates() && !slice('version'));
  const writes = takesPart() && !locked;
  const module = useWriting(writes);
  if (!takesPart()) return html`<${Reading} text=${text} label=${label} />`;
  if (locked) return html`${module && html`<${module.StillHere} section=${section} />`}<${Reading} text=${text} label=${label} title=${whyLocked(text)} />`;
  if (!module) return html`<${Reading} text=${text} label=${label} title="Opening the editor…" />`;
  return html`<${module.Writing} key=${section} section=${section} label=${label} sources=${sources} foot=${html`<${Versions} section=${section} label=${label} />`} />`;
}

/** The private panel: what to say, what to do, what usually goes wrong, and whose voice is missing. Never on the projector. */
import { slice } from '../store.js';
import { html, Icon } from '../ui.js';

/** @param {{title: string, words: string}} props */
const Part = ({ title, words }) => (words ? html`<div><h3 class="script__part">${title}</h3><p>${words}</p></div>` : null);

/** Who has not been heard, as a hint in words and never as a score. */
function Hint() {
  const hint = slice('hint');
  if (!hint) return null;
  return html`<div class="hint">
    <h3 class="h-small row row--nowrap"><${Icon} name="message-circle" cls="concern" />${hint.title}</h3>
    <p>${hint.words}</p>
  </div>`;
}

/** @param {{hidden: boolean, onToggle: () => void}} props */
export function Script({ hidden, onToggle }) {
  const script = slice('script');
  if (hidden) {
    return html`<section class="private console__script console__script--hidden" aria-label="Only you see this">
      <button type="button" class="script__show" onClick=${onToggle} aria-expanded="false"><${Icon} name="eye" /><span>Show your script</span></button>
    </section>`;
  }
  return html`<section class="private console__script" aria-labelledby="script">
    <div class="row row--between row--nowrap">
      <p class="private__label"><${Icon} name="eye-off" />Only you see this</p>
      <button type="button" class="btn btn--quiet script__hide" onClick=${onToggle} aria-expanded="true" title="Key: h">Hide</button>
    </div>
    <h2 id="script" class="h-small">${script ? `Your script, step ${script.number} of ${script.of}` : 'Your script'}</h2>
    ${script?.say && html`<p class="say">${script.say}</p>`}
    <${Hint} />
    <div class="script__rest">
      <${Part} title="Do" words=${script?.do} />
      <${Part} title="Watch for" words=${script?.watch} />
      <${Part} title="If stuck" words=${script?.stuck} />
    </div>
  </section>`;
}

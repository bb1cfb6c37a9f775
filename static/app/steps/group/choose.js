/** The two questions of grouping: where does this card go, and what is this theme called? */
import { send } from '../../connection.js';
import { useDraft } from '../../drafts.js';
import { all } from '../../store.js';
import { answer, Button, Dialog, Field, html, Icon, useProblem } from '../../ui.js';

/** @typedef {import('../index.js').Step} Step */
/** @typedef {import('../group.js').Card} Card */
/** @typedef {import('../group.js').Theme} Theme */

const NAME_LIMIT = 80;

/**
 * Move a card without dragging: to a theme, out of all, or to a new one.
 * @param {{step: Step, card: Card, themes: Theme[], onMove: (card: string, theme: string, name: string) => void, onClose: () => void}} props
 */
export function MoveCard({ step, card, themes, onMove, onClose }) {
  const [name, setName, clear] = useDraft(`theme-for:${card.id}`, '');
  const [problem, setProblem] = useProblem();
  const put = (/** @type {string} */ theme, /** @type {string} */ called) => {
    onClose();
    onMove(card.id, theme, called);
  };
  const create = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!name.trim()) return;
    const said = await answer(send('name_theme', { step: step.id, theme: '', name: name.trim() }), setProblem);
    if (!said.ok || !said.made) return;
    clear();
    put(said.made, name.trim());
  };
  const choices = [...themes.map(({ id, name: called }) => ({ id, name: called })), { id: '', name: 'Not grouped yet' }];
  return html`<${Dialog} title="Move this card to" onClose=${onClose}>
    <p class="card card--quoted">${card.text}</p>
    <ul class="choices">
      ${choices.map(
        ({ id, name: called }) =>
          html`<li key=${id}>
            <${Button} block end=${id === card.theme ? 'check' : undefined} aria-current=${id === card.theme ? 'true' : undefined} onClick=${() => put(id, called)}><span class="grow">${called}</span><//>
          </li>`,
      )}
    </ul>
    <form class="inline-form" onSubmit=${create}>
      <${Field} label="New theme" value=${name} onValue=${setName} maxlength=${NAME_LIMIT} problem=${problem} />
      <${Button} kind="primary" type="submit" icon="plus" unavailable=${!name.trim()}>Make it<//>
    </form>
  <//>`;
}

/** Give a theme its name, or take an empty one away. @param {{step: Step, theme: Theme | null, onClose: () => void}} props */
export function NameTheme({ step, theme, onClose }) {
  const [name, setName, clear] = useDraft(`theme:${theme?.id ?? step.id}`, theme?.name ?? '');
  const [problem, setProblem] = useProblem();
  const holds = theme ? all('card').filter((card) => card.theme === theme.id).length : 0;
  const close = () => {
    clear();
    onClose();
  };
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!name.trim()) return;
    const said = await answer(send('name_theme', { step: step.id, theme: theme?.id ?? '', name: name.trim() }), setProblem);
    if (said.ok) close();
  };
  const remove = async () => {
    const said = await answer(send('remove_theme', { theme: theme?.id }), setProblem);
    if (said.ok) close();
  };
  return html`<${Dialog} title=${theme ? 'Name this theme' : 'A new theme'} onClose=${close}>
    <form class="stack" onSubmit=${save}>
      <${Field} label="Name, in plain words" hint="What do these cards have in common?" value=${name} onValue=${setName} maxlength=${NAME_LIMIT} problem=${problem} />
      <div class="row">
        <${Button} kind="primary" type="submit" large unavailable=${!name.trim()}>Save the name<//>
        ${theme && html`<${Button} kind="quiet" onClick=${remove}>${holds ? 'Dissolve this theme' : 'Remove this theme'}<//>`}
      </div>
      ${theme && holds > 0 && html`<p class="meta"><${Icon} name="info" /> Its cards stay; they go back to “Not grouped yet”.</p>`}
    </form>
  <//>`;
}

/** The figures of the plan, drawn by the server: what waits for what, and when. */
import { all, slice } from '../../store.js';
import { Button, html, Notice, useEffect, useState } from '../../ui.js';
import { titleOf } from '../entries/declared.js';

/** What each figure is called, and the kinds of entries that it is drawn from. @type {Record<string, {title: string, kinds: string[]}>} */
const FIGURES = {
  dependencies: { title: 'What waits for what', kinds: ['activity'] },
  timeline: { title: 'When', kinds: ['activity', 'checkpoint', 'realignment', 'horizon'] },
};

/** As soon as nobody has changed anything for so long, a figure is drawn anew (ms). */
const SETTLED = 400;

/** @param {string[]} kinds all that a figure depends on, as text */
const signature = (kinds) => JSON.stringify([all('entry').filter((entry) => kinds.includes(entry.kind)).map((entry) => [entry.id, entry.fields]), slice('plan')?.critical_path, all('partner').map((one) => [one.name, one.colour])]);

/** @param {{name: string}} props */
export function Figure({ name }) {
  const { title, kinds } = FIGURES[name];
  const [drawn, setDrawn] = useState('');
  const [failed, setFailed] = useState(false);
  const now = signature(kinds);
  useEffect(() => {
    const waiting = new AbortController();
    const draw = async () => {
      try {
        const answer = await fetch(`/api/workshops/${slice('workshop')?.id}/figures/${name}.svg`, { signal: waiting.signal });
        setFailed(!answer.ok);
        if (answer.ok) setDrawn(answer.status === 204 ? '' : await answer.text());
      } catch {
        if (!waiting.signal.aborted) setFailed(true);
      }
    };
    const timer = setTimeout(draw, drawn ? SETTLED : 0);
    return () => {
      clearTimeout(timer);
      waiting.abort();
    };
  }, [now]);
  if (!drawn && !failed) return null;
  return html`<section class="sheet figure-sheet" aria-label=${title}>
    <h2 class="h-card">${title}</h2>
    ${failed && !drawn && html`<${Notice} tone="concern" title="The figure could not be fetched.">It comes again with the next change; the words of the plan are all here.<//>`}
    <div class="figure tscroll" tabindex="0" role="region" aria-label=${`${title}, figure`} dangerouslySetInnerHTML=${{ __html: drawn }}></div>
    ${name === 'timeline' && html`<${WhatIf} />`}
  </section>`;
}

/** What if this one is late? Whose dates it pushes back. */
function WhatIf() {
  const those = all('entry').filter((entry) => entry.kind === 'activity' && entry.fields.start && entry.fields.due);
  const [entry, setEntry] = useState('');
  const [weeks, setWeeks] = useState(3);
  const [said, setSaid] = useState(/** @type {any} */ (null));
  if (!those.length) return null;
  const ask = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!entry) return;
    const answer = await fetch(`/api/workshops/${slice('workshop')?.id}/delay?entry=${encodeURIComponent(entry)}&days=${weeks * 7}`).catch(() => null);
    setSaid(answer ? await answer.json() : { ok: false, message: 'There is no connection at the moment.' });
  };
  return html`<form class="whatif" onSubmit=${ask}>
    <label class="whatif__what">What if <select class="input" aria-label="Which activity" value=${entry} onChange=${(/** @type {any} */ event) => setEntry(event.currentTarget.value)}>
      <option value="">choose an activity</option>
      ${those.map((one) => html`<option key=${one.id} value=${one.id}>${one.short} ${titleOf(one)}</option>`)}
    </select></label>
    <label class="whatif__what">is <input class="input whatif__weeks" type="number" min="1" max="104" aria-label="Weeks late" value=${weeks} onInput=${(/** @type {any} */ event) => setWeeks(Math.max(1, Number(event.currentTarget.value) || 1))} /> ${weeks === 1 ? 'week' : 'weeks'} late?</label>
    <${Button} type="submit">Show me<//>
    <div class="whatif__answer" role="status">
      ${said && html`<p><b>${said.ok ? said.sentence : said.message}</b></p>`}
      ${said?.ok && said.pushed.length > 0 && html`<ul>${said.pushed.map((/** @type {any} */ one) => html`<li key=${one.entry}><b class="aid">${one.short}</b> ${one.title}${one.partner ? `, ${slice(`partner:${one.partner}`)?.name}` : ''}: ${one.days} days after its date${one.own ? ' by itself' : ''}</li>`)}</ul>`}
    </div>
  </form>`;
}

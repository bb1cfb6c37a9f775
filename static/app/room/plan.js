/**
 * The plan, always on the table: what is agreed, how it was agreed, and what is still open.
 * Slim beside the work, folded in the console, full on its own screen.
 */
import { Dialog, Fragment, html, Icon, people, plural, Prose, useEffect, useRef, useState } from '../ui.js';
import { all, slice } from '../store.js';
import { lastRound, sumWords } from '../steps/decide/decided.js';
import { Outcome } from '../steps/decide/outcome.js';
import { History } from './history.js';
import { Take } from './take.js';
import { entriesOf } from '../steps/entries/declared.js';
import { EntryGroup } from '../steps/entries/lines.js';
import { Findings } from '../steps/review.js';

/** @type {Record<string, {icon: string, cls: string, words: string}>} */
const STANDINGS = {
  adopted: { icon: 'circle-check-big', cls: '', words: 'Agreed' },
  proposed: { icon: 'hourglass', cls: 'passage--pending', words: 'Being decided' },
  changed: { icon: 'refresh-cw', cls: 'passage--pending', words: 'Changed since agreed' },
  draft: { icon: 'pen-line', cls: 'passage--draft', words: 'Not agreed yet' },
};

/** What stands behind a passage: the decision with its sum, or that there is none yet. @param {{standing: any, decision: any, onOpen: (id: string) => void}} props */
function Mark({ standing, decision, onOpen }) {
  const known = STANDINGS[standing] ?? STANDINGS.draft;
  const round = decision && lastRound(decision);
  if (!decision || standing === 'draft') {
    return html`<span class="mark mark--open"><${Icon} name=${known.icon} /><span>${known.words}</span></span>`;
  }
  return html`<button type="button" class=${`mark ${standing === 'adopted' ? '' : 'mark--pending'}`} onClick=${() => onOpen(decision.id)}>
    <${Icon} name=${known.icon} />
    <span>
      <b>${standing === 'adopted' ? `Decision ${decision.number}${round ? ':' : ''}` : known.words}</b>${' '}
      ${standing === 'adopted'
        ? html`<span class="mark__tally">${round ? sumWords(round) : ''}</span>`
        : html`<span class="mark__rule">decision ${decision.number}</span>`}
    </span>
  </button>`;
}

/** Who makes this plan, who speaks for each, and in full what each brings. @param {{full: boolean}} props */
function Partners({ full }) {
  const named = Object.fromEntries(people().map((person) => [person.id, person]));
  return html`<ul class="plan__partners">
    ${all('partner').map((partner) => {
      const voice = named[partner.voice];
      return html`<li key=${partner.id} class=${`org-${partner.colour}`}>
        <b>${partner.name}</b>
        ${full && voice && html`<span class="plan__detail">${voice.name}${voice.title ? `, ${voice.title}` : ''}</span>`}
        ${full && partner.brings && html`<p class="plan__detail">Brings: ${partner.brings}</p>`}
        ${full && partner.hopes && html`<p class="plan__detail">Hopes for: ${partner.hopes}</p>`}
      </li>`;
    })}
  </ul>`;
}

/** The words and the entries of a section, each with what stands behind it. @param {{section: any, full: boolean, onOpen: (id: string) => void}} props */
function SectionBody({ section, full, onOpen }) {
  if (section.id === 'partners') return html`<${Partners} full=${full} />`;
  const text = slice(`text:${section.id}`);
  const decision = section.decision ? (slice(`decision:${section.decision}`) ?? all('decision').find((one) => one.number === section.decision)) : null;
  const filled = section.kinds.filter((/** @type {string} */ kind) => entriesOf(kind).length);
  const known = STANDINGS[section.standing] ?? STANDINGS.draft;
  if (!text?.html && !filled.length) return html`<p class="plan__hint">Nothing here yet.</p>`;
  return html`<div class=${`passage ${known.cls}`}>
    <div>
      ${text?.html && html`<div class=${section.id === 'vision' ? 'vision' : ''}><${Prose} html=${text.html} /></div>`}
      ${filled.map((/** @type {string} */ kind) => html`<${EntryGroup} key=${kind} kind=${kind} />`)}
    </div>
    <${Mark} standing=${section.standing} decision=${decision} onOpen=${onOpen} />
  </div>`;
}

/** A section; folded ones open at a tap. @param {{section: any, live: boolean, full: boolean, foldable: boolean, onOpen: (id: string) => void}} props */
function Section({ section, live, full, foldable, onOpen }) {
  const [open, setOpen] = useState(false);
  const agreed = section.standing === 'adopted';
  const folded = foldable && !live && !open;
  const heading = html`<span class="plan__no">${section.number}</span>${section.title}`;
  if (foldable && !live) {
    const decision = slice(`decision:${section.decision}`);
    return html`<section class="plan__section plan__folded" id=${`section-${section.id}`}>
      <h3>
        <button type="button" aria-expanded=${String(!folded)} onClick=${() => setOpen(!open)}>
          ${heading}
          <span class="plan__count">
            ${agreed ? html`<${Icon} name="circle-check-big" />${decision ? `Decision ${decision.number}` : 'Agreed'}` : section.id !== 'partners' && STANDINGS[section.standing]?.words}
          </span>
          <${Icon} name=${folded ? 'chevron-right' : 'chevron-down'} />
        </button>
      </h3>
      ${!folded && html`<${SectionBody} section=${section} full=${full} onOpen=${onOpen} />`}
    </section>`;
  }
  const badge = live ? { cls: 'badge--soft', icon: 'circle-dot', words: 'Now' } : STANDINGS[section.standing];
  return html`<section class=${`plan__section ${live ? 'plan__live' : ''}`} id=${`section-${section.id}`} aria-current=${live ? 'step' : undefined}>
    <h3>
      ${heading}
      ${badge && (live || section.standing === 'changed' || section.standing === 'proposed') &&
      html`<span class=${`badge ${badge.cls?.startsWith('badge') ? badge.cls : 'badge--concern'}`}><${Icon} name=${badge.icon} />${badge.words}</span>`}
    </h3>
    <${SectionBody} section=${section} full=${full} onOpen=${onOpen} />
  </section>`;
}

/** What the plan check finds, at hand wherever the plan is. */
function Open() {
  const open = slice('plan')?.open ?? 0;
  if (!open) return null;
  return html`<details class="fold plan__check"><summary>Plan check: ${plural(open, 'thing')} still open</summary><${Findings} signing=${false} /></details>`;
}

/** The page before the first word of it. @param {{workshop: any}} props */
function Blank({ workshop }) {
  return html`<div class="blank sheet doc">
      <p class="plan__kicker">Workplan</p>
      <h2 class="plan__title">${workshop?.partnership || workshop?.title}</h2>
      <div class="blank__lines" aria-hidden="true"><i></i><i></i><i></i></div>
    </div>
    <div class="empty">
      <h3 class="h-card">Nothing agreed yet</h3>
      <p class="ink-2">Words appear here the moment the group agrees them, each with a note of how it was decided.</p>
    </div>`;
}

/**
 * The plan.
 * @param {{slim?: boolean, foldable?: boolean}} props slim: beside the work; foldable: agreed sections closed at first
 */
export function Plan({ slim = false, foldable = false }) {
  const [opened, setOpened] = useState('');
  const sheet = useRef(/** @type {HTMLElement | null} */ (null));
  const plan = slice('plan');
  const workshop = slice('workshop');
  const place = slice('place');
  const version = slice('version');
  const now = slice('path')?.stages.find((/** @type {any} */ stage) => stage.id === place?.stage)?.section;
  const sections = plan?.sections ?? [];
  const isShown = (/** @type {any} */ section) => section.id === now || section.standing !== 'empty' || section.id === 'partners';
  const shown = sections.filter(isShown);
  const ahead = sections.filter((/** @type {any} */ section) => !isShown(section));
  // Beside the work, the section that is worked on comes into sight; the page itself stays where it is.
  useEffect(() => {
    const live = /** @type {HTMLElement | null | undefined} */ (slim && sheet.current?.querySelector('.plan__live'));
    if (!live || !sheet.current || live.offsetTop + live.offsetHeight <= sheet.current.clientHeight) return;
    sheet.current.scrollTop = live.offsetTop - sheet.current.clientHeight / 4;
  }, [now]);
  const decision = opened ? slice(`decision:${opened}`) : null;
  if (!slim && !shown.some((/** @type {any} */ section) => section.id !== 'partners' && section.standing !== 'empty')) return html`<${Blank} workshop=${workshop} />`;
  return html`<${Fragment}>
    <article ref=${sheet} class=${`plan sheet ${slim ? 'plan--slim' : 'plan--full'}`} aria-label="The plan so far">
      <header class="plan__head">
        <p class="plan__kicker">${version ? `Workplan, version ${version.number}` : 'Workplan, being made'}</p>
        <h2 class="plan__title">${workshop?.partnership || workshop?.title}</h2>
        ${!slim && html`<${Take} look="plan__take" />`}
      </header>
      ${shown.map((/** @type {any} */ section) => html`<${Section} key=${section.id} section=${section} live=${section.id === now} full=${!slim} foldable=${foldable} onOpen=${setOpened} />`)}
      ${ahead.length > 0 &&
      html`<section class="plan__ahead">
        <h3 class="plan__kicker">Still to agree</h3>
        <ol>${ahead.map((/** @type {any} */ section) => html`<li key=${section.id}>${section.number} ${section.title}</li>`)}</ol>
      </section>`}
      <${Open} />
    </article>
    ${!slim && html`<${History} />`}
    ${decision &&
    html`<${Dialog} title=${`Decision ${decision.number}: ${decision.title}`} onClose=${() => setOpened('')}>
      <${Outcome} decision=${decision} />
    <//>`}
  <//>`;
}

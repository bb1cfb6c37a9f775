/** What somebody missed: milestones of the room that came while this screen was away, and agreed passages not looked at yet. */
import { connection, slice } from '../store.js';
import { effect, signal } from '../ui.js';

/** @typedef {{seq: number, at: number, kind: string, text: string}} Milestone */
/** @typedef {{first: boolean, minutes: number, milestones: Milestone[]}} Missed */

/** What to catch up with, or null. @type {{value: Missed | null}} */
export const missed = signal(/** @type {Missed | null} */ (null));

/** How many passages were agreed since the plan was last looked at. */
export const unread = signal(0);

const workshop = document.getElementById('app')?.dataset.workshop ?? '';
const shelf = `commonplan:seen:${workshop}`;

/** Being away begins here; a reload or a moment in another app is not worth a page (ms). */
const AWAY = 60_000;
/** The presence mark is renewed at this pace, and never at once on coming back: what was missed arrives some seconds later. */
const BEAT = 20_000;

/** @typedef {{seq: number, at: number, plan: number}} Seen */

/** @returns {Seen | null} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(shelf) ?? 'null');
  } catch {
    return null;
  }
}

/** @type {Seen | null} */
let seen = read();

/** @param {Partial<Seen>} change */
function keep(change) {
  seen = { seq: 0, at: Date.now(), plan: 0, ...seen, ...change };
  try {
    localStorage.setItem(shelf, JSON.stringify(seen));
  } catch {
    // Without storage nothing is remembered after a reload; nothing else depends on it.
  }
}

const present = () => document.visibilityState === 'visible' && connection.value.state === 'connected';

/** Steps within a stage come and go; of all moves only the last still matters. @param {Milestone[]} milestones */
function worthTelling(milestones) {
  const moves = milestones.filter(({ kind }) => kind === 'moved');
  return milestones.filter((milestone) => milestone.kind !== 'moved' || milestone === moves[moves.length - 1]).slice(-6);
}

function look() {
  const milestones = /** @type {Milestone[]} */ (slice('milestones') ?? []);
  if (!present()) return;
  const newest = milestones.length ? milestones[milestones.length - 1].seq : 0;
  const before = seen;
  const fresh = worthTelling(milestones.filter(({ seq }) => seq > (before?.seq ?? 0)));
  const first = before === null;
  const away = Date.now() - (before?.at ?? 0);
  const eventful = fresh.some(({ kind }) => kind !== 'moved');
  if (fresh.length && (first ? eventful : away > AWAY)) missed.value = { first, minutes: Math.round(away / 60_000), milestones: fresh };
  keep({ seq: newest, ...(first && { at: Date.now(), plan: 0 }) });
  count();
}

function count() {
  const milestones = /** @type {Milestone[]} */ (slice('milestones') ?? []);
  unread.value = milestones.filter(({ kind, seq }) => kind === 'agreed' && seq > (seen?.plan ?? 0)).length;
}

/** The plan is being looked at: nothing in it is new any more. */
export function readPlan() {
  const milestones = /** @type {Milestone[]} */ (slice('milestones') ?? []);
  if (milestones.length) keep({ plan: milestones[milestones.length - 1].seq });
  unread.value = 0;
}

/** Watch over the milestones as long as the page lives. @returns {() => void} stops watching */
export function watchMilestones() {
  const stop = effect(look);
  const beat = setInterval(() => present() && seen && keep({ at: Date.now() }), BEAT);
  document.addEventListener('visibilitychange', look);
  return () => {
    stop();
    clearInterval(beat);
    document.removeEventListener('visibilitychange', look);
  };
}

/** The timebox of a step. Participants see the time only in its last fifth (the machine never rushes); the facilitator always. */
import { html, useEffect, useState } from '../../vendor/ui.js';
import { serverNow, slice } from '../store.js';
import { Icon } from './icon.js';
import { announce } from './announce.js';

/** @typedef {{left: number, total: number, running: boolean, late: boolean}} Left seconds; `late` in the last fifth */

/** @param {{total: number, left: number | null, ends_at: number | null}} timer */
const secondsLeft = (timer) => (timer.ends_at === null || timer.ends_at === undefined ? (timer.left ?? 0) : Math.max(0, Math.ceil((timer.ends_at - serverNow()) / 1000)));

/** @returns {Left | null} what is left of the running step's time; null without a timer */
export function useTimeLeft() {
  const timer = slice('place')?.timer ?? null;
  const [, tick] = useState(0);
  const running = Boolean(timer?.ends_at);
  useEffect(() => {
    if (!running) return undefined;
    const beat = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(beat);
  }, [running]);
  if (!timer) return null;
  const left = secondsLeft(timer);
  return { left, total: timer.total, running, late: left * 5 <= timer.total };
}

/** @param {number} seconds @returns {string} `2:40` */
export const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** The language of the page; English days and hours as Europe writes them, like the document: 1 October 2026, 22:47. */
export const LANGUAGE = document.documentElement.lang === 'en' || !document.documentElement.lang ? 'en-GB' : document.documentElement.lang;

/** @param {number} at milliseconds @returns {string} `22:47` */
export const timeOfDay = (at) => new Date(at).toLocaleTimeString(LANGUAGE, { hour: '2-digit', minute: '2-digit' });

/** @param {number} at ms @returns {string} `26 November, 10:18` */
export const dayAndTime = (at) => new Date(at).toLocaleString(LANGUAGE, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });

/** A day in the reader's own words. @param {string} iso @returns {string} `1 October 2026` */
export const day = (iso) => inWords(iso, 'long');

/** @param {string} iso @returns {string} `1 Oct 2026` */
export const shortDay = (iso) => inWords(iso, 'medium');

/** @param {string} iso @param {'long' | 'medium'} dateStyle */
function inWords(iso, dateStyle) {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : new Intl.DateTimeFormat(LANGUAGE, { dateStyle, timeZone: 'UTC' }).format(date);
}

/** The pill with the time left. @param {{always?: boolean}} props `always`: also before the last fifth (facilitator, projector) */
export function TimeLeft({ always = false }) {
  const time = useTimeLeft();
  const soon = Boolean(time?.running && time.late && time.left > 0);
  useEffect(() => {
    if (soon && !always) announce('A little time is left. Nothing closes by itself.');
  }, [soon, always]);
  if (!time || !(always || time.late)) return null;
  const words = time.left > 0 ? clock(time.left) : 'Time is up';
  return html`<span class="timer timer--pill" role="timer"
    ><${Icon} name=${time.running || time.left === 0 ? 'timer' : 'pause'} /><span><span class="visually-hidden">${time.left > 0 ? 'Time left ' : ''}</span>${words}</span></span
  >`;
}

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

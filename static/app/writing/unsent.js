/** How many edits the server has not acknowledged: for the line that says so, and for whoever is about to leave. */
import { edits } from '../store.js';

/** @type {Map<object, {waiting: number, kept: boolean}>} */
const known = new Map();

/** @param {object} whose @param {{waiting: number, kept: boolean}} now how many of them wait, and whether all are kept on this device */
export function count(whose, now) {
  if (now.waiting) known.set(whose, now);
  else known.delete(whose);
  const all = [...known.values()];
  edits.value = { waiting: all.reduce((sum, { waiting }) => sum + waiting, 0), kept: all.every(({ kept }) => kept) };
}

addEventListener('beforeunload', (event) => {
  if (edits.value.waiting) event.preventDefault();
});

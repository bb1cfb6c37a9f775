/** Stretches of characters by client and clock: in which of many one stands, and where it was moved. */

/** @typedef {import('./copies.js').Place} Place */
/** @typedef {import('./copies.js').Move} Move */
/** @typedef {[number, number, number]} Stretch client, clock and size */

/**
 * @template {Stretch | Move} Range @param {Range[]} ranges none over another @param {Place} place
 * @returns {{found: Range | null, room: number}} the one it stands in, and for how many from there on that is so
 */
export function find(ranges, [client, clock]) {
  /** @type {Range | null} */
  let found = null;
  let room = Infinity;
  for (const one of ranges) {
    const [of, start, size] = one;
    if (of !== client || clock >= start + size) continue;
    room = Math.min(room, clock < start ? start - clock : start + size - clock);
    if (clock >= start) found = one;
  }
  return { found, room };
}

/** @param {Move[]} ways @param {Place} place @returns {{place: Place, room: number}} where these lead to in the end, and for how many from there on */
export function trace(ways, place) {
  for (let room = Infinity; ; ) {
    const way = find(ways, place);
    room = Math.min(room, way.room);
    if (!way.found) return { place, room };
    const [, start, , to, clock] = way.found;
    place = [to, clock + place[1] - start];
  }
}

/**
 * @template {{room: number}} Seen @param {Stretch} stretch @param {(place: Place) => Seen} look what is said of a place, and for how many from there on
 * @returns {(Seen & {from: Place, size: number})[]} what is said of all of it, part by part
 */
export function split([client, clock, size], look) {
  const parts = [];
  for (let at = 0; at < size; ) {
    const from = /** @type {Place} */ ([client, clock + at]);
    const seen = look(from);
    const length = Math.min(seen.room, size - at);
    parts.push({ ...seen, from, size: length });
    at += length;
  }
  return parts;
}

/**
 * The line to the server: enter a workshop, send commands, keep the slices complete.
 *
 * Each stream counts its messages without gaps. The next number is applied; a gap means that something was missed, and we ask
 * for everything anew rather than guess.
 */
import { batch, signal } from '../vendor/ui.js';
import { io } from '../vendor/socket.io.js';
import { canWait, drop, dropOthers, openOutbox, outbox, outlived, post } from './outbox.js';
import { connection, replace, reset, setClock } from './store.js';

/** @typedef {import('./outbox.js').Answer} Answer */
/** @typedef {import('./outbox.js').Letter} Letter */
/** @typedef {{stream: string, n: number, seq: number, slices: Record<string, any>}} Tick */

/** Why we are no longer in the room: a sentence, or null while we are. @type {{value: string | null}} */
export const out = signal(/** @type {string | null} */ (null));

/** How long an answer may take before we ask again, and how long a drop may last before we call it being offline (ms). */
const PATIENCE = 8000;
const SHORT_DROP = 12000;

/** A command that the server leaves unanswered this often, while answering otherwise, would block all that waits behind it. */
const MOST_TRIES = 5;

/** @type {any} */
let socket = null;
let workshop = '';
let as = 'person';
/** @type {Map<string, number>} */
const counts = new Map();
/** Ticks that overtook the snapshot they follow; null while we are in step. @type {Tick[] | null} */
let early = [];
/** @type {Map<string, (answer: Answer) => void>} */
const listeners = new Map();
let pumping = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let drift;

/** @param {Partial<{state: 'connected' | 'reconnecting' | 'offline', savedAt: number}>} change */
function note(change) {
  connection.value = { ...connection.value, ...change, unsent: outbox.value.length };
}

/** @param {string} event @param {object} message @param {number} [patience] @returns {Promise<any>} the acknowledgement; rejects when none comes in time */
const ask = (event, message, patience = PATIENCE) => socket.timeout(patience).emitWithAck(event, message);

/** What others want to hear of the server's other events. @type {[string, (message: any) => void][]} */
const heard = [];

/** @param {string} event @param {(message: any) => void} hear called for every event of this name, from now on */
export function listen(event, hear) {
  heard.push([event, hear]);
  socket?.on(event, hear);
}

/** @param {string} event @param {object} message @returns {Promise<any>} the server's answer; rejects when none comes in time */
export const request = (event, message) => (socket?.connected ? ask(event, { workshop, ...message }) : Promise.reject(new Error('no connection')));

/** @param {string} event @param {object} message something whose answer nobody waits for, and which may be lost */
export const mention = (event, message) => void (socket?.connected && socket.emit(event, { workshop, ...message }));

/**
 * Take the seat in a workshop and stay in it.
 * @param {string} id @param {'person' | 'projector'} seat
 */
export function enter(id, seat) {
  workshop = id;
  as = seat;
  if (seat === 'person') openOutbox(id);
  socket = io({ transports: ['websocket'], reconnectionDelay: 500, reconnectionDelayMax: 4000 });
  socket.on('connect', arrive);
  socket.on('disconnect', lose);
  socket.on('connect_error', lose);
  socket.on('slices', take);
  for (const [event, hear] of heard) socket.on(event, hear);
  socket.on('out', (/** @type {{message?: string}} */ said) => leave(said?.message));
  addEventListener('online', tryNow);
  addEventListener('offline', () => note({ state: 'offline' }));
}

/** Try the connection again at once. */
export function tryNow() {
  if (!socket || out.value) return;
  // The network may have blinked without breaking the line.
  if (socket.connected && !early) note({ state: 'connected' });
  else socket.connect();
}

async function arrive() {
  early = [];
  try {
    const snapshot = await ask('enter', { workshop, as });
    if (!snapshot.ok) return leave(snapshot.message);
    settle(snapshot);
  } catch {
    if (socket.connected) arrive();
  }
}

/** @param {{seq: number, n?: Record<string, number>, now?: number, slices: Record<string, any>}} snapshot */
function settle(snapshot) {
  clearTimeout(drift);
  drift = undefined;
  batch(() => {
    counts.clear();
    for (const [stream, n] of Object.entries(snapshot.n ?? {})) counts.set(stream, n);
    setClock(snapshot.now);
    reset(snapshot.slices, snapshot.seq);
    if (as === 'person') dropOthers();
    note({ state: 'connected', savedAt: connection.value.savedAt ?? Date.now() });
  });
  const overtook = early ?? [];
  early = null;
  overtook.forEach(take);
  pump();
}

function lose() {
  early = [];
  if (out.value) return;
  note({ state: navigator.onLine === false || connection.value.state === 'offline' ? 'offline' : 'reconnecting' });
  drift ??= setTimeout(() => note({ state: 'offline' }), SHORT_DROP);
}

/** @param {string} [message] */
function leave(message) {
  clearTimeout(drift);
  socket.disconnect();
  outbox.value.forEach(drop);
  out.value = message || 'You have been taken out of this workshop.';
}

/** @param {Tick} tick */
function take(tick) {
  if (early) return void early.push(tick);
  const known = counts.get(tick.stream) ?? 0;
  if (tick.n <= known) return;
  if (tick.n > known + 1) return void catchUp();
  counts.set(tick.stream, tick.n);
  replace(tick.slices, tick.seq);
}

async function catchUp() {
  early = [];
  try {
    const snapshot = await ask('sync', { workshop });
    if (snapshot.ok) settle(snapshot);
    else leave(snapshot.message);
  } catch {
    if (socket.connected) catchUp();
  }
}

/**
 * Send a command. What a person wrote or answered is kept until the server has it; steering the room needs a connection.
 * @param {string} type @param {Record<string, any>} [fields] @returns {Promise<Answer>} the server's answer, whenever it comes
 */
export function send(type, fields = {}) {
  if (!canWait(type) && connection.value.state !== 'connected') {
    return Promise.resolve({ ok: false, code: 'no_connection', message: 'There is no connection at the moment. Nothing was changed; please try again.' });
  }
  const letter = post(type, fields);
  note({});
  return new Promise((resolve) => {
    listeners.set(letter.command.command_id, resolve);
    pump();
  });
}

/** Send what waits, one after the other, so that the last word on a thing stays the last. */
async function pump() {
  if (pumping || early || !socket?.connected) return;
  pumping = true;
  try {
    while (outbox.value.length && !early && socket.connected) await deliver(outbox.value[0]);
  } catch {
    // No answer in time. It stays first in the outbox, and we try again.
    if (socket.connected) giveUpOn(outbox.value[0]);
    setTimeout(pump, 1000);
  } finally {
    pumping = false;
  }
}

/** @param {Letter | undefined} letter */
function giveUpOn(letter) {
  if (!letter) return;
  letter.tries = (letter.tries ?? 0) + 1;
  if (letter.tries < MOST_TRIES) return;
  settleLetter(letter, { ok: false, code: 'no_answer', message: 'The server did not answer, so this was not saved. Please try again, or tell the facilitator.' });
}

/** @param {Letter} letter */
async function deliver(letter) {
  settleLetter(letter, outlived(letter) ?? (await ask('command', { workshop, ...letter.command })));
}

/** @param {Letter} letter @param {Answer} answer */
function settleLetter(letter, answer) {
  batch(() => {
    if (answer.slices) replace(answer.slices, answer.seq);
    drop(letter);
    note(answer.ok ? { savedAt: Date.now() } : {});
  });
  listeners.get(letter.command.command_id)?.(answer);
  listeners.delete(letter.command.command_id);
}

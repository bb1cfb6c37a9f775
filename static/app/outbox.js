/**
 * Commands on their way. A command stays here until the server has answered it, through a lost connection and a reload,
 * and is always sent with the same `command_id`, so that it is carried out once.
 */
import { signal } from '../vendor/ui.js';
import { slice } from './store.js';

/**
 * @typedef {{ok: boolean, seq?: number, made?: string | null, slices?: Record<string, any>, code?: string, message?: string, field?: string | null}} Answer
 * @typedef {{command_id: string, type: string, [field: string]: any}} Command
 * @typedef {{command: Command, me: string, since: number, round: number | null, tries?: number}} Letter
 */

/** What waits for the server, oldest first. @type {{value: Letter[]}} */
export const outbox = signal(/** @type {Letter[]} */ ([]));

/** What a person wrote or answered, and what is still right a minute later. Everything else steers the room: it is done now or not at all. */
const CAN_WAIT = new Set(
  ('set_pulse write_card edit_card drop_card place_dots name_theme remove_theme move_card save_text add_entry change_entry remove_entry restore_entry move_entry offer_capacity ' +
    'cast_ballot record_ballot withdraw_objection note_objection describe_partner change_details claim_voice park').split(' '),
);

/** These answer the text of one round; kept over a lost connection they must not count for another text. */
const OF_ONE_ROUND = new Set(['cast_ballot', 'record_ballot', 'withdraw_objection']);

/** @param {string} type */
export const canWait = (type) => CAN_WAIT.has(type);

let shelf = '';

/** @param {string} workshop keep letters under this workshop and take up what an earlier page left */
export function openOutbox(workshop) {
  shelf = `commonplan:unsent:${workshop}`;
  outbox.value = read();
}

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(shelf) ?? '[]');
    return Array.isArray(kept) ? kept.filter((letter) => letter?.command?.command_id) : [];
  } catch {
    return [];
  }
}

function keep() {
  const letters = outbox.value.filter((letter) => canWait(letter.command.type));
  try {
    if (letters.length) localStorage.setItem(shelf, JSON.stringify(letters));
    else localStorage.removeItem(shelf);
  } catch {
    // A full or forbidden storage: the letters live as long as the page does.
  }
}

/** @param {string} type @param {Record<string, any>} fields @returns {Letter} */
export function post(type, fields) {
  const letter = {
    command: { ...fields, type, command_id: crypto.randomUUID ? crypto.randomUUID() : randomId() },
    me: slice('me')?.id ?? '',
    since: Date.now(),
    round: OF_ONE_ROUND.has(type) ? (slice(`decision:${fields.decision}`)?.round ?? null) : null,
  };
  outbox.value = [...outbox.value, letter];
  keep();
  return letter;
}

/** `crypto.randomUUID` exists on https and localhost only; a room's wifi has neither. */
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {Letter} letter */
export function drop(letter) {
  outbox.value = outbox.value.filter((other) => other.command.command_id !== letter.command.command_id);
  keep();
}

/** Everything somebody else wrote on this device before: it isn't ours to send. */
export function dropOthers() {
  const me = slice('me')?.id ?? '';
  outbox.value = outbox.value.filter((letter) => letter.me === me);
  keep();
}

/** @param {Letter} letter @returns {Answer | null} why it must not be sent any more */
export function outlived(letter) {
  if (letter.round === null) return null;
  const decision = slice(`decision:${letter.command.decision}`);
  if (!decision || (decision.round === letter.round && decision.status === 'open')) return null;
  return { ok: false, code: 'round_over', message: 'That round closed before your answer arrived. Please answer again if a new round is open.' };
}

/** @param {string} [type] @returns {Command[]} our commands of this type that the server has not acknowledged */
export const waiting = (type) => outbox.value.map((letter) => letter.command).filter((command) => !type || command.type === type);

/** Bytes as base64, in which updates and positions travel. */

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  let letters = '';
  // In parts, since a function takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(letters);
}

/** @param {string} base64 */
export const fromBase64 = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Days as date fields write them, in the time of whoever sits here. */

const DAY = 24 * 3600 * 1000;

/** @param {number} at ms @returns {string} `2027-09-30` */
export function dateOf(at) {
  const day = new Date(at);
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join('-');
}

/** @returns {string} the first day that a vote can be held open until */
export const tomorrow = () => dateOf(Date.now() + DAY);

/** @param {string} written as a date field gives it @returns {number} the end of that day, here, in ms; 0 without one */
export const endOf = (written) => (written ? new Date(`${written}T23:59:00`).getTime() : 0);

/**
 * What survives a refresh of this tab: the choices, the open interview, unsent words.
 */

const PREFIX = "viva.";

/**
 * @param {string} name
 * @param {any} [otherwise] when nothing is kept or storage is switched off
 */
export function recall(name, otherwise = null) {
  try {
    const text = sessionStorage.getItem(PREFIX + name);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/** @param {string} name @param {any} value null forgets it */
export function keep(name, value) {
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Storage is full or switched off: the interview works, only a refresh would forget this.
  }
}

/** @param {number} [bytes] @returns {string} a random id; also where the page is not a secure context */
export function randomId(bytes = 12) {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(values, (value) => value.toString(16).padStart(2, "0")).join("");
}

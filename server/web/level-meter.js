/**
 * How loud a sound is, as a row of bars.
 */

import { h } from "./element.js";

const BARS = 28;
/** Range shown, decibels below full scale. */
const QUIETEST_DB = -54;

/**
 * @param {number} level root mean square, 0 to 1
 * @returns {number} 0 to 1, even to the ear
 */
export function loudness(level) {
  const decibels = 20 * Math.log10(Math.max(level, 1e-6));
  return Math.max(0, Math.min(1, 1 - decibels / QUIETEST_DB));
}

/**
 * @param {string} label
 * @param {string} testid
 * @returns {{element: HTMLElement, show: (level: number) => void}}
 */
export function levelMeter(label, testid) {
  const bars = Array.from({ length: BARS }, () => h("span", { class: "bar" }));
  const element = h(
    "div",
    {
      class: "meter",
      role: "meter",
      "aria-label": label,
      "aria-valuemin": 0,
      "aria-valuemax": 100,
      "aria-valuenow": 0,
      data: { testid },
    },
    bars,
  );
  let shown = 0;
  return {
    element,
    show(level) {
      // Quick to rise and slow to fall, as meters are.
      shown = Math.max(loudness(level), shown * 0.92);
      element.setAttribute("aria-valuenow", String(Math.round(shown * 100)));
      bars.forEach((bar, index) => bar.classList.toggle("on", index < shown * BARS));
    },
  };
}

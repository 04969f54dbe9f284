/**
 * Line icons on a 24-unit grid, drawn inline so that the page loads nothing from elsewhere.
 */

import { svg } from "./element.js";

/** @type {Record<string, string[]>} Path data by name. */
const PATHS = {
  arrow: ["M5 12h14", "M13 6l6 6-6 6"],
  back: ["M19 12H5", "M11 6l-6 6 6 6"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  chevron: ["M9 6l6 6-6 6"],
  clock: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M12 7.5V12l3 2"],
  code: ["M8 7l-5 5 5 5", "M16 7l5 5-5 5", "M13.5 5l-3 14"],
  end: ["M6 6l12 12", "M18 6L6 18"],
  hourglass: ["M7 4h10", "M7 20h10", "M8 4c0 4 4 5 4 8s-4 4-4 8", "M16 4c0 4-4 5-4 8s4 4 4 8"],
  info: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M12 11v5", "M12 7.6v.4"],
  keyboard: ["M3 7h18v10H3z", "M7 11h.01", "M11 11h.01", "M15 11h.01", "M8 14h8"],
  microphone: [
    "M12 4a3 3 0 0 0-3 3v4a3 3 0 0 0 6 0V7a3 3 0 0 0-3-3z",
    "M6 11a6 6 0 0 0 12 0",
    "M12 17v3.5",
  ],
  muted: [
    "M15 9.5V7a3 3 0 0 0-5.7-1.3",
    "M9 9v2a3 3 0 0 0 4.6 2.5",
    "M6 11a6 6 0 0 0 9.6 4.8",
    "M18 11a6 6 0 0 1-.5 2.4",
    "M12 17v3.5",
    "M4 4l16 16",
  ],
  printer: ["M7 9V4h10v5", "M7 18H4v-8h16v8h-3", "M7 14h10v6H7z"],
  quote: ["M5 17c2 0 4-2 4-5V7H4v5h3", "M15 17c2 0 4-2 4-5V7h-5v5h3"],
  repeat: [
    "M4 12a8 8 0 0 1 13.7-5.6L20 9",
    "M20 4v5h-5",
    "M20 12a8 8 0 0 1-13.7 5.6L4 15",
    "M4 20v-5h5",
  ],
  search: ["M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12z", "M15.5 15.5L20 20"],
  send: ["M12 19V6", "M6 11.5L12 5.5l6 6"],
  shield: ["M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z", "M9 12l2.2 2.2L15.5 10"],
  speaker: ["M4 10v4h3.5L12 18V6L7.5 10z", "M15.5 9a4.5 4.5 0 0 1 0 6", "M18 6.5a8 8 0 0 1 0 11"],
  warning: ["M12 4l9 16H3z", "M12 10.5v4", "M12 17.2v.3"],
};

/**
 * @param {string} name
 * @param {number} [size] CSS pixels
 * @returns {SVGSVGElement} hidden from screen readers; the control that holds it has the name
 */
export function icon(name, size = 20) {
  return svg(
    "svg",
    {
      class: "icon",
      viewBox: "0 0 24 24",
      width: size,
      height: size,
      "aria-hidden": "true",
      focusable: "false",
    },
    PATHS[name].map((d) => svg("path", { d })),
  );
}

/** The mark of the product: a voice, seen as rings. @param {number} [size] */
export function mark(size = 28) {
  return svg(
    "svg",
    {
      class: "mark",
      viewBox: "0 0 28 28",
      width: size,
      height: size,
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("circle", { cx: 14, cy: 14, r: 13, class: "mark-outer" }),
    svg("circle", { cx: 14, cy: 14, r: 8.5, class: "mark-middle" }),
    svg("circle", { cx: 14, cy: 14, r: 4, class: "mark-inner" }),
  );
}

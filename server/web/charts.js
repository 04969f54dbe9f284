/**
 * Small charts of the report, as SVG that also prints.
 */

import { h, svg } from "./element.js";

const STEPS = 5;

/**
 * A score from 1 to 5 as five steps, the mean filling the last one in part.
 * @param {number | null} mean null: not observed
 * @param {string} label for screen readers
 */
export function scale(mean, label) {
  const width = 100 / STEPS;
  const gap = 1.2;
  return svg(
    "svg",
    {
      class: mean === null ? "scale empty" : "scale",
      role: "img",
      "aria-label": label,
      width: "100%",
      height: 10,
    },
    Array.from({ length: STEPS }, (_, index) => {
      const filled = mean === null ? 0 : Math.max(0, Math.min(1, mean - index));
      const x = index * width + (index === 0 ? 0 : gap / 2);
      const full = width - (index === 0 || index === STEPS - 1 ? gap / 2 : gap);
      return [
        svg("rect", {
          class: "scale-step",
          x: `${x}%`,
          y: 0,
          width: `${full}%`,
          height: 10,
          rx: 3,
        }),
        filled > 0 &&
          svg("rect", {
            class: "scale-fill",
            x: `${x}%`,
            y: 0,
            width: `${full * filled}%`,
            height: 10,
            rx: 3,
          }),
      ];
    }).flat(),
  );
}

/**
 * A share of a whole as a ring with a number in it.
 * @param {number | null} percent 0 to 100; null: nothing to show
 * @param {string} label for screen readers
 */
export function ring(percent, label) {
  const radius = 52;
  const around = 2 * Math.PI * radius;
  return svg(
    "svg",
    {
      class: "ring",
      role: "img",
      "aria-label": label,
      viewBox: "0 0 120 120",
      width: 132,
      height: 132,
    },
    svg("circle", { class: "ring-track", cx: 60, cy: 60, r: radius }),
    percent !== null &&
      svg("circle", {
        class: "ring-fill",
        cx: 60,
        cy: 60,
        r: radius,
        transform: "rotate(-90 60 60)",
        "stroke-dasharray": `${(around * percent) / 100} ${around}`,
      }),
    svg(
      "text",
      { class: "ring-number", x: 60, y: percent === null ? 66 : 64 },
      percent === null ? "–" : String(percent),
    ),
    percent !== null && svg("text", { class: "ring-unit", x: 60, y: 82 }, "of 100"),
  );
}

/**
 * Two shares that make a whole, such as who talked how much.
 * @param {number} share of the first, 0 to 1
 * @param {string} first
 * @param {string} second
 */
export function shareBar(share, first, second) {
  const percent = Math.round(share * 100);
  return h(
    "div",
    { class: "share" },
    svg(
      "svg",
      {
        role: "img",
        "aria-label": `${first} ${percent} percent, ${second} ${100 - percent} percent`,
        width: "100%",
        height: 10,
      },
      svg("rect", { class: "scale-step", x: 0, y: 0, width: "100%", height: 10, rx: 3 }),
      svg("rect", { class: "scale-fill", x: 0, y: 0, width: `${percent}%`, height: 10, rx: 3 }),
    ),
    h(
      "p",
      { class: "share-words", "aria-hidden": "true" },
      h("span", {}, `${first} ${percent}%`),
      h("span", {}, `${second} ${100 - percent}%`),
    ),
  );
}

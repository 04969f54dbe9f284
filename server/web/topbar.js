/**
 * The bar on top: the product's name and how far one has come.
 */

import { h } from "./element.js";
import { mark } from "./icons.js";

/** Screens by name, in order. @type {[string, string][]} */
const STEPS = [
  ["", "Choose"],
  ["check", "Check"],
  ["interview", "Interview"],
  ["report", "Report"],
];

/** @param {string} name of the screen shown */
export function topbar(name) {
  const here = STEPS.findIndex(([step]) => step === name);
  document.getElementById("topbar")?.replaceChildren(
    h(
      "a",
      { class: "brand", href: "#/", "aria-label": "Viva, start page", data: { testid: "home" } },
      mark(),
      h("span", {}, "Viva"),
    ),
    h(
      "nav",
      { "aria-label": "Steps" },
      h(
        "ol",
        { class: "steps" },
        STEPS.map(([, label], index) =>
          h(
            "li",
            {
              class: index < here ? "step past" : index === here ? "step now" : "step",
              "aria-current": index === here ? "step" : null,
            },
            h("span", { class: "step-number", "aria-hidden": "true" }, index + 1),
            h("span", { class: "step-name" }, label),
          ),
        ),
      ),
    ),
  );
}

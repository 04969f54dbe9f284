/**
 * A question that must be answered before anything else happens.
 */

import { h } from "./element.js";
import { button } from "./fields.js";

/**
 * @param {object} question
 * @param {string} question.title
 * @param {string} question.text
 * @param {string} question.yes label of the button that does it
 * @param {string} question.no label of the button that keeps things as they are; Escape means it, too
 * @param {string} question.testid prefix of the buttons' test ids
 * @returns {Promise<boolean>}
 */
export function confirmed({ title, text, yes, no, testid }) {
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      { class: "dialog", "aria-labelledby": "dialog-title", "aria-describedby": "dialog-text" },
      h("h2", { id: "dialog-title" }, title),
      h("p", { id: "dialog-text" }, text),
      h(
        "div",
        { class: "dialog-buttons" },
        button(no, {
          data: { testid: `${testid}-cancel` },
          on: { click: () => dialog.close("no") },
        }),
        button(yes, {
          class: "danger",
          data: { testid: `${testid}-confirm` },
          on: { click: () => dialog.close("yes") },
        }),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

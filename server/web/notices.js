/**
 * What stands in for a screen, or above it, when things are not as usual.
 */

import { alertReader } from "./announcer.js";
import { ApiError } from "./api.js";
import { h } from "./element.js";
import { button } from "./fields.js";

/**
 * An interview that this tab still has.
 * @param {{sessionId: string} | null} open
 * @param {(sessionId: string) => void} onReturn
 * @returns {HTMLElement | null}
 */
export function openNotice(open, onReturn) {
  if (!open) return null;
  return h(
    "div",
    { class: "banner good", role: "status", data: { testid: "open-interview" } },
    h(
      "div",
      { class: "banner-words" },
      h("p", { class: "banner-title" }, "You have an interview in progress"),
      h("p", { class: "banner-text" }, "It waits for you at the word where it stopped."),
    ),
    button("Return to it", {
      class: "small",
      data: { testid: "return" },
      on: { click: () => onReturn(open.sessionId) },
    }),
  );
}

/**
 * A screen that could not be made.
 * @param {string} title
 * @param {unknown} error
 * @param {() => void} retry
 * @returns {{element: HTMLElement, close: () => void}}
 */
export function failure(title, error, retry) {
  const text = error instanceof ApiError ? error.message : "Something unexpected happened.";
  alertReader(`${title}. ${text}`);
  return {
    element: h(
      "div",
      { class: "card wait", data: { testid: "failure" } },
      h("h1", {}, title),
      h("p", {}, text),
      button("Try again", { class: "primary", data: { testid: "retry" }, on: { click: retry } }),
    ),
    close: () => {},
  };
}

/**
 * Stands in for the first screen on a server that asks who one is.
 */

import { h, setText, show } from "./element.js";

/**
 * @param {(token: string) => void} onToken
 * @returns {{element: HTMLElement, close: () => void}}
 */
export function tokenView(onToken) {
  const problem = h("p", { class: "field-problem", role: "alert", hidden: true });
  const input = h("input", {
    id: "token",
    type: "password",
    class: "input",
    autocomplete: "off",
    maxlength: 1000,
    data: { testid: "token" },
  });
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    const token = input.value.trim();
    if (token) return onToken(token);
    setText(problem, "Paste your token first.");
    show(problem, true);
    input.focus();
  };
  return {
    element: h(
      "form",
      { class: "card wait", novalidate: true, data: { testid: "sign-in" }, on: { submit } },
      h("h1", {}, "Who are you?"),
      h("p", {}, "This server keeps interviews by person. Whoever runs it can give you a token."),
      h("div", { class: "field" }, h("label", { class: "label", for: "token" }, "Token"), input),
      problem,
      h("button", { type: "submit", class: "button primary" }, h("span", {}, "Go on")),
    ),
    close: () => {},
  };
}

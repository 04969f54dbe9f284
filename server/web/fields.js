/**
 * Form controls of the page: real inputs, so keyboard and screen readers need nothing special.
 */

import { h, setText } from "./element.js";

/**
 * @typedef {{value: string, label: string, hint?: string}} Option
 */

/**
 * A group of radio buttons in a row, with a line that explains the chosen one.
 * @param {object} field
 * @param {string} field.name
 * @param {string} field.legend
 * @param {Option[]} field.options
 * @param {string} field.value
 * @param {(value: string) => void} field.onChange
 * @returns {HTMLFieldSetElement}
 */
export function radioGroup({ name, legend, options, value, onChange }) {
  const explained = options.some((option) => option.hint);
  const hint = h("p", { class: "hint", id: `${name}-hint` });
  /** @param {string} chosen */
  const explain = (chosen) =>
    setText(hint, options.find((option) => option.value === chosen)?.hint ?? "");
  explain(value);
  const radio = (/** @type {Option} */ option) =>
    h(
      "label",
      { class: "option" },
      h("input", {
        type: "radio",
        name,
        value: option.value,
        checked: option.value === value,
        "aria-describedby": explained ? hint.id : null,
        data: { testid: `${name}-${option.value}` },
        on: {
          change: () => {
            explain(option.value);
            onChange(option.value);
          },
        },
      }),
      h("span", {}, option.label),
    );
  return h(
    "fieldset",
    { class: "field" },
    h("legend", { class: "label" }, legend),
    h("div", { class: "segments" }, options.map(radio)),
    explained && hint,
  );
}

/**
 * @param {object} field
 * @param {string} field.id
 * @param {string} field.label
 * @param {string} field.value
 * @param {string} [field.hint]
 * @param {string} [field.autocomplete]
 * @param {(value: string) => void} field.onInput
 */
export function textField({ id, label, value, hint, autocomplete = "off", onInput }) {
  const input = h("input", {
    id,
    type: "text",
    class: "input",
    maxlength: 80,
    autocomplete,
    "aria-describedby": hint ? `${id}-hint` : null,
    value,
    data: { testid: id },
    on: { input: () => onInput(input.value) },
  });
  return h(
    "div",
    { class: "field" },
    h("label", { class: "label", for: id }, label),
    input,
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint),
  );
}

/**
 * @param {object} field
 * @param {string} field.id
 * @param {import("./element.js").Child} field.label
 * @param {boolean} field.checked
 * @param {(checked: boolean) => void} field.onChange
 */
export function checkbox({ id, label, checked, onChange }) {
  const input = h("input", {
    id,
    type: "checkbox",
    checked,
    data: { testid: id },
    on: { change: () => onChange(input.checked) },
  });
  return h("label", { class: "check" }, input, h("span", {}, label));
}

/**
 * @param {string} label
 * @param {Record<string, any>} props
 * @param {SVGElement | null} [image] before the label
 */
export function button(label, { class: look = "", ...props }, image = null) {
  return h(
    "button",
    { type: "button", class: `button ${look}`.trim(), ...props },
    image,
    h("span", {}, label),
  );
}

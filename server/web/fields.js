/**
 * Form controls of the page: real inputs, so keyboard and screen readers need nothing special.
 */

import { h } from "./element.js";

/**
 * @typedef {{value: string, label: string, hint?: string, testid?: string}} Option
 */

/**
 * A group of radio buttons.
 * @param {object} field
 * @param {string} field.name
 * @param {string} field.legend
 * @param {Option[]} field.options
 * @param {string} field.value
 * @param {(value: string) => void} field.onChange
 * @param {"segments" | "rows"} [field.look] `rows` have room for a hint
 * @returns {HTMLFieldSetElement}
 */
export function radioGroup({ name, legend, options, value, onChange, look = "segments" }) {
  return h(
    "fieldset",
    { class: "field" },
    h("legend", { class: "label" }, legend),
    h(
      "div",
      { class: look },
      options.map((option) =>
        h(
          "label",
          { class: "option" },
          h("input", {
            type: "radio",
            name,
            value: option.value,
            checked: option.value === value,
            data: { testid: option.testid ?? `${name}-${option.value}` },
            on: { change: () => onChange(option.value) },
          }),
          h(
            "span",
            { class: "option-text" },
            h("span", { class: "option-label" }, option.label),
            option.hint && h("span", { class: "option-hint" }, option.hint),
          ),
        ),
      ),
    ),
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
  return h("button", { type: "button", class: `button ${look}`.trim(), ...props }, image, h("span", {}, label));
}

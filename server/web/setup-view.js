/**
 * Screen 1: choose the role and the kind of interview.
 */

import { announce } from "./announcer.js";
import { h } from "./element.js";
import { button, checkbox, radioGroup, textField } from "./fields.js";
import { icon } from "./icons.js";
import { kitPicker } from "./kit-picker.js";
import { MODES, STYLES, TRANSPORTS, TYPES } from "./words.js";

/** @typedef {import("./wire.js").RoleKit} RoleKit */
/**
 * @typedef {{kitId: string | null, interviewType: string | null, style: string, mode: string,
 *   minutes: number, name: string, transport: "ws" | "webrtc", consent: boolean}} Choices
 */

const MINUTES = [6, 15, 30, 50];

/** @type {Choices} */
export const DEFAULT_CHOICES = {
  kitId: null,
  interviewType: null,
  style: "neutral",
  mode: "assessment",
  minutes: 6,
  name: "",
  transport: "ws",
  consent: false,
};

/**
 * @param {object} parts
 * @param {RoleKit[]} parts.kits
 * @param {Choices} parts.choices
 * @param {(choices: Choices) => void} parts.onChange
 * @param {() => void} parts.onNext all that is needed has been chosen
 * @param {HTMLElement | null} parts.open notice of an interview that is still open
 * @returns {{element: HTMLElement, close: () => void}}
 */
export function setupView({ kits, choices, onChange, onNext, open }) {
  let chosen = choices;
  /** @param {Partial<Choices>} change */
  const change = (change) => {
    chosen = { ...chosen, ...change };
    onChange(chosen);
  };

  const types = h("div");
  const showTypes = () => {
    const kit = kits.find((one) => one.role_kit_id === chosen.kitId);
    const offered = kit?.interview_types ?? Object.keys(TYPES);
    if (kit && !offered.includes(chosen.interviewType ?? "")) change({ interviewType: offered[0] });
    types.replaceChildren(
      radioGroup({
        name: "type",
        legend: "Interview",
        options: offered.map((id) => ({ value: id, label: TYPES[id] ?? id })),
        value: chosen.interviewType ?? "",
        onChange: (interviewType) => change({ interviewType }),
      }),
    );
  };
  const picker = kitPicker({
    kits,
    chosenId: chosen.kitId,
    onChoose: (kitId) => {
      change({ kitId });
      problem.hidden = true;
      showTypes();
    },
  });
  showTypes();

  const problem = h("p", { class: "field-problem", id: "setup-problem", role: "alert", hidden: true, data: { testid: "setup-problem" } });
  const consent = checkbox({
    id: "consent",
    label: "I understand, and I agree to be interviewed this way.",
    checked: chosen.consent,
    onChange: (consented) => {
      change({ consent: consented });
      problem.hidden = true;
    },
  });

  /** @param {string} text @param {HTMLElement | null} target */
  const point = (text, target) => {
    problem.textContent = text;
    problem.hidden = false;
    target?.focus();
  };
  const next = () => {
    if (!chosen.kitId) point("Choose a role first.", picker.firstInput());
    else if (!chosen.consent) point("Please read and tick the box first.", consent.querySelector("input"));
    else onNext();
  };

  const settings = h(
    "form",
    { class: "settings card", "aria-label": "Settings of the interview", novalidate: true, on: { submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      next();
    } } },
    types,
    radioGroup({
      name: "style",
      legend: "Style",
      look: "rows",
      options: Object.entries(STYLES).map(([value, [label, hint]]) => ({ value, label, hint })),
      value: chosen.style,
      onChange: (style) => change({ style }),
    }),
    radioGroup({
      name: "duration",
      legend: "Length",
      options: MINUTES.map((minutes) => ({ value: String(minutes), label: `${minutes} min` })),
      value: String(chosen.minutes),
      onChange: (minutes) => change({ minutes: Number(minutes) }),
    }),
    radioGroup({
      name: "mode",
      legend: "Feedback",
      look: "rows",
      options: Object.entries(MODES).map(([value, [label, hint]]) => ({ value, label, hint })),
      value: chosen.mode,
      onChange: (mode) => change({ mode }),
    }),
    textField({
      id: "candidate-name",
      label: "Your name (optional)",
      value: chosen.name,
      autocomplete: "given-name",
      onInput: (name) => change({ name }),
    }),
    h(
      "details",
      { class: "more" },
      h("summary", { data: { testid: "connection-settings" } }, icon("chevron", 18), "Connection"),
      radioGroup({
        name: "transport",
        legend: "How sound travels",
        look: "rows",
        options: Object.entries(TRANSPORTS).map(([value, [label, hint]]) => ({ value, label, hint })),
        value: chosen.transport,
        onChange: (transport) => change({ transport: /** @type {"ws" | "webrtc"} */ (transport) }),
      }),
    ),
    privacyNote(),
    consent,
    problem,
    h(
      "button",
      { type: "submit", class: "button primary wide", data: { testid: "to-check" } },
      h("span", {}, "Check your microphone"),
      icon("arrow"),
    ),
  );

  const element = h(
    "div",
    { class: "setup", data: { testid: "setup" } },
    open,
    h(
      "div",
      { class: "lead" },
      h("h1", {}, "Choose your interview"),
      h("p", { class: "lede" }, "You talk. Vera listens, follows up and keeps time. Afterwards, every score is tied to words you really said."),
    ),
    h("div", { class: "setup-columns" }, picker.element, settings),
  );
  announce(`${kits.length} roles to choose from.`);
  return { element, close: () => {} };
}

function privacyNote() {
  return h(
    "div",
    { class: "privacy" },
    icon("shield", 22),
    h(
      "div",
      {},
      h("p", { class: "privacy-title" }, "You talk to an automated interviewer"),
      h(
        "p",
        {},
        "The words you say or type, their timing and the report are kept. ",
        h("strong", {}, "No audio is stored."),
        " You can stop at any time.",
      ),
    ),
  );
}

/**
 * What can be chosen about an interview besides its role.
 */

import { h } from "./element.js";
import { radioGroup } from "./fields.js";
import { icon } from "./icons.js";
import { LANGUAGES, LEVELS, MODES, PRACTICES, STYLES, TRANSPORTS, TYPES, speaksSpanish } from "./words.js";

/** @typedef {import("./wire.js").RoleKit} RoleKit */
/** @typedef {import("./setup-view.js").Choices} Choices */

const MINUTES = [6, 15, 30, 50];

/** @param {Record<string, [string, string]>} names @returns {import("./fields.js").Option[]} */
const explained = (names) =>
  Object.entries(names).map(([value, [label, hint]]) => ({ value, label, hint }));

/** @param {RoleKit} kit @param {Choices} chosen @param {(change: Partial<Choices>) => void} change */
export function kitFields(kit, chosen, change) {
  return [
    radioGroup({
      name: "type",
      legend: "Interview",
      options: kit.interview_types.map((id) => ({ value: id, label: TYPES[id] ?? id })),
      value: chosen.interviewType ?? "",
      onChange: (interviewType) => change({ interviewType }),
    }),
    radioGroup({
      name: "level",
      legend: "Level",
      options: Object.entries(LEVELS).map(([value, label]) => ({ value, label })),
      value: chosen.seniority ?? kit.level,
      onChange: (seniority) => change({ seniority }),
    }),
    speaksSpanish(kit) &&
      radioGroup({
        name: "language",
        legend: "Language",
        options: explained(LANGUAGES),
        value: chosen.language,
        onChange: (language) => change({ language }),
      }),
  ].filter((field) => field !== false);
}

/** @param {Choices} chosen @param {(change: Partial<Choices>) => void} change */
export function commonFields(chosen, change) {
  return [
    radioGroup({
      name: "practice",
      legend: "Kind",
      options: explained(PRACTICES),
      value: chosen.practice,
      onChange: (practice) => change({ practice }),
    }),
    radioGroup({
      name: "style",
      legend: "Style",
      options: explained(STYLES),
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
      options: explained(MODES),
      value: chosen.mode,
      onChange: (mode) => change({ mode }),
    }),
    radioGroup({
      name: "transport",
      legend: "Sound travels by",
      options: explained(TRANSPORTS),
      value: chosen.transport,
      onChange: (transport) => change({ transport: /** @type {"ws" | "webrtc"} */ (transport) }),
    }),
  ];
}

export function privacyNote() {
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

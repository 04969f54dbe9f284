/**
 * Screen 1: choose the role and the kind of interview.
 */

import { h, setText } from "./element.js";
import { checkbox, radioGroup, textField } from "./fields.js";
import { icon } from "./icons.js";
import { kitPicker } from "./kit-picker.js";
import { materialsView } from "./materials-view.js";
import { LEVELS, MODES, STYLES, TRANSPORTS, TYPES } from "./words.js";

/** @typedef {import("./wire.js").RoleKit} RoleKit */
/**
 * @typedef {{kitId: string | null, interviewType: string | null, seniority: string | null,
 *   style: string, mode: string, minutes: number, name: string, transport: "ws" | "webrtc", consent: boolean,
 *   materials: import("./materials-view.js").Materials}} Choices
 */

const MINUTES = [6, 15, 30, 50];

/** @type {Choices} */
export const DEFAULT_CHOICES = {
  kitId: null,
  interviewType: null,
  seniority: null,
  style: "neutral",
  mode: "assessment",
  minutes: 6,
  name: "",
  transport: "ws",
  consent: false,
  materials: { resume: null, job: null },
};

/** @param {Record<string, [string, string]>} names @returns {import("./fields.js").Option[]} */
const explained = (names) =>
  Object.entries(names).map(([value, [label, hint]]) => ({ value, label, hint }));

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
    problem.hidden = true;
    setText(summary, summaryOf(chosen, kits));
    onChange(chosen);
  };

  const problem = h("p", {
    class: "field-problem",
    role: "alert",
    hidden: true,
    data: { testid: "setup-problem" },
  });
  const summary = h(
    "p",
    { class: "next-summary", data: { testid: "setup-summary" } },
    summaryOf(chosen, kits),
  );
  const ofKit = h("div", { class: "of-kit" });
  const picker = kitPicker({
    kits,
    chosenId: chosen.kitId,
    onChoose: (kitId) => {
      const kit = kits.find((one) => one.role_kit_id === kitId);
      const offered = kit?.interview_types ?? [];
      const keeps = chosen.interviewType !== null && offered.includes(chosen.interviewType);
      change({
        kitId,
        seniority: kit?.level ?? null,
        interviewType: keeps ? chosen.interviewType : (offered[0] ?? null),
      });
      showOfKit();
    },
  });
  /** What can be chosen depends on the role. */
  function showOfKit() {
    const kit = kits.find((one) => one.role_kit_id === chosen.kitId);
    ofKit.replaceChildren(
      ...(kit
        ? kitFields(kit, chosen, change)
        : [h("p", { class: "hint" }, "Choose a role to see its interviews.")]),
    );
  }
  showOfKit();

  const materials = materialsView({
    materials: chosen.materials,
    onChange: (read) => change({ materials: read }),
  });

  const consent = checkbox({
    id: "consent",
    label: "I understand, and I agree to be interviewed this way.",
    checked: chosen.consent,
    onChange: (consented) => change({ consent: consented }),
  });
  /** @param {string} text @param {HTMLElement | null} target */
  const point = (text, target) => {
    setText(problem, text);
    problem.hidden = false;
    target?.focus();
    target?.scrollIntoView({ block: "center" });
  };
  /** @param {Event} event */
  const next = (event) => {
    event.preventDefault();
    if (!chosen.kitId) point("Choose a role first.", picker.firstInput());
    else if (materials.busy()) point("One moment: your document is still being read.", null);
    else if (chosen.materials.job && !chosen.materials.resume)
      point(
        "An interview for a job needs your résumé, too. Add it, or leave the job out.",
        document.getElementById("resume-file"),
      );
    else if (!chosen.consent)
      point("Please read the notice and tick its box first.", consent.querySelector("input"));
    else onNext();
  };

  const settings = h(
    "form",
    {
      class: "settings card",
      id: "settings",
      "aria-label": "Settings of the interview",
      novalidate: true,
      on: { submit: next },
    },
    ofKit,
    ...commonFields(chosen, change),
    privacyNote(),
    consent,
  );
  const element = h(
    "div",
    { class: "setup", data: { testid: "setup" } },
    open,
    h(
      "div",
      { class: "lead" },
      h("h1", {}, "Choose your interview"),
      h(
        "p",
        { class: "lede" },
        "You talk. Vera listens, follows up and keeps time. Afterwards, every score is tied to words you really said.",
      ),
    ),
    materials.element,
    h("div", { class: "setup-columns" }, picker.element, settings),
    h(
      "div",
      { class: "next-bar" },
      h("div", { class: "next-words" }, summary, problem),
      h(
        "button",
        {
          type: "submit",
          form: "settings",
          class: "button primary large",
          data: { testid: "to-check" },
        },
        h("span", {}, "Check your microphone"),
        icon("arrow"),
      ),
    ),
  );
  return { element, close: () => {} };
}

/** @param {RoleKit} kit @param {Choices} chosen @param {(change: Partial<Choices>) => void} change */
function kitFields(kit, chosen, change) {
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
  ];
}

/** @param {Choices} chosen @param {(change: Partial<Choices>) => void} change */
function commonFields(chosen, change) {
  return [
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
    textField({
      id: "candidate-name",
      label: "Your name (optional)",
      value: chosen.name,
      autocomplete: "given-name",
      onInput: (name) => change({ name }),
    }),
  ];
}

/** @param {Choices} chosen @param {RoleKit[]} kits @returns {string} */
function summaryOf({ kitId, interviewType, style, minutes, materials }, kits) {
  const kit = kits.find((one) => one.role_kit_id === kitId);
  if (!kit) return "No role chosen yet";
  const { resume, job } = materials;
  const about = resume && (job ? "about you and the job" : "about you");
  return [kit.name, TYPES[interviewType ?? ""], STYLES[style][0], `${minutes} min`, about]
    .filter(Boolean)
    .join(" · ");
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

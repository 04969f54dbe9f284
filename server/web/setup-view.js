/**
 * Screen 1: choose the role and the kind of interview.
 */

import { h, setText } from "./element.js";
import { checkbox, textField } from "./fields.js";
import { icon } from "./icons.js";
import { kitPicker } from "./kit-picker.js";
import { materialsView } from "./materials-view.js";
import { adopt, ofKit, proposalWords } from "./proposal.js";
import { commonFields, kitFields, privacyNote } from "./settings-fields.js";
import { PRACTICES, STYLES, TYPES } from "./words.js";

/** @typedef {import("./wire.js").RoleKit} RoleKit */
/**
 * @typedef {{kitId: string | null, interviewType: string | null, seniority: string | null,
 *   style: string, practice: string, mode: string, minutes: number, name: string, transport: "ws" | "webrtc", consent: boolean,
 *   language: string, materials: import("./materials-view.js").Materials,
 *   proposed: import("./proposal.js").Proposal | null}} Choices
 */

/** @type {Choices} */
export const DEFAULT_CHOICES = {
  kitId: null,
  interviewType: null,
  seniority: null,
  style: "neutral",
  practice: "structured",
  mode: "assessment",
  minutes: 6,
  name: "",
  transport: "ws",
  consent: false,
  language: "en",
  materials: { resume: null, job: null, notes: null },
  proposed: null,
};

/**
 * @param {object} parts
 * @param {RoleKit[]} parts.kits
 * @param {Choices} parts.choices
 * @param {(choices: Choices) => void} parts.onChange
 * @param {(materials: import("./materials-view.js").Materials) => Promise<import("./proposal.js").Proposal | null>} parts.propose
 * @param {() => void} parts.onNext all that is needed has been chosen
 * @param {HTMLElement | null} parts.open notice of an interview that is still open
 * @returns {{element: HTMLElement, close: () => void}}
 */
export function setupView({ kits, choices, onChange, propose, onNext, open }) {
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
  const kitChoices = h("div", { class: "of-kit" });
  const picker = kitPicker({
    kits,
    chosenId: chosen.kitId,
    onChoose: (kitId) => {
      change(
        ofKit(
          chosen,
          kits.find((one) => one.role_kit_id === kitId),
        ),
      );
      showOfKit();
    },
  });
  /** What can be chosen depends on the role. */
  function showOfKit() {
    const kit = kits.find((one) => one.role_kit_id === chosen.kitId);
    kitChoices.replaceChildren(
      ...(kit
        ? kitFields(kit, chosen, change)
        : [h("p", { class: "hint" }, "Choose a role to see its interviews.")]),
    );
  }
  showOfKit();

  const proposalLine = h("p", {
    class: "materials-proposal",
    role: "status",
    data: { testid: "proposal" },
  });
  const name = textField({
    id: "candidate-name",
    label: "Your name (optional)",
    value: chosen.name,
    autocomplete: "given-name",
    onInput: (written) => change({ name: written }),
  });
  function showProposal() {
    const words = proposalWords(chosen.proposed, kits);
    setText(proposalLine, words);
    proposalLine.hidden = !words;
    picker.mark(chosen.kitId);
    const input = name.querySelector("input");
    if (input && input.value !== chosen.name) input.value = chosen.name;
    showOfKit();
  }
  let asked = 0;
  /** @param {import("./materials-view.js").Materials} read */
  async function adoptFrom(read) {
    asked += 1;
    const mine = asked;
    const proposed = await propose(read);
    if (mine !== asked) return;
    change(adopt(chosen, proposed, kits));
    showProposal();
  }
  const materials = materialsView({
    materials: chosen.materials,
    onChange: (read) => {
      change({ materials: read });
      void adoptFrom(read);
    },
  });
  materials.element.append(proposalLine);
  showProposal();

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
    else if ((chosen.materials.job || chosen.materials.notes) && !chosen.materials.resume)
      point(
        "An interview for a job needs your résumé, too. Add it, or leave job and company out.",
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
    kitChoices,
    ...commonFields(chosen, change),
    name,
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

/** @param {Choices} chosen @param {RoleKit[]} kits @returns {string} */
function summaryOf({ kitId, interviewType, practice, style, minutes, materials }, kits) {
  const kit = kits.find((one) => one.role_kit_id === kitId);
  if (!kit) return "No role chosen yet";
  const { resume, job } = materials;
  const about = resume && (job ? "about you and the job" : "about you");
  const quick = practice === "quick" && PRACTICES.quick[0];
  const type = TYPES[interviewType ?? ""];
  return [kit.name, quick, type, STYLES[style][0], `${minutes} min`, about]
    .filter(Boolean)
    .join(" · ");
}

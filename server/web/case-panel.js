/**
 * A case: its background, the data told so far, and a scratchpad and outline that are kept.
 */

import { h, setText } from "./element.js";
import { keep, recall } from "./kept.js";

/** @typedef {import("./session.js").Task} Task */
/** @typedef {"notes" | "outline"} PadKind */

const SAVE_AFTER_MS = 1500;
const PADS = /** @type {const} */ ([
  ["notes", "Scratchpad", "Figures, arithmetic, whatever helps you think."],
  ["outline", "Outline", "The structure of your answer."],
]);

export class CasePanel {
  /** @param {import("./interview.js").Interview} interview */
  constructor(interview) {
    this.#interview = interview;
    this.element = h(
      "div",
      { class: "case" },
      h(
        "div",
        { class: "task-brief", tabindex: 0, data: { testid: "case-body" } },
        h("section", {}, h("h3", {}, "The case"), this.#case),
        h("section", {}, h("h3", {}, "Background"), this.#background),
        this.#facts,
      ),
      h("div", { class: "task-work" }, PADS.map(this.#pad), this.#status),
    );
  }

  #interview;
  /** @type {Task | null} */
  #task = null;
  #case = h("p");
  #background = h("p");
  #facts = h("div", { class: "case-facts", "aria-live": "polite", data: { testid: "facts" } });
  #status = h("p", { class: "hint", role: "status", data: { testid: "notes-status" } });
  /** @type {Map<PadKind, HTMLTextAreaElement>} */
  #pads = new Map();
  /** @type {Map<PadKind, number>} timers of texts not sent yet */
  #unsaved = new Map();

  /** @param {readonly [PadKind, string, string]} pad */
  #pad = ([kind, label, hint]) => {
    const area = h("textarea", {
      id: `pad-${kind}`,
      class: "input pad",
      rows: 4,
      placeholder: hint,
      maxlength: 20000,
      data: { testid: kind },
      on: { input: () => this.#edited(kind), blur: () => this.#flush(kind) },
    });
    this.#pads.set(kind, area);
    return h(
      "div",
      { class: "pad-field" },
      h("label", { class: "label", for: area.id }, label),
      area,
    );
  };

  /** @param {PadKind} kind */
  #draftName(kind) {
    return `${kind}.${this.#interview.sessionId}.${this.#task?.taskId ?? ""}`;
  }

  /** @param {Task} task */
  show(task) {
    const known = this.#task?.taskId === task.taskId;
    this.#task = task;
    this.#drawFacts(task.facts);
    if (known) return;
    setText(this.#case, task.requirement);
    setText(this.#background, task.body);
    setText(this.#status, "");
    for (const [kind, area] of this.#pads) area.value = recall(this.#draftName(kind), "");
  }

  /** What is written goes out before the case is put away. */
  flush() {
    for (const kind of [...this.#unsaved.keys()]) this.#flush(kind);
  }

  /** @param {Task["facts"]} facts told so far; new ones come at the end */
  #drawFacts(facts) {
    const shown = this.#facts.childElementCount;
    if (shown > facts.length) this.#facts.replaceChildren();
    for (const fact of facts.slice(this.#facts.childElementCount)) {
      const element = factView(fact);
      this.#facts.append(element);
      element.scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {PadKind} kind */
  #edited(kind) {
    const area = /** @type {HTMLTextAreaElement} */ (this.#pads.get(kind));
    keep(this.#draftName(kind), area.value || null);
    this.#interview.typing();
    clearTimeout(this.#unsaved.get(kind));
    this.#unsaved.set(
      kind,
      setTimeout(() => this.#flush(kind), SAVE_AFTER_MS),
    );
  }

  /** @param {PadKind} kind */
  #flush(kind) {
    if (!this.#unsaved.has(kind) || !this.#task) return;
    clearTimeout(this.#unsaved.get(kind));
    const text = /** @type {HTMLTextAreaElement} */ (this.#pads.get(kind)).value;
    if (this.#interview.saveNotes(this.#task.taskId, kind, text)) {
      this.#unsaved.delete(kind);
      setText(this.#status, "Saved with your interview.");
    } else {
      this.#unsaved.set(
        kind,
        setTimeout(() => this.#flush(kind), SAVE_AFTER_MS),
      );
      setText(this.#status, "Not connected. What you wrote is kept here and sent later.");
    }
  }
}

/** @param {{text: string, rows: string[][]}} fact */
function factView({ text, rows }) {
  const [head, ...body] = rows;
  return h(
    "section",
    { class: "fact", data: { testid: "fact" } },
    h("p", {}, text),
    head &&
      h(
        "div",
        { class: "fact-table" },
        h(
          "table",
          {},
          h("thead", {}, h("tr", {}, head.map((cell) => h("th", { scope: "col" }, cell)))),
          h(
            "tbody",
            {},
            body.map((row) =>
              h(
                "tr",
                {},
                row.map((cell, column) =>
                  column === 0 ? h("th", { scope: "row" }, cell) : h("td", {}, cell),
                ),
              ),
            ),
          ),
        ),
      ),
  );
}

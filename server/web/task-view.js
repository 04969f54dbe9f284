/**
 * Code or case material that the interviewer shows, with room for a written solution.
 */

import { announce } from "./announcer.js";
import { h, setText, show } from "./element.js";
import { button } from "./fields.js";
import { icon } from "./icons.js";
import { keep, recall } from "./kept.js";

const INDENT = "  ";

export class TaskView {
  /** @param {import("./interview.js").Interview} interview */
  constructor(interview) {
    this.#interview = interview;
    this.#editor.addEventListener("input", () => keep(this.#draftName, this.#editor.value || null));
    this.#editor.addEventListener("keydown", (event) => this.#key(event));
    this.#editor.addEventListener("blur", () => (this.#tabIndents = true));
    this.element = h(
      "section",
      {
        class: "task card",
        "aria-labelledby": "task-title",
        hidden: true,
        data: { testid: "task" },
      },
      h("h2", { id: "task-title" }, icon("code", 22), this.#title),
      this.#body,
      h("label", { class: "label", for: "code" }, "Your solution"),
      this.#editor,
      h(
        "div",
        { class: "task-buttons" },
        this.#submit,
        h(
          "div",
          {},
          h(
            "p",
            { class: "hint", id: "code-hint" },
            "Tab indents. Escape, then Tab, leaves the editor.",
          ),
          this.#status,
        ),
      ),
    );
  }

  #interview;
  #taskId = "";
  #language = "";
  /** Escape gives the Tab key back to moving around, so nobody is trapped in the editor. */
  #tabIndents = true;
  #title = h("span");
  #body = h("pre", { class: "task-body", data: { testid: "task-body" } });
  #editor = h("textarea", {
    id: "code",
    class: "input code",
    rows: 12,
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    "aria-describedby": "code-hint",
    data: { testid: "code" },
  });
  #submit = button("Submit", {
    class: "primary",
    data: { testid: "code-submit" },
    on: { click: () => this.#send() },
  });
  #status = h("p", { class: "hint", role: "status", data: { testid: "code-status" } });

  get #draftName() {
    return `code.${this.#interview.sessionId}.${this.#taskId}`;
  }

  /** @param {import("./interview.js").InterviewView} view */
  draw({ session: { task, ended } }) {
    show(this.element, task !== null && ended === null);
    if (!task || task.taskId === this.#taskId) return;
    this.#taskId = task.taskId;
    this.#language = task.language;
    setText(this.#title, task.title);
    setText(this.#body, task.body);
    setText(this.#status, "");
    const label =
      task.kind === "code"
        ? `Your solution${task.language ? ` (${task.language})` : ""}`
        : "Your notes";
    setText(/** @type {Element} */ (this.element.querySelector("label")), label);
    this.#editor.value = recall(this.#draftName, "");
    announce(`A task is on the screen: ${task.title}`);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") this.#tabIndents = false;
    if (event.key !== "Tab" || event.shiftKey || !this.#tabIndents) return;
    event.preventDefault();
    this.#editor.setRangeText(
      INDENT,
      this.#editor.selectionStart,
      this.#editor.selectionEnd,
      "end",
    );
    keep(this.#draftName, this.#editor.value);
  }

  #send() {
    const sent = this.#interview.submitCode(this.#taskId, this.#editor.value, this.#language);
    setText(
      this.#status,
      sent
        ? "Submitted. You can change it and submit again."
        : "Not connected. Your text is kept; submit again in a moment.",
    );
  }
}

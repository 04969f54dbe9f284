/**
 * A coding exercise: what it should do, the failing test, and the code to read or to change.
 */

import { CodeEditor, codeListing } from "./code-editor.js";
import { h, setText, show } from "./element.js";
import { button } from "./fields.js";
import { keep, randomId, recall } from "./kept.js";

/** @typedef {import("./session.js").Task} Task */

const WHAT_TO_DO = {
  explain: "Read it and tell what it does",
  debug: "Find the fault and repair it",
  modify: "Change it",
  review: "Review it",
};

export class CodingPanel {
  /** @param {import("./interview.js").Interview} interview */
  constructor(interview) {
    this.#interview = interview;
    this.#editor = new CodeEditor({
      id: "code",
      testid: "code",
      describedBy: "code-hint",
      onEdit: (text) => {
        keep(this.#draftName, text);
        interview.typing();
      },
    });
    this.#brief = h("div", { class: "task-brief", data: { testid: "task-body" } });
    this.element = h(
      "div",
      { class: "coding" },
      this.#brief,
      h(
        "div",
        { class: "task-work" },
        h("label", { class: "label", for: "code" }, this.#label),
        this.#editor.element,
        this.#hint,
        h(
          "div",
          { class: "task-buttons" },
          this.#send,
          this.#reset,
          this.#status,
        ),
      ),
    );
  }

  #interview;
  #editor;
  #brief;
  /** @type {Task | null} */
  #task = null;
  #messageId = "";
  #label = h("span");
  #hint = h("p", { class: "hint", id: "code-hint" });
  #status = h("p", { class: "hint", role: "status", data: { testid: "code-status" } });
  #send = button("Send code", {
    class: "primary",
    data: { testid: "code-submit" },
    on: { click: () => this.#submit() },
  });
  #reset = button("Start over", {
    data: { testid: "code-reset" },
    on: { click: () => this.#startOver() },
  });

  get #draftName() {
    return `code.${this.#interview.sessionId}.${this.#task?.taskId ?? ""}`;
  }

  /** @param {Task} task */
  show(task) {
    const known = this.#task?.taskId === task.taskId;
    this.#task = task;
    if (known) return;
    this.#messageId = "";
    setText(this.#status, "");
    const what = WHAT_TO_DO[/** @type {keyof WHAT_TO_DO} */ (task.activity)] ?? "Your code";
    setText(this.#label, task.editable ? `${what}, then send it` : what);
    setText(
      this.#hint,
      task.editable
        ? "Talking is fine, too. Tab indents; Escape, then Tab, leaves the editor."
        : "Answer aloud, or type your answer below.",
    );
    show(this.#send, task.editable);
    show(this.#reset, task.editable);
    this.#editor.readOnly = !task.editable;
    this.#editor.value = task.editable ? recall(this.#draftName, task.code) : task.code;
    this.#brief.replaceChildren(
      ...[
        task.requirement && part(
            task.activity === "modify" ? "What to change" : "The task",
            h("p", {}, task.requirement),
          ),
        task.body && part("What it should do", h("p", {}, task.body)),
        task.failingTest &&
          part("A test that fails", codeListing(task.failingTest, "failing-test")),
      ].filter((one) => one instanceof Node),
    );
    this.#brief.hidden = this.#brief.childElementCount === 0;
  }

  /** @param {readonly string[]} messageIds in the durable record */
  settle(messageIds) {
    if (!this.#messageId || !messageIds.includes(this.#messageId)) return;
    this.#messageId = "";
    setText(this.#status, "Your code has arrived. You can change it and send it again.");
  }

  #submit() {
    if (!this.#task) return;
    const { taskId, language } = this.#task;
    const code = this.#editor.value;
    if (code.trim() === "") {
      setText(this.#status, "There is no code to send yet.");
      return;
    }
    this.#messageId = randomId();
    const sent = this.#interview.submitCode(taskId, code, language, this.#messageId);
    setText(
      this.#status,
      sent ? "Sending…" : "Not connected. Your code is kept here; send it again in a moment.",
    );
  }

  #startOver() {
    if (!this.#task) return;
    this.#editor.value = this.#task.code;
    keep(this.#draftName, null);
    this.#editor.focus();
  }
}

/** @param {string} title @param {Node} content */
const part = (title, content) => h("section", {}, h("h3", {}, title), content);

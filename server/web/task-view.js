/**
 * The task that the interviewer shows: a piece of code, or a case with its data.
 */

import { announce } from "./announcer.js";
import { CasePanel } from "./case-panel.js";
import { CodingPanel } from "./coding-panel.js";
import { h, setText, show } from "./element.js";
import { icon } from "./icons.js";

const LANGUAGES = /** @type {Record<string, string>} */ ({
  python: "Python",
  javascript: "JavaScript",
});

export class TaskView {
  /** @param {import("./interview.js").Interview} interview */
  constructor(interview) {
    this.#coding = new CodingPanel(interview);
    this.#case = new CasePanel(interview);
    this.element = h(
      "section",
      {
        class: "task card",
        "aria-labelledby": "task-title",
        hidden: true,
        data: { testid: "task" },
      },
      h("h2", { id: "task-title" }, this.#icon, this.#title, this.#language),
      this.#coding.element,
      this.#case.element,
    );
  }

  #coding;
  #case;
  /** @type {import("./session.js").Task | null} */
  #drawn = null;
  #icon = h("span", { class: "mute-icon" }, icon("code", 22));
  #title = h("span");
  #language = h("span", { class: "tag", data: { testid: "task-language" } });

  /** @param {import("./interview.js").InterviewView} view */
  draw({ session: { task, ended, acknowledged } }) {
    const open = ended === null ? task : null;
    if (open?.kind === "coding") this.#coding.settle(acknowledged);
    if (open === this.#drawn) return;
    const before = this.#drawn;
    this.#drawn = open;
    if (before?.kind === "case" && open?.taskId !== before.taskId) this.#case.flush();
    show(this.element, open !== null);
    if (!open) return;
    const isCase = open.kind === "case";
    setText(this.#title, open.title);
    setText(this.#language, LANGUAGES[open.language] ?? open.language);
    show(this.#icon, !isCase);
    show(this.#language, open.language !== "");
    show(this.#coding.element, !isCase);
    show(this.#case.element, isCase);
    (isCase ? this.#case : this.#coding).show(open);
    if (before?.taskId !== open.taskId) announce(`A task is on the screen: ${open.title}`);
  }
}

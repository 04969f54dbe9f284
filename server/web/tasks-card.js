/**
 * What the report says of code and cases: how each was rated, and the words and lines it rests on.
 */

import { scale } from "./charts.js";
import { codeListing } from "./code-editor.js";
import { h } from "./element.js";
import { icon } from "./icons.js";
import { quoteButton } from "./scores-view.js";

/** @typedef {import("./wire.js").Report} Report */
/** @typedef {(turnId: string) => void} OnTurn */

const ACTIVITIES = /** @type {Record<string, string>} */ ({
  explain: "Code to explain",
  debug: "Code to repair",
  modify: "Code to change",
  review: "Code to review",
});
const STAGES = /** @type {Record<string, string>} */ ({
  framing: "Framing",
  hypotheses: "Hypotheses",
  analysis: "Analysis",
  recommendation: "Recommendation",
  risks: "Risks",
});

/** @param {Report} report @param {OnTurn} onTurn @returns {HTMLElement | null} */
export function tasksCard({ tasks }, onTurn) {
  if (!tasks || tasks.length === 0) return null;
  return h(
    "section",
    { class: "card tasks", "aria-labelledby": "tasks-title", data: { testid: "tasks" } },
    h("h2", { id: "tasks-title" }, "Code and cases"),
    tasks.map((task) => (task.kind === "coding" ? coding(task, onTurn) : caseWork(task, onTurn))),
  );
}

/** @param {any} task @param {OnTurn} onTurn */
function coding(task, onTurn) {
  const changed = new Set(task.changed.map((/** @type {{line: number}} */ one) => one.line));
  const ran = task.executed ? (task.passed ? "yes, the test passes" : "yes, the test fails") : "no";
  return h(
    "article",
    { class: "task-result", data: { testid: `task-${task.task_id}` } },
    head(task.name, ACTIVITIES[task.activity] ?? task.activity, task.prompt),
    h(
      "div",
      { class: "task-ratings" },
      rating("Reasoning", task.reasoning, task.reasoning_rationale),
      ["debug", "modify"].includes(task.activity) &&
        rating(
          "Patch",
          task.correctness,
          task.correctness_rationale || "No code was sent; not rated.",
        ),
    ),
    h(
      "p",
      { class: "hint", data: { testid: "executed" } },
      `Executed: ${ran}. Code sent ${task.submissions === 1 ? "once" : `${task.submissions} times`}.`,
    ),
    [...task.named, ...task.edges].map((/** @type {any} */ one) =>
      h(
        "div",
        { class: "named-point" },
        h("p", {}, one.point),
        quoteButton({ ...one.evidence, shows: "" }, onTurn),
      ),
    ),
    task.code &&
      h(
        "details",
        { class: "task-code", open: true },
        h("summary", {}, icon("chevron", 18), "The code as it was sent last"),
        codeListing(task.code, "report-code", changed),
        changed.size > 0 && h("p", { class: "hint" }, "Marked lines differ from the code given."),
      ),
  );
}

/** @param {any} task @param {OnTurn} onTurn */
function caseWork(task, onTurn) {
  const asked = task.clarifying_questions;
  return h(
    "article",
    { class: "task-result", data: { testid: `task-${task.task_id}` } },
    head(task.name, "Case", task.prompt),
    h(
      "ol",
      { class: "checkpoints" },
      task.checkpoints.map((/** @type {any} */ one) =>
        h(
          "li",
          { data: { testid: `checkpoint-${one.checkpoint}` } },
          rating(STAGES[one.checkpoint] ?? one.checkpoint, one.score, one.rationale),
          one.evidence.map((/** @type {any} */ quote) => quoteButton(quote, onTurn)),
        ),
      ),
    ),
    h("p", { class: "hint" }, `${asked} clarifying ${asked === 1 ? "question" : "questions"}.`),
    kept("Recommendation", task.recommendation),
    kept("Outline", task.outline),
    kept("Scratchpad", task.notes),
  );
}

/** @param {string} name @param {string} kind @param {string} prompt */
const head = (name, kind, prompt) =>
  h(
    "header",
    {},
    h("h3", {}, name, " ", h("span", { class: "tag" }, kind)),
    h("p", { class: "hint" }, prompt),
  );

/** @param {string} name @param {number | null} score @param {string} rationale */
const rating = (name, score, rationale) =>
  h(
    "div",
    { class: "task-rating" },
    h(
      "p",
      { class: "task-rating-head" },
      h("strong", {}, name),
      score === null
        ? h("span", { class: "hint" }, "not rated")
        : [scale(score, `${name}: ${score} of 5`), h("span", {}, String(score))],
    ),
    h("p", { class: "hint" }, rationale),
  );

/** @param {string} title @param {string} text */
const kept = (title, text) =>
  text &&
  h(
    "details",
    { class: "task-kept" },
    h("summary", {}, icon("chevron", 18), title),
    h("p", {}, text),
  );

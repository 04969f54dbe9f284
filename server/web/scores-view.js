/**
 * The judgement in the report: the whole, each dimension with its quotes, strengths and risks.
 */

import { ring, scale } from "./charts.js";
import { h } from "./element.js";
import { icon } from "./icons.js";

/** @typedef {import("./wire.js").Report} Report */
/** @typedef {import("./wire.js").Evidence} Evidence */
/** @typedef {(turnId: string) => void} OnTurn shows a turn in the transcript */

/** @type {Record<string, string>} */
const READINESS = { not_ready: "Not ready yet", borderline: "Borderline", ready: "Ready" };
/** @type {Record<string, string>} */
const CONFIDENCE = { High: "High", Med: "Medium", Low: "Low" };

/** @param {Report} report */
export function overallCard({ overall, coverage }) {
  const { score100, recommendation, readiness, confidence, summary } = overall;
  const label = score100 === null ? "No overall score" : `Overall score ${score100} of 100`;
  return h(
    "section",
    { class: "card overall", "aria-labelledby": "overall-title", data: { testid: "overall" } },
    ring(score100, label),
    h(
      "div",
      {},
      h(
        "h2",
        { id: "overall-title", class: "overall-title" },
        recommendation ?? "Not enough to judge",
      ),
      h("p", { class: "summary" }, summary),
      h(
        "dl",
        { class: "facts-line" },
        readiness && fact("Readiness", READINESS[readiness] ?? readiness),
        fact("Confidence", CONFIDENCE[confidence] ?? confidence),
        fact(
          "Observed",
          `${coverage.dimensions_observed} of ${coverage.dimensions_total} dimensions`,
        ),
        fact("Answered", `${coverage.questions_answered} of ${coverage.questions_asked} questions`),
      ),
    ),
  );
}

/** @param {string} name @param {string} value */
const fact = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));

/** @param {Report} report @param {OnTurn} onTurn */
export function dimensionsCard({ dimensions }, onTurn) {
  const observed = dimensions.filter((one) => one.score !== null);
  const others = dimensions.filter((one) => one.score === null);
  return h(
    "section",
    { class: "card", "aria-labelledby": "dimensions-title" },
    h("h2", { id: "dimensions-title" }, "Dimensions"),
    h(
      "p",
      { class: "hint" },
      "From 1 to 5, each against an observable anchor. Open one to see the words it rests on.",
    ),
    h(
      "div",
      { class: "dimensions", data: { testid: "dimensions" } },
      observed.map((one) => dimensionRow(one, onTurn)),
    ),
    others.length > 0 &&
      h(
        "div",
        { class: "unobserved", data: { testid: "not-observed" } },
        h("h3", {}, "Not observed"),
        h("p", { class: "hint" }, "Nothing was said that shows these. That is not a low mark."),
        h(
          "ul",
          { class: "tags" },
          others.map((one) => h("li", { class: "tag" }, one.name)),
        ),
      ),
  );
}

/** @param {import("./wire.js").DimensionScore} dimension @param {OnTurn} onTurn */
function dimensionRow(dimension, onTurn) {
  const { name, score, mean, anchor, rationale, improvement, evidence } = dimension;
  return h(
    "details",
    { class: "dimension", data: { testid: `dimension-${dimension.dimension}` } },
    h(
      "summary",
      {},
      icon("chevron", 18),
      h("span", { class: "dimension-name" }, name),
      scale(mean, `${name}: ${score} of 5`),
      h("span", { class: "dimension-score", "aria-hidden": "true" }, String(score)),
    ),
    h(
      "div",
      { class: "dimension-body" },
      anchor && h("p", { class: "anchor" }, h("strong", {}, "Anchor: "), anchor),
      rationale && h("p", {}, rationale),
      evidence.map((one) => quoteButton(one, onTurn)),
      improvement && h("p", { class: "improve" }, icon("arrow", 18), h("span", {}, improvement)),
    ),
  );
}

/** @param {Evidence} evidence @param {OnTurn} onTurn */
export function quoteButton({ quote, turn_id, shows }, onTurn) {
  return h(
    "button",
    {
      type: "button",
      class: "quote",
      data: { testid: "quote", turn: turn_id },
      on: { click: () => onTurn(turn_id) },
    },
    icon("quote", 18),
    h(
      "span",
      {},
      h("q", {}, quote),
      h("span", { class: "quote-more" }, shows ? `${shows} · ` : "", "show in transcript"),
    ),
  );
}

/** @param {Report} report @param {OnTurn} onTurn */
export function findingsCards({ strengths, risks }, onTurn) {
  return h(
    "div",
    { class: "findings" },
    findings("Strengths", "strengths", strengths, "Nothing stood out yet.", onTurn),
    findings("Risks", "risks", risks, "No risk was found in what was said.", onTurn),
  );
}

/**
 * @param {string} title @param {string} testid @param {import("./wire.js").Finding[]} found
 * @param {string} none @param {OnTurn} onTurn
 */
function findings(title, testid, found, none, onTurn) {
  return h(
    "section",
    { class: `card ${testid}`, "aria-labelledby": `${testid}-title`, data: { testid } },
    h("h2", { id: `${testid}-title` }, title),
    found.length === 0
      ? h("p", { class: "hint" }, none)
      : h(
          "ul",
          { class: "plain" },
          found.map((one) => h("li", {}, h("p", {}, one.text), quoteButton(one.evidence, onTurn))),
        ),
  );
}

/** @param {Report} report */
export function nextStepsCard({ next_steps }) {
  if (next_steps.length === 0) return null;
  return h(
    "section",
    { class: "card", "aria-labelledby": "next-title", data: { testid: "next-steps" } },
    h("h2", { id: "next-title" }, "Next steps"),
    h(
      "ol",
      { class: "steps-list" },
      next_steps.map((one) => h("li", {}, one.text)),
    ),
  );
}

/**
 * Screen 4: the report, waited for and shown.
 */

import { announce } from "./announcer.js";
import { ApiError, readReport } from "./api.js";
import { conductLine, deliveryCard } from "./delivery-view.js";
import { h } from "./element.js";
import { button } from "./fields.js";
import { icon, mark } from "./icons.js";
import { latencyChart } from "./latency-chart.js";
import { dimensionsCard, findingsCards, nextStepsCard, overallCard } from "./scores-view.js";
import { tasksCard } from "./tasks-card.js";
import { transcriptView } from "./transcript-view.js";
import { MODES, STYLES, TYPES, duration } from "./words.js";

/** @typedef {import("./wire.js").Report} Report */

const FIRST_POLL_MS = 800;
const LONGEST_POLL_MS = 5000;
/** After so long the candidate is told that something may be wrong. */
const LATE_MS = 60_000;
const INTERVIEWER = "Vera";

/** Session states in which an interview can still be held. */
const LIVE = ["created", "waiting", "running", "paused"];

/**
 * @param {object} parts
 * @param {string} parts.sessionId
 * @param {() => void} parts.onResume back into an interview that has not ended
 * @param {() => void} parts.onRestart
 * @returns {{element: HTMLElement, close: () => void}}
 */
export function reportView({ sessionId, onResume, onRestart }) {
  const element = h("div", { class: "report", data: { testid: "report-page" } });
  let closed = false;
  let timer = 0;
  const sinceMs = performance.now();

  /** @param {number} delayMs */
  async function poll(delayMs) {
    try {
      const { report, status } = await readReport(sessionId);
      if (closed) return;
      if (report) return show(report);
      if (status === "failed")
        note.textContent = "The report could not be written. Your answers are kept.";
      else if (LIVE.includes(status)) resume.hidden = false;
      else if (performance.now() - sinceMs > LATE_MS)
        note.textContent =
          "This takes longer than usual. You can leave the page open or come back to this address later.";
    } catch (error) {
      if (closed) return;
      const gone = error instanceof ApiError && error.status === 404;
      if (gone) return element.replaceChildren(missing(onRestart));
      note.textContent = `${error instanceof Error ? error.message : error} Trying again…`;
    }
    timer = setTimeout(() => void poll(Math.min(LONGEST_POLL_MS, delayMs * 1.4)), delayMs);
  }

  const resume = button("Go back to the interview", {
    hidden: true,
    data: { testid: "resume" },
    on: { click: onResume },
  });
  const note = h(
    "p",
    {},
    "Every score is being checked against your own words. This takes a few seconds.",
  );
  element.replaceChildren(
    h(
      "div",
      { class: "card wait", role: "status", data: { testid: "report-wait" } },
      h("span", { class: "wait-mark" }, mark(64)),
      h("h1", {}, "Writing your report"),
      note,
      resume,
    ),
  );
  void poll(FIRST_POLL_MS);

  /** @param {Report} report */
  function show(report) {
    element.replaceChildren(...reportParts(report, onRestart));
    announce("Your report is ready.");
  }

  // Paper has nothing to click: what is folded away on the screen is open there.
  const unfold = () =>
    element
      .querySelectorAll("details.dimension")
      .forEach((one) => one.toggleAttribute("open", true));
  window.addEventListener("beforeprint", unfold);

  return {
    element,
    close() {
      closed = true;
      window.removeEventListener("beforeprint", unfold);
      clearTimeout(timer);
    },
  };
}

/** @param {Report} report @param {() => void} onRestart @returns {HTMLElement[]} */
function reportParts(report, onRestart) {
  const { role, turns } = report;
  const quotes = [
    ...report.dimensions.flatMap((one) => one.evidence),
    ...[...report.strengths, ...report.risks].map((one) => one.evidence),
  ];
  const transcript = transcriptView(turns, quotes, INTERVIEWER);
  const chart = latencyChart(turns, transcript.reveal);
  const about = [
    TYPES[role.interview_type] ?? role.interview_type,
    STYLES[role.style]?.[0],
    MODES[role.mode]?.[0],
    duration(role.lasted_s),
    new Date(report.created_at).toLocaleDateString(undefined, { dateStyle: "long" }),
  ];
  const parts = [
    h(
      "div",
      { class: "report-head" },
      h(
        "div",
        {},
        h("p", { class: "eyebrow" }, "Interview report"),
        h("h1", { data: { testid: "report-title" } }, role.role_title),
        h("p", { class: "hint" }, about.filter(Boolean).join(" · ")),
      ),
      h(
        "div",
        { class: "report-buttons" },
        button(
          "Print or save",
          { data: { testid: "print" }, on: { click: () => window.print() } },
          icon("printer"),
        ),
        button("New interview", {
          class: "primary",
          data: { testid: "new-interview" },
          on: { click: onRestart },
        }),
      ),
    ),
    notes("Some parts ran on a fallback", "degraded-note", report.degraded),
    overallCard(report),
    dimensionsCard(report, transcript.reveal),
    tasksCard(report, transcript.reveal),
    findingsCards(report, transcript.reveal),
    nextStepsCard(report),
    deliveryCard(report),
    chart &&
      h(
        "section",
        { class: "card", "aria-labelledby": "latency-title" },
        h("h2", { id: "latency-title" }, "Response times"),
        h(
          "p",
          { class: "hint" },
          "What lay between your last word and the interviewer’s first, turn by turn.",
        ),
        chart,
      ),
    h(
      "section",
      { class: "card", "aria-labelledby": "transcript-title" },
      h("h2", { id: "transcript-title" }, "Transcript"),
      conductLine(report),
      transcript.element,
    ),
    notes("What this report can’t judge", "limits", report.limits),
    h(
      "p",
      { class: "hint colophon" },
      `Evaluator ${report.evaluator_version}. Written by software from the transcript alone; not a hiring decision.`,
    ),
  ];
  return parts.filter((part) => part !== null);
}

/** @param {string} title @param {string} testid @param {string[]} lines @returns {HTMLElement | null} */
function notes(title, testid, lines) {
  if (lines.length === 0) return null;
  return h(
    "section",
    { class: "note", "aria-label": title, data: { testid } },
    icon("info", 20),
    h(
      "div",
      {},
      h("p", { class: "note-title" }, title),
      h(
        "ul",
        {},
        lines.map((line) => h("li", {}, line)),
      ),
    ),
  );
}

/** @param {() => void} onRestart */
function missing(onRestart) {
  return h(
    "div",
    { class: "card wait", role: "alert", data: { testid: "report-missing" } },
    h("h1", {}, "There is no such interview"),
    h("p", {}, "It may have been removed, or the address is incomplete."),
    button("Choose an interview", {
      class: "primary",
      data: { testid: "restart" },
      on: { click: onRestart },
    }),
  );
}

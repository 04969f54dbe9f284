/**
 * Where the interview stands: its phases and the time left.
 */

import { announce } from "./announcer.js";
import { h, setText } from "./element.js";
import { icon } from "./icons.js";
import { remainingS } from "./session.js";
import { PHASES, clock } from "./words.js";

/** Said once when so much is left, seconds. */
const LAST_MINUTE_S = 60;

/**
 * Names of all phases; those ahead are unnamed until the plan's outline is known.
 * @param {import("./interview.js").InterviewView} view
 * @returns {string[]}
 */
function phaseNames({ session: { phase, phases }, outline }) {
  const count = phase?.count ?? outline.length;
  return Array.from({ length: count }, (_, index) => {
    const id = outline[index] ?? phases[index] ?? "";
    return PHASES[id] ?? "To come";
  });
}

export class ProgressView {
  constructor() {
    this.element = h(
      "section",
      { class: "progress", "aria-labelledby": "progress-title" },
      h(
        "div",
        { class: "progress-head" },
        h("h2", { id: "progress-title" }, "Progress"),
        h("p", { class: "time" }, icon("clock", 18), this.#time, h("span", {}, "left")),
      ),
      this.#list,
    );
  }

  #time = h(
    "span",
    { class: "time-left", role: "timer", "aria-live": "off", data: { testid: "time-left" } },
    "–:––",
  );
  #list = h("ol", { class: "phases", data: { testid: "phases" } });
  #key = "";
  #warned = false;

  /** @param {import("./interview.js").InterviewView} view @param {number} nowMs page clock */
  draw(view, nowMs) {
    const { session, connection } = view;
    const leftS = remainingS(session, nowMs, connection.name === "live");
    if (leftS !== null) {
      setText(this.#time, clock(leftS));
      this.#time.classList.toggle("short", leftS < LAST_MINUTE_S);
      if (leftS < LAST_MINUTE_S && leftS > 0 && !this.#warned) {
        this.#warned = true;
        announce("Less than a minute left.");
      }
    }
    const names = phaseNames(view);
    const index = session.phase?.index ?? 0;
    const key = `${names.join()}${index}`;
    if (key === this.#key) return;
    this.#key = key;
    this.#list.replaceChildren(
      ...names.map((name, position) => phaseItem(name, Math.sign(position - index))),
    );
  }
}

/** @param {string} name @param {number} when -1 past, 0 now, 1 to come */
function phaseItem(name, when) {
  const state = when < 0 ? "past" : when === 0 ? "now" : "ahead";
  return h(
    "li",
    {
      class: `phase ${state}`,
      "aria-current": when === 0 ? "step" : null,
      data: { testid: when === 0 ? "phase-now" : undefined },
    },
    h("span", { class: "phase-dot" }, when < 0 && icon("check", 12)),
    h("span", { class: "phase-name" }, name),
    when < 0 && h("span", { class: "visually-hidden" }, " (done)"),
  );
}

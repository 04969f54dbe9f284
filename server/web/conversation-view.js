/**
 * The conversation so far, turn by turn.
 */

import { wordsOf } from "./captions.js";
import { h, setText, show } from "./element.js";
import { textOf } from "./turns.js";

/** @typedef {import("./turns.js").Turn} Turn */
/** @typedef {{element: HTMLLIElement, text: HTMLElement, rest: HTMLElement, state: HTMLElement}} Row */

/** Distance from the end within which new turns keep the end in sight, CSS pixels. */
const NEAR_END = 80;

export class ConversationView {
  /** @param {import("./interview.js").Interview} interview */
  constructor(interview) {
    this.#interview = interview;
    this.element = h(
      "section",
      { class: "conversation", "aria-labelledby": "conversation-title" },
      h("h2", { id: "conversation-title" }, "Conversation"),
      this.#scroller,
    );
    this.#scroller.append(this.#empty, this.#list);
  }

  #interview;
  #empty = h("p", { class: "hint" }, "What both of you say appears here.");
  #list = h("ol", { class: "turns", data: { testid: "conversation" } });
  #scroller = h("div", {
    class: "scroller",
    tabindex: "0",
    role: "group",
    "aria-label": "Turns so far",
  });
  /** @type {Map<string, Row>} */
  #rows = new Map();

  /** @param {import("./interview.js").InterviewView} view */
  draw({ session, unsent }) {
    const atEnd =
      this.#scroller.scrollHeight - this.#scroller.scrollTop - this.#scroller.clientHeight <
      NEAR_END;
    const before = this.#list.scrollHeight;
    const shown = new Set();
    for (const turn of session.turns) {
      const text = this.#said(turn);
      if (!text) continue;
      shown.add(turn.turnId);
      this.#draw(turn.turnId, {
        who: turn.role === "interviewer" ? session.interviewerName : "You",
        role: turn.role,
        text,
        rest: turn.partial,
        state: turn.status === "interrupted" ? "interrupted" : turn.hasCode ? "with code" : "",
      });
    }
    for (const letter of unsent) {
      shown.add(letter.messageId);
      this.#draw(letter.messageId, {
        who: "You",
        role: "candidate",
        text: letter.text,
        rest: "",
        state: "sending…",
      });
    }
    for (const [id, row] of this.#rows) {
      if (shown.has(id)) continue;
      row.element.remove();
      this.#rows.delete(id);
    }
    show(this.#empty, shown.size === 0);
    if (atEnd && this.#list.scrollHeight !== before)
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /** @param {Turn} turn @returns {string} never more than what has been heard */
  #said(turn) {
    if (turn.role === "candidate")
      return textOf(turn) || (turn.partial ? " " : "") || (turn.hasCode ? "(sent code)" : "");
    const words = wordsOf(turn, (id) => this.#interview.voice.heardMs(id));
    return words
      .filter((word) => word.said)
      .map((word) => word.text)
      .join(" ");
  }

  /** @param {string} id @param {{who: string, role: string, text: string, rest: string, state: string}} turn */
  #draw(id, { who, role, text, rest, state }) {
    let row = this.#rows.get(id);
    if (!row) {
      row = newRow(who, role);
      this.#rows.set(id, row);
    }
    // Letters stand at the end until they are turns; appending what is in place moves nothing.
    if (row.element.parentNode !== this.#list || state === "sending…")
      this.#list.append(row.element);
    setText(row.text, text);
    setText(row.rest, rest ? ` ${rest}` : "");
    setText(row.state, state);
  }
}

/** @param {string} who @param {string} role @returns {Row} */
function newRow(who, role) {
  const text = h("span");
  const rest = h("span", { class: "partial" });
  const state = h("span", { class: "turn-state" });
  const element = h(
    "li",
    { class: `turn ${role}`, data: { testid: `turn-${role}` } },
    h("p", { class: "turn-head" }, h("span", { class: "who" }, who), state),
    h("p", { class: "turn-text" }, text, rest),
  );
  return { element, text, rest, state };
}

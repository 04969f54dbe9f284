/**
 * The transcript in the report, with the quoted words marked where they were said.
 */

import { h } from "./element.js";
import { PHASES, clock } from "./words.js";

/** @typedef {import("./wire.js").Evidence} Evidence */
/** @typedef {import("./wire.js").ReportTurn} ReportTurn */

/** How long a turn stays highlighted after one was led to it, milliseconds. */
const HIGHLIGHT_MS = 2600;

/**
 * Cut a text at the quotes in it.
 * @param {string} text
 * @param {Evidence[]} quotes of this text; of overlapping ones the first wins
 * @returns {{text: string, quoted: boolean}[]}
 */
export function quotedPieces(text, quotes) {
  const points = Array.from(text); // Offsets count code points.
  const pieces = [];
  let at = 0;
  for (const quote of [...quotes].sort((one, other) => one.start_char - other.start_char)) {
    if (quote.start_char < at) continue;
    pieces.push({ text: points.slice(at, quote.start_char).join(""), quoted: false });
    pieces.push({ text: points.slice(quote.start_char, quote.end_char).join(""), quoted: true });
    at = quote.end_char;
  }
  pieces.push({ text: points.slice(at).join(""), quoted: false });
  return pieces.filter((piece) => piece.text !== "");
}

/**
 * @param {ReportTurn[]} turns
 * @param {Evidence[]} quotes
 * @param {string} interviewer
 * @returns {{element: HTMLElement, reveal: (turnId: string) => void}}
 */
export function transcriptView(turns, quotes, interviewer) {
  let phase = "";
  const items = turns.flatMap((turn) => {
    const item = turnItem(
      turn,
      quotes.filter((quote) => quote.turn_id === turn.turn_id),
      interviewer,
    );
    if (turn.phase === phase) return [item];
    phase = turn.phase;
    return [h("li", { class: "transcript-phase" }, h("h3", {}, PHASES[phase] ?? phase)), item];
  });
  const element = h("ol", { class: "transcript", data: { testid: "transcript" } }, items);
  return {
    element,
    reveal(turnId) {
      const item = items.find((one) => one.dataset.turn === turnId);
      if (!item) return;
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      item.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "center" });
      item.focus({ preventScroll: true });
      item.classList.add("revealed");
      setTimeout(() => item.classList.remove("revealed"), HIGHLIGHT_MS);
    },
  };
}

/** @param {ReportTurn} turn @param {Evidence[]} quotes @param {string} interviewer */
function turnItem(turn, quotes, interviewer) {
  const replyMs = turn.latency?.voice_to_voice_ms;
  return h(
    "li",
    {
      class: `transcript-turn ${turn.role}`,
      tabindex: "-1",
      data: { turn: turn.turn_id, testid: "transcript-turn" },
    },
    h(
      "p",
      { class: "transcript-head" },
      h("span", { class: "who" }, turn.role === "interviewer" ? interviewer : "You"),
      h("span", {}, clock(turn.at)),
      turn.typed && h("span", {}, "typed"),
      turn.code && h("span", {}, "with code"),
      turn.is_probe && h("span", {}, "follow-up"),
      typeof replyMs === "number" && h("span", {}, `after ${(replyMs / 1000).toFixed(1)} s`),
    ),
    h(
      "p",
      { class: "transcript-text" },
      quotedPieces(turn.text, quotes).map(({ text, quoted }) =>
        quoted ? h("mark", {}, text) : text,
      ),
      !turn.text && turn.code && h("span", { class: "hint" }, "(sent code)"),
      turn.unspoken_text &&
        h(
          "span",
          { class: "unspoken" },
          ` ${turn.unspoken_text}`,
          h("span", { class: "visually-hidden" }, " (not said: interrupted)"),
        ),
    ),
  );
}

/**
 * Where the time went before each reply, as stacked bars with a table for those who read.
 */

import { h, svg } from "./element.js";
import { icon } from "./icons.js";

/** @typedef {import("./wire.js").TurnLatency} TurnLatency */
/** @typedef {import("./wire.js").ReportTurn} ReportTurn */

/**
 * The parts that follow one another from the last word to the first sound.
 * @type {{key: keyof TurnLatency, name: string, about: string}[]}
 */
const PARTS = [
  { key: "endpointing_ms", name: "Waiting", about: "making sure that you had finished" },
  { key: "decision_ms", name: "Deciding", about: "what to ask next, and keeping the record" },
  { key: "first_sentence_ms", name: "Wording", about: "the first sentence" },
  { key: "tts_first_byte_ms", name: "Voice", about: "the first sound of it" },
  { key: "first_audio_out_ms", name: "Sending", about: "the sound on its way" },
];

/** @typedef {{number: number, turnId: string, latency: TurnLatency, wholeMs: number}} Reply */

/** @param {ReportTurn[]} turns @returns {Reply[]} replies whose time was measured */
export function repliesOf(turns) {
  return turns
    .filter((turn) => turn.role === "interviewer")
    .map((turn, index) => ({
      number: index + 1,
      turnId: turn.turn_id,
      latency: turn.latency ?? {},
      wholeMs: wholeOf(turn.latency),
    }))
    .filter((reply) => reply.wholeMs > 0);
}

/** @param {TurnLatency | null} latency @returns {number} milliseconds, 0 when nothing was measured */
function wholeOf(latency) {
  if (!latency) return 0;
  return latency.voice_to_voice_ms ?? PARTS.reduce((sum, { key }) => sum + (latency[key] ?? 0), 0);
}

/** @param {number | null | undefined} ms */
const milliseconds = (ms) => (ms === null || ms === undefined ? "–" : `${Math.round(ms)} ms`);

/**
 * @param {ReportTurn[]} turns
 * @param {(turnId: string) => void} onTurn shows a turn in the transcript
 * @returns {HTMLElement | null} null when nothing was measured
 */
export function latencyChart(turns, onTurn) {
  const replies = repliesOf(turns);
  if (replies.length === 0) return null;
  const longestMs = Math.max(...replies.map((reply) => reply.wholeMs));
  return h(
    "figure",
    { class: "latency", data: { testid: "latency-chart" } },
    h(
      "ul",
      { class: "legend" },
      PARTS.map(({ name, about }, index) =>
        h("li", {}, swatch(index), h("strong", {}, name), ` ${about}`),
      ),
    ),
    h(
      "ol",
      { class: "latency-rows" },
      replies.map((reply) => row(reply, longestMs, onTurn)),
    ),
    h(
      "details",
      { class: "more" },
      h(
        "summary",
        { data: { testid: "latency-table-toggle" } },
        icon("chevron", 18),
        "The same as a table",
      ),
      table(replies),
    ),
  );
}

/** @param {number} index */
const swatch = (index) =>
  svg(
    "svg",
    { class: "swatch", width: 12, height: 12, "aria-hidden": "true" },
    svg("rect", { class: `part-${index}`, width: 12, height: 12, rx: 3 }),
  );

/** @param {Reply} reply @param {number} longestMs @param {(turnId: string) => void} onTurn */
function row({ number, turnId, latency, wholeMs }, longestMs, onTurn) {
  let fromMs = 0;
  const bars = PARTS.map(({ key }, index) => {
    const ms = Math.max(0, latency[key] ?? 0);
    const bar = svg("rect", {
      class: `part-${index}`,
      x: `${(fromMs / longestMs) * 100}%`,
      y: 0,
      width: `${(ms / longestMs) * 100}%`,
      height: 18,
    });
    fromMs += ms;
    return bar;
  });
  return h(
    "li",
    { class: "latency-row" },
    h(
      "button",
      {
        type: "button",
        class: "link",
        "aria-label": `Reply ${number}, ${milliseconds(wholeMs)}. Show it in the transcript`,
        on: { click: () => onTurn(turnId) },
      },
      `Reply ${number}`,
    ),
    svg("svg", { class: "latency-bar", width: "100%", height: 18, "aria-hidden": "true" }, bars),
    h("span", { class: "latency-whole" }, milliseconds(wholeMs)),
  );
}

/** @param {Reply[]} replies */
function table(replies) {
  const columns = [
    ...PARTS,
    { key: /** @type {const} */ ("stt_final_ms"), name: "Recognition", about: "" },
    { key: /** @type {const} */ ("voice_to_voice_ms"), name: "Whole", about: "" },
  ];
  return h(
    "div",
    { class: "table-scroll", tabindex: "0", role: "group", "aria-label": "Response times, table" },
    h(
      "table",
      { data: { testid: "latency-table" } },
      h(
        "caption",
        {},
        "From your last word to the first sound of the reply. Recognition runs during the waiting.",
      ),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Reply"),
          columns.map(({ name }) => h("th", { scope: "col" }, name)),
        ),
      ),
      h(
        "tbody",
        {},
        replies.map(({ number, latency }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, number),
            columns.map(({ key }) => h("td", {}, milliseconds(latency[key]))),
          ),
        ),
      ),
    ),
  );
}

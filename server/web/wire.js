/**
 * The words of the wire contract that the page relies on, and what a closed connection means. Pure.
 *
 * The contract itself is `server/wire.py`, `runtime/media.py` and `runtime/turn_events.py`.
 */

/**
 * @typedef {{role_kit_id: string, name: string, level: string, domain: string, description: string,
 *   interview_types: string[], skills_focus: string[], track_tags: string[],
 *   estimated_minutes: number}} RoleKit
 * @typedef {{session_id: string, ticket: string}} SessionCreated
 * @typedef {{type: string, seq?: number, turn_id?: string | null, at_s?: number} & Record<string, any>} Message
 *   anything the server sends as JSON
 * @typedef {{endpointing_ms?: number | null, stt_final_ms?: number | null, decision_ms?: number | null,
 *   wording_first_token_ms?: number | null, first_sentence_ms?: number | null,
 *   tts_first_byte_ms?: number | null, first_audio_out_ms?: number | null,
 *   voice_to_voice_ms?: number | null}} TurnLatency
 * @typedef {{quote: string, turn_id: string, start_char: number, end_char: number, shows: string}} Evidence
 * @typedef {{dimension: string, name: string, score: number | null, mean: number | null,
 *   anchor: string, rationale: string, improvement: string, evidence: Evidence[]}} DimensionScore
 * @typedef {{dimension: string, text: string, evidence: Evidence}} Finding
 * @typedef {{turn_id: string, index: number, role: "interviewer" | "candidate", phase: string,
 *   text: string, unspoken_text: string, at: number, typed: boolean, is_probe: boolean,
 *   code?: string, latency: TurnLatency | null}} ReportTurn
 * @typedef {{session_id: string, created_at: string, evaluator_version: string,
 *   role: Record<string, any>, overall: Record<string, any>, dimensions: DimensionScore[],
 *   strengths: Finding[], risks: Finding[], next_steps: {dimension: string | null, text: string}[],
 *   delivery: Record<string, any>, interviewer_conduct: Record<string, any>,
 *   coverage: Record<string, any>, tasks?: Record<string, any>[], turns: ReportTurn[],
 *   degraded: string[], limits: string[]}} Report
 *   `evaluation/report.py`
 */

/** Highest rate the media socket accepts and sends, hertz. */
export const INPUT_RATE_HZ = 16_000;
export const OUTPUT_RATE_HZ = 24_000;

/** Longest typed answer, characters (`TEXT_MAX_CHARS`). */
export const TEXT_MAX_CHARS = 20_000;

/** @type {Record<number, string>} Error code by WebSocket close code (`CLOSE_CODES`). */
const CODE_OF_CLOSE = {
  1009: "bad_message",
  4400: "bad_message",
  4401: "ticket_refused",
  4403: "origin_refused",
  4404: "unknown_session",
  4408: "hello_timeout",
  4409: "superseded",
  4410: "session_over",
  4429: "too_many_messages",
};

/**
 * Codes after which trying again by itself would be wrong, with what the candidate is told.
 * @type {Record<string, {title: string, text: string, way_on: "take_over" | "report" | "restart" | "rejoin"}>}
 */
const FINAL = {
  superseded: {
    title: "This interview is open in another tab",
    text: "Only one tab can hold it at a time. You can bring it back here at the word where it stopped.",
    way_on: "take_over",
  },
  session_over: {
    title: "This interview is over",
    text: "Your answers are kept and the report is being written.",
    way_on: "report",
  },
  unknown_session: {
    title: "There is no such interview",
    text: "It may have been removed, or the address is incomplete.",
    way_on: "restart",
  },
  origin_refused: {
    title: "This page may not use the server",
    text: "The server only accepts its own page. Open the interview from the server’s own address.",
    way_on: "restart",
  },
  bad_message: {
    title: "The server did not understand this page",
    text: "Reload the page to get its newest version. Nothing you said is lost.",
    way_on: "rejoin",
  },
  bad_audio: {
    title: "The server could not use the audio",
    text: "Join again to restart the microphone. Nothing you said is lost.",
    way_on: "rejoin",
  },
  too_many_messages: {
    title: "Too much was sent at once",
    text: "The server closed the connection to protect other interviews. You can join again.",
    way_on: "rejoin",
  },
};

/** @typedef {{code: string, title: string, text: string, way_on: string}} Ending */

/**
 * What to do after a connection closed.
 * @param {number} closeCode WebSocket close code; 0 when there is none
 * @param {string | null} errorCode code of the last fatal `error` message
 * @returns {Ending | null} null: try again
 */
export function endingOf(closeCode, errorCode) {
  let code = errorCode ?? CODE_OF_CLOSE[closeCode] ?? "lost";
  if (code === "lease_lost") code = "superseded";
  return code in FINAL ? { code, ...FINAL[code] } : null;
}

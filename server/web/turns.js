/**
 * The conversation as the page knows it: turns folded from turn events. Pure.
 *
 * A turn is open until the server has it in the durable record; its text is provisional until then.
 */

/** @typedef {import("./wire.js").Message} Message */
/**
 * @typedef {{utteranceId: string, segmentId: string, text: string, offsetMs: number | null,
 *   durationMs: number | null, replayed: boolean}} Sentence `replayed`: it was said before this
 *   connection was made, so its playout is not known here
 * @typedef {{turnId: string, role: "interviewer" | "candidate", phase: string, intent: string | null,
 *   sentences: Sentence[], segments: {segmentId: string, text: string}[], partial: string,
 *   text: string, hasCode: boolean, unspoken: string, status: "open" | "done" | "interrupted"}} Turn
 */

/** @param {string} turnId @param {"interviewer" | "candidate"} role @returns {Turn} */
const newTurn = (turnId, role) => ({
  turnId,
  role,
  phase: "",
  intent: null,
  sentences: [],
  segments: [],
  partial: "",
  text: "",
  hasCode: false,
  unspoken: "",
  status: "open",
});

/**
 * Index of the turn that an event speaks of, or -1. A candidate's words may come before their
 * turn has an id; then they belong to the candidate's open turn.
 * @param {Turn[]} turns @param {Message} event @param {"interviewer" | "candidate"} role
 */
function indexOf(turns, event, role) {
  if (event.turn_id) {
    const known = turns.findIndex((turn) => turn.turnId === event.turn_id && turn.role === role);
    if (known >= 0 || role === "interviewer") return known;
  }
  return role === "candidate"
    ? turns.findLastIndex((turn) => turn.role === "candidate" && turn.status === "open")
    : -1;
}

/**
 * @param {Turn[]} turns @param {Message} event @param {"interviewer" | "candidate"} role
 * @param {(turn: Turn) => Partial<Turn>} change
 * @returns {Turn[]}
 */
function changed(turns, event, role, change) {
  const index = indexOf(turns, event, role);
  const before =
    index < 0 ? newTurn(event.turn_id || `open-${event.seq ?? 0}`, role) : turns[index];
  const turnId = event.turn_id || before.turnId;
  const after = { ...before, turnId, ...change(before) };
  return index < 0 ? [...turns, after] : turns.with(index, after);
}

/**
 * @param {Turn[]} turns
 * @param {Message} event
 * @param {boolean} replayed it happened before this connection was made
 * @returns {Turn[]} the same array when the event is not about turns
 */
export function foldTurn(turns, event, replayed) {
  switch (event.type) {
    case "turn.started":
      return changed(turns, event, event.role, () => ({
        phase: event.phase,
        intent: event.intent ?? null,
      }));
    case "turn.sentence":
      return changed(turns, event, "interviewer", (turn) => withSentence(turn, event, replayed));
    case "turn.completed":
      return changed(turns, event, event.role, () => ({
        status: "done",
        text: event.text,
        hasCode: event.has_code ?? false,
        partial: "",
      }));
    case "turn.interrupted":
      return changed(turns, event, "interviewer", () => ({
        status: "interrupted",
        text: event.spoken_text,
        unspoken: event.unspoken_text,
      }));
    case "user.partial":
      return changed(turns, event, "candidate", () => ({ partial: event.text }));
    case "user.final":
      return changed(turns, event, "candidate", (turn) => withSegment(turn, event));
    default:
      return turns;
  }
}

/** @param {Turn} turn @param {Message} event @param {boolean} replayed @returns {Partial<Turn>} */
function withSentence(turn, event, replayed) {
  const sentence = {
    utteranceId: event.utterance_id,
    segmentId: event.segment_id,
    text: event.text,
    offsetMs: event.offset_ms ?? null,
    durationMs: event.duration_ms ?? null,
    replayed,
  };
  const others = turn.sentences.filter((known) => known.segmentId !== sentence.segmentId);
  return { sentences: [...others, sentence] };
}

/** @param {Turn} turn @param {Message} event @returns {Partial<Turn>} */
function withSegment(turn, event) {
  const segment = { segmentId: event.segment_id, text: event.text };
  const others = turn.segments.filter((known) => known.segmentId !== segment.segmentId);
  return { segments: [...others, segment], partial: "" };
}

/** @param {Turn} turn @returns {string} everything certain so far */
export function textOf(turn) {
  if (turn.status !== "open") return turn.text;
  const parts = turn.role === "interviewer" ? turn.sentences : turn.segments;
  return parts.map((part) => part.text).join(" ");
}

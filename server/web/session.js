/**
 * What the page knows of a session: the fold of the messages it has received. Pure.
 *
 * The same messages give the same view, so a refreshed page asks for all of them again and is
 * where it was.
 */

import { foldTurn } from "./turns.js";

/** @typedef {import("./wire.js").Message} Message */
/** @typedef {import("./turns.js").Turn} Turn */
/**
 * @typedef {{taskId: string, kind: string, title: string, body: string, language: string,
 *   activity: string, requirement: string, code: string, failingTest: string, editable: boolean,
 *   facts: {text: string, rows: string[][]}[]}} Task
 * @typedef {object} Session
 * @property {number | null} lastSeq last number seen; null before the first
 * @property {number} replayUntil events up to this number happened before this connection
 * @property {string} roleTitle
 * @property {string} interviewerName
 * @property {string[]} degraded parts on a fallback, in plain words
 * @property {number} durationS
 * @property {{id: string, index: number, count: number, remainingS: number, atS: number} | null} phase
 * @property {string[]} phases ids of the phases so far, by index
 * @property {number} atS session seconds of the newest event
 * @property {number} atMs page clock when it came
 * @property {Turn[]} turns
 * @property {boolean} hearing the candidate's voice is on
 * @property {string} patience
 * @property {Task | null} task
 * @property {string[]} acknowledged message ids of typed answers in the durable record
 * @property {string | null} notice something that failed and was handled
 * @property {boolean} paused
 * @property {string | null} ended reason
 * @property {boolean} reportReady
 */

/** @returns {Session} */
export const newSession = () => ({
  lastSeq: null,
  replayUntil: 0,
  roleTitle: "",
  interviewerName: "Vera",
  degraded: [],
  durationS: 0,
  phase: null,
  phases: [],
  atS: 0,
  atMs: 0,
  turns: [],
  hearing: false,
  patience: "brief",
  task: null,
  acknowledged: [],
  notice: null,
  paused: false,
  ended: null,
  reportReady: false,
});

/**
 * @param {Session} session
 * @param {Message} message
 * @param {number} nowMs page clock, milliseconds
 * @returns {Session} the same object when nothing changed
 */
export function step(session, message, nowMs) {
  // The number in a welcome is where the log ends, not its own.
  if (message.type === "welcome")
    return { ...session, replayUntil: message.seq ?? 0, hearing: false, paused: false };
  const seq = message.seq || 0;
  if (seq && session.lastSeq !== null && seq <= session.lastSeq) return session;
  let next = session;
  if (seq) {
    const atS = Math.max(session.atS, message.at_s ?? 0);
    next = { ...session, lastSeq: seq, atS, atMs: nowMs };
  }
  const turns = foldTurn(next.turns, message, seq > 0 && seq <= next.replayUntil);
  if (turns !== next.turns) next = { ...next, turns };
  const change = changeBy(next, message);
  return change ? { ...next, ...change } : next;
}

/** @param {Session} session @param {Message} message @returns {Partial<Session> | null} */
function changeBy(session, message) {
  switch (message.type) {
    case "session.started":
      return {
        roleTitle: message.role_title,
        durationS: message.duration_s,
        interviewerName: message.interviewer_name,
        degraded: message.degraded ?? [],
      };
    case "session.phase_changed": {
      const phases = session.phases.slice(0, message.phase_index);
      phases[message.phase_index] = message.phase;
      return {
        phases,
        phase: {
          id: message.phase,
          index: message.phase_index,
          count: message.phase_count,
          remainingS: message.remaining_s,
          atS: message.at_s ?? session.atS,
        },
      };
    }
    case "user.speech_started":
      return { hearing: true };
    case "user.speech_stopped":
      return { hearing: false };
    case "session.patience":
      return { patience: message.patience };
    case "task.shown":
      return {
        task: {
          taskId: message.task_id,
          kind: message.kind,
          title: message.title,
          body: message.body,
          language: message.language ?? "",
          activity: message.activity ?? "",
          requirement: message.requirement ?? "",
          code: message.code ?? "",
          failingTest: message.failing_test ?? "",
          editable: message.editable ?? false,
          facts: message.facts ?? [],
        },
      };
    case "task.closed":
      return session.task?.taskId === message.task_id ? { task: null } : null;
    case "turn.completed":
      return message.message_id
        ? { acknowledged: [...session.acknowledged, message.message_id] }
        : null;
    case "session.incident":
      return { notice: message.message };
    case "error":
      return message.fatal ? null : { notice: message.message };
    case "session.paused":
      return { paused: true };
    case "session.resumed":
      return { paused: false };
    case "session.ended":
      return { ended: message.reason, hearing: false };
    case "report.ready":
      return { reportReady: true };
    default:
      return null;
  }
}

/**
 * Seconds left in the interview; the clock stands still while the session is away.
 * @param {Session} session
 * @param {number} nowMs page clock
 * @param {boolean} running the connection is live
 * @returns {number | null} null before the interview has begun
 */
export function remainingS(session, nowMs, running) {
  if (!session.phase) return null;
  const sinceS = running && !session.ended ? Math.max(0, nowMs - session.atMs) / 1000 : 0;
  const passedS = session.atS + sinceS - session.phase.atS;
  return Math.max(0, session.phase.remainingS - passedS);
}

/** @typedef {"away" | "speaking" | "listening" | "thinking" | "waiting" | "ended"} Mood */

/**
 * What the interviewer is doing, as a person would say it.
 * @param {Session} session
 * @param {{live: boolean, speaking: boolean, heardMs: (utteranceId: string) => number}} now whether
 *   the connection is live, a voice is heard, and how far utterances were
 * @returns {Mood}
 */
export function moodOf(session, { live, speaking, heardMs }) {
  if (speaking) return "speaking";
  if (session.ended) return "ended";
  if (!live) return "away";
  if (session.hearing) return "listening";
  const last = session.turns.at(-1);
  if (!last) return "thinking";
  if (last.role === "candidate") return last.status === "open" ? "listening" : "thinking";
  const newest = last.sentences.at(-1);
  const heard = newest && (newest.offsetMs === null || heardMs(newest.utteranceId) === Infinity);
  return last.status === "open" && !heard ? "thinking" : "waiting";
}

/** @param {Session} session @returns {Turn | null} the interviewer's newest turn that has words */
export function asking(session) {
  return (
    session.turns.findLast(
      (turn) => turn.role === "interviewer" && (turn.sentences.length > 0 || turn.text !== ""),
    ) ?? null
  );
}

/** Why the interviewer says something that leaves the question before it open. */
const ASIDES = ["nudge", "grant_time", "interject"];

/** @param {Session} session @returns {string} the question that an aside left open, else "" */
export function standingQuestion(session) {
  const now = asking(session);
  if (!now || !ASIDES.includes(now.intent ?? "")) return "";
  const before = session.turns.slice(0, session.turns.indexOf(now));
  const question = before.findLast(
    (turn) => turn.role === "interviewer" && !ASIDES.includes(turn.intent ?? ""),
  );
  return question?.text ?? "";
}

/** @param {Session} session @returns {Turn | null} the candidate's turn after that, if any */
export function answering(session) {
  const last = session.turns.at(-1);
  return last?.role === "candidate" ? last : null;
}

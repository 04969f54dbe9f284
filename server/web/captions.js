/**
 * Which words of a sentence have been heard at a moment of its playout. Pure.
 */

/** @typedef {import("./turns.js").Turn} Turn */
/** @typedef {{text: string, said: boolean}} Word */

/** Milliseconds a word shows before its sound: reading feels in step when it leads a little. */
const LEAD_MS = 80;

/**
 * When each word of a sentence begins, taking time as spread over its letters.
 * @param {string} text
 * @param {number} durationMs
 * @returns {{text: string, atMs: number}[]}
 */
export function wordTimes(text, durationMs) {
  const words = text.split(/\s+/).filter(Boolean);
  // A word costs its letters, the gap after it, and a breath where it ends in punctuation.
  const costs = words.map((word) => word.length + 1 + (/[,;:.?!…]$/.test(word) ? 2 : 0));
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  let passed = 0;
  return words.map((word, index) => {
    const atMs = (durationMs * passed) / total;
    passed += costs[index];
    return { text: word, atMs };
  });
}

/**
 * The words of an interviewer's turn, each said or still to come.
 * @param {Turn} turn
 * @param {(utteranceId: string) => number} heardMs playout position of an utterance, Infinity when
 *   it was heard to its end
 * @returns {Word[]}
 */
export function wordsOf(turn, heardMs) {
  if (turn.status !== "open" || turn.sentences.length === 0) {
    return turn.text
      .split(/\s+/)
      .filter(Boolean)
      .map((text) => ({ text, said: true }));
  }
  return turn.sentences.flatMap((sentence) => {
    const { offsetMs, durationMs, replayed } = sentence;
    if (offsetMs === null || durationMs === null || replayed) {
      return wordTimes(sentence.text, 0).map(({ text }) => ({ text, said: true }));
    }
    const positionMs = heardMs(sentence.utteranceId) - offsetMs + LEAD_MS;
    const begun = positionMs > LEAD_MS;
    return wordTimes(sentence.text, durationMs).map(({ text, atMs }) => ({
      text,
      said: begun && atMs < positionMs,
    }));
  });
}

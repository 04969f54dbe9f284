/**
 * The audio still to be heard, and how much of each utterance has been. Pure.
 *
 * Counts frames of the output; whoever pulls decides the pace.
 */

/** Audio gathered before an utterance begins or goes on after it ran dry, seconds. */
const JITTER_S = 0.08;
/** Fade at a flush, seconds: a cut in the middle of a wave would click. */
const FADE_S = 0.006;

/**
 * @typedef {{type: "finished" | "flushed", utteranceId: string, heardMs: number}} Outcome
 * @typedef {{utteranceId: string, offsetMs: number, blocks: Float32Array[], at: number, held: number,
 *   played: number, complete: boolean}} Stretch `at`: frame within the first block; `held`: frames left
 */

export class PlayoutQueue {
  /** @param {number} rateHz of the output */
  constructor(rateHz) {
    this.#rateHz = rateHz;
    this.#jitter = Math.round(JITTER_S * rateHz);
    this.#fade = Math.round(FADE_S * rateHz);
  }

  #rateHz;
  #jitter;
  #fade;
  /** @type {Stretch[]} */
  #stretches = [];
  #flowing = false;
  /** @type {Float32Array} */
  #tail = new Float32Array(0);
  /** Times the audio ran dry in the middle of an utterance. */
  underruns = 0;

  /** @param {string} utteranceId @param {number} offsetMs of the audio that follows */
  start(utteranceId, offsetMs) {
    const last = this.#stretches.at(-1);
    if (last) last.complete = true;
    this.#stretches.push({
      utteranceId,
      offsetMs,
      blocks: [],
      at: 0,
      held: 0,
      played: 0,
      complete: false,
    });
  }

  /** @param {Float32Array} frames of the utterance started last; dropped if there is none */
  push(frames) {
    const last = this.#stretches.at(-1);
    if (!last || last.complete || frames.length === 0) return;
    last.blocks.push(frames);
    last.held += frames.length;
  }

  /** @param {string} utteranceId no more audio of it will come */
  end(utteranceId) {
    for (const stretch of this.#stretches) {
      if (stretch.utteranceId === utteranceId) stretch.complete = true;
    }
  }

  /**
   * Drop what is not yet played of an utterance.
   * @param {string | null} utteranceId null: of all
   * @returns {Outcome[]} what was heard of it; nothing if it is not here any more
   */
  flush(utteranceId) {
    const dropped = this.#stretches.filter(
      (one) => utteranceId === null || one.utteranceId === utteranceId,
    );
    const playing = dropped.find((one) => one === this.#stretches[0] && one.blocks.length > 0);
    if (playing && this.#flowing) this.#tail = this.#faded(playing);
    this.#stretches = this.#stretches.filter((one) => !dropped.includes(one));
    if (playing) this.#flowing = false;
    return dropped.map((one) => ({
      type: "flushed",
      utteranceId: one.utteranceId,
      heardMs: this.#heardMs(one),
    }));
  }

  /** @returns {{utteranceId: string, heardMs: number} | null} what is being heard */
  get position() {
    const head = this.#stretches[0];
    if (!head || head.played === 0) return null;
    return { utteranceId: head.utteranceId, heardMs: this.#heardMs(head) };
  }

  /**
   * Fill `output` with the next frames, silence where there are none.
   * @param {Float32Array} output
   * @returns {Outcome[]} utterances that ended within it
   */
  pull(output) {
    /** @type {Outcome[]} */
    const outcomes = [];
    let written = this.#pullTail(output);
    while (written < output.length) {
      const head = this.#stretches[0];
      if (!head) break;
      if (!this.#flowing && !head.complete && head.held < this.#jitter) break;
      this.#flowing = true;
      if (head.held === 0) {
        if (!head.complete) {
          this.#flowing = false;
          this.underruns += 1;
          break;
        }
        this.#stretches.shift();
        this.#flowing = this.#stretches.length > 0 && this.#flowing;
        const goesOn = this.#stretches.some((one) => one.utteranceId === head.utteranceId);
        if (!goesOn)
          outcomes.push({
            type: "finished",
            utteranceId: head.utteranceId,
            heardMs: this.#heardMs(head),
          });
        continue;
      }
      written += this.#take(head, output, written);
    }
    output.fill(0, written);
    return outcomes;
  }

  /** @param {Stretch} head @param {Float32Array} output @param {number} from @returns {number} frames copied */
  #take(head, output, from) {
    const block = head.blocks[0];
    const count = Math.min(block.length - head.at, output.length - from);
    output.set(block.subarray(head.at, head.at + count), from);
    head.at += count;
    head.held -= count;
    head.played += count;
    if (head.at === block.length) {
      head.blocks.shift();
      head.at = 0;
    }
    return count;
  }

  /** @param {Float32Array} output @returns {number} */
  #pullTail(output) {
    const count = Math.min(this.#tail.length, output.length);
    output.set(this.#tail.subarray(0, count));
    this.#tail = this.#tail.subarray(count);
    return count;
  }

  /** @param {Stretch} stretch @returns {Float32Array} its next few frames, running out */
  #faded(stretch) {
    const next = stretch.blocks[0].slice(stretch.at, stretch.at + this.#fade);
    return next.map((value, index) => value * (1 - (index + 1) / next.length));
  }

  /** @param {Stretch} stretch */
  #heardMs(stretch) {
    return stretch.offsetMs + (stretch.played * 1000) / this.#rateHz;
  }
}

/**
 * Band-limited change of sample rate for a stream of audio, of any ratio. Pure.
 *
 * A Blackman-windowed sinc, read from a table of fractional positions. Its cut-off lies below half
 * of the lower rate, so nothing folds back into the speech band as it would by dropping samples.
 */

const ZERO_CROSSINGS = 16;
const PHASES = 128;
/** Share of the lower rate's band that is kept; the rest is the filter's slope. */
const ROLL_OFF = 0.92;

/** @param {number} x in zero crossings @returns {number} */
function windowedSinc(x) {
  if (x === 0) return 1;
  const edge = x / ZERO_CROSSINGS;
  if (Math.abs(edge) >= 1) return 0;
  const window = 0.42 + 0.5 * Math.cos(Math.PI * edge) + 0.08 * Math.cos(2 * Math.PI * edge);
  return (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
}

/** Streaming: call `process` with chunks of any length, in order. */
export class Resampler {
  /** @param {number} fromHz @param {number} toHz */
  constructor(fromHz, toHz) {
    this.#advance = fromHz / toHz;
    const cutoff = Math.min(1, toHz / fromHz) * ROLL_OFF;
    this.#half = Math.ceil(ZERO_CROSSINGS / cutoff);
    this.#taps = this.#half * 2;
    this.#table = fromHz === toHz ? null : this.#filters(cutoff);
    this.reset();
  }

  #advance;
  #half;
  #taps;
  /** @type {Float32Array | null} null when the rates are equal */
  #table;
  #history = new Float32Array(0);
  /** Position of the next output, in input samples from the start of the history. */
  #position = 0;

  /** Forget what came before, as at the start of another recording. */
  reset() {
    this.#history = new Float32Array(this.#half - 1);
    this.#position = this.#half - 1;
  }

  /** @param {number} cutoff share of the input's band @returns {Float32Array} PHASES + 1 filters */
  #filters(cutoff) {
    const table = new Float32Array((PHASES + 1) * this.#taps);
    for (let phase = 0; phase <= PHASES; phase++) {
      const row = phase * this.#taps;
      let sum = 0;
      for (let tap = 0; tap < this.#taps; tap++) {
        const distance = tap - (this.#half - 1) - phase / PHASES;
        table[row + tap] = windowedSinc(distance * cutoff);
        sum += table[row + tap];
      }
      for (let tap = 0; tap < this.#taps; tap++) table[row + tap] /= sum;
    }
    return table;
  }

  /**
   * @param {Float32Array} input
   * @returns {Float32Array} what can be given out so far; the filter holds back a few samples
   */
  process(input) {
    const table = this.#table;
    if (!table) return input.slice();
    const joined = new Float32Array(this.#history.length + input.length);
    joined.set(this.#history);
    joined.set(input, this.#history.length);
    const last = joined.length - this.#half - 1;
    const output = new Float32Array(
      Math.max(0, Math.ceil((last - this.#position) / this.#advance) + 1),
    );
    let count = 0;
    while (this.#position <= last && count < output.length) {
      const whole = Math.floor(this.#position);
      const row = Math.round((this.#position - whole) * PHASES) * this.#taps;
      const first = whole - this.#half + 1;
      let sum = 0;
      for (let tap = 0; tap < this.#taps; tap++) sum += joined[first + tap] * table[row + tap];
      output[count++] = sum;
      this.#position += this.#advance;
    }
    const kept = Math.max(0, Math.floor(this.#position) - this.#half + 1);
    this.#history = joined.slice(kept);
    this.#position -= kept;
    return output.subarray(0, count);
  }
}

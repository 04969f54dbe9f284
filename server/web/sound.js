/**
 * The tab's one audio context, shared by microphone and voice, and the test sound.
 */

/** Notes of the test sound, a calm rising chord: hertz, start in seconds. */
const CHIME = [
  [392, 0],
  [493.88, 0.18],
  [587.33, 0.36],
];
const CHIME_S = 1.3;

export class Sound {
  /** @type {AudioContext | null} */
  #context = null;

  /** @returns {AudioContext | null} null where the browser has none */
  get context() {
    if (!this.#context && "AudioContext" in window) {
      this.#context = new AudioContext({ latencyHint: "interactive" });
    }
    return this.#context;
  }

  /**
   * Let it run; browsers want a gesture for that.
   * @param {number} [withinMs] how long to wait for a browser that may never allow it
   * @returns {Promise<boolean>} it runs
   */
  async unlock(withinMs = 1000) {
    const { context } = this;
    if (!context) return false;
    const resumed = context.resume().catch(() => {});
    await Promise.race([resumed, new Promise((resolve) => setTimeout(resolve, withinMs))]);
    return context.state === "running";
  }

  /** Play the test sound. @returns {Promise<boolean>} false when the browser does not play */
  async chime() {
    const context = (await this.unlock()) && this.context;
    if (!context) return false;
    const now = context.currentTime + 0.05;
    for (const [hertz, after] of CHIME) {
      const tone = new OscillatorNode(context, { type: "sine", frequency: hertz });
      const volume = new GainNode(context, { gain: 0 });
      volume.gain.setValueAtTime(0, now + after);
      volume.gain.linearRampToValueAtTime(0.22, now + after + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, now + CHIME_S);
      tone.connect(volume).connect(context.destination);
      tone.start(now + after);
      tone.stop(now + CHIME_S);
    }
    await new Promise((resolve) => setTimeout(resolve, CHIME_S * 1000));
    return true;
  }
}

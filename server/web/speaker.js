/**
 * The interviewer's voice over a WebSocket: plays the audio and knows what has been heard of it.
 */

import { OUTPUT_RATE_HZ } from "./wire.js";

/** How often the server is told what was heard while a voice plays, milliseconds. */
const PLAYOUT_EVERY_MS = 250;

/**
 * What captions and the presence need of a voice, whichever way it comes.
 * @typedef {object} Voice
 * @property {boolean} speaking sound is coming out
 * @property {number} level loudness, root mean square, 0 to 1
 * @property {(message: import("./wire.js").Message) => void} obey `audio.start`, `audio.flush`,
 *   `audio.end`, `welcome`; others are ignored
 * @property {(pcm: ArrayBuffer) => void} play audio of the utterance started last
 * @property {(utteranceId: string) => number} heardMs Infinity when it was heard to its end
 * @property {() => void} close
 */

/** @implements {Voice} */
export class Speaker {
  /** @param {AudioContext} context already running or unlocked later by a gesture */
  static async open(context) {
    await context.audioWorklet.addModule(new URL("playback-worklet.js", import.meta.url).href);
    return new Speaker(context);
  }

  /** @param {AudioContext} context */
  constructor(context) {
    this.#context = context;
    this.#node = new AudioWorkletNode(context, "playback", {
      numberOfInputs: 0,
      outputChannelCount: [1],
    });
    this.#node.port.onmessage = ({ data }) => this.#told(data);
    this.#node.connect(context.destination);
  }

  #context;
  #node;
  /** @type {Map<string, number>} */
  #heard = new Map();
  /** @type {{utteranceId: string, heardMs: number, atMs: number} | null} */
  #current = null;
  #saidAtMs = 0;
  #rateHz = OUTPUT_RATE_HZ;
  level = 0;
  /** Times the sound ran dry inside an utterance. */
  underruns = 0;
  /** @type {((utteranceId: string, heardMs: number) => void) | null} what the server should know */
  onPlayout = null;

  get speaking() {
    return this.#current !== null;
  }

  /** @param {import("./wire.js").Message} message */
  obey(message) {
    const { port } = this.#node;
    switch (message.type) {
      case "welcome":
        // Whatever was left of the last connection's audio is said again by the server.
        this.#rateHz = message.sample_rate_hz;
        port.postMessage({ type: "flush", utteranceId: null });
        break;
      case "audio.start":
        port.postMessage({
          type: "start",
          utteranceId: message.utterance_id,
          offsetMs: message.offset_ms ?? 0,
          rateHz: this.#rateHz,
        });
        break;
      case "audio.flush":
        port.postMessage({ type: "flush", utteranceId: message.utterance_id });
        break;
      case "audio.end":
        port.postMessage({ type: "end", utteranceId: message.utterance_id });
        break;
    }
  }

  /** @param {ArrayBuffer} pcm PCM16 mono at the welcome's rate */
  play(pcm) {
    this.#node.port.postMessage({ type: "pcm", pcm }, [pcm]);
  }

  /** @param {string} utteranceId @returns {number} */
  heardMs(utteranceId) {
    const current = this.#current;
    if (current?.utteranceId === utteranceId) {
      // Between two reports time goes on; more than two missing means it does not.
      return current.heardMs + Math.min(100, performance.now() - current.atMs);
    }
    return this.#heard.get(utteranceId) ?? 0;
  }

  /** Sound that left the queue is still on its way to the ear for so long, milliseconds. */
  get #delayMs() {
    return ((this.#context.outputLatency || 0) + this.#context.baseLatency) * 1000;
  }

  /** @param {any} report of the worklet */
  #told(report) {
    switch (report.type) {
      case "position":
        this.#moved(report);
        break;
      case "flushed":
        this.#stop(report.utteranceId, Math.max(0, report.heardMs - this.#delayMs));
        break;
      case "finished":
        setTimeout(() => {
          this.#stop(report.utteranceId, report.heardMs);
          this.#heard.set(report.utteranceId, Infinity);
        }, this.#delayMs);
        break;
    }
  }

  /** @param {{position: {utteranceId: string, heardMs: number} | null, level: number, underruns: number}} report */
  #moved({ position, level, underruns }) {
    this.level = level;
    this.underruns = underruns;
    if (!position) return;
    const now = performance.now();
    const heardMs = Math.max(0, position.heardMs - this.#delayMs);
    this.#current = { utteranceId: position.utteranceId, heardMs, atMs: now };
    this.#heard.set(position.utteranceId, heardMs);
    if (now - this.#saidAtMs < PLAYOUT_EVERY_MS) return;
    this.#saidAtMs = now;
    this.onPlayout?.(position.utteranceId, Math.round(heardMs));
  }

  /** @param {string} utteranceId @param {number} heardMs */
  #stop(utteranceId, heardMs) {
    this.#heard.set(utteranceId, heardMs);
    if (this.#current?.utteranceId === utteranceId) {
      this.#current = null;
      this.level = 0;
    }
    this.onPlayout?.(utteranceId, Math.round(heardMs));
  }

  close() {
    this.onPlayout = null;
    this.#node.port.close();
    this.#node.disconnect();
  }
}

/**
 * AudioWorklet: PCM16 of utterances in, sound out; tells what has been heard of them.
 */

import { PlayoutQueue } from "./playout-queue.js";
import { Resampler } from "./resampler.js";

/** How often the position is told, seconds. */
const REPORT_S = 0.04;

class Playback extends AudioWorkletProcessor {
  constructor() {
    super();
    this.queue = new PlayoutQueue(sampleRate);
    this.resampler = new Resampler(sampleRate, sampleRate);
    this.energy = 0;
    this.frames = 0;
    this.quiet = true;
    this.port.onmessage = ({ data }) => this.obey(data);
  }

  /** @param {any} order */
  obey(order) {
    switch (order.type) {
      case "start":
        this.resampler = new Resampler(order.rateHz, sampleRate);
        this.queue.start(order.utteranceId, order.offsetMs);
        break;
      case "pcm":
        this.queue.push(
          this.resampler.process(Float32Array.from(new Int16Array(order.pcm), (v) => v / 0x8000)),
        );
        break;
      case "end":
        this.queue.end(order.utteranceId);
        break;
      case "flush":
        this.tell(this.queue.flush(order.utteranceId));
        break;
    }
  }

  /** @param {Float32Array[][]} _inputs @param {Float32Array[][]} outputs */
  process(_inputs, outputs) {
    const [first, ...others] = outputs[0];
    this.tell(this.queue.pull(first));
    for (const channel of others) channel.set(first);
    for (const sample of first) this.energy += sample * sample;
    this.frames += first.length;
    if (this.frames >= REPORT_S * sampleRate) this.report();
    return true;
  }

  report() {
    const position = this.queue.position;
    // One report of silence after the sound, then nothing until there is sound again.
    if (position || !this.quiet) {
      const level = Math.sqrt(this.energy / this.frames);
      this.port.postMessage({ type: "position", position, level, underruns: this.queue.underruns });
    }
    this.quiet = position === null;
    this.energy = 0;
    this.frames = 0;
  }

  /** @param {import("./playout-queue.js").Outcome[]} outcomes */
  tell(outcomes) {
    for (const outcome of outcomes) this.port.postMessage(outcome);
  }
}

registerProcessor("playback", Playback);

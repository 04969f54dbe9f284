/**
 * AudioWorklet: microphone samples in, PCM16 at the wire's rate in 20 ms chunks and levels out.
 */

import { Resampler } from "./resampler.js";

const CHUNK_MS = 20;

class Capture extends AudioWorkletProcessor {
  /** @param {{processorOptions: {rateHz: number}}} options */
  constructor(options) {
    super();
    const { rateHz } = options.processorOptions;
    this.resampler = new Resampler(sampleRate, rateHz);
    this.chunk = new Int16Array((rateHz * CHUNK_MS) / 1000);
    this.filled = 0;
    this.energy = 0;
  }

  /** @param {Float32Array[][]} inputs */
  process(inputs) {
    const channels = inputs[0];
    if (channels.length === 0) return true;
    for (const sample of this.resampler.process(channels[0])) {
      const value = Math.max(-1, Math.min(1, sample));
      this.energy += value * value;
      this.chunk[this.filled++] = value * (value < 0 ? 0x8000 : 0x7fff);
      if (this.filled === this.chunk.length) this.give();
    }
    return true;
  }

  give() {
    const pcm = this.chunk.slice().buffer;
    const level = Math.sqrt(this.energy / this.chunk.length);
    this.port.postMessage({ pcm, level }, [pcm]);
    this.filled = 0;
    this.energy = 0;
  }
}

registerProcessor("capture", Capture);

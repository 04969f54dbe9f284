/**
 * The interviewer's voice over WebRTC: the browser plays it, the page follows by the clock.
 *
 * Without an audio context it is a voice nobody hears, for browsers that can't play one: the
 * captions still come at the pace of speech.
 */

/** From a message on the data channel to the same moment's sound: the browser's jitter buffer. */
const DELAY_MS = 120;

/** @typedef {import("./speaker.js").Voice} Voice */
/** @implements {Voice} */
export class RemoteVoice {
  /** @param {AudioContext | null} context */
  constructor(context) {
    this.#context = context;
    this.#element.autoplay = true;
    this.#analyser = context?.createAnalyser() ?? null;
  }

  #context;
  #analyser;
  #element = new Audio();
  #samples = new Float32Array(512);
  /** @type {MediaStreamAudioSourceNode | null} */
  #source = null;
  /** @type {{utteranceId: string, offsetMs: number, sinceMs: number, endMs: number} | null} */
  #current = null;
  /** @type {Map<string, number>} */
  #heard = new Map();

  /** @param {MediaStream} stream the remote track, new after each reconnect */
  attach(stream) {
    this.#source?.disconnect();
    this.#element.srcObject = stream;
    void this.#element.play().catch(() => {
      // Refused until a gesture; `unlock` is called from one.
    });
    if (!this.#context || !this.#analyser) return;
    this.#source = this.#context.createMediaStreamSource(stream);
    this.#source.connect(this.#analyser);
  }

  /** Call from a gesture when the browser would not play by itself. */
  unlock() {
    void this.#element.play().catch(() => {});
  }

  get speaking() {
    this.#settle();
    return this.#current !== null && performance.now() >= this.#current.sinceMs;
  }

  get level() {
    if (!this.speaking || !this.#analyser) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const energy = this.#samples.reduce((sum, sample) => sum + sample * sample, 0);
    return Math.sqrt(energy / this.#samples.length);
  }

  /** @param {import("./wire.js").Message} message */
  obey(message) {
    const now = performance.now();
    switch (message.type) {
      case "welcome":
        this.#finish(this.#positionMs(now));
        break;
      case "audio.start":
        this.#current = {
          utteranceId: message.utterance_id,
          offsetMs: message.offset_ms ?? 0,
          sinceMs: now + DELAY_MS,
          endMs: Infinity,
        };
        break;
      case "audio.flush":
        if (this.#current?.utteranceId === message.utterance_id)
          this.#finish(this.#positionMs(now));
        break;
      case "audio.end":
        if (this.#current && this.#current.utteranceId === message.utterance_id) {
          this.#current.endMs = message.duration_ms;
        }
        break;
    }
  }

  play() {
    // The audio comes on the peer connection's own track.
  }

  /** @param {string} utteranceId @returns {number} */
  heardMs(utteranceId) {
    this.#settle();
    if (this.#current?.utteranceId === utteranceId) return this.#positionMs(performance.now());
    return this.#heard.get(utteranceId) ?? 0;
  }

  /** @param {number} nowMs */
  #positionMs(nowMs) {
    if (!this.#current) return 0;
    return this.#current.offsetMs + Math.max(0, nowMs - this.#current.sinceMs);
  }

  /** An utterance whose whole length has passed is finished. */
  #settle() {
    if (this.#current && this.#positionMs(performance.now()) >= this.#current.endMs)
      this.#finish(Infinity);
  }

  /** @param {number} heardMs */
  #finish(heardMs) {
    if (this.#current) this.#heard.set(this.#current.utteranceId, heardMs);
    this.#current = null;
  }

  close() {
    this.#source?.disconnect();
    this.#element.pause();
    this.#element.srcObject = null;
  }
}

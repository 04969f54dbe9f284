/**
 * One interview in this tab: joins connection, microphone, voice and unsent answers into one view.
 */

import { endSession, issueTicket, sessionState } from "./api.js";
import { Connection } from "./connection.js";
import { Outbox, messageOf } from "./outbox.js";
import { RemoteVoice } from "./remote-voice.js";
import { newSession, step } from "./session.js";
import { Speaker } from "./speaker.js";
import { WebRtcLink } from "./webrtc-link.js";
import { WebSocketLink } from "./websocket-link.js";

/** @typedef {import("./microphone.js").Microphone} Microphone */
/** @typedef {import("./connection.js").ConnectionState} ConnectionState */
/**
 * @typedef {object} InterviewView everything a screen shows
 * @property {import("./session.js").Session} session
 * @property {ConnectionState} connection
 * @property {readonly import("./outbox.js").Letter[]} unsent
 * @property {boolean} muted
 * @property {boolean} hasMicrophone
 * @property {import("./microphone.js").MicrophoneProblem | null} microphoneProblem
 * @property {boolean} soundBlocked the browser waits for a gesture before it plays
 * @property {boolean} ending the candidate asked for the end
 * @property {string[]} outline ids of the plan's phases; empty until known
 */

const TYPING_TOLD_MS = 4000;

export class Interview {
  /**
   * @param {object} parts
   * @param {string} parts.sessionId
   * @param {"ws" | "webrtc"} parts.transport
   * @param {AudioContext | null} parts.context null where live audio is not possible
   * @param {Microphone | null} parts.microphone null: answers are typed
   */
  static async open({ sessionId, transport, context, microphone }) {
    let voice;
    if (transport === "webrtc" || !context?.audioWorklet) voice = new RemoteVoice(context);
    else voice = await Speaker.open(context);
    return new Interview(sessionId, transport, context, microphone, voice);
  }

  /**
   * @param {string} sessionId @param {"ws" | "webrtc"} transport @param {AudioContext | null} context
   * @param {Microphone | null} microphone @param {Speaker | RemoteVoice} voice
   */
  constructor(sessionId, transport, context, microphone, voice) {
    this.sessionId = sessionId;
    this.voice = voice;
    this.microphone = microphone;
    this.#transport = transport;
    this.#context = context;
    this.#outbox = new Outbox(sessionId);
    this.#connection = new Connection({
      openLink: (request) => this.#openLink(request),
      issueTicket: () => issueTicket(sessionId),
      // A page that knows nothing yet asks for everything: the replay is its memory.
      lastSeq: () => this.#session.lastSeq ?? 0,
      onState: (state) => this.#connected(state),
      onMessage: (message) => this.#received(message),
      onAudio: (pcm) => this.voice.play(pcm),
    });
    if (microphone) {
      microphone.onChunk = (pcm) => this.#connection.sendAudio(pcm);
      microphone.onLost = (error) => this.#microphoneIs(error.problem);
    }
    if (voice instanceof Speaker) {
      voice.onPlayout = (utteranceId, heardMs) =>
        this.#connection.send({ type: "playout", utterance_id: utteranceId, heard_ms: heardMs });
    }
    context?.addEventListener("statechange", this.#tell);
  }

  #transport;
  #context;
  #outbox;
  #connection;
  #session = newSession();
  /** @type {import("./microphone.js").MicrophoneProblem | null} why the microphone can't be used now */
  microphoneProblem = null;
  #ending = false;
  #typingToldMs = -Infinity;
  /** @type {string[]} */
  #outline = [];
  /** @type {Set<(view: InterviewView) => void>} */
  #listeners = new Set();

  /** @returns {InterviewView} */
  get view() {
    return {
      session: this.#session,
      connection: this.#connection.state,
      unsent: this.#outbox.waiting,
      muted: this.microphone?.muted ?? false,
      hasMicrophone: this.microphone !== null,
      microphoneProblem: this.microphoneProblem,
      soundBlocked: this.#context !== null && this.#context.state !== "running",
      ending: this.#ending,
      outline: this.#outline,
    };
  }

  /** @param {(view: InterviewView) => void} listener @returns {() => void} stops it */
  subscribe(listener) {
    this.#listeners.add(listener);
    listener(this.view);
    return () => this.#listeners.delete(listener);
  }

  /** @param {string | null} ticket of a session just created */
  start(ticket) {
    void this.#connection.open(ticket);
    void this.#readOutline();
  }

  async #readOutline() {
    try {
      const { phases } = await sessionState(this.sessionId);
      this.#outline = phases.map((/** @type {{phase: string}} */ one) => one.phase);
      this.#tell();
    } catch {
      // The phases' names come with the phases, too; only the ones ahead stay unnamed.
    }
  }

  /** Restore the connection now, or take the interview back from another tab. */
  rejoin() {
    this.#connection.retryNow();
  }

  /** @param {string} text a whole typed answer; sent again after a loss until it is recorded */
  answer(text) {
    this.#connection.send(messageOf(this.#outbox.add(text)));
    this.#tell();
  }

  /** @returns {boolean} sent */
  needTime() {
    return this.#connection.send({ type: "need_time" });
  }

  /** The candidate writes: told every few seconds, so that nobody is nudged meanwhile. */
  typing() {
    const now = performance.now();
    if (now - this.#typingToldMs < TYPING_TOLD_MS) return;
    if (this.#connection.send({ type: "typing" })) this.#typingToldMs = now;
  }

  /** @returns {boolean} sent */
  repeat() {
    return this.#connection.send({ type: "repeat" });
  }

  /**
   * @param {string} taskId @param {string} code @param {string} language
   * @param {string} messageId comes back with the turn once it is in the durable record
   * @returns {boolean} sent
   */
  submitCode(taskId, code, language, messageId) {
    return this.#connection.send({
      type: "code",
      task_id: taskId,
      code,
      language,
      message_id: messageId,
    });
  }

  /**
   * @param {string} taskId @param {"notes" | "outline"} kind @param {string} text all of it
   * @returns {boolean} sent
   */
  saveNotes(taskId, kind, text) {
    return this.#connection.send({ type: "notes", task_id: taskId, kind, text });
  }

  /** Ask for the end; the interviewer may still say goodbye. */
  async end() {
    this.#ending = true;
    this.#tell();
    if (this.#connection.send({ type: "end" })) return;
    try {
      await endSession(this.sessionId);
      this.#session = { ...this.#session, ended: "candidate" };
      this.#connection.close();
    } catch {
      this.#ending = false;
      this.#tell();
    }
  }

  /** @param {boolean} muted */
  mute(muted) {
    if (this.microphone) this.microphone.muted = muted;
    this.#tell();
  }

  /** After the microphone was lost: take the default one. */
  async reopenMicrophone() {
    if (!this.microphone) return;
    try {
      await this.microphone.open();
      const { link } = this.#connection;
      if (link instanceof WebRtcLink && this.microphone.stream)
        await link.replaceMicrophone(this.microphone.stream);
      this.#microphoneIs(null);
    } catch (error) {
      this.#microphoneIs(/** @type {import("./microphone.js").MicrophoneError} */ (error).problem);
    }
  }

  /** From a gesture: let the browser play. */
  async unlockSound() {
    if (this.voice instanceof RemoteVoice) this.voice.unlock();
    await this.#context?.resume();
    this.#tell();
  }

  /** Let go of the connection; the interview waits on the server. */
  leave() {
    this.#listeners.clear();
    this.#context?.removeEventListener("statechange", this.#tell);
    this.#connection.close();
    this.voice.close();
    if (this.microphone) this.microphone.onChunk = this.microphone.onLost = null;
  }

  /** @param {import("./connection.js").LinkRequest} request */
  #openLink(request) {
    const options = { ...request, sessionId: this.sessionId };
    if (this.#transport === "ws") return new WebSocketLink(options);
    const voice = /** @type {RemoteVoice} */ (this.voice);
    return new WebRtcLink({
      ...options,
      microphone: this.microphone?.stream ?? null,
      onStream: (stream) => voice.attach(stream),
    });
  }

  /** @param {ConnectionState} state */
  #connected(state) {
    if (state.name === "live") {
      for (const letter of this.#outbox.waiting) this.#connection.send(messageOf(letter));
      if (this.#ending) this.#connection.send({ type: "end" });
    }
    this.#tell();
  }

  /** @param {import("./wire.js").Message} message */
  #received(message) {
    this.voice.obey(message);
    this.#session = step(this.#session, message, performance.now());
    this.#outbox.settle(this.#session.acknowledged);
    // Nothing more comes over this connection; it must not be "restored" when the server closes it.
    if (this.#session.ended) this.#connection.close();
    else this.#tell();
  }

  /** @param {import("./microphone.js").MicrophoneProblem | null} problem */
  #microphoneIs(problem) {
    this.microphoneProblem = problem;
    this.#tell();
  }

  #tell = () => {
    const { view } = this;
    for (const listener of this.#listeners) listener(view);
  };
}

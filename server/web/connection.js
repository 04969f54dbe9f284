/**
 * Staying connected to a session: links come and go, the connection goes on.
 *
 * After a loss it takes a new ticket and opens a new link that resumes after the last event seen.
 */

import { ApiError } from "./api.js";
import { endingOf } from "./wire.js";

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;
/** A connection that held so long was a good one; the next loss starts with short delays again. */
const STEADY_MS = 5000;
const WELCOME_WITHIN_MS = 12_000;
const PING_EVERY_MS = 5000;
/** A ping without any message after it for so long: the connection is dead, whatever it says. */
const ANSWER_WITHIN_MS = 8000;

/**
 * @typedef {{name: "connecting"} | {name: "waiting", position: number} | {name: "live"}
 *   | {name: "restoring", attempt: number, retryAtMs: number | null, full: boolean}
 *   | {name: "closed", ending: import("./wire.js").Ending | null}} ConnectionState
 *   `retryAtMs`: page clock, null while an attempt is under way; `full`: the server has no room
 * @typedef {import("./websocket-link.js").Link} Link
 * @typedef {Pick<import("./websocket-link.js").LinkOptions,
 *   "ticket" | "resumeFromSeq" | "onMessage" | "onAudio" | "onClosed">} LinkRequest
 */

/**
 * Exponential delay with jitter, so that many clients do not come back at the same moment.
 * @param {number} attempt from 0
 * @param {() => number} [random] 0 to 1
 * @returns {number} milliseconds
 */
export function retryDelayMs(attempt, random = Math.random) {
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
  return longest / 2 + (random() * longest) / 2;
}

export class Connection {
  /**
   * @param {object} parts
   * @param {(request: LinkRequest) => Link} parts.openLink
   * @param {() => Promise<string>} parts.issueTicket
   * @param {() => number | null} parts.lastSeq
   * @param {(state: ConnectionState) => void} parts.onState
   * @param {(message: import("./wire.js").Message) => void} parts.onMessage
   * @param {(pcm: ArrayBuffer) => void} parts.onAudio
   */
  constructor(parts) {
    this.#parts = parts;
  }

  #parts;
  /** @type {Link | null} */
  #link = null;
  /** @type {ConnectionState} */
  #state = { name: "connecting" };
  #attempt = 0;
  /** The last refusal was for want of room. */
  #full = false;
  /** Counts openings, so that what belongs to an older one is recognised. */
  #opening = 0;
  #timer = 0;
  #steady = 0;
  #pulse = 0;
  #heardAtMs = 0;
  /** @type {string | null} */
  #errorCode = null;

  get state() {
    return this.#state;
  }

  /** The link in use, for what only one transport can do. */
  get link() {
    return this.#link;
  }

  /** @param {string | null} [ticket] one that is already there, else a new one is asked for */
  async open(ticket = null) {
    this.#drop();
    const opening = ++this.#opening;
    const current = () => opening === this.#opening;
    this.#errorCode = null;
    this.#timer = setTimeout(() => this.#lost(), WELCOME_WITHIN_MS);
    try {
      const admission = ticket ?? (await this.#parts.issueTicket());
      if (!current()) return;
      this.#link = this.#parts.openLink({
        ticket: admission,
        resumeFromSeq: this.#parts.lastSeq(),
        onMessage: (message) => current() && this.#received(message),
        onAudio: (pcm) => {
          this.#heardAtMs = performance.now();
          if (current()) this.#parts.onAudio(pcm);
        },
        onClosed: (closeCode, errorCode) => current() && this.#lost(closeCode, errorCode),
      });
    } catch (error) {
      if (!current()) return;
      this.#lost(0, error instanceof ApiError ? error.code : null);
    }
  }

  /** Try again now instead of after the delay; also takes the session back from another tab. */
  retryNow() {
    this.#tell(
      this.#attempt > 0
        ? { name: "restoring", attempt: this.#attempt, retryAtMs: null, full: this.#full }
        : { name: "connecting" },
    );
    void this.open();
  }

  /** @param {object} message @returns {boolean} false when there is no connection now */
  send(message) {
    return this.#state.name === "live" && this.#link !== null && this.#link.send(message);
  }

  /** @param {ArrayBuffer} pcm dropped while there is no connection */
  sendAudio(pcm) {
    if (this.#state.name === "live") this.#link?.sendAudio(pcm);
  }

  /** For good, without a reason to tell. */
  close() {
    this.#drop();
    this.#opening += 1;
    this.#tell({ name: "closed", ending: null });
  }

  /** @param {import("./wire.js").Message} message */
  #received(message) {
    this.#heardAtMs = performance.now();
    switch (message.type) {
      case "welcome":
        clearTimeout(this.#timer);
        this.#steady = setTimeout(() => (this.#attempt = 0), STEADY_MS);
        this.#parts.onMessage(message);
        this.#tell({ name: "live" });
        this.#listenForSilence();
        return;
      case "waiting":
        clearTimeout(this.#timer);
        this.#tell({ name: "waiting", position: message.position });
        this.#listenForSilence();
        break;
      case "error":
        if (message.fatal) this.#errorCode = message.code;
        break;
    }
    this.#parts.onMessage(message);
  }

  #listenForSilence() {
    clearInterval(this.#pulse);
    const link = this.#link;
    if (!link?.answersPings || this.#state.name !== "live") return;
    // A tab in the background may beat only once a minute: count from the ping, not from the message.
    let pingedAtMs = 0;
    this.#pulse = setInterval(() => {
      const now = performance.now();
      const answered = this.#heardAtMs >= pingedAtMs;
      if (!answered && now - pingedAtMs > ANSWER_WITHIN_MS) this.#lost();
      else if (answered) {
        pingedAtMs = now;
        link.send({ type: "ping", id: "" });
      }
    }, PING_EVERY_MS);
  }

  /** @param {number} [closeCode] @param {string | null} [errorCode] */
  #lost(closeCode = 0, errorCode = null) {
    this.#drop();
    this.#opening += 1;
    const code = errorCode ?? this.#errorCode;
    const ending = endingOf(closeCode, code);
    if (ending) {
      this.#tell({ name: "closed", ending });
      return;
    }
    const delayMs = retryDelayMs(this.#attempt);
    this.#attempt += 1;
    this.#full = code === "server_full";
    this.#timer = setTimeout(() => this.retryNow(), delayMs);
    this.#tell({
      name: "restoring",
      attempt: this.#attempt,
      retryAtMs: performance.now() + delayMs,
      full: this.#full,
    });
  }

  #drop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#steady);
    clearInterval(this.#pulse);
    this.#link?.close();
    this.#link = null;
  }

  /** @param {ConnectionState} state */
  #tell(state) {
    this.#state = state;
    this.#parts.onState(state);
  }
}

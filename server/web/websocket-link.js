/**
 * One connection to a session over a WebSocket: JSON both ways, audio as binary.
 */

import { mediaUrl } from "./api.js";
import { INPUT_RATE_HZ, OUTPUT_RATE_HZ } from "./wire.js";

/** Audio waiting to be sent beyond which new audio is dropped, bytes: ten seconds of it. */
const MAX_BUFFERED_BYTES = INPUT_RATE_HZ * 2 * 10;

/**
 * What a connection needs of either transport.
 * @typedef {object} Link
 * @property {(message: object) => boolean} send false when it can't be sent any more
 * @property {(pcm: ArrayBuffer) => void} sendAudio ignored where audio has its own track
 * @property {() => void} close no callback comes afterwards
 * @property {boolean} answersPings `ping` messages are answered by `pong`
 */
/**
 * @typedef {object} LinkOptions
 * @property {string} sessionId
 * @property {string} ticket
 * @property {number | null} resumeFromSeq
 * @property {(message: import("./wire.js").Message) => void} onMessage
 * @property {(pcm: ArrayBuffer) => void} onAudio
 * @property {(closeCode: number, errorCode: string | null) => void} onClosed comes once, unless the
 *   page closed it; 0 and null where there is no code
 */

/** @implements {Link} */
export class WebSocketLink {
  /** @param {LinkOptions} options */
  constructor({ sessionId, ticket, resumeFromSeq, onMessage, onAudio, onClosed }) {
    this.#socket = new WebSocket(mediaUrl(sessionId));
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onopen = () =>
      this.send({
        type: "hello",
        ticket,
        sample_rate_hz: INPUT_RATE_HZ,
        output_rate_hz: OUTPUT_RATE_HZ,
        resume_from_seq: resumeFromSeq,
      });
    this.#socket.onmessage = ({ data }) => {
      if (typeof data === "string") onMessage(JSON.parse(data));
      else onAudio(data);
    };
    this.#socket.onclose = ({ code }) => onClosed(code, null);
  }

  #socket;
  answersPings = true;

  /** @param {object} message */
  send(message) {
    if (this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** @param {ArrayBuffer} pcm */
  sendAudio(pcm) {
    const open = this.#socket.readyState === WebSocket.OPEN;
    if (open && this.#socket.bufferedAmount < MAX_BUFFERED_BYTES) this.#socket.send(pcm);
  }

  close() {
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close(1000);
  }
}

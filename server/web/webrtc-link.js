/**
 * One connection to a session over WebRTC: audio on tracks, JSON on the data channel `chat`.
 *
 * Signalling is that of pipecat's small WebRTC transport: one offer by POST, candidates by PATCH.
 */

import { ApiError, iceServers, offerWebRtc, trickleWebRtc } from "./api.js";

/** The server takes three seconds without one of these as a lost client. */
const PING_EVERY_MS = 1000;
/** Candidates are sent together when so much time has passed. */
const TRICKLE_EVERY_MS = 200;
/** How long a shaky connection may try to recover by itself. */
const DISCONNECTED_FOR_MS = 5000;

/** @typedef {import("./websocket-link.js").Link} Link */
/** @implements {Link} */
export class WebRtcLink {
  /**
   * @param {import("./websocket-link.js").LinkOptions & {
   *   microphone: MediaStream | null, onStream: (stream: MediaStream) => void}} options
   */
  constructor(options) {
    this.#options = options;
    this.#peer = new RTCPeerConnection();
    const [track] = options.microphone?.getAudioTracks() ?? [];
    if (track) this.#peer.addTransceiver(track, { direction: "sendrecv" });
    else this.#peer.addTransceiver("audio", { direction: "recvonly" });
    this.#peer.ontrack = (event) => options.onStream(new MediaStream([event.track]));
    this.#peer.onicecandidate = ({ candidate }) => this.#gathered(candidate);
    this.#peer.onconnectionstatechange = () => this.#watch();
    this.#channel = this.#peer.createDataChannel("chat", { ordered: true });
    this.#channel.onopen = () => this.#beat();
    this.#channel.onmessage = ({ data }) => this.#received(data);
    this.#channel.onclose = () => this.#closed(null);
    void this.#negotiate();
  }

  #options;
  #peer;
  #channel;
  /** @type {string | null} */
  #pcId = null;
  /** @type {RTCIceCandidate[]} */
  #candidates = [];
  #trickle = 0;
  #pulse = 0;
  #grace = 0;
  #over = false;
  /** Liveness is that of ICE. */
  answersPings = false;

  async #negotiate() {
    const { sessionId, ticket, resumeFromSeq } = this.#options;
    try {
      // Without them the connection still comes about in a local network.
      this.#peer.setConfiguration(await iceServers().catch(() => ({})));
      if (this.#over) return;
      await this.#peer.setLocalDescription();
      const description = /** @type {RTCSessionDescription} */ (this.#peer.localDescription);
      const answer = await offerWebRtc(sessionId, {
        sdp: description.sdp,
        type: "offer",
        pc_id: null,
        restart_pc: false,
        requestData: { ticket, resume_from_seq: resumeFromSeq },
      });
      if (this.#over) return;
      await this.#peer.setRemoteDescription({ type: "answer", sdp: answer.sdp });
      this.#pcId = answer.pc_id;
      this.#sendCandidates();
    } catch (error) {
      this.#closed(error instanceof ApiError ? error.code : null);
    }
  }

  /** @param {RTCIceCandidate | null} candidate */
  #gathered(candidate) {
    if (!candidate) return;
    this.#candidates.push(candidate);
    if (!this.#trickle) this.#trickle = setTimeout(() => this.#sendCandidates(), TRICKLE_EVERY_MS);
  }

  #sendCandidates() {
    clearTimeout(this.#trickle);
    this.#trickle = 0;
    if (!this.#pcId || this.#candidates.length === 0 || this.#over) return;
    const candidates = this.#candidates.splice(0).map((one) => ({
      candidate: one.candidate,
      sdp_mid: one.sdpMid,
      sdp_mline_index: one.sdpMLineIndex,
    }));
    trickleWebRtc(this.#options.sessionId, { pc_id: this.#pcId, candidates }).catch(() => {
      // The first offer holds the candidates known by then; ICE tells if that was not enough.
    });
  }

  #beat() {
    const beat = () => {
      if (this.#channel.readyState === "open") this.#channel.send(`ping: ${Date.now()}`);
    };
    beat();
    this.#pulse = setInterval(beat, PING_EVERY_MS);
  }

  /** @param {string} data */
  #received(data) {
    if (!data.startsWith("{")) return; // The answer to a text ping.
    const message = JSON.parse(data);
    if (message.type !== "signalling") this.#options.onMessage(message);
    else if (message.message?.type === "peerLeft") this.#closed(null);
  }

  #watch() {
    clearTimeout(this.#grace);
    switch (this.#peer.connectionState) {
      case "failed":
      case "closed":
        this.#closed(null);
        break;
      case "disconnected":
        this.#grace = setTimeout(() => this.#closed(null), DISCONNECTED_FOR_MS);
        break;
    }
  }

  /** @param {object} message */
  send(message) {
    if (this.#channel.readyState !== "open") return false;
    this.#channel.send(JSON.stringify(message));
    return true;
  }

  sendAudio() {
    // The microphone's own track carries it.
  }

  /** @param {MediaStream} stream of another microphone */
  async replaceMicrophone(stream) {
    const [sender] = this.#peer.getSenders();
    await sender?.replaceTrack(stream.getAudioTracks()[0]);
  }

  /** @param {string | null} errorCode */
  #closed(errorCode) {
    if (this.#over) return;
    this.close();
    this.#options.onClosed(0, errorCode);
  }

  close() {
    this.#over = true;
    clearTimeout(this.#trickle);
    clearTimeout(this.#grace);
    clearInterval(this.#pulse);
    this.#peer.close();
  }
}

/**
 * The candidate's microphone: permission, choice of device, level, and 20 ms chunks of PCM16.
 */

import { INPUT_RATE_HZ } from "./wire.js";

/** @typedef {{code: string, title: string, text: string}} MicrophoneProblem */

/** @type {Record<string, MicrophoneProblem>} What can go wrong, in words that say what to do. */
const PROBLEMS = {
  insecure: {
    code: "insecure",
    title: "The browser keeps the microphone off on this address",
    text: "Microphones only work on https:// addresses and on this computer itself (127.0.0.1). Open the page there, or type your answers instead.",
  },
  refused: {
    code: "refused",
    title: "The microphone is not allowed for this page",
    text: "Click the icon to the left of the address, set Microphone to “Allow”, then try again. On a phone, look in the browser’s site settings.",
  },
  dismissed: {
    code: "dismissed",
    title: "The browser is still waiting for your answer",
    text: "The question was closed before it was answered. Try again and choose “Allow”.",
  },
  missing: {
    code: "missing",
    title: "No microphone was found",
    text: "Plug one in or switch your headset on, then try again. You can also type your answers.",
  },
  busy: {
    code: "busy",
    title: "Another program is using the microphone",
    text: "Close other calls and recorders, then try again.",
  },
  unsupported: {
    code: "unsupported",
    title: "This browser can’t process live audio",
    text: "AudioWorklet is missing. Update the browser or use a recent Chrome, Edge, Firefox or Safari. Typing works everywhere.",
  },
  unplugged: {
    code: "unplugged",
    title: "The microphone was disconnected",
    text: "Plug it in again or choose another one. Meanwhile you can type.",
  },
};

/** The microphone can't be used; `problem` tells a person why. */
export class MicrophoneError extends Error {
  /** @param {string} code key of PROBLEMS */
  constructor(code) {
    super(PROBLEMS[code].title);
    this.problem = PROBLEMS[code];
  }
}

/** @param {unknown} error of getUserMedia @returns {Promise<string>} key of PROBLEMS */
async function codeOf(error) {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    case "SecurityError":
      return "insecure";
    case "NotAllowedError":
      return (await permission()) === "prompt" ? "dismissed" : "refused";
    default:
      return "unsupported";
  }
}

/** @returns {Promise<string>} `granted`, `denied`, `prompt` or `unknown` */
export async function permission() {
  try {
    const name = /** @type {PermissionName} */ ("microphone");
    return (await navigator.permissions.query({ name })).state;
  } catch {
    return "unknown"; // Some browsers don't know this permission by name.
  }
}

/** @returns {Promise<MediaDeviceInfo[]>} microphones; they have names only after permission */
export async function devices() {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return all.filter((device) => device.kind === "audioinput" && device.deviceId !== "");
}

export class Microphone {
  /** @param {AudioContext} context */
  constructor(context) {
    this.#context = context;
  }

  #context;
  /** @type {MediaStreamAudioSourceNode | null} */
  #source = null;
  /** @type {AudioWorkletNode | null} */
  #node = null;
  #muted = false;
  /** @type {MediaStream | null} */
  stream = null;
  /** Loudness of the last 20 ms, root mean square, 0 to 1. */
  level = 0;
  /** @type {((pcm: ArrayBuffer) => void) | null} 20 ms of PCM16 mono at 16 kHz */
  onChunk = null;
  /** @type {((error: MicrophoneError) => void) | null} the device went away */
  onLost = null;

  /**
   * Ask for permission and begin to listen; replaces the device in use.
   * @param {string} [deviceId]
   * @throws {MicrophoneError}
   */
  async open(deviceId) {
    if (!window.isSecureContext || !navigator.mediaDevices) throw new MicrophoneError("insecure");
    if (!this.#context.audioWorklet) throw new MicrophoneError("unsupported");
    this.close();
    const audio = {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      channelCount: 1,
    };
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: deviceId ? { ...audio, deviceId: { exact: deviceId } } : audio,
      });
      await this.#context.audioWorklet.addModule(
        new URL("capture-worklet.js", import.meta.url).href,
      );
    } catch (error) {
      stream?.getTracks().forEach((track) => track.stop());
      throw new MicrophoneError(await codeOf(error));
    }
    this.#listen(stream);
  }

  /** @param {MediaStream} stream */
  #listen(stream) {
    this.stream = stream;
    this.#source = this.#context.createMediaStreamSource(stream);
    this.#node = new AudioWorkletNode(this.#context, "capture", {
      numberOfOutputs: 0,
      processorOptions: { rateHz: INPUT_RATE_HZ },
    });
    this.#node.port.onmessage = ({ data }) => {
      this.level = data.level;
      this.onChunk?.(data.pcm);
    };
    this.#source.connect(this.#node);
    stream.getAudioTracks()[0].addEventListener("ended", () => {
      if (this.stream === stream) this.onLost?.(new MicrophoneError("unplugged"));
    });
    this.muted = this.#muted;
  }

  /** @returns {string | undefined} id of the device in use */
  get deviceId() {
    return this.stream?.getAudioTracks()[0].getSettings().deviceId;
  }

  get muted() {
    return this.#muted;
  }

  /** A muted microphone gives silence, not nothing, so that the server's clock goes on. */
  set muted(muted) {
    this.#muted = muted;
    for (const track of this.stream?.getAudioTracks() ?? []) track.enabled = !muted;
  }

  close() {
    this.#source?.disconnect();
    this.#node?.port.close();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.#source = this.#node = this.stream = null;
    this.level = 0;
  }
}

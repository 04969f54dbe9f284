/**
 * Screen 2: microphone and speakers are tried before the interview begins.
 */

import { alertReader, announce } from "./announcer.js";
import { h, setText, show } from "./element.js";
import { button } from "./fields.js";
import { icon } from "./icons.js";
import { levelMeter } from "./level-meter.js";
import { MicrophoneError, devices, permission } from "./microphone.js";

/** A level above this is a voice rather than a room, root mean square. */
const VOICE_LEVEL = 0.015;
/** So much voice in all is enough to be sure, milliseconds. */
const ENOUGH_VOICE_MS = 350;

/**
 * @param {object} parts
 * @param {import("./sound.js").Sound} parts.sound
 * @param {import("./microphone.js").Microphone | null} parts.microphone null where there can't be one
 * @param {(typed: boolean) => Promise<void>} parts.onStart rejects with words for the candidate
 * @param {() => void} parts.onBack
 * @returns {{element: HTMLElement, close: () => void}}
 */
export function checkView({ sound, microphone, onStart, onBack }) {
  let voiceMs = 0;
  let heard = false;

  const allow = button(
    "Allow microphone",
    { class: "primary", data: { testid: "mic-allow" }, on: { click: () => void ask() } },
    icon("microphone"),
  );
  const why = h(
    "p",
    {},
    "Your browser will ask whether this page may use the microphone. The sound is only used to recognise what you say; it is not stored.",
  );
  const meter = levelMeter("Microphone level", "mic-level");
  const status = h("p", { class: "mic-status", role: "status", data: { testid: "mic-status" } });
  const select = h("select", {
    class: "input",
    id: "mic-device",
    data: { testid: "mic-device" },
    on: { change: () => void ask(select.value) },
  });
  const listening = h(
    "div",
    { class: "listening", hidden: true },
    meter.element,
    status,
    h(
      "div",
      { class: "field" },
      h("label", { class: "label", for: "mic-device" }, "Microphone"),
      select,
    ),
  );
  const problem = h("div", {
    class: "problem",
    role: "alert",
    hidden: true,
    data: { testid: "mic-problem" },
  });

  const startProblem = h("p", {
    class: "field-problem",
    role: "alert",
    hidden: true,
    data: { testid: "start-problem" },
  });
  const start = button("Start the interview", {
    class: "primary large",
    disabled: true,
    data: { testid: "start-interview" },
    on: { click: () => void begin(false) },
  });
  start.append(icon("arrow"));
  const typed = button(
    "Type instead",
    { class: "large", data: { testid: "type-instead" }, on: { click: () => void begin(true) } },
    icon("keyboard"),
  );

  /** @param {string} [deviceId] */
  async function ask(deviceId) {
    show(problem, false);
    allow.disabled = true;
    try {
      await sound.unlock();
      if (!microphone) throw new MicrophoneError("unsupported");
      await microphone.open(deviceId);
      await listen();
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error;
      explain(error.problem);
    } finally {
      allow.disabled = false;
    }
  }

  async function listen() {
    heard = false;
    voiceMs = 0;
    setText(status, "Say a few words, for example your name.");
    show(allow, false);
    show(why, false);
    show(listening, true);
    start.disabled = false;
    const all = await devices();
    select.replaceChildren(
      ...all.map((one, index) =>
        h("option", { value: one.deviceId }, one.label || `Microphone ${index + 1}`),
      ),
    );
    select.value = microphone?.deviceId ?? "";
    if (microphone) microphone.onLost = (error) => explain(error.problem);
  }

  /** @param {import("./microphone.js").MicrophoneProblem} told */
  function explain(told) {
    problem.replaceChildren(
      icon("warning", 22),
      h("div", {}, h("p", { class: "problem-title" }, told.title), h("p", {}, told.text)),
    );
    problem.dataset.code = told.code;
    show(problem, true);
    show(listening, false);
    show(allow, told.code !== "insecure" && told.code !== "unsupported");
    setText(/** @type {Element} */ (allow.lastElementChild), "Try again");
    start.disabled = true;
    alertReader(`${told.title}. ${told.text}`);
  }

  let lastMs = performance.now();
  let frame = requestAnimationFrame(function watch(nowMs) {
    frame = requestAnimationFrame(watch);
    const passedMs = nowMs - lastMs;
    lastMs = nowMs;
    if (!microphone?.stream) return;
    meter.show(microphone.level);
    if (heard || microphone.level < VOICE_LEVEL) return;
    voiceMs += passedMs;
    if (voiceMs < ENOUGH_VOICE_MS) return;
    heard = true;
    status.replaceChildren(icon("check", 18), "We can hear you.");
    status.classList.add("good");
  });

  /** @param {boolean} byTyping */
  async function begin(byTyping) {
    show(startProblem, false);
    start.disabled = typed.disabled = true;
    await sound.unlock(); // This click is the gesture that lets the browser play.
    announce("Starting the interview.");
    try {
      await onStart(byTyping);
    } catch (error) {
      startProblem.textContent = error instanceof Error ? error.message : String(error);
      show(startProblem, true);
      typed.disabled = false;
      start.disabled = !microphone?.stream;
    }
  }

  void permission().then((state) => {
    if (state === "granted") void ask();
  });
  const back = button(
    "Back",
    { class: "quiet", data: { testid: "back" }, on: { click: onBack } },
    icon("back"),
  );
  const element = h(
    "div",
    { class: "check-page", data: { testid: "check" } },
    back,
    h("h1", {}, "Let’s check your sound"),
    h("p", { class: "lede" }, "A quiet room and headphones work best. It takes a few seconds."),
    h(
      "div",
      { class: "check-columns" },
      h(
        "section",
        { class: "card", "aria-labelledby": "mic-title" },
        h("h2", { id: "mic-title" }, icon("microphone", 22), "Microphone"),
        problem,
        why,
        allow,
        listening,
      ),
      speakerCard(sound),
    ),
    startProblem,
    h("div", { class: "check-buttons" }, start, typed),
    h("p", { class: "hint" }, "Typing needs no microphone. You can type any answer later, too."),
  );
  return { element, close: () => cancelAnimationFrame(frame) };
}

/** @param {import("./sound.js").Sound} sound */
function speakerCard(sound) {
  const result = h("p", {
    class: "mic-status",
    role: "status",
    data: { testid: "speaker-status" },
  });
  const test = button(
    "Play a test sound",
    {
      data: { testid: "speaker-test" },
      on: {
        click: async () => {
          setText(result, "Playing…");
          const played = await sound.chime();
          setText(
            result,
            played
              ? "Did you hear three notes? If not, turn the volume up or choose other speakers in your system’s settings."
              : "The browser does not play sound on this page yet. Check the tab’s mute and try again.",
          );
        },
      },
    },
    icon("speaker"),
  );
  return h(
    "section",
    { class: "card", "aria-labelledby": "speaker-title" },
    h("h2", { id: "speaker-title" }, icon("speaker", 22), "Speakers"),
    h("p", {}, "Vera speaks to you, and everything she says is shown as text, too."),
    test,
    result,
  );
}

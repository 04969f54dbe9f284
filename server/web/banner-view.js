/**
 * What is wrong at the moment and what happens about it, above the interview.
 */

import { alertReader, announce } from "./announcer.js";
import { h, setText } from "./element.js";
import { button } from "./fields.js";
import { icon } from "./icons.js";
import { plural } from "./words.js";

/** @typedef {import("./interview.js").InterviewView} InterviewView */
/**
 * @typedef {{key: string, look: "bad" | "warn" | "good", title: string, text: string,
 *   action?: {label: string, testid: string, run: () => void}}} Banner
 */

/** How long a restored connection is mentioned, milliseconds. */
const RESTORED_FOR_MS = 4000;

export class BannerView {
  /** @param {import("./interview.js").Interview} interview */
  constructor(interview) {
    this.#interview = interview;
  }

  #interview;
  element = h("div", { class: "banners" });
  #key = "";
  #wasLost = false;
  #restoredUntilMs = 0;
  /** @type {HTMLElement | null} */
  #text = null;

  /** @param {InterviewView} view @param {number} nowMs page clock */
  draw(view, nowMs) {
    const { name } = view.connection;
    if (name === "restoring") this.#wasLost = true;
    if (name === "live" && this.#wasLost) {
      this.#wasLost = false;
      this.#restoredUntilMs = nowMs + RESTORED_FOR_MS;
    }
    const banner = this.#banner(view, nowMs);
    if (banner && this.#text) setText(this.#text, banner.text);
    if ((banner?.key ?? "") === this.#key) return;
    this.#key = banner?.key ?? "";
    this.#show(banner);
  }

  /** @param {InterviewView} view @param {number} nowMs @returns {Banner | null} the most pressing one */
  #banner(view, nowMs) {
    const { connection, session } = view;
    if (session.ended) return null;
    if (connection.name === "restoring") {
      const inS =
        connection.retryAtMs === null ? 0 : Math.ceil((connection.retryAtMs - nowMs) / 1000);
      const when = inS > 0 ? `Next try in ${plural(inS, "second")}.` : "Trying now…";
      return {
        key: connection.full ? "full" : "restoring",
        look: "bad",
        title: connection.full ? "The server is full" : "Connection lost, restoring…",
        text: `Attempt ${connection.attempt}. ${when} What you said and typed is safe.`,
        action: { label: "Try now", testid: "retry-now", run: () => this.#interview.rejoin() },
      };
    }
    if (view.soundBlocked) {
      return {
        key: "sound",
        look: "warn",
        title: "The sound is off",
        text: "The browser waits for a click before it plays.",
        action: {
          label: "Turn sound on",
          testid: "sound-on",
          run: () => void this.#interview.unlockSound(),
        },
      };
    }
    if (view.microphoneProblem) {
      const { code, title, text } = view.microphoneProblem;
      return {
        key: `microphone-${code}`,
        look: "warn",
        title,
        text,
        action: {
          label: "Try again",
          testid: "mic-retry",
          run: () => void this.#interview.reopenMicrophone(),
        },
      };
    }
    if (nowMs < this.#restoredUntilMs) {
      return {
        key: "restored",
        look: "good",
        title: "Connection restored",
        text: "The interview goes on where it stopped.",
      };
    }
    if (session.notice)
      return {
        key: `notice-${session.notice}`,
        look: "warn",
        title: "Something went wrong and was handled",
        text: session.notice,
      };
    return null;
  }

  /** @param {Banner | null} banner */
  #show(banner) {
    this.#text = null;
    this.element.replaceChildren();
    if (!banner) return;
    const { look, title, text, action } = banner;
    this.#text = h("p", { class: "banner-text" }, text);
    this.element.append(
      h(
        "div",
        { class: `banner ${look}`, data: { testid: "banner", state: banner.key } },
        icon(look === "good" ? "check" : "warning", 22),
        h("div", { class: "banner-words" }, h("p", { class: "banner-title" }, title), this.#text),
        action &&
          button(action.label, {
            class: "small",
            data: { testid: action.testid },
            on: { click: action.run },
          }),
      ),
    );
    if (look === "good") announce(title);
    else alertReader(`${title} ${text}`);
  }
}

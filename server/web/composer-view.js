/**
 * What the candidate can do: buttons, and an answer typed instead of spoken.
 */

import { announce } from "./announcer.js";
import { confirmed } from "./dialog.js";
import { h, setText, show } from "./element.js";
import { button } from "./fields.js";
import { icon } from "./icons.js";
import { keep, recall } from "./kept.js";
import { TEXT_MAX_CHARS } from "./wire.js";

/** @typedef {import("./interview.js").Interview} Interview */

export class ComposerView {
  /** @param {Interview} interview */
  constructor(interview) {
    this.#interview = interview;
    this.#draftName = `draft.${interview.sessionId}`;
    this.#box.value = recall(this.#draftName, "");
    this.#box.addEventListener("input", () => {
      this.#edited();
      if (!this.#empty) interview.typing();
    });
    this.#box.addEventListener("keydown", (event) => {
      // During composition Enter chooses a character.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    });
    this.element = h(
      "section",
      { class: "dock", "aria-label": "Your side" },
      h("div", { class: "actions" }, this.#mute, this.#needTime, this.#repeat, this.#end),
      h(
        "form",
        {
          class: "composer",
          on: {
            submit: (/** @type {Event} */ event) => {
              event.preventDefault();
              this.#send();
            },
          },
        },
        h("label", { class: "visually-hidden", for: "answer" }, "Type your answer"),
        this.#box,
        this.#sendButton,
      ),
      h(
        "p",
        { class: "hint keys", id: "answer-hint" },
        "Enter sends, Shift+Enter starts a new line.",
      ),
    );
    this.#edited();
  }

  #interview;
  #draftName;
  #empty = true;
  #box = h("textarea", {
    id: "answer",
    class: "input",
    rows: 1,
    maxlength: TEXT_MAX_CHARS,
    placeholder: "Or type your answer",
    "aria-describedby": "answer-hint",
    data: { testid: "answer" },
  });
  #sendButton = h(
    "button",
    {
      type: "submit",
      class: "button primary round",
      "aria-label": "Send the answer",
      data: { testid: "send" },
    },
    icon("send"),
  );
  #needTime = button(
    "Give me a moment",
    {
      data: { testid: "need-time" },
      on: { click: () => this.#interview.needTime() && announce("Take your time.") },
    },
    icon("hourglass"),
  );
  #repeat = button(
    "Repeat that",
    { data: { testid: "repeat" }, on: { click: () => this.#interview.repeat() } },
    icon("repeat"),
  );
  #muteIcon = h("span", { class: "mute-icon" }, icon("microphone"));
  #muteLabel = h("span", {}, "Mute");
  #mute = h(
    "button",
    {
      type: "button",
      class: "button",
      "aria-pressed": "false",
      data: { testid: "mute" },
      on: { click: () => this.#interview.mute(!this.#interview.view.muted) },
    },
    this.#muteIcon,
    this.#muteLabel,
  );
  #end = button(
    "End",
    { class: "quiet-danger", data: { testid: "end" }, on: { click: () => void this.#askEnd() } },
    icon("end"),
  );

  /** @param {import("./interview.js").InterviewView} view */
  draw({ session, connection, muted, hasMicrophone, ending }) {
    const over = session.ended !== null;
    const live = connection.name === "live" && !over;
    this.#needTime.disabled = this.#repeat.disabled = !live || ending;
    this.#end.disabled = over || ending;
    this.#box.disabled = over;
    this.#sendButton.disabled = over || this.#box.value.trim() === "";
    show(this.#mute, hasMicrophone);
    if ((this.#mute.getAttribute("aria-pressed") === "true") !== muted) {
      this.#mute.setAttribute("aria-pressed", String(muted));
      this.#muteIcon.replaceChildren(icon(muted ? "muted" : "microphone"));
      setText(this.#muteLabel, muted ? "Muted" : "Mute");
    }
    setText(
      /** @type {Element} */ (this.#end.lastElementChild),
      ending && !over ? "Ending…" : "End",
    );
  }

  focus() {
    this.#box.focus();
  }

  #edited() {
    this.#empty = this.#box.value === "";
    keep(this.#draftName, this.#box.value || null);
    this.#sendButton.disabled = this.#box.value.trim() === "";
    this.#box.style.height = "auto";
    this.#box.style.height = `${this.#box.scrollHeight + 2}px`;
  }

  #send() {
    const text = this.#box.value.trim();
    if (!text) return;
    this.#interview.answer(text);
    this.#box.value = "";
    this.#edited();
  }

  async #askEnd() {
    const sure = await confirmed({
      title: "End the interview?",
      text: "Your answers so far are kept, and you get a report on them. You can’t go back in afterwards.",
      yes: "End the interview",
      no: "Keep going",
      testid: "end",
    });
    if (sure) await this.#interview.end();
  }
}

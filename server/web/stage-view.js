/**
 * The middle of the live screen: the interviewer's presence, captions, the candidate's words.
 */

import { announce } from "./announcer.js";
import { wordsOf } from "./captions.js";
import { h, setText, show } from "./element.js";
import { Orb } from "./orb.js";
import { answering, asking, moodOf, standingQuestion } from "./session.js";

/** @typedef {import("./interview.js").Interview} Interview */
/** @typedef {import("./interview.js").InterviewView} InterviewView */

/** A caption longer than this is set smaller, characters. */
const LONG_CAPTION = 170;

/** @type {Record<import("./session.js").Mood, (name: string) => string>} */
const MOOD_WORDS = {
  away: () => "Connecting…",
  speaking: (name) => `${name} is speaking`,
  listening: () => "Listening",
  thinking: (name) => `${name} is thinking`,
  waiting: () => "Your turn",
  ended: () => "The interview is over",
};

export class StageView {
  /** @param {Interview} interview */
  constructor(interview) {
    this.#interview = interview;
    this.element = h(
      "section",
      { class: "stage", "aria-label": "Interviewer" },
      h("div", { class: "presence" }, this.#orb.element, this.#mood),
      h(
        "div",
        { class: "captions" },
        // Readers get whole sentences from the live region instead of one word at a time.
        h("div", { "aria-hidden": "true" }, this.#question, this.#caption),
        this.#answer,
        this.#hint,
      ),
    );
  }

  #interview;
  #orb = new Orb();
  #mood = h("p", { class: "mood", data: { testid: "mood" } });
  #caption = h("p", { class: "caption", data: { testid: "caption" } });
  #question = h("p", { class: "standing", hidden: true, data: { testid: "standing-question" } });
  #final = h("span", { class: "final" });
  #partial = h("span", { class: "partial", data: { testid: "partial" } });
  #answer = h(
    "p",
    { class: "answer", hidden: true, data: { testid: "candidate-words" } },
    h("span", { class: "answer-label" }, "You"),
    this.#final,
    this.#partial,
  );
  #hint = h("p", { class: "stage-hint", hidden: true, data: { testid: "stage-hint" } });
  /** What the caption's words are now, to touch the page only when they change. */
  #wordsKey = "";
  /** @type {Set<string>} sentences that readers have been told */
  #announced = new Set();
  announcing = true;

  /** @param {InterviewView} view @param {number} nowMs page clock; called for each frame */
  draw(view, nowMs) {
    const { voice, microphone } = this.#interview;
    const { session } = view;
    const live = view.connection.name === "live";
    const mood = moodOf(session, {
      live,
      speaking: voice.speaking,
      heardMs: (id) => voice.heardMs(id),
    });
    const level = mood === "speaking" ? voice.level : view.muted ? 0 : (microphone?.level ?? 0);
    this.#orb.draw(nowMs, mood, level);
    if (mood === "waiting" && this.element.dataset.mood === "speaking" && this.announcing)
      announce("Your turn.");
    this.element.dataset.mood = mood;
    setText(this.#mood, MOOD_WORDS[mood](session.interviewerName));
    this.#drawCaption(view);
    this.#drawAnswer(view);
    const patient = session.patience === "long" && (mood === "waiting" || mood === "listening");
    show(this.#hint, patient);
    if (patient)
      setText(this.#hint, `Take your time. ${session.interviewerName} waits until you go on.`);
  }

  /** @param {InterviewView} view */
  #drawCaption({ session }) {
    const turn = asking(session);
    const words = turn ? wordsOf(turn, (id) => this.#interview.voice.heardMs(id)) : [];
    const key = words.map((word) => word.text).join(" ");
    if (key !== this.#wordsKey) {
      this.#wordsKey = key;
      this.#caption.classList.toggle("long", key.length > LONG_CAPTION);
      this.#caption.replaceChildren(
        ...words.flatMap(({ text }) => [h("span", { class: "word" }, text), " "]),
      );
    }
    words.forEach(({ said }, index) =>
      this.#caption.children[index].classList.toggle("said", said),
    );
    const standing = standingQuestion(session);
    show(this.#question, standing !== "");
    setText(this.#question, standing);
    this.#caption.classList.toggle("interrupted", turn?.status === "interrupted");
    for (const sentence of turn?.sentences ?? []) this.#announceOnce(sentence);
  }

  /** @param {import("./turns.js").Sentence} sentence told when its sound begins */
  #announceOnce(sentence) {
    if (this.#announced.has(sentence.segmentId)) return;
    const begun =
      sentence.offsetMs === null ||
      this.#interview.voice.heardMs(sentence.utteranceId) > sentence.offsetMs;
    if (!begun && !sentence.replayed) return;
    this.#announced.add(sentence.segmentId);
    if (this.announcing && !sentence.replayed) announce(sentence.text);
  }

  /** @param {InterviewView} view */
  #drawAnswer({ session }) {
    const turn = answering(session);
    show(this.#answer, turn !== null);
    if (!turn) return;
    const done = turn.status !== "open";
    setText(this.#final, done ? turn.text : turn.segments.map((one) => one.text).join(" "));
    setText(this.#partial, done || !turn.partial ? "" : ` ${turn.partial}`);
  }

  close() {
    this.#orb.close();
  }
}

/**
 * How the answers were delivered and how the interviewer behaved: facts, never a score.
 */

import { shareBar } from "./charts.js";
import { h } from "./element.js";
import { duration, plural } from "./words.js";

/** @typedef {import("./wire.js").Report} Report */

/** @param {number | null | undefined} value @param {(value: number) => string} write */
const written = (value, write) => (value === null || value === undefined ? null : write(value));

/** @param {Report} report */
export function deliveryCard({ delivery }) {
  const thinking = delivery.thinking_time_s;
  const answers = delivery.answer_s;
  const facts = [
    [
      "Speaking rate",
      written(delivery.speaking_rate_wpm, (rate) => `${Math.round(rate)}`),
      "words a minute, pauses included",
    ],
    [
      "Fillers",
      written(delivery.fillers_per_100_words, (rate) => rate.toFixed(1)),
      "in 100 words, at least; recognition misses some",
    ],
    ["Long pauses", written(delivery.long_pauses, String), "over 2.5 s inside answers"],
    [
      "Longest pause",
      written(delivery.longest_pause_s, (seconds) => `${seconds.toFixed(1)} s`),
      "inside an answer",
    ],
    [
      "Thinking time",
      written(thinking?.median, (seconds) => `${seconds.toFixed(1)} s`),
      "before an answer, middle value",
    ],
    ["Answer length", written(answers?.median, (seconds) => duration(seconds)), "middle value"],
  ];
  const talk = delivery.candidate_talk_ratio;
  return h(
    "section",
    { class: "card", "aria-labelledby": "delivery-title", data: { testid: "delivery" } },
    h("h2", { id: "delivery-title" }, "Delivery"),
    h(
      "p",
      { class: "hint" },
      `${plural(delivery.spoken_answers, "spoken answer")}, ${plural(delivery.typed_answers, "typed answer")}. These facts do not enter any score.`,
    ),
    h(
      "dl",
      { class: "facts" },
      facts.map(([name, value, about]) =>
        h(
          "div",
          { class: "fact" },
          h("dt", {}, name),
          h("dd", { class: value === null ? "absent" : "" }, value ?? "not observed"),
          h("dd", { class: "fact-about" }, about),
        ),
      ),
    ),
    talk !== null &&
      h("div", { class: "talk" }, h("h3", {}, "Who talked"), shareBar(talk, "You", "Interviewer")),
  );
}

/** @param {Report} report */
export function conductLine({ interviewer_conduct: conduct, role }) {
  const parts = [
    plural(conduct.questions_asked, "question"),
    plural(conduct.probes_asked, "follow-up"),
    conduct.cut_in === 0 ? "never cut in" : `cut in ${plural(conduct.cut_in, "time")}`,
    `${duration(role.lasted_s)} of ${duration(role.planned_s)}`,
  ];
  return h(
    "p",
    { class: "hint", data: { testid: "conduct" } },
    `The interviewer: ${parts.join(", ")}.`,
  );
}

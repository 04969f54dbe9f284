/**
 * Screen 3: the live interview.
 */

import { announce, alertReader } from "./announcer.js";
import { BannerView } from "./banner-view.js";
import { ComposerView } from "./composer-view.js";
import { ConversationView } from "./conversation-view.js";
import { h, show } from "./element.js";
import { button, checkbox } from "./fields.js";
import { icon, mark } from "./icons.js";
import { ProgressView } from "./progress-view.js";
import { StageView } from "./stage-view.js";
import { TaskView } from "./task-view.js";
import { END_REASONS } from "./words.js";

/** @typedef {import("./interview.js").InterviewView} InterviewView */

/** Longest wait for the goodbye's last words before the report is shown, milliseconds. */
const GOODBYE_MS = 10_000;
/** The last words stay on the screen for a moment. */
const LINGER_MS = 1800;

/**
 * @param {object} parts
 * @param {import("./interview.js").Interview} parts.interview already started
 * @param {() => void} parts.onReport the interview is over
 * @param {() => void} parts.onRestart
 * @returns {{element: HTMLElement, close: () => void}}
 */
export function liveView({ interview, onReport, onRestart }) {
  const banner = new BannerView(interview);
  const stage = new StageView(interview);
  const task = new TaskView(interview);
  const composer = new ComposerView(interview);
  const progress = new ProgressView();
  const conversation = new ConversationView(interview);
  const degraded = h("details", { class: "degraded", hidden: true, data: { testid: "degraded" } });
  const cover = h("div", { class: "cover", hidden: true });
  const title = h("h1", { class: "visually-hidden" }, "Interview");

  const room = h(
    "div",
    { class: "room" },
    h("div", { class: "floor" }, banner.element, stage.element, task.element, composer.element),
    h(
      "aside",
      { class: "side", "aria-label": "Progress and conversation" },
      progress.element,
      degraded,
      conversation.element,
      checkbox({
        id: "read-captions",
        label: "Screen reader reads the captions",
        checked: true,
        onChange: (reading) => (stage.announcing = reading),
      }),
    ),
  );
  const element = h("div", { class: "live", data: { testid: "live" } }, title, room, cover);

  let view = interview.view;
  let coverKey = "";
  let endedAtMs = 0;

  /** @param {InterviewView} now */
  const changed = (now) => {
    view = now;
    const { session } = now;
    if (session.roleTitle)
      title.textContent = `${session.roleTitle} interview with ${session.interviewerName}`;
    room.classList.toggle("with-task", session.task !== null);
    if (session.degraded.length > 0 && degraded.hidden) fillDegraded(degraded, session.degraded);
    const content = coverOf(now, { rejoin: () => interview.rejoin(), onReport, onRestart });
    if ((content?.key ?? "") === coverKey) return;
    coverKey = content?.key ?? "";
    show(cover, content !== null);
    room.inert = content !== null;
    cover.replaceChildren(...(content ? [content.element] : []));
    if (content) {
      alertReader(content.spoken);
      cover.querySelector("button")?.focus();
    }
  };
  const unsubscribe = interview.subscribe(changed);

  let frame = requestAnimationFrame(function draw(nowMs) {
    frame = requestAnimationFrame(draw);
    banner.draw(view, nowMs);
    stage.draw(view, nowMs);
    task.draw(view);
    composer.draw(view);
    progress.draw(view, nowMs);
    conversation.draw(view);
    if (view.session.ended) leaveWhenSilent(nowMs);
  });

  /** @param {number} nowMs */
  function leaveWhenSilent(nowMs) {
    if (endedAtMs === 0) {
      endedAtMs = nowMs;
      announce(
        `${END_REASONS[view.session.ended ?? ""] ?? "The interview is over."} Your report is being written.`,
      );
    }
    const passedMs = nowMs - endedAtMs;
    if (passedMs > GOODBYE_MS || (passedMs > LINGER_MS && !interview.voice.speaking)) {
      cancelAnimationFrame(frame);
      onReport();
    }
  }

  return {
    element,
    close() {
      cancelAnimationFrame(frame);
      unsubscribe();
      stage.close();
    },
  };
}

/** @param {HTMLElement} element @param {string[]} parts */
function fillDegraded(element, parts) {
  element.replaceChildren(
    h("summary", {}, icon("info", 18), "Some parts run on a fallback"),
    h(
      "ul",
      {},
      parts.map((part) => h("li", {}, part)),
    ),
  );
  element.hidden = false;
}

/**
 * What stands in front of the interview when it can't go on by itself.
 * @param {InterviewView} view
 * @param {{rejoin: () => void, onReport: () => void, onRestart: () => void}} ways
 * @returns {{key: string, element: HTMLElement, spoken: string} | null}
 */
function coverOf({ connection, session }, { rejoin, onReport, onRestart }) {
  if (session.ended) return null;
  if (connection.name === "waiting") {
    const { position } = connection;
    return panel(
      `waiting-${position}`,
      "All interview rooms are taken",
      `You are number ${position} in line. Keep this page open: your interview begins by itself when a room is free.`,
      h("p", { class: "queue", data: { testid: "waiting-position" } }, String(position)),
    );
  }
  if (connection.name !== "closed" || !connection.ending) return null;
  const { code, title, text, way_on } = connection.ending;
  const ways = {
    take_over: button("Continue here", {
      class: "primary",
      data: { testid: "take-over" },
      on: { click: rejoin },
    }),
    rejoin: button("Join again", {
      class: "primary",
      data: { testid: "rejoin" },
      on: { click: rejoin },
    }),
    report: button("See the report", {
      class: "primary",
      data: { testid: "to-report" },
      on: { click: onReport },
    }),
    restart: button("Choose an interview", {
      class: "primary",
      data: { testid: "restart" },
      on: { click: onRestart },
    }),
  };
  return panel(code, title, text, ways[/** @type {keyof typeof ways} */ (way_on)]);
}

/** @param {string} key @param {string} title @param {string} text @param {HTMLElement} more */
function panel(key, title, text, more) {
  const element = h(
    "div",
    { class: "card cover-card", data: { testid: "cover", state: key } },
    mark(44),
    h("h2", {}, title),
    h("p", {}, text),
    more,
  );
  return { key, element, spoken: `${title}. ${text}` };
}

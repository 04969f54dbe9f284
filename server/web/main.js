/**
 * The page: decides by the address which screen is shown and holds what screens share.
 *
 * `#/` choose · `#/check` · `#/interview/<id>` · `#/report/<id>`
 */

import { ApiError, configure, createSession, documents, proposal, roleKits } from "./api.js";
import { checkView } from "./check-view.js";
import { h } from "./element.js";
import { button } from "./fields.js";
import { Interview } from "./interview.js";
import { keep, recall } from "./kept.js";
import { liveView } from "./live-view.js";
import { Microphone } from "./microphone.js";
import { failure, openNotice } from "./notices.js";
import { reportView } from "./report-view.js";
import { DEFAULT_CHOICES, setupView } from "./setup-view.js";
import { Sound } from "./sound.js";
import { tokenView } from "./token-view.js";
import { topbar } from "./topbar.js";

/** @typedef {{element: HTMLElement, close: () => void}} Screen */
/**
 * @typedef {{sessionId: string, transport: "ws" | "webrtc", typed: boolean, deviceId: string | null}} OpenInterview
 *   kept in the tab, so that a refresh comes back into it
 */

/** How long a page that was refreshed waits for leave to play before it asks for a click. */
const UNLOCK_MS = 500;

class Page {
  #sound = new Sound();
  /** @type {Microphone | null} */
  #microphone = null;
  /** @type {Interview | null} */
  #interview = null;
  /** Ticket of a session that was just created. @type {string | null} */
  #ticket = null;
  /** @type {Screen | null} */
  #screen = null;
  /** @type {import("./setup-view.js").Choices} */
  #choices = { ...DEFAULT_CHOICES, ...recall("choices", {}) };
  /** What was asked for with these choices. @type {{key: string, wishes: Promise<object>} | null} */
  #prepared = null;
  #main = /** @type {HTMLElement} */ (document.getElementById("main"));
  /** Counts screens, so that one that comes late is dropped. */
  #visit = 0;

  /** Show the screen that the address names. */
  async show() {
    const visit = ++this.#visit;
    const [name = "", id = ""] = location.hash.replace(/^#\/?/, "").split("/");
    this.#leave(name);
    const screen = await this.#build(name, decodeURIComponent(id));
    if (visit !== this.#visit) {
      screen.close();
      return;
    }
    this.#screen = screen;
    topbar(name);
    document.body.dataset.screen = name || "choose";
    this.#main.replaceChildren(screen.element);
    document.title = `${screen.element.querySelector("h1")?.textContent || "Interview"} · Viva`;
    window.scrollTo(0, 0);
    this.#main.focus({ preventScroll: true });
  }

  /** @param {string} next name of the screen that follows */
  #leave(next) {
    this.#screen?.close();
    this.#screen = null;
    this.#interview?.leave();
    this.#interview = null;
    // The light of the microphone goes out as soon as nothing listens.
    if (next !== "interview" && next !== "check") this.#microphone?.close();
  }

  /** @param {string} name @param {string} id @returns {Promise<Screen>} */
  async #build(name, id) {
    if (name === "interview" && id) return this.#buildInterview(id);
    if (name === "report" && id) {
      if (recall("interview")?.sessionId === id) keep("interview", null);
      return reportView({
        sessionId: id,
        onResume: () => go(`interview/${id}`),
        onRestart: () => go(""),
      });
    }
    if (name === "check" && this.#choices.kitId) {
      return checkView({
        sound: this.#sound,
        microphone: this.#useMicrophone(),
        onStart: (typed) => this.#start(typed),
        onBack: () => go(""),
      });
    }
    return this.#buildSetup();
  }

  async #buildSetup() {
    let kits;
    try {
      let own;
      [kits, own] = await Promise.all([roleKits(), documents()]);
      this.#forget(own);
    } catch (error) {
      if (error instanceof ApiError && error.code === "sign_in_needed") {
        return tokenView((token) => {
          keep("token", token);
          void this.show();
        });
      }
      return failure("The roles can’t be shown", error, () => void this.show());
    }
    const known = kits.some((kit) => kit.role_kit_id === this.#choices.kitId);
    if (!known) this.#choices = { ...this.#choices, kitId: null };
    return setupView({
      kits,
      choices: this.#choices,
      onChange: (choices) => {
        this.#choices = choices;
        keep("choices", choices);
      },
      propose: ({ resume, job }) =>
        // Without a proposal one chooses by hand.
        proposal(resume?.id ?? null, job?.id ?? null).catch(() => null),
      onNext: () => {
        // Planned while the microphone is checked; a failure shows when the interview is started.
        this.#wishes().catch(() => {});
        go("check");
      },
      open: openNotice(recall("interview"), (id) => go(`interview/${id}`)),
    });
  }

  /** Documents that were erased meanwhile can't be used. @param {{id: string}[]} own */
  #forget(own) {
    const there = new Set(own.map(({ id }) => id));
    const { resume, job, notes } = this.#choices.materials;
    const materials = {
      resume: resume && there.has(resume.id) ? resume : null,
      job: job && there.has(job.id) ? job : null,
      notes: notes && there.has(notes.id) ? notes : null,
    };
    this.#choices = { ...this.#choices, materials };
  }

  /** @returns {Microphone | null} null where the browser has no audio */
  #useMicrophone() {
    const { context } = this.#sound;
    if (!this.#microphone && context) this.#microphone = new Microphone(context);
    return this.#microphone;
  }

  /** Create the session and go in. @param {boolean} typed */
  async #start(typed) {
    const { transport, name, practice } = this.#choices;
    const created = await createSession({
      ...(await this.#wishes()),
      ...(practice === "quick" && { practice_type: practice }),
      audio_out: transport,
      candidate_name: name.trim() || null,
    });
    this.#ticket = created.ticket;
    const deviceId = this.#microphone?.deviceId ?? null;
    keep("interview", { sessionId: created.session_id, transport, typed, deviceId });
    if (typed) this.#microphone?.close();
    // The check is left behind: "back" leads to the choice, not to a second start.
    location.replace(`#/interview/${created.session_id}`);
  }

  /** What the interview is to be like; planned once for the same choices. @returns {Promise<object>} */
  #wishes() {
    const key = JSON.stringify(this.#choices);
    if (this.#prepared?.key !== key) {
      const wishes = this.#prepare();
      this.#prepared = { key, wishes };
      wishes.catch(() => {
        this.#prepared = null;
      });
    }
    return this.#prepared.wishes;
  }

  /** With documents the interview is configured first and planned from them. */
  async #prepare() {
    const { kitId, interviewType, seniority, style, mode, language, minutes, materials } =
      this.#choices;
    const choices = {
      role_kit_id: kitId,
      interview_type: interviewType,
      seniority,
      style,
      mode,
      language,
    };
    if (!materials.resume) return { ...choices, duration_s: minutes * 60 };
    const { config_id } = await configure({
      ...choices,
      minutes,
      resume_doc_id: materials.resume.id,
      jd_doc_id: materials.job?.id ?? null,
      company_notes_doc_id: materials.notes?.id ?? null,
    });
    return { config_id };
  }

  /** @param {string} sessionId @returns {Promise<Screen>} */
  async #buildInterview(sessionId) {
    /** @type {OpenInterview} */
    const fallback = { sessionId, transport: "ws", typed: false, deviceId: null };
    const kept = recall("interview");
    const open = kept?.sessionId === sessionId ? kept : fallback;
    if (!this.#ticket) keep("interview", open);
    const ready = await this.#sound.unlock(UNLOCK_MS);
    if (!ready && !this.#ticket && this.#sound.context) return this.#gate(open);
    return this.#enter(open);
  }

  /** A refreshed page may not play until it is clicked. @param {OpenInterview} open @returns {Screen} */
  #gate(open) {
    const visit = this.#visit;
    const enter = async () => {
      await this.#sound.unlock();
      const screen = await this.#enter(open);
      if (visit !== this.#visit) return screen.close();
      this.#screen = screen;
      this.#main.replaceChildren(screen.element);
    };
    return {
      element: h(
        "div",
        { class: "card wait", data: { testid: "gate" } },
        h("h1", {}, "Your interview is waiting"),
        h("p", {}, "Nothing is lost. Continue at the word where it stopped."),
        button("Continue the interview", {
          class: "primary large",
          data: { testid: "continue" },
          on: { click: () => void enter() },
        }),
      ),
      close: () => {},
    };
  }

  /** @param {OpenInterview} open @returns {Promise<Screen>} */
  async #enter({ sessionId, transport, typed, deviceId }) {
    const microphone = typed ? null : this.#useMicrophone();
    const problem = microphone?.stream ? null : await openMicrophone(microphone, deviceId);
    const interview = await Interview.open({
      sessionId,
      transport,
      context: this.#sound.context,
      microphone,
    });
    interview.microphoneProblem = problem;
    this.#interview = interview;
    interview.start(this.#ticket);
    this.#ticket = null;
    const toReport = () => location.replace(`#/report/${sessionId}`);
    return liveView({
      interview,
      onReport: toReport,
      onRestart: () => {
        keep("interview", null);
        go("");
      },
    });
  }
}

/**
 * @param {Microphone | null} microphone
 * @param {string | null} deviceId
 * @returns {Promise<import("./microphone.js").MicrophoneProblem | null>} why it can't be used
 */
async function openMicrophone(microphone, deviceId) {
  try {
    await microphone?.open(deviceId ?? undefined);
    return null;
  } catch (error) {
    return /** @type {import("./microphone.js").MicrophoneError} */ (error).problem;
  }
}

/** @param {string} path after `#/` */
function go(path) {
  location.hash = `#/${path}`;
}

const page = new Page();
window.addEventListener("hashchange", () => void page.show());
document.getElementById("skip")?.addEventListener("click", (event) => {
  event.preventDefault(); // The address names the screen and must stay.
  document.getElementById("main")?.focus();
});
void page.show();

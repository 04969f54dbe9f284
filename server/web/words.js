/**
 * The page's words for what the server names by id, and how quantities are written.
 */

/** @type {Record<string, string>} */
export const TYPES = {
  hr: "HR screen",
  hiring_manager: "Hiring manager",
  technical: "Technical",
  panel: "Panel",
};

/** @type {Record<string, string>} */
export const LEVELS = { entry: "Entry", mid: "Mid", senior: "Senior" };

/** @type {Record<string, [string, string]>} name, one line */
export const STYLES = {
  friendly: ["Friendly", "Warm and encouraging. Eases you in."],
  neutral: ["Neutral", "Matter-of-fact, like most first rounds."],
  stress: ["Stress", "Brisk and sceptical. Presses on weak points."],
};

/** @type {Record<string, [string, string]>} */
export const PRACTICES = {
  structured: ["Whole interview", "Introduction, your experience, the role, your questions."],
  quick: ["Quick practice", "Questions in a row, straight to the point."],
};

/** @type {Record<string, [string, string]>} */
export const MODES = {
  assessment: ["Assessment", "No feedback until the end, like the real thing."],
  coached: ["Coached", "Short hints along the way."],
};

/** @type {Record<string, [string, string]>} */
export const LANGUAGES = {
  en: ["English", "Where the job asks for it, you may answer in Spanish, too."],
  es: ["Español", "Vera asks in Spanish. Without a speech service that knows it, type your answers."],
};

/** Whether there are questions in Spanish for a role. @param {{role_category: string}} kit */
export const speaksSpanish = (kit) => kit.role_category === "support";

/** @type {Record<string, [string, string]>} */
export const TRANSPORTS = {
  ws: ["WebSocket", "Works almost everywhere."],
  webrtc: ["WebRTC", "Copes better with a shaky network."],
};

/** @type {Record<string, string>} in the order of an interview */
export const PHASES = {
  intro: "Introduction",
  resume_deep_dive: "Your experience",
  role_skills: "Role skills",
  exercise: "Exercise",
  behavioral: "How you work",
  close: "Your questions",
};

/** @type {Record<string, string>} why an interview ended */
export const END_REASONS = {
  completed: "The interview is complete.",
  time_up: "Time is up.",
  candidate: "You ended the interview.",
  operator: "The interview was ended by the operator.",
  abandoned: "The interview was closed because nobody came back.",
  silence: "The interview was closed because nothing was heard for a long time.",
  failed: "The interview could not go on because of a failure on our side.",
};

/** @param {number} seconds @returns {string} `4:05` */
export function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** @param {number} seconds @returns {string} `4 min 5 s`, for reading out and for prose */
export function duration(seconds) {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** @param {number} count @param {string} one @param {string} [many] */
export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** @param {string} id @returns {string} `customer_support` as `customer support` */
export const spaced = (id) => id.replaceAll("_", " ");

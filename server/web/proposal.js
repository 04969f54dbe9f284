/**
 * What the documents propose for the choices of the first screen. Pure.
 */

import { LEVELS, speaksSpanish } from "./words.js";

/** @typedef {import("./wire.js").RoleKit} RoleKit */
/** @typedef {import("./setup-view.js").Choices} Choices */
/**
 * @typedef {{candidate_name: string | null, target_role: string | null, role_kit_id: string | null,
 *   seniority: string | null, company: string | null, response_languages: string[],
 *   provenance: Record<string, string>}} Proposal
 */

/**
 * The choices with a proposal taken over, but for what was chosen by hand: that differs from what
 * the proposal before said.
 * @param {Choices} chosen @param {Proposal | null} proposed @param {RoleKit[]} kits
 * @returns {Choices}
 */
export function adopt(chosen, proposed, kits) {
  const before = chosen.proposed;
  const next = { ...chosen, proposed };
  if (!chosen.name || chosen.name === before?.candidate_name)
    next.name = proposed?.candidate_name ?? "";
  const kit = kits.find((one) => one.role_kit_id === proposed?.role_kit_id);
  const free = chosen.kitId === null || chosen.kitId === before?.role_kit_id;
  if (free && kit) Object.assign(next, ofKit(next, kit), { seniority: levelFor(proposed, kit) });
  return next;
}

/** What follows from choosing a role. @param {Choices} chosen @param {RoleKit | undefined} kit */
export function ofKit(chosen, kit) {
  const offered = kit?.interview_types ?? [];
  const keeps = chosen.interviewType !== null && offered.includes(chosen.interviewType);
  return {
    kitId: kit?.role_kit_id ?? null,
    seniority: kit ? levelFor(chosen.proposed, kit) : null,
    interviewType: keeps ? chosen.interviewType : (offered[0] ?? null),
    language: kit && speaksSpanish(kit) ? chosen.language : "en",
  };
}

/** @param {Proposal | null} proposed @param {RoleKit} kit */
const levelFor = (proposed, kit) =>
  (proposed?.role_kit_id === kit.role_kit_id && proposed.seniority) || kit.level;

/**
 * One sentence on what was proposed, empty when nothing was.
 * @param {Proposal | null} proposed @param {RoleKit[]} kits
 */
export function proposalWords(proposed, kits) {
  const kit = kits.find((one) => one.role_kit_id === proposed?.role_kit_id);
  if (!proposed || !kit) return "";
  const paper = proposed.provenance.role_kit_id === "job" ? "the job description" : "your résumé";
  const level = LEVELS[levelFor(proposed, kit)];
  const at = proposed.company ? ` at ${proposed.company}` : "";
  return `Going by ${paper}: ${kit.name}, ${level.toLowerCase()} level${at}. Choose another role below if that’s wrong.`;
}

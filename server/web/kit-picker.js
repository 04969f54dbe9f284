/**
 * The catalogue of roles as cards, with search.
 */

import { h, setText } from "./element.js";
import { button } from "./fields.js";
import { icon } from "./icons.js";
import { LEVELS, plural, spaced } from "./words.js";

/** @typedef {import("./wire.js").RoleKit} RoleKit */

/** Cards shown before one asks for all. */
const FIRST_SHOWN = 24;
/** Skills named on a card. */
const SKILLS_SHOWN = 4;

/** @param {RoleKit} kit @returns {string} everything a search looks through */
const searchText = (kit) =>
  [kit.name, kit.domain, kit.description, LEVELS[kit.level], ...kit.skills_focus, ...kit.track_tags]
    .join(" ")
    .toLowerCase();

/**
 * @param {object} parts
 * @param {RoleKit[]} parts.kits
 * @param {string | null} parts.chosenId
 * @param {(kitId: string) => void} parts.onChoose
 * @returns {{element: HTMLElement, firstInput: () => HTMLInputElement | null, mark: (kitId: string | null) => void}}
 */
export function kitPicker({ kits, chosenId, onChoose }) {
  const cards = kits.map((kit) => ({
    kit,
    text: searchText(kit),
    element: card(kit, kit.role_kit_id === chosenId, onChoose),
  }));
  const search = h("input", {
    type: "search",
    class: "input",
    id: "kit-search",
    placeholder: "Role, skill or field",
    autocomplete: "off",
    "aria-describedby": "kit-count",
    data: { testid: "kit-search" },
    on: { input: () => filter() },
  });
  const count = h("p", {
    class: "hint",
    id: "kit-count",
    role: "status",
    data: { testid: "kit-count" },
  });
  const more = button("Show all roles", {
    class: "quiet",
    data: { testid: "kit-more" },
    on: { click: () => filter(true) },
  });
  const none = h(
    "p",
    { class: "empty", hidden: true },
    "No role matches. Try a broader word, such as “sales”.",
  );

  function filter(all = false) {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = cards.filter(({ text }) => words.every((word) => text.includes(word)));
    const chosen = cards.find(({ element }) => element.querySelector("input")?.checked);
    const limit = all || words.length > 0 ? found.length : FIRST_SHOWN;
    const shown = new Set(found.slice(0, limit));
    if (chosen && words.length === 0) shown.add(chosen);
    for (const one of cards) one.element.hidden = !shown.has(one);
    more.hidden = shown.size >= found.length;
    none.hidden = found.length > 0;
    setText(count, plural(found.length, "role"));
  }
  filter();

  const element = h(
    "section",
    { class: "kits", "aria-labelledby": "kits-title" },
    h(
      "div",
      { class: "kits-head" },
      h("h2", { id: "kits-title" }, "Role"),
      count,
      h(
        "div",
        { class: "search" },
        h("label", { class: "visually-hidden", for: "kit-search" }, "Search roles"),
        icon("search", 18),
        search,
      ),
    ),
    h(
      "div",
      { class: "kit-grid", role: "radiogroup", "aria-labelledby": "kits-title" },
      cards.map((one) => one.element),
    ),
    none,
    more,
  );
  return {
    element,
    firstInput: () => element.querySelector("input[type=radio]"),
    /** Show a choice that was made elsewhere. */
    mark(kitId) {
      for (const { kit, element: shown } of cards) {
        const input = shown.querySelector("input");
        if (input) input.checked = kit.role_kit_id === kitId;
      }
      filter();
    },
  };
}

/** @param {RoleKit} kit @param {boolean} chosen @param {(kitId: string) => void} onChoose */
function card(kit, chosen, onChoose) {
  const id = kit.role_kit_id;
  const rest = kit.skills_focus.length - SKILLS_SHOWN;
  return h(
    "label",
    { class: "kit" },
    h("input", {
      type: "radio",
      name: "kit",
      value: id,
      checked: chosen,
      "aria-labelledby": `kit-${id}-name`,
      "aria-describedby": `kit-${id}-about`,
      data: { testid: `kit-${id}` },
      on: { change: () => onChoose(id) },
    }),
    h(
      "span",
      { class: "kit-body" },
      h("span", { class: "kit-name", id: `kit-${id}-name` }, kit.name),
      h(
        "span",
        { class: "kit-about", id: `kit-${id}-about` },
        h(
          "span",
          { class: "kit-facts" },
          h("span", {}, `${LEVELS[kit.level] ?? kit.level} level`),
          h("span", {}, icon("clock", 15), `${kit.estimated_minutes} min`),
          kit.domain && h("span", {}, spaced(kit.domain)),
        ),
        h("span", { class: "kit-text" }, kit.description),
        h(
          "span",
          { class: "tags" },
          kit.skills_focus
            .slice(0, SKILLS_SHOWN)
            .map((skill) => h("span", { class: "tag" }, spaced(skill))),
          rest > 0 && h("span", { class: "tag faint" }, `+${rest}`),
        ),
      ),
      h("span", { class: "kit-tick" }, icon("check", 16)),
    ),
  );
}

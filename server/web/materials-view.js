/**
 * What the interview can be prepared from: the résumé and the job description, and what was read.
 */

import { parseDocument, pasteDocument, uploadDocument } from "./api.js";
import { h, setText, show } from "./element.js";
import { button } from "./fields.js";
import { highlights } from "./highlights.js";
import { icon } from "./icons.js";

/** @typedef {{id: string, name: string, lines: import("./highlights.js").Line[]}} Material a document that was read */
/** @typedef {{resume: Material | null, job: Material | null, notes: Material | null}} Materials */
/**
 * @typedef {{type: "resume" | "job_description" | "company_notes", name: "resume" | "job" | "notes",
 *   title: string, why: string, paste: string}} Kind
 */

const FILES = ".pdf,.docx,.txt,.md";
/** The server takes no more; told at once, before anything is sent. */
const MAX_BYTES = 10 * 1024 * 1024;

/** @type {Kind[]} */
const KINDS = [
  {
    type: "resume",
    name: "resume",
    title: "Your résumé",
    why: "Vera asks about what you really did.",
    paste: "Paste the text of your résumé",
  },
  {
    type: "job_description",
    name: "job",
    title: "The job description",
    why: "Questions follow what the job asks for. Needs your résumé, too.",
    paste: "Paste the job description",
  },
  {
    type: "company_notes",
    name: "notes",
    title: "About the company",
    why: "What you know of it: values, products, news.",
    paste: "Paste your notes on the company",
  },
];

/**
 * @param {object} parts
 * @param {Materials} parts.materials
 * @param {(materials: Materials) => void} parts.onChange
 * @returns {{element: HTMLElement, busy: () => boolean}}
 */
export function materialsView({ materials, onChange }) {
  let kept = materials;
  const slots = KINDS.map((kind) =>
    slot(kind, kept[kind.name] ?? null, (material) => {
      kept = { ...kept, [kind.name]: material };
      onChange(kept);
    }),
  );
  const element = h(
    "section",
    { class: "materials card", "aria-labelledby": "materials-title", data: { testid: "materials" } },
    h(
      "div",
      { class: "materials-head" },
      h("h2", { id: "materials-title" }, "Make it about you"),
      h("p", { class: "hint" }, "Optional. PDF, Word or plain text, or paste it."),
    ),
    h(
      "div",
      { class: "materials-slots" },
      slots.map((one) => one.element),
    ),
  );
  return { element, busy: () => slots.some((one) => one.busy()) };
}

/** @param {Kind} kind @param {Material | null} material @param {(material: Material | null) => void} onRead */
function slot(kind, material, onRead) {
  let busy = false;
  const problem = h("p", {
    class: "field-problem",
    role: "alert",
    hidden: true,
    data: { testid: `${kind.name}-problem` },
  });
  const body = h("div", { class: "material-body", "aria-live": "polite" });
  const element = h(
    "div",
    { class: "material", data: { testid: kind.name } },
    h("h3", { class: "material-title" }, kind.title),
    body,
    problem,
  );

  /** @param {Promise<{id: string}>} sending */
  async function read(sending) {
    busy = true;
    show(problem, false);
    body.replaceChildren(h("p", { class: "hint" }, "Reading…"));
    try {
      const { id } = await sending;
      const document = await parseDocument(id);
      const found = { id, name: document.file_name, lines: highlights(document) };
      onRead(found);
      showRead(found);
    } catch (error) {
      setText(problem, /** @type {Error} */ (error).message);
      show(problem, true);
      showEmpty();
    } finally {
      busy = false;
    }
  }

  /** @param {File} file */
  function take(file) {
    if (file.size > MAX_BYTES) {
      setText(problem, "The file has more than 10 MB. Save it without pictures, or paste its text.");
      show(problem, true);
      return;
    }
    void read(uploadDocument(file, kind.type));
  }

  function showEmpty() {
    const file = h("input", {
      type: "file",
      accept: FILES,
      class: "visually-hidden",
      id: `${kind.name}-file`,
      data: { testid: `${kind.name}-file` },
      on: {
        change: () => {
          if (file.files?.[0]) take(file.files[0]);
        },
      },
    });
    body.replaceChildren(
      h("p", { class: "hint" }, kind.why),
      h(
        "div",
        { class: "material-ways" },
        h("label", { class: "button small" }, file, h("span", {}, "Choose a file")),
        button("Paste text", {
          class: "small",
          data: { testid: `${kind.name}-paste` },
          on: { click: showPaste },
        }),
      ),
    );
  }

  function showPaste() {
    const text = h("textarea", {
      class: "input",
      id: `${kind.name}-text`,
      rows: 6,
      maxlength: 100000,
      "aria-label": kind.paste,
      placeholder: kind.paste,
      data: { testid: `${kind.name}-text` },
    });
    const use = () => {
      if (text.value.trim()) void read(pasteDocument(text.value, kind.type));
      else text.focus();
    };
    body.replaceChildren(
      text,
      h(
        "div",
        { class: "material-ways" },
        button("Use this text", {
          class: "small primary",
          data: { testid: `${kind.name}-use` },
          on: { click: use },
        }),
        button("Cancel", { class: "small", on: { click: showEmpty } }),
      ),
    );
    text.focus();
  }

  /** @param {Material} found */
  function showRead(found) {
    body.replaceChildren(
      h("p", { class: "material-file" }, icon("check", 18), h("span", {}, found.name)),
      h(
        "dl",
        { class: "highlights", data: { testid: `${kind.name}-highlights` } },
        found.lines.map(({ label, words, tags }) =>
          h(
            "div",
            {},
            h("dt", {}, label),
            h(
              "dd",
              { class: tags ? "tags" : "" },
              words.map((word) => (tags ? h("span", { class: "tag" }, word) : h("p", {}, word))),
            ),
          ),
        ),
      ),
      h(
        "div",
        { class: "material-ways" },
        button("Leave it out", {
          class: "small",
          data: { testid: `${kind.name}-remove` },
          on: {
            click: () => {
              onRead(null);
              showEmpty();
            },
          },
        }),
      ),
    );
  }

  // Files may also be dropped on the slot.
  element.addEventListener("dragover", (event) => event.preventDefault());
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file && !busy) take(file);
  });
  if (material) showRead(material);
  else showEmpty();
  return { element, busy: () => busy };
}

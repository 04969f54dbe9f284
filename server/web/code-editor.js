/**
 * A plain editor for a short piece of code: a textarea with line numbers that keeps indentation.
 *
 * Escape gives the Tab key back to moving around, so nobody is trapped in it.
 */

import { h, setText } from "./element.js";

const INDENT = "  ";

export class CodeEditor {
  /**
   * @param {object} options
   * @param {string} options.id
   * @param {string} options.testid
   * @param {string} [options.describedBy] id of its hint
   * @param {(text: string) => void} [options.onEdit]
   */
  constructor({ id, testid, describedBy, onEdit = () => {} }) {
    this.#onEdit = onEdit;
    this.#area = h("textarea", {
      id,
      class: "code-text",
      rows: 8,
      wrap: "off",
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      "aria-describedby": describedBy ?? null,
      data: { testid },
    });
    this.element = h("div", { class: "code-editor" }, this.#gutter, this.#area);
    this.#area.addEventListener("input", () => this.#edited());
    this.#area.addEventListener("keydown", (event) => this.#key(event));
    this.#area.addEventListener("blur", () => (this.#tabIndents = true));
    this.#area.addEventListener("scroll", () => {
      this.#gutter.scrollTop = this.#area.scrollTop;
    });
  }

  #onEdit;
  #tabIndents = true;
  #lines = 0;
  #gutter = h("div", { class: "code-gutter", "aria-hidden": "true" });
  #area;

  get value() {
    return this.#area.value;
  }

  /** @param {string} text set without telling `onEdit` */
  set value(text) {
    this.#area.value = text;
    this.#number();
  }

  /** @param {boolean} readOnly */
  set readOnly(readOnly) {
    this.#area.readOnly = readOnly;
    this.element.classList.toggle("read-only", readOnly);
  }

  focus() {
    this.#area.focus();
  }

  #edited() {
    this.#number();
    this.#onEdit(this.#area.value);
  }

  #number() {
    const lines = this.#area.value.split("\n").length;
    if (lines === this.#lines) return;
    this.#lines = lines;
    setText(this.#gutter, Array.from({ length: lines }, (_, index) => index + 1).join("\n"));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#area.readOnly) return;
    if (event.key === "Escape") this.#tabIndents = false;
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.#insert(`\n${this.#indentHere()}`);
      this.#area.scrollLeft = 0;
    }
    if (event.key !== "Tab" || event.shiftKey || !this.#tabIndents) return;
    event.preventDefault();
    this.#insert(INDENT);
  }

  /** The spaces at the beginning of the caret's line. */
  #indentHere() {
    const before = this.#area.value.slice(0, this.#area.selectionStart);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    return /^[ \t]*/.exec(line)?.[0] ?? "";
  }

  /** @param {string} text */
  #insert(text) {
    const { selectionStart, selectionEnd } = this.#area;
    this.#area.setRangeText(text, selectionStart, selectionEnd, "end");
    this.#edited();
  }
}

/**
 * Code to read, with line numbers.
 * @param {string} text @param {string} testid @param {Set<number>} [marked] lines that stand out
 */
export const codeListing = (text, testid, marked = new Set()) =>
  h(
    "pre",
    { class: "code-listing", tabindex: 0, data: { testid } },
    h(
      "code",
      {},
      text
        .split("\n")
        .map((line, index) =>
          h("span", { class: marked.has(index + 1) ? "code-line marked" : "code-line" }, `${line}\n`),
        ),
    ),
  );

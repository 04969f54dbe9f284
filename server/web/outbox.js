/**
 * Typed answers on their way: kept until the server has each in its durable record.
 */

import { keep, randomId, recall } from "./kept.js";

/** @typedef {{messageId: string, text: string}} Letter */

export class Outbox {
  /** @param {string} sessionId */
  constructor(sessionId) {
    this.#name = `outbox.${sessionId}`;
    this.#letters = recall(this.#name, []);
  }

  #name;
  /** @type {Letter[]} */
  #letters;

  /** @returns {readonly Letter[]} not yet acknowledged, oldest first */
  get waiting() {
    return this.#letters;
  }

  /** @param {string} text @returns {Letter} */
  add(text) {
    const letter = { messageId: randomId(), text };
    this.#save([...this.#letters, letter]);
    return letter;
  }

  /** @param {readonly string[]} messageIds in the durable record @returns {boolean} something changed */
  settle(messageIds) {
    const left = this.#letters.filter((letter) => !messageIds.includes(letter.messageId));
    if (left.length === this.#letters.length) return false;
    this.#save(left);
    return true;
  }

  /** @param {Letter[]} letters */
  #save(letters) {
    this.#letters = letters;
    keep(this.#name, letters.length > 0 ? letters : null);
  }
}

/** The wire message of a letter; the same one twice is harmless. @param {Letter} letter */
export const messageOf = (letter) => ({
  type: "text",
  text: letter.text,
  message_id: letter.messageId,
});

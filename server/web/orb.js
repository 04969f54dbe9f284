/**
 * The interviewer's presence: a soft shape that moves with the voice and with what it is doing.
 */

import { h } from "./element.js";
import { loudness } from "./level-meter.js";

/** @typedef {import("./session.js").Mood} Mood */

const POINTS = 72;
/** Each layer: size of the whole, opacity, bumps, turns per second, how much the voice moves it. */
const LAYERS = [
  { size: 0.86, alpha: 0.1, bumps: 3, spin: 0.05, sway: 0.13 },
  { size: 0.72, alpha: 0.18, bumps: 4, spin: -0.08, sway: 0.1 },
  { size: 0.58, alpha: 1, bumps: 2, spin: 0.04, sway: 0.06 },
];

/** Brightness of the light on the shape, percent, by distance; it falls off softly. */
const SHINE = [
  [0, 40],
  [0.25, 27],
  [0.5, 13],
  [0.75, 4],
  [1, 0],
];

/** Size and liveliness at rest, by mood. @type {Record<Mood, {size: number, life: number}>} */
const MOODS = {
  away: { size: 0.82, life: 0.1 },
  ended: { size: 0.82, life: 0.1 },
  speaking: { size: 1, life: 0.55 },
  listening: { size: 0.94, life: 0.4 },
  thinking: { size: 0.86, life: 0.3 },
  waiting: { size: 0.92, life: 0.25 },
};

export class Orb {
  constructor() {
    this.element = h("canvas", { class: "orb", "aria-hidden": "true" });
    this.#context = /** @type {CanvasRenderingContext2D} */ (this.element.getContext("2d"));
    this.#calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.#scheme = matchMedia("(prefers-color-scheme: dark)");
    this.#scheme.addEventListener("change", this.#recolour);
  }

  #context;
  #calm;
  #scheme;
  #colour = "";
  #level = 0;
  #size = 0.9;
  #life = 0.2;
  /** Phase of the movement: runs faster when there is more life. */
  #phase = 0;
  #lastMs = 0;

  /**
   * Draw one frame.
   * @param {number} nowMs
   * @param {Mood} mood
   * @param {number} level of the voice that counts now, root mean square
   */
  draw(nowMs, mood, level) {
    const passedS = Math.min(0.1, (nowMs - this.#lastMs) / 1000);
    this.#lastMs = nowMs;
    const calm = this.#calm.matches;
    const loud = loudness(level);
    const ease = (
      /** @type {number} */ from,
      /** @type {number} */ to,
      /** @type {number} */ rate,
    ) => from + (to - from) * Math.min(1, passedS * rate);
    this.#level = ease(this.#level, loud, loud > this.#level ? 18 : 6);
    this.#size = ease(this.#size, MOODS[mood].size, 4);
    this.#life = ease(this.#life, MOODS[mood].life, 4);
    this.#phase += calm ? 0 : passedS * (0.6 + this.#life + this.#level * 1.4);
    this.#fit();
    this.#paint(mood, calm);
  }

  /** Match the canvas to its place on the page and to the screen's pixels. */
  #fit() {
    const { element } = this;
    const ratio = Math.min(2, devicePixelRatio);
    const side = Math.round(element.clientWidth * ratio);
    if (element.width !== side || this.#colour === "") {
      element.width = element.height = side;
      this.#recolour();
    }
  }

  #recolour = () => {
    this.#colour = getComputedStyle(this.element).color;
  };

  /** @param {Mood} mood @param {boolean} calm */
  #paint(mood, calm) {
    const context = this.#context;
    const side = this.element.width;
    const radius = side / 2;
    context.clearRect(0, 0, side, side);
    context.save();
    context.translate(radius, radius);
    const away = mood === "away" || mood === "ended" ? 0.45 : 1;
    const breath = calm ? 0 : Math.sin(this.#phase * 1.3) * 0.015;
    const grown = mood === "speaking" ? this.#level * 0.16 : this.#level * 0.04;
    this.#glow(radius, away);
    for (const { size, alpha, bumps, spin, sway } of LAYERS) {
      context.globalAlpha = alpha * away;
      context.fillStyle = context.strokeStyle = this.#colour;
      this.#blob(radius * (size * this.#size + breath + grown * (1.2 - size)), {
        bumps,
        turn: this.#phase * spin * Math.PI * 2,
        depth: calm
          ? 0
          : sway * (this.#life * 0.35 + (mood === "speaking" ? this.#level : this.#level * 0.3)),
      });
    }
    this.#light(radius, away);
    if (mood === "listening") this.#listeningRing(radius, side);
    if (mood === "thinking") this.#thinkingArc(radius, side, calm);
    context.restore();
  }

  /** A halo behind everything, brighter with the voice. @param {number} radius @param {number} away */
  #glow(radius, away) {
    const context = this.#context;
    const halo = context.createRadialGradient(0, 0, radius * 0.3, 0, 0, radius);
    halo.addColorStop(0, this.#colour);
    halo.addColorStop(1, "transparent");
    context.fillStyle = halo;
    context.globalAlpha = (0.1 + this.#level * 0.16) * away;
    context.fillRect(-radius, -radius, radius * 2, radius * 2);
  }

  /** Light from above on the shape drawn last. @param {number} radius @param {number} away */
  #light(radius, away) {
    const context = this.#context;
    const [x, y] = [-radius * 0.34, -radius * 0.5];
    const shine = context.createRadialGradient(x, y, 0, x, y, radius * 1.2);
    for (const [at, percent] of SHINE) shine.addColorStop(at, `rgb(255 255 255 / ${percent}%)`);
    context.fillStyle = shine;
    context.globalAlpha = away;
    context.fill();
    context.fillStyle = context.strokeStyle = this.#colour;
  }

  /** @param {number} radius @param {{bumps: number, turn: number, depth: number}} shape */
  #blob(radius, { bumps, turn, depth }) {
    const context = this.#context;
    context.beginPath();
    for (let point = 0; point <= POINTS; point++) {
      const angle = (point / POINTS) * Math.PI * 2;
      const wave =
        Math.sin(angle * bumps + turn + this.#phase) +
        0.5 * Math.sin(angle * (bumps + 1) - turn * 2 - this.#phase * 1.4);
      const distance = radius * (1 + depth * wave * 0.66);
      const x = Math.cos(angle) * distance;
      const y = Math.sin(angle) * distance;
      if (point === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.closePath();
    context.fill();
  }

  /** The candidate's voice, drawn around the presence. @param {number} radius @param {number} side */
  #listeningRing(radius, side) {
    const context = this.#context;
    context.globalAlpha = 0.35 + this.#level * 0.5;
    context.lineWidth = side * (0.006 + this.#level * 0.02);
    context.beginPath();
    context.arc(0, 0, radius * (0.93 - this.#level * 0.03), 0, Math.PI * 2);
    context.stroke();
  }

  /** @param {number} radius @param {number} side @param {boolean} calm */
  #thinkingArc(radius, side, calm) {
    const context = this.#context;
    const from = calm ? -Math.PI / 2 : this.#phase * 2.2;
    context.globalAlpha = 0.8;
    context.lineWidth = side * 0.012;
    context.lineCap = "round";
    context.beginPath();
    context.arc(0, 0, radius * 0.9, from, from + Math.PI * 0.45);
    context.stroke();
  }

  close() {
    this.#scheme.removeEventListener("change", this.#recolour);
  }
}

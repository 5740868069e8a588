// "Play the argument": both roads from dense to both, a sentence a step.

import { button, h, stillness } from "./dom.mjs";
import { argument } from "./words.mjs";

const STAY = 5500;

export class Play {
  /** `step(wiring, sentence)` shows one step; `leave()` is told when the reader has had enough. */
  constructor({ step, leave }) {
    Object.assign(this, { step, leave, at: -1 });
    this.main = button("", () => this.toggle());
    this.back = button("◀", () => this.go(this.at - 1), "Step back");
    this.on = button("▶", () => this.go(this.at + 1), "Step on");
    this.where = h("span.where");
    this.steps = h("span.steps", {}, this.back, this.where, this.on, button("✕", () => this.close(), "Leave the argument"));
    this.element = h("div.play", { role: "group", "aria-label": "The argument, step by step", onkeydown: (event) => this.pressed(event) }, this.main, this.steps);
  }

  get open() {
    return this.at >= 0;
  }

  show(counts) {
    this.sentences = argument(counts);
    this.label();
  }

  toggle() {
    if (!this.open || this.at === this.sentences.length - 1) {
      this.go(0);
      if (!stillness()) this.run();
    } else if (this.timer) this.pause();
    else if (stillness()) this.go(this.at + 1);
    else this.run();
  }

  run() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.go(this.at + 1, true);
      if (this.at < this.sentences.length - 1) this.run();
      else this.pause();
    }, STAY);
    this.label();
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = null;
    this.label();
  }

  /** Show a step; the reader's own step stops the clock. */
  go(to, byItself) {
    if (to < 0 || to >= this.sentences.length) return;
    this.at = to;
    if (byItself) this.label();
    else this.pause();
    this.step(...this.sentences[to]);
  }

  close() {
    const inside = this.element.contains(document.activeElement);
    this.at = -1;
    this.pause();
    if (inside) this.main.focus();
    this.leave();
  }

  label() {
    const last = this.sentences.length - 1;
    this.steps.hidden = !this.open;
    this.where.textContent = `${this.at + 1} of ${last + 1}`;
    this.main.textContent = !this.open ? "▶ Play the argument" : this.timer ? "❚❚ Pause" : this.at === last ? "↺ Again" : "▶ Go on";
    this.back.disabled = this.at <= 0;
    this.on.disabled = this.at >= last;
  }

  pressed({ key }) {
    if (!this.open) return;
    if (key === "ArrowRight") this.go(this.at + 1);
    if (key === "ArrowLeft") this.go(this.at - 1);
    if (key === "Escape") this.close();
  }
}

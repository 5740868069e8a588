// What goes from step to step, by hand and by itself: two buttons, and where one is.

import { integer } from "../model/numbers.js";
import { button, h } from "./dom.js";

export class Stepper {
  constructor(back, on) {
    Object.assign(this, { at: 0, last: 0, timer: null });
    this.back = button("◀", () => this.go(this.at - 1), back);
    this.on = button("▶", () => this.go(this.at + 1), on);
    this.where = h("span.where");
  }

  label() {
    this.where.textContent = `${integer(this.at + 1)} of ${integer(this.last + 1)}`;
    this.back.disabled = this.at <= 0;
    this.on.disabled = this.at >= this.last;
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = null;
    this.label();
  }
}

// "Slide": the kernel goes through its stops, by step and by play, each output once.

import { integer } from "../model/numbers.js";
import { button, h, stillness } from "./dom.js";

/** A stop lasts so many ms; of many stops the whole takes no longer than about a minute. */
const stay = (stops) => Math.max(60, Math.min(700, 60000 / stops));

export class Slide {
  /** `to(stop)` shows a stop. */
  constructor(to) {
    this.to = to;
    this.stop = 0;
    this.stops = 1;
    this.back = button("◀", () => this.go(this.stop - 1), "Slide to the stop before");
    this.play = button(
      "Slide",
      () => (this.timer ? this.pause() : this.run()),
      "Slide the kernel through all its stops",
    );
    this.on = button("▶", () => this.go(this.stop + 1), "Slide to the next stop");
    this.where = h("span.where");
    this.element = h(
      "span.slide",
      { role: "group", "aria-label": "Slide the kernel" },
      this.back,
      this.play,
      this.on,
      this.where,
    );
  }

  show(stop, stops) {
    Object.assign(this, { stop, stops });
    this.where.textContent = `${integer(stop + 1)} of ${integer(stops)}`;
    this.back.disabled = stop === 0;
    this.on.disabled = stop === stops - 1;
    this.play.textContent = this.timer ? "Pause" : "Slide";
  }

  go(stop) {
    this.pause();
    if (stop >= 0 && stop < this.stops) this.to(stop);
  }

  /** From the first stop to the last; where nothing is to move by itself, one stop further. */
  run() {
    if (stillness()) return this.to(this.stop === this.stops - 1 ? 0 : this.stop + 1);
    this.timer = setInterval(() => {
      if (this.stop >= this.stops - 1) this.pause();
      else this.to(this.stop + 1);
    }, stay(this.stops));
    this.to(0);
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.play.textContent = "Slide";
  }
}

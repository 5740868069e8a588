// "Slide": the kernel goes through its stops, by step and by play, each output once.

import { button, group, stillness } from "./dom.js";
import { Stepper } from "./stepper.js";

/** A stop lasts so many ms; of many stops the whole takes no longer than about a minute. */
const stay = (stops) => Math.max(60, Math.min(700, 60000 / stops));

export class Slide extends Stepper {
  /** `to(stop)` shows a stop. */
  constructor(to) {
    super("Slide to the stop before", "Slide to the next stop");
    this.to = to;
    const turn = () => (this.timer ? this.pause() : this.#run());
    this.play = button("Slide", turn, "Slide the kernel through all its stops");
    this.element = group("span.slide", "Slide the kernel", this.back, this.play, this.on, this.where);
  }

  show(at, stops) {
    Object.assign(this, { at, last: stops - 1 });
    this.label();
  }

  label() {
    super.label();
    this.play.textContent = this.timer ? "Pause" : "Slide";
  }

  go(stop) {
    this.pause();
    this.to(stop);
  }

  /** From the first stop to the last; where nothing is to move by itself, one stop further. */
  #run() {
    if (stillness()) return this.to(this.at === this.last ? 0 : this.at + 1);
    this.timer = setInterval(
      () => {
        if (this.at >= this.last) this.pause();
        else this.to(this.at + 1);
      },
      stay(this.last + 1),
    );
    this.to(0);
  }
}

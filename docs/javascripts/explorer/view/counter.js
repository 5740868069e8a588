// The count that everything is about: how many weights are left, and how many times fewer.

import { integer, quotient } from "../model/numbers.js";
import { saving } from "../model/words.js";
import { h } from "./dom.js";

export class Counter {
  constructor() {
    this.number = h("strong.count");
    this.noun = h("span");
    this.trail = h("span.trail");
    this.factor = h("span.factor");
    this.element = h(
      "div.counter",
      {},
      h("span.total", {}, this.trail, this.number, " ", this.noun),
      this.factor,
    );
  }

  /** What it shows, as one says it. */
  spoken() {
    return [...this.element.children].map(({ textContent }) => textContent).join(", ");
  }

  /** Show a wiring's weights; `trail` are the wirings on the way to it, while the argument plays. */
  show(name, counts, trail = []) {
    const { weights } = counts[name];
    this.number.textContent = integer(weights);
    this.noun.textContent = weights === 1n ? "weight" : "weights";
    this.trail.textContent = trail
      .slice(0, -1)
      .map((step) => `${integer(counts[step].weights)} → `)
      .join("");
    this.element.classList.toggle(
      "long",
      (trail.length > 1 ? counts.dense : counts[name]).weights >= 10n ** 7n,
    );
    const saved = saving(name, counts);
    const fewer = saved && saved.fraction[0] > saved.fraction[1];
    this.factor.replaceChildren(
      ...(!saved
        ? [weights ? "one for each connection" : "no connection is left"]
        : fewer
          ? [h("b", {}, quotient(saved.fraction)), ` times fewer than ${saved.against}`]
          : [`no fewer than ${saved.against}`]),
    );
  }
}

// The two switches, each with a small matrix that shows what it does.

import { range } from "../model/arrays.js";
import { group, h } from "./dom.js";

const SIDE = 5;

export class Switches {
  /** `flip(name)` is told which of "sparse" and "shared" the reader turns. */
  constructor(flip) {
    const make = (name, title, does) => {
      const squares = range(SIDE * SIDE).map((i) =>
        h("rect", { x: (i % SIDE) + 0.06, y: Math.floor(i / SIDE) + 0.06, width: 0.88, height: 0.88 }),
      );
      const button = h(
        `button.switch.switch-${name}`,
        { type: "button", role: "switch", onclick: () => flip(name) },
        h("svg.glyph", { viewBox: `0 0 ${SIDE} ${SIDE}`, "aria-hidden": "true" }, squares),
        h("span.words", {}, h("strong", {}, title), h("span", {}, does)),
        h("span.knob", { "aria-hidden": "true" }),
      );
      return { button, squares };
    };
    this.sparse = make("sparse", "Sparse", "takes connections away");
    this.shared = make("shared", "Shared", "gives weights the same letter");
    this.element = group("div.switches", "The two switches", this.sparse.button, this.shared.button);
  }

  show({ sparse, shared }, { own, weights, others }) {
    const set = ({ button, squares }, on, colour) => {
      button.setAttribute("aria-checked", on);
      for (const [i, square] of squares.entries()) {
        square.setAttribute("fill", colour((i % SIDE) - Math.floor(i / SIDE)));
      }
    };
    const near = (offset) => Math.abs(offset) <= 1;
    set(this.sparse, sparse, (offset) => (sparse && !near(offset) ? "none" : own));
    set(this.shared, shared, (offset) =>
      !shared ? own : near(offset) ? weights[offset + 1] : others[(offset + SIDE) % others.length],
    );
  }
}

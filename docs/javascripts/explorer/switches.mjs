// The two switches, each with a small matrix that shows what it does.

import { h } from "./dom.mjs";
import { range } from "./model.mjs";

const SIDE = 5;

export class Switches {
  /** `flip(name)` is told which of "sparse" and "shared" the reader turns. */
  constructor(flip) {
    const make = (name, title, does) => {
      const squares = range(SIDE * SIDE).map((i) => h("rect", { x: (i % SIDE) + 0.06, y: Math.floor(i / SIDE) + 0.06, width: 0.88, height: 0.88 }));
      const button = h(`button.switch.switch-${name}`, { type: "button", role: "switch", onclick: () => flip(name) },
        h("svg.glyph", { viewBox: `0 0 ${SIDE} ${SIDE}`, "aria-hidden": "true" }, squares),
        h("span.words", {}, h("strong", {}, title), h("span", {}, does)),
        h("span.knob", { "aria-hidden": "true" }));
      return { button, squares };
    };
    this.sparse = make("sparse", "Sparse", "Remove the connections a kernel does not reach");
    this.shared = make("shared", "Shared", "Tie connections at the same offset to one weight");
    this.element = h("div.switches", { role: "group", "aria-label": "The two switches" }, this.sparse.button, this.shared.button);
  }

  show({ sparse, shared }, { weights }) {
    const set = ({ button, squares }, on, colour) => {
      button.setAttribute("aria-checked", on);
      squares.forEach((square, i) => square.setAttribute("fill", colour(i, (i % SIDE) - Math.floor(i / SIDE))));
    };
    set(this.sparse, sparse, (_, offset) => (sparse && Math.abs(offset) > 1 ? "none" : "currentColor"));
    set(this.shared, shared, (i, offset) => weights[shared ? (offset + SIDE) % SIDE : i]);
  }
}

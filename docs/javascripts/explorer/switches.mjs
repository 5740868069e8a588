// The two switches, each with a small matrix that shows what it does.

import { h, svg } from "./dom.mjs";

const SIDE = 5;

export class Switches {
  /** `flip(name)` is told which of "sparse" and "shared" the reader turns. */
  constructor(flip) {
    const make = (name, title, does) => {
      const glyph = svg("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, class: "glyph", "aria-hidden": "true" });
      const text = h("span", { class: "words" }, h("strong", {}, title), h("span", {}, does));
      const button = h("button", { type: "button", role: "switch", "aria-checked": "false", class: `switch switch-${name}`, onclick: () => flip(name) }, glyph, text, h("span", { class: "knob", "aria-hidden": "true" }));
      return { button, glyph };
    };
    this.sparse = make("sparse", "Sparse", "Remove the connections a kernel does not reach");
    this.shared = make("shared", "Shared", "Tie connections at the same offset to one weight");
    this.element = h("div", { class: "switches", role: "group", "aria-label": "The two switches" }, this.sparse.button, this.shared.button);
  }

  show({ sparse, shared }, { weights }) {
    this.sparse.button.setAttribute("aria-checked", sparse);
    this.shared.button.setAttribute("aria-checked", shared);
    draw(this.sparse.glyph, sparse, () => "currentColor");
    draw(this.shared.glyph, false, (row, column) => weights[shared ? (column - row + SIDE) % SIDE : row * SIDE + column]);
  }
}

function draw(glyph, band, colour) {
  const squares = [];
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      if (band && (column < row - 1 || column > row + 1)) continue;
      squares.push(svg("rect", { x: column + 0.06, y: row + 0.06, width: 0.88, height: 0.88, fill: colour(row, column) }));
    }
  }
  glyph.replaceChildren(...squares);
}

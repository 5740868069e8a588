// Three things to try: each sets layer, wiring and what is lit, and says what there is to be seen.

import { factor, integer, many } from "../model/numbers.js";
import { button, group, h } from "./dom.js";

export class Tries {
  /** `pick(number)` is told which the reader tries. */
  constructor(pick) {
    this.buttons = TRIES.map(({ title }, number) => button(`${number + 1} ${title}`, () => pick(number)));
    this.element = group("div.tries", "Three things to try", h("span.name", {}, "Try"), this.buttons);
  }

  show(number) {
    for (const [i, one] of this.buttons.entries()) one.setAttribute("aria-pressed", i === number);
  }
}

/**
 * What to set, and what then to say of a layer.
 * @returns {{ title: string, preset?: string, wiring: string, focus?: (scene: object) => object | null, say: Function }[]}
 */
export const TRIES = [
  {
    title: "What does sparsity still do?",
    wiring: "both",
    say: ({ shared, both }) =>
      `With weights shared already, sparsity takes ${many(shared.weights, "weight")} to ${integer(both.weights)}, ` +
      `and ${many(shared.multiplyAdds, "multiply-add")} to ${integer(both.multiplyAdds)}. Sharing alone removes no connections.`,
  },
  {
    title: "What does sharing do?",
    wiring: "both",
    focus: ({ index, drawn, middle }) => {
      const linked = drawn.kind === "cells" ? index.linked(middle) : [];
      return linked.length ? { kind: "cell", row: middle, column: linked[linked.length >> 1] } : null;
    },
    say: ({ sparse, both }) =>
      `Sparse only, ${many(sparse.connections, "connection")} had ${many(sparse.weights, "weight")}; shared, the same connections have ${integer(both.weights)}. All that use the one in the middle are lit.`,
  },
  {
    title: "Does the order matter?",
    preset: "torus",
    wiring: "both",
    say: (_, __, { sparsity, sharing }) => {
      const same =
        sparsity.alone[0] * sparsity.afterSharing[1] === sparsity.afterSharing[0] * sparsity.alone[1];
      const factors = `${factor(sparsity.afterSharing)} by sparsity and ${factor(sharing.alone)} by sharing`;
      return same
        ? `Not on a torus, its edges joined: both roads give ${factors}. Choose another layer: the factors move, the product never.`
        : `Sharing first: ${factors}. Sparsity first: ${factor(sparsity.alone)} and ${factor(sharing.afterSparsity)}.`;
    },
  },
];

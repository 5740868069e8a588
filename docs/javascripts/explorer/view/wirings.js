// The four wirings side by side: a small picture and all counts of each, and the identity of the factors.

import { WIRINGS } from "../model/counting.js";
import { COUNTED } from "../model/ledger.js";
import { factor, integer, quotient } from "../model/numbers.js";
import { NAMES } from "../model/words.js";
import { button, h, mark } from "./dom.js";
import { Scene } from "./scene.js";
import { thumbnail } from "./thumb.js";

const THUMB = 84;

export class Wirings {
  /** `choose(name)` is told which wiring the reader picks. */
  constructor(choose) {
    this.columns = {};
    const heads = Object.keys(WIRINGS).map((name) => {
      const picture = h("canvas.thumb", { "aria-hidden": "true" });
      const pick = button(NAMES[name], () => choose(name));
      pick.prepend(picture);
      const head = h("th", { scope: "col" }, pick);
      this.columns[name] = { head, pick, picture, cells: {} };
      return head;
    });
    const rows = Object.entries(COUNTED).map(([counted, title]) =>
      h(
        `tr.row-${counted}`,
        {},
        h("th", { scope: "row" }, title),
        Object.keys(WIRINGS).map((name) => {
          const cell = h("td.number");
          this.columns[name].cells[counted] = cell;
          return cell;
        }),
      ),
    );
    this.identity = h("div.identity");
    this.element = h(
      "div.ledger",
      {},
      h(
        "table.four",
        {},
        h("caption", {}, "The same layer, wired in four ways"),
        h("thead", {}, h("tr", {}, h("td"), heads)),
        h("tbody", {}, rows),
      ),
      this.identity,
    );
  }

  show(counts, present, saved, nominal) {
    for (const [name, { head, pick, cells }] of Object.entries(this.columns)) {
      mark(pick, "aria-current", name === present);
      head.classList.toggle("current", name === present);
      for (const [counted, cell] of Object.entries(cells)) {
        cell.textContent = integer(counts[name][counted]);
        cell.classList.toggle("current", name === present);
      }
    }
    this.element.classList.toggle("long", counts.dense.parameters >= 10n ** 7n);
    this.element.classList.toggle("longer", counts.dense.parameters >= 10n ** 10n);
    this.identity.replaceChildren(
      ...(saved
        ? identity(saved, nominal)
        : [
            h(
              "p",
              {},
              "No tap ever lies on an input: this layer has no connections, and there is no saving to split.",
            ),
          ]),
    );
  }

  /** Paint the small pictures. */
  paint(layer, theme) {
    for (const [name, { picture }] of Object.entries(this.columns)) {
      thumbnail(picture, new Scene(layer, WIRINGS[name], theme), THUMB);
    }
  }
}

/** Dense ÷ both = sparsity × sharing, in both orders. */
function identity({ total, sparsity, sharing }, nominal) {
  const road = (first, one, second, other, taps = "") =>
    h(
      "li",
      {},
      h("span.order", {}, `${first} first`),
      h(
        "span",
        {},
        h("b", {}, factor(one)),
        ` by ${first}, then `,
        h("b", {}, factor(other)),
        ` by ${second}${taps}`,
      ),
    );
  return [
    h("p", {}, "Weights, dense ÷ both: ", h("b.sum", {}, `${quotient(total)}×`)),
    h(
      "ul.roads",
      {},
      road("sharing", sharing.alone, "sparsity", sparsity.afterSharing),
      road("sparsity", sparsity.alone, "sharing", sharing.afterSparsity, nominal ? " (exact taps)" : ""),
    ),
  ];
}

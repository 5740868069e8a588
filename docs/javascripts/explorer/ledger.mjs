// The ledger: what the layer costs under each of its wirings, and the identity of the factors.

import { button, h, mark } from "./dom.mjs";
import { WIRINGS } from "./model.mjs";
import { factor, integer, rounded } from "./numbers.mjs";
import { NAMES } from "./words.mjs";

const COLUMNS = { connections: "Connections", weights: "Weights", biases: "Biases", parameters: "Parameters", multiplyAdds: "Multiply-adds" };

export class Ledger {
  /** `choose(name)` is told which wiring the reader picks. */
  constructor(choose) {
    const titles = Object.values(COLUMNS);
    this.rows = {};
    const body = Object.keys(WIRINGS).map((name) => {
      const cells = titles.map((title) => h("td.number", { "data-label": title }));
      const row = h("tr", {}, h("th", { scope: "row" }, button(NAMES[name], () => choose(name))), cells);
      this.rows[name] = { row, cells };
      return row;
    });
    this.identity = h("div.identity");
    this.element = h("div.ledger", {}, h("table.four", {},
      h("caption", {}, "The same layer, wired in four ways"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Wiring"), titles.map((title) => h("th.number", { scope: "col" }, title)))),
      h("tbody", {}, body)), this.identity);
  }

  show(counts, present, saving) {
    for (const [name, { row, cells }] of Object.entries(this.rows)) {
      mark(row, "aria-current", name === present);
      Object.keys(COLUMNS).forEach((column, i) => (cells[i].textContent = integer(counts[name][column])));
    }
    this.element.classList.toggle("long", counts.dense.parameters >= 10n ** 9n);
    this.identity.replaceChildren(...(saving ? identity(saving) : [
      h("p", {}, "No tap ever lies on an input: this layer has no connections, and there is no saving to split."),
    ]));
  }
}

/** Dense ÷ both = sparsity × sharing, in both orders. */
function identity({ total, sparsityFirst, sharingFirst }) {
  const sign = (...factors) => (factors.some(rounded) ? "≈" : "=");
  const road = (first, second, order) => h("li", {},
    h("span.order", {}, `${first[0].toUpperCase()}${first.slice(1)} first`),
    h("span", {}, h("b", {}, factor(order[first])), ` by ${first}, then `),
    h("span", {}, h("b", {}, factor(order[second])), ` by ${second}`));
  return [
    h("p", {}, "Weights, dense ÷ both: ", h("span.sum", {},
      `${integer(total[0])} ÷ ${integer(total[1])} ${sign(total)} `, h("b", {}, factor(total)))),
    h("ul.roads", {}, road("sparsity", "sharing", sparsityFirst), road("sharing", "sparsity", sharingFirst)),
  ];
}

/** The ledger as rows of text, heading first. */
function rows(counts, write) {
  return [["Wiring", ...Object.values(COLUMNS)], ...Object.keys(WIRINGS).map((name) =>
    [NAMES[name], ...Object.keys(COLUMNS).map((column) => write(counts[name][column]))])];
}

export function asMarkdown(counts, title, link) {
  const [head, ...body] = rows(counts, integer).map((row) => `| ${row.join(" | ")} |`);
  return [`[${title}](${link})`, "", head, "|---|" + "---:|".repeat(5), ...body, ""].join("\n");
}

export const asCsv = (counts) => rows(counts, String).map((row) => row.join(",") + "\n").join("");

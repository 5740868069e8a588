// The sum that an output is: its weights' letters, and small numbers in their places. Repeated symbols are sharing,
// missing terms are sparsity.

import { range } from "../model/arrays.js";
import { terms } from "../model/formula.js";
import { integer } from "../model/numbers.js";
import { group, h } from "./dom.js";

/** Of so many inputs at most each has a column of its own, also where its term is missing. */
const MOST_COLUMNS = 10;
const MOST_TERMS = 9;
/** "x12" with its number low, "a" as it is. */
const low = (text) => (text.length > 1 ? [text[0], h("sub", {}, text.slice(1))] : [text]);
const signed = (number) => (number < 0 ? `(−${-number})` : String(number));

export class Formula {
  constructor() {
    this.element = group("div.formula", "The formula of an output");
  }

  show(scene, row, focus) {
    const { index } = scene;
    const few = index.columns <= MOST_COLUMNS;
    const shown = terms(scene, row, few ? Infinity : MOST_TERMS);
    const rest = index.fanIn(row) - shown.length;
    const lit = scene.nameOf(focus);
    const only = focus?.kind === "cell" && !index.shared ? focus.column : null;
    const columns = few
      ? range(index.columns).map((column) => shown.find((term) => term.column === column))
      : shown;
    const cells = (write) =>
      columns.map((term) =>
        term
          ? h("span.term", {}, term === shown[0] ? "" : "+ ", ...write(term))
          : h("span.missing", { "aria-hidden": "true" }, "·"),
      );
    const symbol = ({ symbol, name, column }) => {
      const look = scene.look(name);
      const on = only !== null ? column === only : lit === null || name === lit;
      const style = look.letter ? `background:${look.fill};color:${look.ink}` : "";
      return h(`span.symbol${on ? "" : ".dim"}`, { style }, ...low(symbol));
    };
    const tail = rest > 0 ? `+ … and ${integer(rest)} more terms` : shown.length ? "" : "0";
    const end = () => tail && h("span.term", {}, tail);
    const sum = shown.reduce((total, { weight, input }) => total + weight * input, 0);
    const line = (head, ...parts) =>
      h(
        "div.line",
        {},
        h("span.head", {}, ...head),
        h("span.sum", { style: few ? `--columns:${index.columns}` : "" }, ...parts),
      );
    this.element.classList.toggle("columns", few);
    const symbols = cells((term) => [symbol(term), "·", ...low(`x${term.column + 1}`)]);
    this.element.replaceChildren(line([...low(`y${row + 1}`), " ="], ...symbols, end()));
    if (rest === 0)
      this.element.append(
        line(["="], ...cells(({ weight, input }) => [`${signed(weight)}·${input}`]), end()),
        h("div.line", {}, h("span.head", {}, "="), h("b", {}, String(sum).replace("-", "−"))),
      );
    this.element.title = "Small numbers stand for the weights and inputs. The bias is left out.";
  }
}

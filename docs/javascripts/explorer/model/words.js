// What the explorer says, with its numbers filled in.

import { combinations, unravel } from "./arrays.js";
import { integer, many, quotient } from "./numbers.js";

export const NAMES = {
  dense: "dense",
  sparse: "sparse only",
  shared: "shared only",
  both: "both: convolution",
};

const each = ({ connections, weights }) =>
  [many(connections, "connection"), many(weights, "weight")].join(", ");

/** Why a kernel can have more weights than there are places to use them. */
const unused = ({ weights }, before) =>
  weights > before.weights ? " A kernel keeps the weights of taps that only ever meet padding." : "";

/** What sharing does once connections are removed. */
const tied = ({ sparse, both }) =>
  `${both.weights < sparse.weights ? "those left share their weights" : "there is nothing to share"}: ${each(both)}. That is the ${both.transposed ? "transposed " : ""}convolution.${unused(both, sparse)}`;

/** One sentence on a wiring, which its counts carry. */
export function summary(name, counts) {
  const { dense, shared, [name]: now } = counts;
  const gone =
    dense.connections > now.connections
      ? `Sparsity removes ${many(dense.connections - now.connections, "connection")}`
      : "Sparsity leaves no fewer connections here";
  return {
    dense: `Every input is wired to every output, and no two connections use the same weight: ${each(now)}.`,
    sparse: `${gone}, and each one left has a weight of its own: ${each(now)}.`,
    shared: `All connections are still there${shared.weights < dense.weights ? ", but those at the same offset use the same weight" : ", and no two use the same weight"}: ${each(now)}.`,
    both: `${gone}, and ${tied(counts)}`,
  }[name];
}

/**
 * What a wiring saves, as a fraction of weights and against what: the step that the question is about first.
 * @returns {{ fraction: [bigint, bigint], against: string } | null}
 */
export function saving(name, { dense, shared, [name]: now }) {
  if (name === "dense" || now.weights === 0n) return null;
  const before = name === "both" ? shared : dense;
  return { fraction: [before.weights, now.weights], against: NAMES[name === "both" ? "shared" : "dense"] };
}

/** What sparsity still did. */
const fewer = (shared, both) =>
  (both.weights ? `${quotient([shared.weights, both.weights])} times fewer: sharing` : "Sharing") +
  " had not made sparsity redundant.";

/**
 * @typedef {object} Step of the argument
 * @property {string} wiring
 * @property {string} sentence
 * @property {string[]} trail the wirings on the road so far
 * @property {string} [question] what can be guessed before the step is shown
 */

/** The argument: both roads from dense to both, the one that the question is about first. @returns {Step[]} */
export function argument(counts) {
  const { dense, shared, both } = counts;
  const saved = shared.weights - both.weights;
  const [then, end] =
    saved > 0n
      ? [
          `, and ${integer(saved)} of the ${many(shared.weights, "shared weight")} with them`,
          fewer(shared, both),
        ]
      : shared.connections > both.connections
        ? [", but no weights", ""]
        : [". Nothing is left for sparsity to remove", "Here it is redundant."];
  const step = (trail, sentence, question) => ({ wiring: trail.at(-1), trail, sentence, question });
  return [
    step(["dense"], `Start here. ${summary("dense", counts)}`),
    step(["dense", "shared"], `Now only share. ${summary("shared", counts)}`, "Now only share."),
    step(
      ["dense", "shared", "both"],
      `Then remove connections${then}: ${each(both)}. ${end}${unused(both, shared)}`,
      "Now also remove connections.",
    ),
    step(["dense"], `Back to the start, to take the other road: ${each(dense)}.`),
    step(
      ["dense", "sparse"],
      `Now only remove connections. ${summary("sparse", counts)}`,
      "Now only remove connections.",
    ),
    step(["dense", "sparse", "both"], `Turn on sharing as well, and ${tied(counts)}`, "Now share as well."),
  ];
}

/** Where an input or output is, beyond its number: "row 2, column 5 of map 1". */
function place(unit, [maps, ...shape]) {
  const [map, ...at] = unravel(unit, [maps, ...shape]).map((n) => n + 1);
  const axes = shape.length > 1 ? ["slice ", "row ", "column "].slice(-shape.length) : [""];
  const said = shape.length > 1 || maps > 1 ? at.map((n, axis) => axes[axis] + integer(n)).join(", ") : "";
  return said && ` (${said}${maps > 1 ? ` of map ${integer(map)}` : ""})`;
}

/** An output's or input's name and place: "y5 (row 2, column 1)". */
const outputSaid = (layer, unit) => `y${unit + 1}${place(unit, layer.outputShape)}`;
const inputSaid = (layer, unit) => `x${unit + 1}${place(unit, layer.inputShape)}`;

const uses = (times) =>
  times === 0
    ? "only ever on padding, so no connection uses it"
    : times > 1
      ? `${integer(times)} connections use it`
      : "no other connection uses it";

/** What is pointed at, in a sentence. */
export function readout({ drawn, index, layer, names }, focus) {
  if (!focus) return "";
  if (focus.kind === "output") {
    return `Output ${outputSaid(layer, focus.unit)} reads ${integer(index.fanIn(focus.unit))} of ${many(index.columns, "input")}.`;
  }
  if (focus.kind === "input") {
    const readers = combinations(index.readers(focus.unit));
    return `Input ${inputSaid(layer, focus.unit)} is read by ${integer(readers)} of ${many(index.rows, "output")}.`;
  }
  if (focus.kind === "weight") {
    const { pair, slots } = names.slots(index, focus.name);
    return `${names.said(focus.name)}: ${uses(combinations(index.tiesOf(pair, slots)))}.`;
  }
  const { row, column } = focus;
  const id = drawn.index.id(row, column);
  if (drawn.kind === "blocks") {
    const where = `Block in row ${integer(row + 1)}, column ${integer(column + 1)}`;
    return `${where}: ${id < 0n ? "no connections" : `${integer(combinations(drawn.index.ties(row, column)))} like it`}.`;
  }
  const pair = `x${integer(column + 1)} ${id < 0n ? "and" : "to"} y${integer(row + 1)}`;
  if (id < 0n) return `No connection between ${pair}.`;
  const what = index.shared ? names.said(names.of(index, id)) : "A weight of its own";
  return `${what}, from ${pair}: ${uses(combinations(index.ties(row, column)))}.`;
}

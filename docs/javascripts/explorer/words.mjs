// What the explorer says, with its numbers filled in.

import { combinations, unravel } from "./model.mjs";
import { integer, many } from "./numbers.mjs";

export const NAMES = {
  dense: "Dense",
  sparse: "Sparse only",
  shared: "Shared only",
  both: "Both: convolution",
};

const each = ({ connections, weights, multiplyAdds }) =>
  [many(connections, "connection"), many(weights, "weight"), many(multiplyAdds, "multiply-add")].join(", ");

/** Why a kernel can have more weights than there are places to use them. */
const unused = ({ weights }, before) => (weights > before.weights ? " A kernel keeps the weights of taps that only ever meet padding." : "");

/** What sharing does once connections are removed. */
const tied = ({ sparse, both }) =>
  `${both.weights < sparse.weights ? "those left share their weights" : "there is nothing to share"}: ${each(both)}. That is the convolution.${unused(both, sparse)}`;

/** One sentence on a wiring, which its counts carry. */
export function summary(name, counts) {
  const { dense, shared, [name]: now } = counts;
  const gone = dense.connections > now.connections
    ? `Sparsity removes ${many(dense.connections - now.connections, "connection")}` : "Sparsity leaves no fewer connections here";
  return {
    dense: `Every input is wired to every output, and no two connections use the same weight: ${each(now)}.`,
    sparse: `${gone}, and each one left has a weight of its own: ${each(now)}.`,
    shared: `All connections are still there${shared.weights < dense.weights ? ", but those at the same offset use the same weight" : ", and no two use the same weight"}: ${each(now)}.`,
    both: `${gone}, and ${tied(counts)}`,
  }[name];
}

/** The argument: both roads from dense to both, a wiring and a sentence a step. */
export function argument(counts) {
  const { dense, shared, both } = counts;
  const saved = shared.weights - both.weights;
  const [then, end] = saved > 0n ? [`, and ${integer(saved)} of the ${many(shared.weights, "shared weight")} with them`, "Sharing had not made sparsity redundant."]
    : shared.connections > both.connections ? [", but no weights", ""]
      : [". Nothing is left for sparsity to remove", "Here it is redundant."];
  return [
    ["dense", `Start here. ${summary("dense", counts)}`],
    ["sparse", `Now only remove connections. ${summary("sparse", counts)}`],
    ["both", `Turn on sharing as well, and ${tied(counts)}`],
    ["dense", `Back to the start, to take the other road: ${each(dense)}.`],
    ["shared", `Now only share. ${summary("shared", counts)}`],
    ["both", `Then remove connections${then}: ${each(both)}. ${end}${unused(both, shared)}`],
  ];
}

/** What is pointed at, in a sentence. */
export function readout(scene, focus) {
  const { drawn, index, layer } = scene;
  const place = (unit, shape) => {
    const [channel, ...at] = unravel(unit, shape);
    const where = at.length > 1 ? `(${at.map(integer).join(", ")})` : integer(at[0]);
    return shape[0] > 1 ? `${where} of map ${channel}` : where;
  };
  if (focus.kind === "output") {
    return `Output ${place(focus.unit, layer.outputShape)} reads ${integer(index.fanIn(focus.unit))} of ${many(index.columns, "input")}.`;
  }
  if (focus.kind === "input") {
    const readers = combinations(index.readers(focus.unit));
    return `Input ${place(focus.unit, layer.inputShape)} is read by ${integer(readers)} of ${many(index.rows, "output")}.`;
  }
  const { row, column } = focus;
  const id = drawn.index.id(row, column);
  if (drawn.kind === "blocks") {
    if (id < 0n) return `Block in row ${integer(row)}, column ${integer(column)}: no connections.`;
    return `Block ${integer(id)}, in row ${integer(row)}, column ${integer(column)}: ${used(drawn.index, row, column, "of the picture’s blocks are", "no other block is")} the same.`;
  }
  const pair = `output ${place(row, layer.outputShape)} and input ${place(column, layer.inputShape)}`;
  if (id < 0n) return `No connection between ${pair}.`;
  return `Weight ${integer(id)}, between ${pair}: ${used(index, row, column, "connections use it", "no other connection uses it")}.`;
}

function used(index, row, column, several, alone) {
  const times = combinations(index.ties(row, column));
  return times > 1 ? `${integer(times)} ${several}` : alone;
}

// What the explorer says, with its numbers filled in.

import { combinations, unravel } from "./model.mjs";
import { integer, many } from "./numbers.mjs";

export const NAMES = {
  dense: "Dense",
  sparse: "Sparse only",
  shared: "Shared only",
  both: "Both: convolution",
};

const each = (counts) => `${many(counts.connections, "connection")}, ${many(counts.weights, "weight")}`;

/** One sentence on a wiring, which its counts carry. */
export function summary(name, counts) {
  const { dense, [name]: now } = counts;
  const gone = integer(dense.connections - now.connections);
  return {
    dense: `Every input is wired to every output, and no two connections use the same weight: ${each(now)}.`,
    sparse: `${gone} connections are gone, and their weights with them. Each one left has a weight of its own: ${each(now)}.`,
    shared: `All ${integer(now.connections)} connections are still there, and as many multiplications. They share ${many(now.weights, "weight")}.`,
    both: `${gone} connections are gone, and the ${integer(now.connections)} left share ${many(now.weights, "weight")}. That is the convolution.`,
  }[name];
}

/** The argument: both roads from dense to both, a wiring and a sentence a step. */
export function argument({ dense, sparse, shared, both }) {
  return [
    ["dense", `Start with everything wired to everything: ${each(dense)}.`],
    ["sparse", `Now only remove connections. ${integer(dense.connections - sparse.connections)} go, and so do their weights: ${many(sparse.weights, "weight")} on ${many(sparse.connections, "connection")}.`],
    ["both", `Then share. The same ${many(both.connections, "connection")} now use ${many(both.weights, "weight")}: no connection went, only distinct values.`],
    ["dense", `Back to the start, to take the other road: ${each(dense)}.`],
    ["shared", `Now only share. ${many(shared.weights, "weight")} are left, but all ${integer(shared.connections)} connections are, and all their multiplications.`],
    ["both", `Then remove connections. ${integer(shared.weights - both.weights)} of the ${integer(shared.weights)} shared weights go as well: ${each(both)}. Sharing had not made sparsity redundant.`],
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

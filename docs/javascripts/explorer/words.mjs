// What the explorer says, with its numbers filled in.

import { combinations, unravel } from "./model.mjs";
import { integer, many } from "./numbers.mjs";

export const NAMES = {
  dense: "Dense",
  sparse: "Sparse only",
  shared: "Shared only",
  both: "Both: convolution",
};

const each = (counts) => Object.entries({ connection: "connections", weight: "weights", "multiply-add": "multiplyAdds" })
  .map(([noun, counted]) => many(counts[counted], noun)).join(", ");

/** What sparsity does to the connections there were: nothing where a kernel reaches all inputs. */
const removed = (before, after) => (after.connections < before.connections
  ? `Sparsity removes ${many(before.connections - after.connections, "connection")}` : "Sparsity leaves no fewer connections here");

/** Why a kernel can have more weights than there are places to use them. */
const unused = ({ weights }, before) => (weights > before.weights ? " A kernel keeps the weights of taps that only ever meet padding." : "");

/** One sentence on a wiring, which its counts carry. */
export function summary(name, counts) {
  const { dense, sparse, shared, both, [name]: now } = counts;
  const gone = removed(dense, now);
  return {
    dense: `Every input is wired to every output, and no two connections use the same weight: ${each(now)}.`,
    sparse: `${gone}, and each one left has a weight of its own: ${each(now)}.`,
    shared: `All connections are still there, and all their multiplications. ${shared.weights < dense.weights ? "Those at the same offset use one weight" : "No two are at the same offset, so none share a weight"}: ${each(now)}.`,
    both: `${gone}, and ${both.weights < sparse.weights ? "those left share their weights" : "sharing finds nothing to share"}: ${each(now)}. That is the convolution.${unused(both, sparse)}`,
  }[name];
}

/** The argument: both roads from dense to both, a wiring and a sentence a step. */
export function argument({ dense, sparse, shared, both }) {
  const saved = shared.weights - both.weights;
  return [
    ["dense", `Start with everything wired to everything: ${each(dense)}.`],
    ["sparse", `Now only remove connections. ${removed(dense, sparse)}, and each one left has a weight of its own: ${each(sparse)}.`],
    ["both", `Then share. ${both.weights < sparse.weights ? "No connection goes, only distinct values" : "Here there is nothing to share"}: ${each(both)}.${unused(both, sparse)}`],
    ["dense", `Back to the start, to take the other road: ${each(dense)}.`],
    ["shared", `Now only share. ${shared.weights < dense.weights ? "Only distinct values go" : "Here there is nothing to share"}, and all connections stay, with all their multiplications: ${each(shared)}.`],
    ["both", `Then remove connections${saved > 0n
      ? `, and ${integer(saved)} of the ${many(shared.weights, "shared weight")} with them: ${each(both)}. Sharing had not made sparsity redundant.`
      : both.connections < shared.connections
        ? `. That saves multiplications, but no weights: ${each(both)}.`
        : `. Nothing is left for sparsity to remove: ${each(both)}. Here it is redundant.`}${unused(both, shared)}`],
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

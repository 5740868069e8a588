// What lights up on the grids for whatever is pointed at.

import { COLOURS, combinations, range, ravel, remainder } from "./model.mjs";

const NONE = -1;
const MOST_READERS = 4096;

/**
 * The lights of the input and the output grid, null for none. A light has for every axis (channels first) a
 * number a place, NONE where it is dark, and colour(sum of a unit's numbers, its places).
 */
export const lights = (scene, focus) => ({ output: fromOutput, input: fromInput, cell: fromCell })[focus.kind](scene, focus);

/** An output lights its receptive field, in the colours of its weights. */
function fromOutput({ index, layer }, { unit }) {
  const { lines, steps, first } = index.row(unit);
  const axes = lines.map(({ inputs, colours }, p) => numbers(layer.inputShape[p], inputs, (k) => colours[k] * remainder(steps[p])));
  return { input: { axes, colour: (sum) => (remainder(first) + sum) % COLOURS } };
}

/** An input lights the outputs that read it. */
function fromInput({ index, layer: { outputShape } }, { unit }) {
  const readers = index.readers(unit);
  const few = combinations(readers) <= MOST_READERS;
  const colour = (_, places) => (few ? remainder(index.id(ravel(places, outputShape), unit)) : COLOURS);
  return { output: { axes: readers.map((places, p) => numbers(outputShape[p], places)), colour } };
}

/** A cell lights every place where its weight is used. */
function fromCell({ drawn: { index }, layer }, { row, column }) {
  const id = index.id(row, column);
  if (id < 0n) return {};
  const ties = index.ties(row, column);
  // A block leaves out the last axes: all of their places take part.
  const light = (side, shape) => ({
    axes: shape.map((size, p) => numbers(size, ties[p]?.map((pair) => pair[side]) ?? range(size))),
    colour: () => remainder(id),
  });
  return { output: light(0, layer.outputShape), input: light(1, layer.inputShape) };
}

function numbers(size, places, number = () => 0) {
  const all = new Int32Array(size).fill(NONE);
  places.forEach((place, k) => (all[place] = number(k)));
  return all;
}

/** The unit itself that is pointed at on a grid, if it is one. */
export function own({ drawn }, focus, side) {
  if (focus.kind === side) return focus.unit;
  if (focus.kind !== "cell" || drawn.kind === "blocks") return null;
  return side === "output" ? focus.row : focus.column;
}

// What lights up on the grids for whatever is pointed at: for each grid and channel, a colour a cell.

import { COLOURS, range, unravel } from "./model.mjs";

const NONE = -1;
const MOST_READERS = 4096;

/** Lights: { input, output }, each (channel) → null or (place along axes) → colour number or -1. */
export function lights(scene, focus) {
  if (!focus) return { input: () => null, output: () => null };
  return { output: fromOutput, input: fromInput, cell: fromCell }[focus.kind](scene, focus);
}

/** An output lights its receptive field, in the colours of its weights. */
function fromOutput({ index }, { unit }) {
  const { lines, steps, first } = index.row(unit);
  const small = (n) => Number(n % BigInt(COLOURS));
  const slots = lines.map((line, p) => {
    const dense = new Int32Array(index.layer.inputShape[p]).fill(NONE);
    line.inputs.forEach((input, k) => (dense[input] = line.colours[k] * small(steps[p])));
    return dense;
  });
  return {
    field: lines.map(({ inputs }) => inputs),
    output: () => null,
    input: (channel) => {
      if (slots[0][channel] < 0) return null;
      const start = small(first) + slots[0][channel];
      return (...places) => {
        let sum = start;
        for (let p = 0; p < places.length; p++) {
          const slot = slots[p + 1][places[p]];
          if (slot < 0) return NONE;
          sum += slot;
        }
        return sum % COLOURS;
      };
    },
  };
}

/** An input lights the outputs that read it. */
function fromInput({ index }, { unit }) {
  const readers = index.readers(unit).map((places) => new Set(places));
  const few = readers.reduce((total, { size }) => total * size, 1) <= MOST_READERS;
  const { outputShape } = index.layer;
  const colour = (...unit_) => {
    const row = unit_.reduce((at, place, axis) => at * outputShape[axis] + place, 0);
    return few ? Number(index.id(row, unit) % BigInt(COLOURS)) : COLOURS;
  };
  return {
    input: () => null,
    output: (channel) => readers[0].has(channel)
      && ((...places) => (places.every((place, axis) => readers[axis + 1].has(place)) ? colour(channel, ...places) : NONE)),
  };
}

/** A cell lights every place where its weight is used. */
function fromCell({ drawn, layer }, { row, column }) {
  const id = drawn.index.id(row, column);
  if (id < 0n) return { input: () => null, output: () => null };
  const colour = Number(id % BigInt(COLOURS));
  const pairs = drawn.index.ties(row, column);
  // A block leaves out the last axes: all of their places take part.
  const places = (side, shape) => shape.map((size, axis) => new Set(pairs[axis]?.map((pair) => pair[side]) ?? range(size)));
  const light = (side, shape) => {
    const [channels, ...axes] = places(side, shape);
    return (channel) => channels.has(channel) && ((...at) => (at.every((place, axis) => axes[axis].has(place)) ? colour : NONE));
  };
  return { output: light(0, layer.outputShape), input: light(1, layer.inputShape) };
}

/** The unit itself that is pointed at on a grid, if it is one. */
export function own({ drawn, layer }, focus, side) {
  if (!focus) return null;
  const shape = side === "output" ? layer.outputShape : layer.inputShape;
  if (focus.kind === side) return unravel(focus.unit, shape);
  if (focus.kind !== "cell" || drawn.kind === "blocks") return null;
  return unravel(side === "output" ? focus.row : focus.column, shape);
}

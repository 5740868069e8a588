// The kernel at one of its stops: where each of its cells lies, on the input or over its edges.

import { range, ravel, unravel } from "./arrays.js";

/**
 * The cells of an output's kernel along each spatial axis, as [place, slot]; a place may be off the input.
 * Where weights are not shared there is no kernel that slides, only the inputs that the output reads.
 */
export function stopOf(index, row) {
  const [out, ...places] = unravel(row, index.layer.outputShape);
  return { out, cells: index.layer.axes.map((axis, k) => along(index, axis, k, places[k])) };
}

function along(index, axis, k, o) {
  if (!index.shared || axis.circular) {
    const { inputs, slots } = index.line(k + 1, o);
    return Array.from(inputs, (input, i) => [input, slots[i]]);
  }
  if (index.sparse) return range(axis.kernel).map((tap) => [axis.place(o, tap), tap]);
  return range(axis.offsets).map((slot) => [slot - axis.offset(o), slot]);
}

/** How wide the kernel is: its cells along each axis. */
export const kernelSize = ({ sparse, layer: { axes } }) =>
  axes.map((axis) => (sparse ? axis.kernel : axis.offsets));

/** The output in the middle of the first map, where no border is in the way. */
export const middle = ({ outputShape }) =>
  ravel(
    outputShape.map((size, axis) => (axis ? (size - 1) >> 1 : 0)),
    outputShape,
  );

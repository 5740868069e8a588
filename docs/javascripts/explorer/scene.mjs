// What of a layer's weight matrix can be drawn: its cells, its blocks, or only a corner.

import { layerOf, remainder, WeightIndex } from "./model.mjs";
import { integer } from "./numbers.mjs";

const MOST_CELLS = 2 ** 22;
/** The most rows and columns that are drawn. */
export const LONGEST = 2 ** 14;
const CORNER = 64;
const FEWEST_BLOCKS = 100;

/** What there is to draw: an index, how much of it, and how many units one of its rows and columns is. */
export function drawable(whole) {
  const { layer } = whole;
  const all = { kind: "cells", index: whole, rows: whole.rows, columns: whole.columns, tall: 1, wide: 1, note: "" };
  if (fits(whole)) return all;
  const note = `${integer(whole.rows)} × ${integer(whole.columns)} cells are too many to draw: `;
  for (let kept = layer.axes.length - 1; kept >= 0; kept--) {
    // Blocks of a layer's matrix repeat as its cells do: they are the matrix of the layer without its last axes.
    const index = new WeightIndex(layerOf(layer.inChannels, layer.outChannels, layer.axes.slice(0, kept), layer.groups, layer.bias, layer.mask), whole);
    const { rows, columns } = index;
    if (!fits(index) || rows * columns < FEWEST_BLOCKS) continue;
    const [tall, wide] = [whole.rows / rows, whole.columns / columns];
    const what = `here a square is a block of ${integer(tall)} × ${integer(wide)}, and its colour and number say which block.`;
    return { kind: "blocks", index, rows, columns, tall, wide, note: note + what };
  }
  const [rows, columns] = [whole.rows, whole.columns].map((cells) => Math.min(cells, CORNER));
  const what = `this is the top left corner, ${rows} × ${columns}. The counts are of the whole.`;
  return { ...all, kind: "corner", rows, columns, note: note + what };
}

const fits = ({ rows, columns }) => rows * columns <= MOST_CELLS && Math.max(rows, columns) <= LONGEST;

/** Fill one pixel a cell: a weight's colour, or `theme.bare` for no connection. */
export function paint({ kind, index, rows, columns }, theme, pixels) {
  pixels.fill(theme.bare);
  for (let row = 0, start = 0; row < rows; row++, start += columns) {
    if (kind !== "corner") index.paint(row, theme.pixels, pixels, start);
    else for (let column = 0; column < columns; column++) {
      const id = index.id(row, column);
      if (id >= 0n) pixels[start + column] = theme.pixels[remainder(id)];
    }
  }
}

/** All [row, column] of a weight's connections, from the pairs of its parts. */
export function tiedCells(index, pairs, most) {
  const { outputShape, inputShape } = index.layer;
  let cells = [[0, 0]];
  pairs.forEach((part, p) => {
    const some = part.slice(0, Math.ceil(most / cells.length));
    cells = cells.flatMap(([row, column]) => some.map(([o, i]) => [row * outputShape[p] + o, column * inputShape[p] + i]));
  });
  return cells;
}

// What of a layer's weight matrix can be drawn: its cells, its blocks, or only a corner.

import { indexOf } from "./index.js";
import { firstAxes } from "./layer.js";
import { integer } from "./numbers.js";

const MOST_CELLS = 2 ** 22;
const LONGEST = 2 ** 14;
const CORNER = 64;
const FEWEST_BLOCKS = 100;

/**
 * @typedef {object} Drawable
 * @property {"cells" | "blocks" | "corner"} kind
 * @property {import("./index.js").Index} index whose cells are drawn
 * @property {number} rows
 * @property {number} columns
 * @property {number} tall how many outputs one of its rows is
 * @property {number} wide how many inputs one of its columns is
 * @property {string} note what is left out, in words
 */

/** What there is to draw of an index. @returns {Drawable} */
export function drawable(whole) {
  const { layer } = whole;
  const all = {
    kind: "cells",
    index: whole,
    rows: whole.rows,
    columns: whole.columns,
    tall: 1,
    wide: 1,
    note: "",
  };
  if (fits(whole)) return all;
  const note = `${integer(whole.rows)} × ${integer(whole.columns)} cells are too many to draw: `;
  for (let kept = layer.axes.length - 1; kept >= 0; kept--) {
    // Blocks of a layer's matrix repeat as its cells do: they are the matrix of the layer without its last axes.
    const index = indexOf(firstAxes(layer, kept), whole);
    const { rows, columns } = index;
    if (!fits(index) || rows * columns < FEWEST_BLOCKS) continue;
    const [tall, wide] = [whole.rows / rows, whole.columns / columns];
    const what = `here a square is a block of ${integer(tall)} × ${integer(wide)}. Blocks that look alike are alike.`;
    return { kind: "blocks", index, rows, columns, tall, wide, note: note + what };
  }
  const [rows, columns] = [whole.rows, whole.columns].map((cells) => Math.min(cells, CORNER));
  const what = `this is the top left corner, ${rows} × ${columns}. The counts are of the whole.`;
  return { ...all, kind: "corner", rows, columns, note: note + what };
}

const fits = ({ rows, columns }) => rows * columns <= MOST_CELLS && Math.max(rows, columns) <= LONGEST;

/** All [row, column] of a weight's connections, from the pairs of its parts. */
export function tiedCells({ layer: { outputShape, inputShape } }, pairs, most) {
  let cells = [[0, 0]];
  pairs.forEach((part, p) => {
    const some = part.slice(0, Math.ceil(most / cells.length));
    cells = cells.flatMap(([row, column]) =>
      some.map(([o, i]) => [row * outputShape[p] + o, column * inputShape[p] + i]),
    );
  });
  return cells;
}

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
  const drawn = (kind, index, note = "", most = Infinity) => ({
    kind,
    index,
    note,
    rows: Math.min(index.rows, most),
    columns: Math.min(index.columns, most),
    tall: whole.rows / index.rows,
    wide: whole.columns / index.columns,
  });
  if (fits(whole)) return drawn("cells", whole);
  const many = `${integer(whole.rows)} × ${integer(whole.columns)} cells are too many to draw: `;
  for (let kept = whole.layer.axes.length - 1; kept >= 0; kept--) {
    // Blocks of a layer's matrix repeat as its cells do: they are the matrix of the layer without its last axes.
    const blocks = drawn("blocks", indexOf(firstAxes(whole.layer, kept), whole));
    const { rows, columns, tall, wide } = blocks;
    if (!fits(blocks) || rows * columns < FEWEST_BLOCKS) continue;
    blocks.note = `${many}here a square is a block of ${integer(tall)} × ${integer(wide)}. Blocks that look alike are alike.`;
    return blocks;
  }
  const corner = drawn("corner", whole, many, CORNER);
  corner.note += `this is the top left corner, ${corner.rows} × ${corner.columns}. The counts are of the whole.`;
  return corner;
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

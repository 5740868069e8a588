// What of a layer's weight matrix can be drawn: its cells, its blocks, or only a corner.

import { layerOf, remainder, WeightIndex } from "./model.mjs";
import { integer } from "./numbers.mjs";

const MOST_CELLS = 2 ** 22;
const LONGEST = 2 ** 14;
const CORNER = 64;
const FEWEST_BLOCKS = 100;

/** What there is to draw: an index, how much of it, and how many units one of its rows and columns is. */
export function drawable(whole) {
  const { layer } = whole;
  const drawn = (kind, index, most, what) => {
    const [rows, columns] = [index.rows, index.columns].map((cells) => Math.min(cells, most));
    const [tall, wide] = kind === "blocks" ? [whole.rows / rows, whole.columns / columns] : [1, 1];
    const note = what && `${integer(whole.rows)} × ${integer(whole.columns)} cells are too many to draw: ${what({ rows, columns, tall, wide })}`;
    return { kind, index, rows, columns, tall, wide, note };
  };
  if (fits(whole)) return drawn("cells", whole, LONGEST, "");
  for (let kept = layer.axes.length - 1; kept >= 0; kept--) {
    // Blocks of a layer's matrix repeat as its cells do: they are the matrix of the layer without its last axes.
    const blocks = new WeightIndex(layerOf(layer.inChannels, layer.outChannels, layer.axes.slice(0, kept), layer.groups, layer.bias), whole);
    if (fits(blocks) && blocks.rows * blocks.columns >= FEWEST_BLOCKS) {
      return drawn("blocks", blocks, LONGEST, ({ tall, wide }) => `here a square stands for a block of ${integer(tall)} × ${integer(wide)}, and equal colours for equal blocks.`);
    }
  }
  return drawn("corner", whole, CORNER, ({ rows, columns }) => `this is the top left corner, ${rows} × ${columns}. The counts are of the whole.`);
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

// A small picture of a weight matrix, in which a connection is never lost between two pixels.

import { picture } from "./dom.js";

/**
 * Paint a scene's matrix on a canvas of so many pixels: each shows a connection of its rows and columns, if there
 * is one. Without `enlarged` no cell takes more than a pixel.
 */
export function thumbnail(canvas, scene, most, enlarged = false) {
  const { rows, columns } = scene.drawn;
  const cells = new Uint32Array(rows * columns);
  scene.paint(cells);
  const scale = most / Math.max(rows, columns);
  const size = (cells) =>
    Math.max(1, scale > 1 ? cells * (enlarged ? Math.floor(scale) : 1) : Math.round(cells * scale));
  const [width, height] = [size(columns), size(rows)];
  const { bare } = scene.theme.pixels;
  picture(canvas, width, height, (x, y) => {
    const row = Math.floor(((y + 0.5) * rows) / height) * columns;
    const from = Math.floor((x * columns) / width);
    const end = Math.max(from + 1, Math.floor(((x + 1) * columns) / width));
    return cells.subarray(row + from, row + end).findLast((pixel) => pixel !== bare) ?? bare;
  });
}

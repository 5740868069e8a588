// A small picture of a weight matrix, in which a connection is never lost between two pixels.

import { drawable } from "../model/drawable.js";
import { indexOf } from "../model/index.js";
import { Painter, turned } from "../model/painter.js";
import { namesOf } from "./scene.js";

/**
 * Paint a layer's matrix into a picture of so many pixels: each shows a connection of its rows and columns, if there
 * is one. Without `enlarged` no cell takes more than a pixel.
 * @returns {ImageData}
 */
export function thumbnail(layer, wiring, theme, most, enlarged = false) {
  if (layer.mirror) {
    const { data, width, height } = thumbnail(layer.mirror, wiring, theme, most, enlarged);
    const pixels = turned(new Uint32Array(data.buffer), width);
    return new ImageData(new Uint8ClampedArray(pixels.buffer), height);
  }
  const drawn = drawable(indexOf(layer, wiring));
  const { rows, columns, kind } = drawn;
  const painter = new Painter(drawn.index, namesOf(drawn.index.layer), theme.pixels);
  const scale = most / Math.max(rows, columns);
  const size = (cells) =>
    Math.max(1, scale > 1 ? cells * (enlarged ? Math.floor(scale) : 1) : Math.round(cells * scale));
  const data = new ImageData(size(columns), size(rows));
  const { width, height } = data;
  const pixels = new Uint32Array(data.data.buffer).fill(theme.pixels.bare);
  const all = kind === "corner" ? new Uint32Array(rows * columns) : null;
  if (all) painter.all(drawn, all);
  const row = new Uint32Array(drawn.index.columns * (all ? 0 : 1));
  for (let y = 0; y < height; y++) {
    const at = Math.floor(((y + 0.5) * rows) / height);
    if (!all) painter.row(at, row.fill(0));
    for (let x = 0; x < width; x++) {
      const end = Math.max(Math.floor((x * columns) / width) + 1, Math.floor(((x + 1) * columns) / width));
      for (let column = Math.floor((x * columns) / width); column < end; column++) {
        const pixel = all ? all[at * columns + column] : row[column];
        if (pixel) pixels[y * width + x] = pixel;
      }
    }
  }
  return data;
}

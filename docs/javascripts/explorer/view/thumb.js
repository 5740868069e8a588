// A small picture of a weight matrix, in which a connection is never lost between two pixels.

import { drawable } from "../model/drawable.js";
import { WeightIndex } from "../model/index.js";
import { Painter } from "../model/painter.js";
import { namesOf } from "./scene.js";

/**
 * Paint a layer's matrix into few pixels: each shows a connection of its rows and columns, if there is one.
 * @returns {ImageData}
 */
export function thumbnail(layer, wiring, theme, most) {
  const drawn = drawable(new WeightIndex(layer, wiring));
  const painter = new Painter(drawn.index, namesOf(drawn.index.layer), theme.pixels);
  const scale = Math.max(1, Math.max(drawn.rows, drawn.columns) / most);
  const [height, width] = [drawn.rows, drawn.columns].map((cells) => Math.max(1, Math.round(cells / scale)));
  const data = new ImageData(width, height);
  const pixels = new Uint32Array(data.data.buffer).fill(theme.pixels.bare);
  if (drawn.kind === "corner") {
    const all = new Uint32Array(drawn.rows * drawn.columns);
    painter.all(drawn, all);
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) pixels[y * width + x] = all[Math.floor(y * scale) * drawn.columns + Math.floor(x * scale)];
    return data;
  }
  const row = new Uint32Array(drawn.index.columns);
  for (let y = 0; y < height; y++) {
    row.fill(0);
    painter.row(Math.min(drawn.rows - 1, Math.floor((y + 0.5) * (drawn.rows / height))), row);
    for (let column = 0; column < drawn.columns; column++) {
      if (row[column]) pixels[y * width + Math.floor((column * width) / drawn.columns)] = row[column];
    }
  }
  return data;
}

// Units drawn as an image a channel: what the kernel's view of the input and the grid of outputs share.

import { range, ravel, unravel } from "../model/arrays.js";
import { h, picture } from "./dom.js";
import { frame, Surface, walk } from "./surface.js";

const GAP = 8;
const LARGEST_UNIT = 40;
const SMALLEST_UNIT = 1.6;
const MOST_COLUMNS = 24;
/** Of so many units at most each has a pixel. */
const MOST_UNITS = 2 ** 20;

/**
 * Places are [tile, down, across]: a row of units is an image one unit high, a volume a stack of images.
 * `reach` is [[top, bottom], [left, right]], the places that there is room for, which may lie off the image. Stacked,
 * all that lies left and right of an image can be pointed at as well; a `margin` is left free for labels.
 */
export class Tiles extends Surface {
  constructor(name, title, help, pointing) {
    super(name, title, help, pointing);
    this.image = h("canvas");
    this.margin = 0;
  }

  /** Take the units' shape, (channels, *spatial). */
  setShape([channels, ...spatial], reach) {
    const [across, down = 1, slices = 1] = spatial.reverse();
    const shape = [channels * slices, down, across];
    if (String(shape) !== String(this.shape)) Object.assign(this, { shape, cursor: null, tile: 0 });
    Object.assign(this, {
      slices,
      reach: reach ?? [
        [0, down],
        [0, across],
      ],
    });
  }

  get full() {
    return this.shape.reduce((a, b) => a * b, 1) <= MOST_UNITS;
  }

  /** Put the tiles where they are largest; only one of many, if they would be tiny. */
  layout() {
    const [tiles] = this.shape;
    const [tall, wide] = this.reach.map(([low, high]) => high - low);
    const size = (many, columns) => {
      const rows = Math.ceil(many / columns);
      const width = this.width - 4 - 2 * this.margin - GAP * (columns - 1);
      const height = this.height - 4 - this.margin - GAP * (rows - 1);
      return Math.min(width / (columns * wide), height / (rows * tall), LARGEST_UNIT);
    };
    let columns = 1;
    for (let n = 2; n <= Math.min(tiles, MOST_COLUMNS); n++)
      if (size(tiles, n) > size(tiles, columns)) columns = n;
    const all = tiles === 1 || size(tiles, columns) >= SMALLEST_UNIT;
    if (!all) columns = 1;
    const best = size(all ? tiles : 1, columns);
    const cell = best >= 3 ? Math.floor(best * this.ratio) / this.ratio : best;
    const left = Math.floor((this.width - columns * wide * cell - (columns - 1) * GAP) / 2);
    Object.assign(this, { columns, cell, left, all, shown: all ? range(tiles) : [this.tile] });
  }

  /** Where a place is drawn, which may lie off the image. */
  corner([tile, y, x]) {
    const [[top, bottom], [left, right]] = this.reach;
    const at = this.shown.indexOf(tile);
    return [
      this.left + (at % this.columns) * ((right - left) * this.cell + GAP) + (x - left) * this.cell,
      2 +
        this.margin +
        Math.floor(at / this.columns) * ((bottom - top) * this.cell + GAP) +
        (y - top) * this.cell,
    ];
  }

  /** Draw a tile's paper, its units' pixels (C order, 0 for none), its grid and its frame. */
  drawTile(context, tile, pixels) {
    const { cell, theme } = this;
    const [, tall, wide] = this.shape;
    const [x, y] = this.corner([tile, 0, 0]);
    const [width, height] = [wide * cell, tall * cell];
    context.fillStyle = theme.paper;
    context.fillRect(x, y, width, height);
    if (pixels) {
      this.#rasterize(tile, pixels);
      context.imageSmoothingEnabled = false;
      context.drawImage(this.image, x, y, width, height);
    }
    if (cell >= 5) {
      context.fillStyle = theme.rule;
      context.globalAlpha = 0.7;
      for (let i = 1; i < wide; i++) context.fillRect(x + i * cell - 0.5, y, 1, height);
      for (let i = 1; i < tall; i++) context.fillRect(x, y + i * cell - 0.5, width, 1);
      context.globalAlpha = 1;
    }
    this.frameTile(context, tile, 1);
  }

  frameTile(context, tile, line) {
    const [, tall, wide] = this.shape.map((length) => length * this.cell);
    const [x, y] = this.corner([tile, 0, 0]);
    frame(context, x - 0.5, y - 0.5, wide + 1, tall + 1, this.theme.muted, line, 0);
  }

  /** Paint a tile, with no more pixels than the screen has. */
  #rasterize(tile, pixels) {
    const [, tall, wide] = this.shape;
    const [height, width] = [tall, wide].map((length) =>
      Math.max(1, Math.min(length, Math.ceil(length * this.cell * this.ratio))),
    );
    picture(this.image, width, height, (x, y) => {
      const row = tile * tall + Math.floor(((y + 0.5) * tall) / height);
      return pixels[row * wide + Math.floor(((x + 0.5) * wide) / width)];
    });
  }

  locate(x, y) {
    if (!this.shown) return null;
    const [, tall, wide] = this.shape;
    const [low, high] = this.stacked ? this.reach[1] : [0, wide];
    for (const tile of this.shown) {
      const [left, top] = this.corner([tile, 0, 0]);
      const [row, column] = [Math.floor((y - top) / this.cell), Math.floor((x - left) / this.cell)];
      if (row >= 0 && row < tall && column >= low && column < high) return [tile, row, column];
    }
    return null;
  }

  unit(place) {
    return ravel(place, this.shape);
  }

  place(unit) {
    return unravel(unit, this.shape);
  }

  step(place, { key }) {
    const steps = {
      PageUp: [-1],
      PageDown: [1],
      ...(this.shape[1] > 1 && { ArrowUp: [0, -1], ArrowDown: [0, 1] }),
      ArrowLeft: [0, 0, -1],
      ArrowRight: [0, 0, 1],
      Home: [0, 0, -Infinity],
      End: [0, 0, Infinity],
    };
    return walk(place, steps[key], this.shape);
  }
}

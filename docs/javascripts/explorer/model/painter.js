// The pixels of connections: grey for a weight of its own, for a shared one the colour of its name.

import { WIRINGS } from "./counting.js";
import { WeightIndex } from "./index.js";

/** Of so many weights at most the colours are told apart. */
const MOST = 2 ** 23;
const STRIP = 8;

/**
 * @typedef {object} Colours as pixels of ImageData
 * @property {number} bare no connection
 * @property {number} own
 * @property {ArrayLike<number>} weights of the kernel's taps, over and over
 * @property {ArrayLike<number>} others of the other offsets of sharing only
 */

/** A picture so many pixels wide, with its rows and columns in each other's place: some rows at a time, for speed. */
export function turned(pixels, width) {
  const height = pixels.length / width;
  const turned = new Uint32Array(pixels.length);
  for (let top = 0; top < height; top += STRIP)
    for (let column = 0; column < width; column++)
      for (let row = top; row < top + STRIP && row < height; row++)
        turned[column * height + row] = pixels[row * width + column];
  return turned;
}

export class Painter {
  #look;
  #taps;

  /**
   * @param {WeightIndex} index
   * @param {import("./names.js").Names} names of the same layer
   * @param {Colours} colours
   */
  constructor(index, names, colours) {
    Object.assign(this, { index, names, colours });
    if (!index.shared) this.#look = colours.own;
    else if (index.sparse || names.table) this.#look = this.#tabled();
    else {
      // Too many to tell apart: pale, and the kernel's own over them.
      this.#look = colours.others[0];
      this.#taps = new Painter(new WeightIndex(index.layer, WIRINGS.both), names, colours);
    }
  }

  #tabled() {
    const {
      index,
      names: { taps, all, table },
    } = this;
    const length = index.sparse ? taps : all;
    if (length > MOST) return this.pixel(0);
    const look = new Uint32Array(length);
    for (let id = 0; id < length; id++) look[id] = this.pixel(index.sparse ? id : table[id]);
    return look;
  }

  /** The pixel of a shared weight's name. */
  pixel(name) {
    const {
      names: { taps },
      colours: { weights, others },
    } = this;
    if (name !== null && name < taps) return weights[name % weights.length];
    return others[name === null ? 0 : (name - taps) % others.length];
  }

  /** Paint the connections of a row into pixels[at …]; what is not connected stays as it is. */
  row(row, pixels, at = 0) {
    this.index.paint(row, this.#look, pixels, at);
    this.#taps?.row(row, pixels, at);
  }

  /** Paint all that a drawable has, one pixel a cell. */
  all({ kind, rows, columns }, pixels) {
    const { index, names, colours } = this;
    pixels.fill(colours.bare);
    for (let row = 0, start = 0; row < rows; row++, start += columns) {
      if (kind !== "corner") this.row(row, pixels, start);
      else
        for (let column = 0; column < columns; column++) {
          const id = index.id(row, column);
          if (id >= 0n) pixels[start + column] = index.shared ? this.pixel(names.of(index, id)) : colours.own;
        }
    }
  }
}

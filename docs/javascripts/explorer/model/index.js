// Which weight each connection uses: src/sparse_shared/masking.py, computed only where it is looked at.
//
// A row of the index belongs to an output, a column to an input, and
//     id = first + the sum of slot × step over the parts.
//
// The index of a transposed layer is that of its mirror, its rows and columns in each other's place.

import { combinations, product, unravel } from "./arrays.js";
import { partsOf } from "./parts.js";

/** The index of a layer under a wiring. @returns {Index} */
export const indexOf = (layer, wiring) =>
  layer.mirror ? new Turned(layer, wiring) : new WeightIndex(layer, wiring);

/** What both kinds have in common: who `reads` whom. */
class Index {
  /**
   * @param {import("./layer.js").Layer} layer
   * @param {{ sparse: boolean, shared: boolean }} wiring
   */
  constructor(layer, { sparse, shared }) {
    Object.assign(this, { layer, sparse, shared });
    this.rows = product(layer.outputShape);
    this.columns = product(layer.inputShape);
  }

  /** The first `most` of the columns that a row is linked to, in rising order. */
  linked(row, most = Infinity) {
    const { inputShape } = this.layer;
    return this.reads(row).reduce(
      (starts, inputs, p) => {
        const sorted = Array.from(inputs).sort((a, b) => a - b);
        return starts
          .flatMap((start) => sorted.slice(0, most).map((input) => start * inputShape[p] + input))
          .slice(0, most);
      },
      [0],
    );
  }

  /** How many inputs an output is linked to. */
  fanIn(row) {
    return combinations(this.reads(row));
  }
}

/** The most lines that are kept for another look. */
const KEPT = 4096;

export class WeightIndex extends Index {
  #lines;

  constructor(layer, wiring) {
    super(layer, wiring);
    this.parts = partsOf(layer, this);
    this.#lines = this.parts.map(() => new Map());
  }

  /** What an output is linked to along a part. @returns {import("./parts.js").Line} */
  line(part, place) {
    const lines = this.#lines[part];
    let line = lines.get(place);
    if (!line) {
      line = this.parts[part].line(place);
      if (lines.size > KEPT) lines.clear();
      lines.set(place, line);
    }
    return line;
  }

  /** The lines of an output, one a part. */
  lines(row) {
    return unravel(row, this.layer.outputShape).map((place, part) => this.line(part, place));
  }

  /** The id of the first slot of a row, and what a step along each part adds. @returns {[bigint, bigint[]]} */
  #numbering(lines) {
    const steps = [];
    let [step, first, links] = [1n, 0n, 1n];
    for (let p = lines.length - 1; p >= 0; p--) {
      const { count, earlier } = lines[p];
      steps[p] = step;
      if (this.shared) first += earlier * step;
      else {
        // Each row numbers its own connections, after those of all rows above.
        first = earlier * links + count * first;
        links *= this.parts[p].links;
      }
      step *= count;
    }
    return [first, steps];
  }

  /** The slots of a cell, one a part; null for no connection. */
  slots(row, column) {
    const lines = this.lines(row);
    const slots = unravel(column, this.layer.inputShape).map((input, p) => {
      const k = lines[p].inputs.indexOf(input);
      return k < 0 ? -1 : lines[p].slots[k];
    });
    return slots.includes(-1) ? null : slots;
  }

  /** The weight of a cell, -1n for no connection. @returns {bigint} */
  id(row, column) {
    const slots = this.slots(row, column);
    if (!slots) return -1n;
    const [first, steps] = this.#numbering(this.lines(row));
    return slots.reduce((id, slot, p) => id + BigInt(slot) * steps[p], first);
  }

  /** The inputs that an output reads: for every part, their places. */
  reads(row) {
    return this.lines(row).map(({ inputs }) => inputs);
  }

  /** Where the weight of a linked cell is used: for every part, its [output, input] pairs. */
  ties(row, column) {
    const places = unravel(row, this.layer.outputShape);
    const inputs = unravel(column, this.layer.inputShape);
    const slots = this.slots(row, column);
    return this.parts.map((part, p) =>
      this.shared && part.ties ? part.ties(slots[p]) : [[places[p], inputs[p]]],
    );
  }

  /** Where a shared weight is used, by its [output, input] channels and its slot along each spatial axis. */
  tiesOf(pair, slots) {
    return [[pair], ...slots.map((slot, axis) => this.parts[axis + 1].ties(slot))];
  }

  /** The outputs that read an input: for every part, their places. */
  readers(column) {
    return unravel(column, this.layer.inputShape).map((input, p) => this.parts[p].readers(input));
  }

  /**
   * Paint the links of a row: pixels[at + column] becomes the look of its weight.
   * @param {number} row
   * @param {number | Uint32Array} look one pixel for all weights, or one for each
   * @param {Uint32Array} pixels
   */
  paint(row, look, pixels, at = 0) {
    const lines = this.lines(row);
    const { inputShape } = this.layer;
    const [first, steps] = this.#numbering(lines);
    const strides = steps.map(Number);
    const last = lines.length - 1;
    const fill = (p, place, id) => {
      const { inputs, slots, stretch } = lines[p];
      const start = place * inputShape[p];
      if (p < last) {
        for (let k = 0; k < inputs.length; k++) fill(p + 1, start + inputs[k], id + slots[k] * strides[p]);
      } else if (typeof look === "number") {
        if (stretch) pixels.fill(look, at + start + inputs[0], at + start + inputs[0] + inputs.length);
        else for (let k = 0; k < inputs.length; k++) pixels[at + start + inputs[k]] = look;
      } else if (stretch) {
        pixels.set(look.subarray(id + slots[0], id + slots[0] + inputs.length), at + start + inputs[0]);
      } else {
        for (let k = 0; k < inputs.length; k++) pixels[at + start + inputs[k]] = look[id + slots[k]];
      }
    };
    fill(0, 0, Number(first));
  }
}

class Turned extends Index {
  constructor(layer, wiring) {
    super(layer, wiring);
    this.mirror = new WeightIndex(layer.mirror, wiring);
  }

  slots(row, column) {
    return this.mirror.slots(column, row);
  }

  id(row, column) {
    return this.mirror.id(column, row);
  }

  reads(row) {
    return this.mirror.readers(row);
  }

  readers(column) {
    return this.mirror.reads(column);
  }

  ties(row, column) {
    return turned(this.mirror.ties(column, row));
  }

  tiesOf(pair, slots) {
    return turned(this.mirror.tiesOf(pair, slots));
  }
}

/** [output, input] pairs of every part, as [input, output]. */
const turned = (parts) => parts.map((pairs) => pairs.map(([a, b]) => [b, a]));

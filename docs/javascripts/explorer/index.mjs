// Which weight each connection uses: src/sparse_shared/masking.py, computed only where it is looked at.
//
// A row of the index belongs to an output, a column to an input. Along each part (the channels, and every
// spatial axis) an output has links to inputs, each with a slot, and
//     id = first + the sum of slot × step over the parts.

import { channelPairs } from "./counting.mjs";

/** How many colours weights have: of an id, painting needs only the remainder. */
export const COLOURS = 251;

export class WeightIndex {
  constructor(layer, { sparse, shared }) {
    Object.assign(this, { layer, sparse, shared });
    this.rows = layer.outputShape.reduce((a, b) => a * b, 1);
    this.columns = layer.inputShape.reduce((a, b) => a * b, 1);
    this.parts = [channelPart(layer, sparse), ...layer.axes.map((axis) => axisPart(axis, sparse, shared))];
    this.#lines = this.parts.map(() => new Map());
  }
  #lines;

  /** What an output is linked to along a part: its inputs and their slots. */
  line(part, place) {
    const lines = this.#lines[part];
    let line = lines.get(place);
    if (!line) {
      line = this.parts[part].line(place);
      line.colours ??= Uint8Array.from(line.slots, (slot) => slot % COLOURS);
      if (lines.size > 4096) lines.clear();
      lines.set(place, line);
    }
    return line;
  }

  /** What the ids of a row are made of. */
  row(row) {
    const places = unravel(row, this.layer.outputShape);
    const lines = places.map((place, part) => this.line(part, place));
    const steps = [];
    let [step, first, links] = [1n, 0n, 1n];
    for (let p = lines.length - 1; p >= 0; p--) {
      const { count, earlier } = lines[p];
      steps[p] = step;
      if (this.shared) first += earlier * step;
      else {
        first = earlier * links + count * first;
        links *= this.parts[p].links;
      }
      step *= count;
    }
    return { places, lines, steps, first };
  }

  /**
   * Paint the links of a row: pixels[at + column] becomes the colour of the id. The palette has its COLOURS
   * colours over and over, so that neither a sum of remainders nor a whole stretch of ids needs a division.
   */
  paint(row, palette, pixels, at = 0) {
    const { lines, steps, first } = this.row(row);
    const { inputShape } = this.layer;
    const fill = (p, place, colour) => {
      const { inputs, colours, stretch } = lines[p];
      const start = place * inputShape[p];
      if (p < lines.length - 1) {
        const step = remainder(steps[p]);
        for (let k = 0; k < inputs.length; k++) fill(p + 1, start + inputs[k], (colour + colours[k] * step) % COLOURS);
      } else if (stretch) {
        pixels.set(palette.subarray(colour + colours[0], colour + colours[0] + inputs.length), at + start + inputs[0]);
      } else {
        for (let k = 0; k < inputs.length; k++) pixels[at + start + inputs[k]] = palette[colour + colours[k]];
      }
    };
    fill(0, 0, remainder(first));
  }

  /** The weight of one cell, -1n for no connection. */
  id(row, column) {
    const { lines, steps, first } = this.row(row);
    return unravel(column, this.layer.inputShape).reduce((id, input, p) => {
      const k = id < 0n ? -1 : lines[p].inputs.indexOf(input);
      return k < 0 ? -1n : id + BigInt(lines[p].slots[k]) * steps[p];
    }, first);
  }

  /** How many inputs an output is linked to. */
  fanIn(row) {
    return combinations(this.row(row).lines.map(({ inputs }) => inputs));
  }

  /** Where the weight of a linked cell is used: for every part, its [output, input] pairs. */
  ties(row, column) {
    const { places, lines } = this.row(row);
    const inputs = unravel(column, this.layer.inputShape);
    return this.parts.map((part, p) => {
      const own = [places[p], inputs[p]];
      return this.shared && part.ties ? part.ties(lines[p].slots[lines[p].inputs.indexOf(inputs[p])]) : [own];
    });
  }

  /** The outputs that read an input: for every part, their places. */
  readers(column) {
    return unravel(column, this.layer.inputShape).map((input, p) =>
      this.parts[p].readers ? this.parts[p].readers(input) : range(this.layer.outputShape[p]));
  }
}

/** (output channel, input channel) pairs, in C order. */
function channelPart(layer, sparse) {
  const links = channelPairs(layer, sparse);
  if (sparse && layer.mask) {
    const seen = layer.mask.map((row) => row.flatMap((sees, channel) => (sees ? channel : [])));
    return {
      links,
      readers: (input) => range(layer.outChannels).filter((channel) => layer.mask[channel][input]),
      line(channel) {
        const inputs = seen[channel];
        const earlier = BigInt(seen.slice(0, channel).flat().length);
        return { inputs, slots: sequence(inputs.length), count: BigInt(inputs.length), earlier };
      },
    };
  }
  const groups = sparse ? layer.groups : 1;
  const [seen, served] = [layer.inChannels / groups, layer.outChannels / groups];
  return {
    links,
    readers: (input) => range(served, Math.floor(input / seen) * served),
    line(channel) {
      const start = Math.floor(channel / served) * seen;
      const inputs = sequence(seen, start);
      return { inputs, slots: sequence(seen), count: BigInt(seen), earlier: BigInt(channel * seen) };
    },
  };
}

/** The links of a spatial axis, numbered by tap, by relative offset, or one by one. */
function axisPart(axis, sparse, shared) {
  const { size, outputs } = axis;
  const tied = (locate) => (slot) => range(outputs).map((o) => [o, locate(o, slot)]).filter(([, input]) => input >= 0);
  if (!sparse) {
    // The slots of an output are a stretch of all relative offsets, which on a ring go round.
    const inputs = sequence(size);
    const all = sequence(shared ? axis.offsets + (axis.circular ? size : 0) : size).map((slot) => slot % axis.offsets);
    const remainders = all.map((slot) => slot % COLOURS);
    const count = BigInt(shared ? axis.offsets : size);
    const line = (o) => {
      const from = shared ? axis.offset(o) : 0;
      const [slots, colours] = [all, remainders].map((numbers) => numbers.subarray(from, from + size));
      return { inputs, slots, colours, count, stretch: !axis.circular || !shared, earlier: shared ? 0n : BigInt(o) * count };
    };
    return { line, links: BigInt(size) * BigInt(outputs), ties: tied((o, slot) => axis.atOffset(o, slot)) };
  }
  const line = (o) => {
    const [inputs, taps] = [[], []];
    for (let tap = 0; tap < axis.kernel; tap++) {
      const input = axis.position(o, tap);
      if (input < 0) continue;
      inputs.push(input);
      taps.push(tap);
    }
    if (shared) return { inputs, slots: taps, count: BigInt(axis.kernel), earlier: 0n };
    inputs.sort((a, b) => a - b);
    return { inputs, slots: sequence(inputs.length), count: BigInt(inputs.length), earlier: axis.links(o) };
  };
  const readers = (input) => {
    const [low, high] = axis.circular ? [0, outputs] : [
      Math.max(0, Math.ceil((input + axis.before - axis.span + 1) / axis.stride)),
      Math.min(outputs, Math.floor((input + axis.before) / axis.stride) + 1),
    ];
    return range(Math.max(0, high - low), low).filter((o) => line(o).inputs.includes(input));
  };
  return { line, readers, links: axis.links(), ties: tied((o, tap) => axis.position(o, tap)) };
}

/** start, start + 1, …: a loop, because a million of these make a picture. */
function sequence(length, start = 0) {
  const numbers = new Int32Array(length);
  for (let k = 0; k < length; k++) numbers[k] = start + k;
  return numbers;
}

/** What painting needs of an id. */
export const remainder = (id) => Number(id % BigInt(COLOURS));

export const range = (length, start = 0) => Array.from({ length }, (_, i) => start + i);

/** In how many ways one can take an item of each list. */
export const combinations = (lists) => lists.reduce((total, { length }) => total * length, 1);

/** Coordinates of a C-order position. */
export function unravel(position, shape) {
  const places = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    places[axis] = position % shape[axis];
    position = Math.floor(position / shape[axis]);
  }
  return places;
}

/** The C-order position of coordinates. */
export const ravel = (places, shape) => places.reduce((position, place, axis) => position * shape[axis] + place, 0);

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
      line.colours ??= remainders(line.slots);
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

  /** Visit the links of a row: see(column, remainder of the id by COLOURS). */
  visit(row, see) {
    const { lines, steps, first } = this.row(row);
    let starts = [[0, Number(first % BigInt(COLOURS))]];
    const last = lines.length - 1;
    for (let p = 0; p < last; p++) {
      const step = Number(steps[p] % BigInt(COLOURS));
      const stretch = this.layer.inputShape.slice(p + 1).reduce((a, b) => a * b, 1);
      const { inputs, colours } = lines[p];
      starts = starts.flatMap(([column, colour]) =>
        Array.from(inputs, (input, k) => [column + input * stretch, (colour + colours[k] * step) % COLOURS]));
    }
    const { inputs, colours } = lines[last];
    for (const [column, colour] of starts) {
      for (let k = 0; k < inputs.length; k++) {
        const sum = colour + colours[k];
        see(column + inputs[k], sum < COLOURS ? sum : sum - COLOURS);
      }
    }
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
    return this.row(row).lines.reduce((total, line) => total * line.inputs.length, 1);
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

  /** Every id of a row, -1 for no connection: for matrices small enough to print. */
  ids(row) {
    return range(this.columns).map((column) => Number(this.id(row, column)));
  }
}

/** (output channel, input channel) pairs, in C order. */
function channelPart(layer, sparse) {
  const groups = sparse ? layer.groups : 1;
  const [seen, served] = [layer.inChannels / groups, layer.outChannels / groups];
  return {
    links: channelPairs(layer, sparse),
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
  const all = sequence(axis.size);
  const tied = (locate) => (slot) =>
    range(axis.outputs).map((o) => [o, locate(o, slot)]).filter(([, input]) => input >= 0);
  if (!sparse) {
    const colours = remainders(all);
    const count = BigInt(shared ? axis.offsets : axis.size);
    const line = shared
      ? (o) => ({ inputs: all, slots: sequence(axis.size, axis.offset(o, 0), axis.circular ? axis.size : Infinity), count, earlier: 0n })
      : (o) => ({ inputs: all, slots: all, colours, count, earlier: BigInt(o) * count });
    return { line, links: BigInt(axis.size) * BigInt(axis.outputs), ties: tied((o, slot) => axis.atOffset(o, slot)) };
  }
  const taps = (o) => range(axis.kernel).map((j) => [axis.position(o, j), j]).filter(([input]) => input >= 0);
  const line = (o) => {
    const links = taps(o);
    if (shared) {
      return { inputs: pick(links, 0), slots: pick(links, 1), count: BigInt(axis.kernel), earlier: 0n };
    }
    const inputs = pick(links, 0).sort();
    return { inputs, slots: sequence(inputs.length), count: BigInt(inputs.length), earlier: axis.links(o) };
  };
  const readers = (input) => {
    const [low, high] = axis.circular ? [0, axis.outputs] : [
      Math.max(0, Math.ceil((input + axis.before - axis.span + 1) / axis.stride)),
      Math.min(axis.outputs, Math.floor((input + axis.before) / axis.stride) + 1),
    ];
    return range(Math.max(0, high - low), low).filter((o) => taps(o).some(([at]) => at === input));
  };
  return { line, readers, links: axis.links(), ties: tied((o, tap) => axis.position(o, tap)) };
}

/** start, start + 1, …, beginning anew from 0 at `end`. Loops, because a million of these make a picture. */
function sequence(length, start = 0, end = Infinity) {
  const numbers = new Int32Array(length);
  for (let k = 0, n = start; k < length; k++, n = n + 1 === end ? 0 : n + 1) numbers[k] = n;
  return numbers;
}

function remainders(slots) {
  const colours = new Uint8Array(slots.length);
  for (let k = 0, colour = 0; k < slots.length; k++) {
    const next = k > 0 && slots[k] === slots[k - 1] + 1; // almost always, and dividing takes longer
    colour = next ? colour + 1 : slots[k] % COLOURS;
    if (colour === COLOURS) colour = 0;
    colours[k] = colour;
  }
  return colours;
}

export const range = (length, start = 0) => Array.from({ length }, (_, i) => start + i);

const pick = (pairs, i) => Int32Array.from(pairs, (pair) => pair[i]);

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

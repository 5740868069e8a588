// The name of a shared weight, one and the same in every wiring that has it: the kernel's taps first, in the
// order of the weight tensor, then the other offsets of sharing only, in the order in which its matrix is read.
// The figures name them alike (scripts/draw).

import { eachPlace, product, ravel, unravel } from "./arrays.js";
import { count, linked, WIRINGS } from "./counting.js";
import { integer } from "./numbers.js";

/** Of so many offsets at most the names are tabled. Where there are more, a cell is far smaller than a pixel. */
const MOST = 2 ** 18;
const LETTERS = 26;

export class Names {
  /** @param {import("./layer.js").Layer} layer */
  constructor(layer) {
    this.layer = layer;
    /** How many taps the kernel has, all its maps together. */
    this.taps = Number(count(layer, WIRINGS.both).weights);
    /** How many weights sharing only has. */
    this.all = Number(count(layer, WIRINGS.shared).weights);
    this.#kernel = layer.axes.map((axis) => axis.kernel);
    this.#offsets = layer.axes.map((axis) => axis.offsets);
    this.#axes = layer.axes.map((axis) => tapsByOffset(axis));
    this.#pairs = pairNumbers(layer);
  }
  #kernel;
  #offsets;
  #axes;
  #pairs;
  #table;

  /** Of every id of sharing only, its name; null if there are too many. @returns {Int32Array | null} */
  get table() {
    if (this.#table === undefined) this.#table = this.all <= MOST ? this.#tabulate() : null;
    return this.#table;
  }

  /** The name of the weight of a shared index's id; null if it has none here. @returns {number | null} */
  of({ sparse }, id) {
    if (sparse) return Number(id);
    if (this.table) return this.table[Number(id)];
    const slots = [];
    for (const length of this.#offsets.map(BigInt).reverse()) {
      slots.unshift(Number(id % length));
      id /= length;
    }
    return this.#tap(Number(id), this.#tapsAt(slots));
  }

  /** The name of the weight of a pair of channels at a slot an axis; null if it has none here. */
  at({ sparse }, pair, slots) {
    if (sparse) return this.#tap(pair, slots);
    return this.table
      ? this.table[ravel([pair, ...slots], [0, ...this.#offsets])]
      : this.#tap(pair, this.#tapsAt(slots));
  }

  #tapsAt(offsets) {
    return offsets.map((slot, axis) => this.#axes[axis][slot]);
  }

  /** The name of a pair's tap; null if the kernel has none there. */
  #tap(pair, taps) {
    const number = this.#pairs[pair];
    if (number < 0 || taps.includes(-1)) return null;
    return ravel([number, ...taps], [0, ...this.#kernel]);
  }

  #tabulate() {
    const { inChannels, outChannels } = this.layer;
    const [pixels, taps] = [product(this.#offsets), product(this.#kernel)];
    const table = new Int32Array(this.all);
    const rows = this.#appearances();
    let next = this.taps;
    for (let out = 0; out < outChannels; out++) {
      for (const [slots, tapOf] of rows) {
        for (let pair = out * inChannels; pair < (out + 1) * inChannels; pair++) {
          const number = this.#pairs[pair];
          for (let k = 0; k < slots.length; k++) {
            table[pair * pixels + slots[k]] =
              number >= 0 && tapOf[k] >= 0 ? number * taps + tapOf[k] : next++;
          }
        }
      }
    }
    return table;
  }

  /** For every position of the kernel the offsets that no position before it has, and their taps. */
  #appearances() {
    const { axes } = this.layer;
    const rows = [];
    eachPlace(
      axes.map((axis) => axis.outputs),
      (places) => {
        const fresh = axes.map((axis, k) => axis.fresh(places[k]));
        const length = product(fresh);
        if (!length) return;
        const [slots, tapOf] = [new Int32Array(length), new Int32Array(length)];
        eachPlace(fresh, (inputs, i) => {
          const at = inputs.map((input, k) => (axes[k].offset(places[k]) + input) % axes[k].offsets);
          const taps = this.#tapsAt(at);
          slots[i] = ravel(at, this.#offsets);
          tapOf[i] = taps.includes(-1) ? -1 : ravel(taps, this.#kernel);
        });
        rows.push([slots, tapOf]);
      },
    );
    return rows;
  }

  /** The channels [output, input] of a named weight, and its slot along each spatial axis. */
  slots({ sparse }, name) {
    const { inChannels, outChannels } = this.layer;
    const shape = [outChannels * inChannels, ...(sparse ? this.#kernel : this.#offsets)];
    const [number, ...slots] = unravel(sparse ? name : this.table.indexOf(name), shape);
    return { pair: unravel(sparse ? this.#pairs.indexOf(number) : number, [outChannels, inChannels]), slots };
  }

  /** The letter of a name; empty if it has none. */
  letter(name) {
    const has = name !== null && name < LETTERS && (this.all <= LETTERS || name < this.taps);
    return has ? String.fromCharCode(97 + name) : "";
  }

  /** A name in words: "weight a", "weight 31". */
  said(name) {
    if (name === null) return "A weight that the kernel does not keep";
    return `Weight ${this.letter(name) || integer(name + 1)}`;
  }
}

/** Of every relative offset of an axis the tap that lies there, or -1. */
function tapsByOffset(axis) {
  const taps = new Int32Array(axis.offsets).fill(-1);
  for (let tap = 0; tap < axis.kernel; tap++) {
    const slot = axis.tapOffset(tap);
    if (slot >= 0) taps[slot] = tap;
  }
  return taps;
}

/** Of every (output channel, input channel) pair its number among the connected ones, or -1. */
function pairNumbers(layer) {
  const { inChannels, outChannels } = layer;
  let next = 0;
  const numbers = new Int32Array(outChannels * inChannels);
  for (let pair = 0; pair < numbers.length; pair++)
    numbers[pair] = linked(layer, Math.floor(pair / inChannels), pair % inChannels) ? next++ : -1;
  return numbers;
}

// What one axis of a layer (the channels, or a spatial one) contributes to its weight index:
// src/sparse_shared/numbering.py. Along a part an output has links to inputs, and each link a slot.

import { range, sequence } from "./arrays.js";
import { channelPairs, linked } from "./counting.js";

/**
 * @typedef {object} Line what an output is linked to along a part
 * @property {ArrayLike<number>} inputs the inputs, in rising order unless slots are taps
 * @property {ArrayLike<number>} slots the slot of each
 * @property {bigint} count how many slots its outputs have
 * @property {bigint} earlier how many slots belong to outputs before it, and to no other
 * @property {boolean} [stretch] whether inputs and slots both run on without a gap
 */

/**
 * @typedef {object} Part
 * @property {bigint} links how many links there are over all outputs
 * @property {(place: number) => Line} line
 * @property {(input: number) => number[]} readers the outputs that read an input
 * @property {(slot: number) => [number, number][]} [ties] the [output, input] pairs of a shared slot
 */

/** Every part of a layer's index, the channels first. @returns {Part[]} */
export const partsOf = (layer, { sparse, shared }) => [
  channelPart(layer, sparse),
  ...layer.axes.map((axis) => (sparse ? tapPart(axis, shared) : fullPart(axis, shared))),
];

/** (output channel, input channel) pairs, in C order. */
function channelPart(layer, sparse) {
  const { inChannels, outChannels, mask } = layer;
  const sees = (channel, input) => !sparse || linked(layer, channel, input);
  return {
    links: channelPairs(layer, sparse),
    readers: (input) => range(outChannels).filter((channel) => sees(channel, input)),
    line(channel) {
      const inputs = range(inChannels).filter((input) => sees(channel, input));
      const { length } = inputs;
      const earlier =
        sparse && mask ? mask.slice(0, channel).flat().filter(Boolean).length : channel * length;
      return { inputs, slots: sequence(length), count: BigInt(length), earlier: BigInt(earlier) };
    },
  };
}

/** All links of a spatial axis, numbered by relative offset, or one by one. */
function fullPart(axis, shared) {
  const { size, outputs } = axis;
  const inputs = sequence(size);
  const links = BigInt(size) * BigInt(outputs);
  const readers = () => range(outputs);
  if (!shared) {
    const count = BigInt(size);
    const line = (o) => ({ inputs, slots: inputs, count, earlier: BigInt(o) * count, stretch: true });
    return { line, links, readers };
  }
  // The slots of an output are a stretch of all offsets, which on a ring go round.
  const all = sequence(axis.offsets + (axis.circular ? size : 0)).map((slot) => slot % axis.offsets);
  const count = BigInt(axis.offsets);
  const line = (o) => {
    const from = axis.offset(o);
    return { inputs, slots: all.subarray(from, from + size), count, earlier: 0n, stretch: !axis.circular };
  };
  return { line, links, readers, ties: (slot) => tied(axis, (o) => axis.atOffset(o, slot)) };
}

/** The links that the kernel's taps make along a spatial axis, numbered by tap, or one by one. */
function tapPart(axis, shared) {
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
    const [low, high] = axis.circular
      ? [0, axis.outputs]
      : [
          Math.max(0, Math.ceil((input + axis.before - axis.span + 1) / axis.stride)),
          Math.min(axis.outputs, Math.floor((input + axis.before) / axis.stride) + 1),
        ];
    return range(Math.max(0, high - low), low).filter((o) => line(o).inputs.includes(input));
  };
  return { line, readers, links: axis.links(), ties: (tap) => tied(axis, (o) => axis.position(o, tap)) };
}

const tied = (axis, locate) =>
  range(axis.outputs)
    .map((o) => [o, locate(o)])
    .filter(([, input]) => input >= 0);

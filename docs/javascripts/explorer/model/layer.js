// A layer as plain data, checked as src/sparse_shared/layers.py checks it: the same arguments are refused. What no
// control and no address can ask for, such as a size that is a word, is not checked.

import { Axis } from "./axis.js";

/**
 * @typedef {object} Layer
 * @property {number} inChannels
 * @property {number} outChannels
 * @property {Axis[]} axes the spatial ones
 * @property {number} groups
 * @property {boolean | "unit" | "map"} bias
 * @property {boolean[][]} [mask] who sees whom, (outChannels, inChannels), instead of groups
 * @property {number[]} inputShape
 * @property {number[]} outputShape
 */

/** What is wrong with a layer; `argument` is the name of what is to be mended. */
class LayerError extends Error {
  constructor(argument, message) {
    super(message);
    this.argument = argument;
  }
}

/** Make a convolution of the package's arguments: input_shape, out_channels, kernel_size, … @returns {Layer} */
export function conv(given) {
  const asked = { stride: 1, padding: 0, dilation: 1, groups: 1, bias: true, ...given };
  const [inChannels, ...sizes] = asked.input_shape.map((n, i) => whole(`input_shape[${i}]`, n, 1));
  const [kernels, strides, dilations] = ["kernel_size", "stride", "dilation"].map((name) =>
    spread(name, asked[name], sizes, 1).map((item, i) => whole(`${name}[${i}]`, item, 1)),
  );
  const geometry = sizes.map((size, i) => [size, kernels[i], strides[i], dilations[i]]);
  const padding = pads(asked.padding, geometry);
  const axes = geometry.map((g, i) => new Axis(...g, ...padding[i], asked.padding_mode === "circular"));
  for (const [i, axis] of axes.entries()) checkAxis(i, axis, asked.padding);
  const outChannels = whole("out_channels", asked.out_channels, 1);
  const mask = asked.channel_mask;
  if (mask && (mask.length !== outChannels || mask[0].length !== inChannels)) {
    fail("channel_mask", `: expected a table of ${outChannels} × ${inChannels} maps`);
  }
  const groups = whole("groups", asked.groups, 1);
  if (mask && groups > 1) fail("groups", `=${groups}: expected 1, since a channel_mask says who sees whom`);
  for (const [name, channels] of Object.entries({ in_channels: inChannels, out_channels: outChannels })) {
    if (channels % groups) fail("groups", `=${groups}: expected a divisor of ${name}=${channels}`);
  }
  return layerOf(inChannels, outChannels, axes, groups, asked.bias, mask);
}

/** A layer of sound parts. Without axes it is a fully connected one. @returns {Layer} */
export function layerOf(inChannels, outChannels, axes, groups, bias, mask) {
  const inputShape = [inChannels, ...axes.map((a) => a.size)];
  const outputShape = [outChannels, ...axes.map((a) => a.outputs)];
  return { inChannels, outChannels, axes, groups, bias, mask, inputShape, outputShape };
}

/** Refuse a layer; the message goes on after the argument's name. Raises LayerError. */
export function fail(argument, message) {
  // "kernel_size[1]" is mended at kernel_size, but an input has one size for channels and others for space.
  throw new LayerError(
    argument.startsWith("input") ? argument : argument.replace(/\[.*/, ""),
    argument + message,
  );
}

function whole(name, value, least) {
  const isWhole = Number.isSafeInteger(value);
  if (!isWhole || value < least)
    fail(name, `=${value}: expected an integer of at least ${least}${isWhole ? "" : ", not float"}`);
  return value;
}

/** One item an axis; a single number stands for all. */
const spread = (name, value, axes, least) =>
  Array.isArray(value) ? value : Array(axes.length).fill(whole(name, value, least));

/** One [before, after] an axis. */
function pads(padding, geometry) {
  if (padding === "valid") return geometry.map(() => [0, 0]);
  if (padding === "same") {
    return geometry.map(([size, kernel, stride, dilation]) => {
      const outputs = Math.ceil(size / stride);
      const needed = Math.max((outputs - 1) * stride + dilation * (kernel - 1) + 1 - size, 0);
      return [Math.floor(needed / 2), Math.ceil(needed / 2)];
    });
  }
  return spread("padding", padding, geometry, 0).map((item, i) => {
    const [before, after = before] = [item].flat().map((n) => whole(`padding[${i}]`, n, 0));
    return [before, after];
  });
}

function checkAxis(i, axis, padding) {
  const { size, span, padded, before, after, dilation, kernel, circular } = axis;
  const spans = `=${kernel}${dilation > 1 ? ` at dilation=${dilation}` : ""} spans ${span} cells on axis ${i}: expected at most`;
  if (span > padded) fail("kernel_size", `${spans} ${padded}, the input with its padding`);
  if (!circular) return;
  const wraps = Math.max(before, after);
  if (wraps > size)
    fail(
      "padding",
      `=${JSON.stringify(padding)} wraps ${wraps} cells on axis ${i}: expected at most ${size}, the input`,
    );
  const ring = size / gcd(size, dilation);
  if (kernel > ring)
    fail("kernel_size", `${spans} a kernel of ${ring}, which reads no input of the ring twice`);
}

const gcd = (a, b) => (b ? gcd(b, a % b) : a);

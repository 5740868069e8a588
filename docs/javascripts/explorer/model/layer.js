// A layer as plain data, checked as src/sparse_shared/layers.py checks it: the same arguments are refused. What no
// control and no address can ask for, such as a size that is a word, is not checked.
//
// A transposed layer has the weight matrix of a convolution, its mirror, with rows and columns in each other's place:
// what is an output of the one is an input of the other.

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
 * @property {Layer} [mirror] of a transposed layer the convolution that has the same axes, groups and weights
 */

/** Make a layer of the package's arguments: input_shape, out_channels, …, and `transposed`. @returns {Layer} */
export function layerOf(given) {
  const asked = { stride: 1, padding: 0, dilation: 1, output_padding: 0, groups: 1, bias: true, ...given };
  const { bias, channel_mask: mask, transposed } = asked;
  const [inChannels, ...sizes] = asked.input_shape.map((n, i) => whole(`input_shape[${i}]`, n, 1));
  const each = (name, least) =>
    sizes.map((_, i) =>
      whole(`${name}[${i}]`, Array.isArray(asked[name]) ? asked[name][i] : asked[name], least),
    );
  const [kernels, strides, dilations] = ["kernel_size", "stride", "dilation"].map((name) => each(name, 1));
  const added = each("output_padding", 0);
  const geometry = sizes.map((size, i) => [size, kernels[i], strides[i], dilations[i]]);
  const padding = pads(asked, geometry);
  const circular = asked.padding_mode === "circular";
  if (transposed && circular) fail("padding_mode", "=circular: expected zeros where transposed");
  const axes = geometry.map((g, i) =>
    transposed
      ? mirrored(i, ...g, ...padding[i], added[i])
      : checked(i, new Axis(...g, ...padding[i], circular)),
  );
  const outChannels = whole("out_channels", asked.out_channels, 1);
  if (mask && (transposed || mask.length !== outChannels || mask[0].length !== inChannels))
    fail("channel_mask", `: expected a table of ${outChannels} × ${inChannels} maps, for a convolution`);
  const groups = whole("groups", asked.groups, 1);
  if (mask && groups > 1) fail("groups", `=${groups}: expected 1, since a channel_mask says who sees whom`);
  for (const [name, channels] of Object.entries({ in_channels: inChannels, out_channels: outChannels })) {
    if (channels % groups) fail("groups", `=${groups}: expected a divisor of ${name}=${channels}`);
  }
  const parts = { axes, groups, bias, mask };
  return transposed
    ? transpose(shaped({ ...parts, inChannels: outChannels, outChannels: inChannels }))
    : shaped({ ...parts, inChannels, outChannels });
}

/** A convolution of sound parts. Without axes it is a fully connected layer. */
const shaped = (parts) => ({
  ...parts,
  inputShape: [parts.inChannels, ...parts.axes.map((axis) => axis.size)],
  outputShape: [parts.outChannels, ...parts.axes.map((axis) => axis.outputs)],
});

const transpose = (mirror) => ({
  ...mirror,
  mirror,
  inChannels: mirror.outChannels,
  outChannels: mirror.inChannels,
  inputShape: mirror.outputShape,
  outputShape: mirror.inputShape,
});

/** A layer's first few axes, as a layer. @returns {Layer} */
export const firstAxes = (layer, kept) =>
  layer.mirror
    ? transpose(firstAxes(layer.mirror, kept))
    : shaped({ ...layer, axes: layer.axes.slice(0, kept) });

/** Refuse a layer: raise an error with the `argument` that is to be mended, whose name the message begins with. */
export function fail(argument, message) {
  // "kernel_size[1]" is mended at kernel_size, but an input has one size for channels and others for space.
  const mended = argument.startsWith("input") ? argument : argument.replace(/\[.*/, "");
  throw Object.assign(new Error(argument + message), { argument: mended });
}

function whole(name, value, least) {
  if (!Number.isSafeInteger(value) || value < least)
    fail(name, `=${value}: expected an integer of at least ${least}`);
  return value;
}

/** One [before, after] an axis. */
function pads({ padding, transposed }, geometry) {
  if (typeof padding === "string") {
    if (transposed) fail("padding", `=${padding}: expected numbers where transposed`);
    if (padding === "valid") return geometry.map(() => [0, 0]);
    return geometry.map(([size, kernel, stride, dilation]) => {
      const outputs = Math.ceil(size / stride);
      const needed = Math.max((outputs - 1) * stride + dilation * (kernel - 1) + 1 - size, 0);
      return [Math.floor(needed / 2), Math.ceil(needed / 2)];
    });
  }
  return geometry.map((_, i) => {
    const item = [padding[i] ?? padding].flat();
    const [before, after = before] = item.map((n) => whole(`padding[${i}]`, n, 0));
    return [before, after];
  });
}

/** The axis of a transposed layer's mirror, whose inputs are the layer's outputs. */
function mirrored(i, size, kernel, stride, dilation, before, after, added) {
  if (added >= Math.max(stride, dilation))
    fail("output_padding", `[${i}]=${added}: expected less than the stride or the dilation`);
  const outputs = (size - 1) * stride + dilation * (kernel - 1) + 1 + added - before - after;
  if (outputs < 1) fail("padding", ` leaves ${outputs} outputs on axis ${i}: expected at least 1`);
  return new Axis(outputs, kernel, stride, dilation, before, after - added, false);
}

function checked(i, axis) {
  const { size, span, padded, before, after, dilation, kernel, circular } = axis;
  const spans = `=${kernel}${dilation > 1 ? ` at dilation=${dilation}` : ""} spans ${span} cells on axis ${i}: expected at most`;
  if (span > padded) fail("kernel_size", `${spans} ${padded}, the input with its padding`);
  if (!circular) return axis;
  const wraps = Math.max(before, after);
  if (wraps > size)
    fail("padding", ` wraps ${wraps} cells on axis ${i}: expected at most ${size}, the input`);
  const ring = size / gcd(size, dilation);
  if (kernel > ring)
    fail("kernel_size", `${spans} a kernel of ${ring}, which reads no input of the ring twice`);
  return axis;
}

const gcd = (a, b) => (b ? gcd(b, a % b) : a);

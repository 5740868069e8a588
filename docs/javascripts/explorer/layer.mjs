// A layer as plain data, checked as src/sparse_shared/layers.py checks it, in the same words.

import { Axis } from "./axis.mjs";

/** What is wrong with a layer; `argument` is the name of what is to be mended. */
class LayerError extends Error {
  constructor(argument, message) {
    super(message);
    this.argument = argument;
  }
}

/** Make a convolution of the package's arguments: input_shape, out_channels, kernel_size, … */
export function conv(given) {
  const asked = { stride: 1, padding: 0, padding_mode: "zeros", dilation: 1, groups: 1, bias: true, ...given };
  const shape = asked.input_shape;
  if (!Array.isArray(shape)) refuse("input_shape", shape, "(channels, *spatial)", kind(shape));
  if (shape.length < 2 || shape.length > 4) {
    refuse("input_shape", shape, "(channels, *spatial) with 1, 2 or 3 spatial axes, so 2 to 4 sizes", shape.length);
  }
  const [inChannels, ...sizes] = shape.map((n, i) => whole(`input_shape[${i}]`, n, 1));
  const [kernels, strides, dilations] = ["kernel_size", "stride", "dilation"].map((name) => perAxis(name, asked[name], sizes.length));
  const circular = choice("padding_mode", asked.padding_mode, ["zeros", "circular"]) === "circular";
  const geometry = sizes.map((size, i) => [size, kernels[i], strides[i], dilations[i]]);
  const padding = pads(asked.padding, geometry);
  const axes = geometry.map((g, i) => new Axis(...g, ...padding[i], circular));
  axes.forEach((axis, i) => checkAxis(i, axis, asked.padding));
  const outChannels = whole("out_channels", asked.out_channels, 1);
  const mask = asked.channel_mask;
  if (mask && (mask.length !== outChannels || mask.some((row) => row.length !== inChannels))) {
    fail("channel_mask", `: expected a table of bools of shape (${outChannels}, ${inChannels})`);
  }
  const groups = whole("groups", asked.groups, 1);
  if (mask && groups > 1) fail("groups", `=${groups}: expected 1, since a channel_mask says who sees whom`);
  for (const [name, channels] of Object.entries({ in_channels: inChannels, out_channels: outChannels })) {
    if (channels % groups) refuse("groups", groups, `a divisor of ${name}=${channels}`);
  }
  if (![true, false, "unit"].includes(asked.bias)) refuse("bias", asked.bias, "True, False or 'unit'");
  return layerOf(inChannels, outChannels, axes, groups, asked.bias, mask);
}

/** A layer of sound parts. Without axes it is a fully connected one. */
export function layerOf(inChannels, outChannels, axes, groups, bias, mask) {
  const inputShape = [inChannels, ...axes.map((a) => a.size)];
  const outputShape = [outChannels, ...axes.map((a) => a.outputs)];
  return { inChannels, outChannels, axes, groups, bias, mask, inputShape, outputShape };
}

/** Refuse a layer; the message goes on after the argument's name. Raises LayerError. */
export function fail(argument, message) {
  // "kernel_size[1]" is mended at kernel_size, but an input has one size for channels and others for space.
  throw new LayerError(argument.startsWith("input") ? argument : argument.replace(/\[.*/, ""), argument + message);
}

/** Refuse a value: what was expected and, where the value does not show it, what is there `instead`. */
function refuse(argument, value, expected, instead) {
  fail(argument, `=${repr(value)}: expected ${expected}${instead === undefined ? "" : `, not ${instead}`}`);
}

function whole(name, value, minimum) {
  const right = Number.isSafeInteger(value);
  if (!right || value < minimum) refuse(name, value, `an integer of at least ${minimum}`, right ? undefined : kind(value));
  return value;
}

function list(name, value, length, expected) {
  const right = Array.isArray(value);
  if (!right || value.length !== length) refuse(name, value, expected, right ? value.length : kind(value));
  return value;
}

/** As many numbers as there are axes; a single one stands for all. */
const spread = (name, value, minimum, axes) => (isInt(value) ? Array(axes).fill(whole(name, value, minimum)) : value);

function perAxis(name, value, axes) {
  return list(name, spread(name, value, 1, axes), axes, `an int, or ${axes} of them (one a spatial axis)`)
    .map((item, i) => whole(`${name}[${i}]`, item, 1));
}

function choice(name, value, allowed) {
  if (allowed.includes(value)) return value;
  return refuse(name, value, `one of (${allowed.map(repr).join(", ")})`, typeof value === "string" ? undefined : kind(value));
}

/** One [before, after] an axis. */
function pads(padding, geometry) {
  const axes = geometry.length;
  if (typeof padding === "string") {
    if (choice("padding", padding, ["valid", "same"]) === "valid") return geometry.map(() => [0, 0]);
    return geometry.map(([size, kernel, stride, dilation]) => {
      const outputs = Math.ceil(size / stride);
      const needed = Math.max((outputs - 1) * stride + dilation * (kernel - 1) + 1 - size, 0);
      return [Math.floor(needed / 2), Math.ceil(needed / 2)];
    });
  }
  const expected = `an int, ${axes} ints or ${axes} (before, after) pairs (one a spatial axis), 'valid' or 'same'`;
  const each = list("padding", spread("padding", padding, 0, axes), axes, expected);
  return each.map((item, i) => {
    const name = `padding[${i}]`;
    if (!Array.isArray(item)) return Array(2).fill(whole(name, item, 0));
    if (item.length !== 2) refuse(name, item, "an int or a (before, after) pair");
    return item.map((n, side) => whole(`${name}[${side}]`, n, 0));
  });
}

function checkAxis(i, axis, padding) {
  const { size, span, padded, before, after, dilation } = axis;
  const kernel = `=${axis.kernel}` + (dilation > 1 ? ` at dilation=${dilation}` : "");
  if (span > padded) {
    fail("kernel_size", `${kernel} spans ${span} cells on axis ${i}: expected at most ${padded}, the input of ${size} with its padding of ${before} + ${after}`);
  }
  if (!axis.circular) return;
  const wraps = Math.max(before, after);
  if (wraps > size) {
    fail("padding", `=${repr(padding)} is circular and wraps ${wraps} cells on axis ${i}: expected at most the input's ${size}`);
  }
  const ring = size / gcd(size, dilation);
  if (axis.kernel > ring) {
    fail("kernel_size", `${kernel} wraps round axis ${i} (a ring of ${size}) and reads an input twice: expected a kernel_size of at most ${ring}`);
  }
}

  const mask = asked.channel_mask;
  if (mask && (mask.length !== outChannels || mask.some((row) => row.length !== inChannels))) {
    fail("channel_mask", `: expected a table of bools of shape (${outChannels}, ${inChannels})`);
  }
/** A number that counts, or a bool, which `integer` then refuses. */
const isInt = (value) => Number.isSafeInteger(value) || typeof value === "boolean";

const gcd = (a, b) => (b ? gcd(b, a % b) : a);

/** A value as Python writes it, for messages that read alike in both languages. */
function repr(value) {
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (typeof value === "string") return `'${value}'`;
  return { true: "True", false: "False", null: "None", undefined: "None", NaN: "nan" }[value] ?? String(value);
}

function kind(value) {
  if (value == null) return "NoneType";
  if (Array.isArray(value)) return "list";
  return { string: "str", boolean: "bool", number: Number.isInteger(value) ? "int" : "float" }[typeof value] ?? "dict";
}

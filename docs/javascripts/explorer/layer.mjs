// A layer as plain data, checked as src/sparse_shared/layers.py checks it, in the same words.

import { Axis } from "./axis.mjs";

/** What is wrong with a layer; `argument` is the name of what is to be mended. */
export class LayerError extends Error {
  constructor(argument, message) {
    super(message);
    this.argument = argument;
  }
}

/** Make a convolution of the package's arguments: input_shape, out_channels, kernel_size, … */
export function conv(given) {
  const asked = {
    stride: 1, padding: 0, padding_mode: "zeros", dilation: 1, groups: 1, bias: true, ...given,
  };
  if (!Array.isArray(asked.input_shape)) {
    fail("input_shape", `=${repr(asked.input_shape)}: expected (channels, *spatial), not ${kind(asked.input_shape)}`);
  }
  const length = asked.input_shape.length;
  if (length < 2 || length > 4) {
    fail("input_shape", `=${repr(asked.input_shape)}: expected (channels, *spatial) with 1, 2 or 3 spatial axes, so 2 to 4 sizes, not ${length}`);
  }
  const spatial = length - 1;
  const [inChannels, ...sizes] = asked.input_shape.map((n, i) => whole(`input_shape[${i}]`, n, 1));
  const kernels = perAxis("kernel_size", asked.kernel_size, spatial);
  const strides = perAxis("stride", asked.stride, spatial);
  const dilations = perAxis("dilation", asked.dilation, spatial);
  const circular = choice("padding_mode", asked.padding_mode, ["zeros", "circular"]) === "circular";
  const geometry = sizes.map((size, i) => [size, kernels[i], strides[i], dilations[i]]);
  const padding = pads(asked.padding, geometry);
  const axes = geometry.map((g, i) => new Axis(...g, ...padding[i], circular));
  axes.forEach((axis, i) => checkAxis(i, axis, asked.padding));
  const outChannels = whole("out_channels", asked.out_channels, 1);
  const groups = checkGroups(asked.groups, inChannels, outChannels);
  if (asked.bias !== true && asked.bias !== false && asked.bias !== "unit") {
    fail("bias", `=${repr(asked.bias)}: expected True, False or 'unit'`);
  }
  return layerOf(inChannels, outChannels, axes, groups, asked.bias);
}

/** A layer of sound parts. Without axes it is a fully connected one. */
export function layerOf(inChannels, outChannels, axes, groups, bias) {
  const inputShape = [inChannels, ...axes.map((a) => a.size)];
  const outputShape = [outChannels, ...axes.map((a) => a.outputs)];
  return { inChannels, outChannels, axes, groups, bias, inputShape, outputShape };
}

function fail(argument, message) {
  throw new LayerError(argument.replace(/\[.*/, (part) => (argument.startsWith("input") ? part : "")), argument + message);
}

function whole(name, value, minimum) {
  const expected = `expected an integer of at least ${minimum}`;
  if (!Number.isSafeInteger(value)) fail(name, `=${repr(value)}: ${expected}, not ${kind(value)}`);
  if (value < minimum) fail(name, `=${repr(value)}: ${expected}`);
  return value;
}

function perAxis(name, value, axes) {
  if (isInt(value)) return Array(axes).fill(whole(name, value, 1));
  const expected = `an int, or ${axes} of them (one a spatial axis)`;
  if (!Array.isArray(value)) fail(name, `=${repr(value)}: expected ${expected}, not ${kind(value)}`);
  if (value.length !== axes) fail(name, `=${repr(value)}: expected ${expected}, not ${value.length}`);
  return value.map((item, i) => whole(`${name}[${i}]`, item, 1));
}

function choice(name, value, allowed) {
  const expected = `expected one of (${allowed.map(repr).join(", ")})`;
  if (typeof value !== "string") fail(name, `=${repr(value)}: ${expected}, not ${kind(value)}`);
  if (!allowed.includes(value)) fail(name, `=${repr(value)}: ${expected}`);
  return value;
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
  const each = isInt(padding) ? Array(axes).fill(whole("padding", padding, 0)) : padding;
  const expected = `expected an int, ${axes} ints or ${axes} (before, after) pairs (one a spatial axis), 'valid' or 'same'`;
  if (!Array.isArray(each)) fail("padding", `=${repr(padding)}: ${expected}, not ${kind(padding)}`);
  if (each.length !== axes) fail("padding", `=${repr(each)}: ${expected}, not ${each.length}`);
  return each.map((item, i) => {
    const name = `padding[${i}]`;
    if (!Array.isArray(item)) return Array(2).fill(whole(name, item, 0));
    if (item.length !== 2) fail(name, `=${repr(item)}: expected an int or a (before, after) pair`);
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

function checkGroups(groups, inChannels, outChannels) {
  whole("groups", groups, 1);
  for (const [name, channels] of [["in_channels", inChannels], ["out_channels", outChannels]]) {
    if (channels % groups) fail("groups", `=${groups}: expected a divisor of ${name}=${channels}`);
  }
  return groups;
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
  if (value === null || value === undefined) return "NoneType";
  if (Array.isArray(value)) return "list";
  return { string: "str", boolean: "bool", number: Number.isInteger(value) ? "int" : "float" }[typeof value] ?? "dict";
}

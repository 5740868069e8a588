// The settings a reader makes of a layer, and the layer they ask for.

import { range } from "./arrays.js";
import { fail, layerOf } from "./layer.js";
import { PRESETS } from "./presets.js";

/** The largest number a control or an address may ask for; pictures need units to be countable. */
export const LARGEST = 100000;

/** How many spatial axes there can be. Settings have a number for each; a layer of fewer takes the last ones. */
export const AXES = 3;

/**
 * @typedef {object} Settings
 * @property {string} [preset] whose settings these are
 * @property {string} [mask] the preset whose channel_mask is taken
 * @property {number} dims how many spatial axes
 * @property {number} channels
 * @property {number[]} size one number an axis; so are kernel, stride and dilation
 * @property {number[]} kernel
 * @property {number[]} stride
 * @property {number[]} dilation
 * @property {number[]} added outputs at the end of each axis, where the layer is transposed
 * @property {"convolution" | "transposed"} kind
 * @property {"valid" | "same" | [number, number][]} padding a word, or [before, after] an axis
 * @property {"zeros" | "circular"} mode
 * @property {number} out
 * @property {number} groups
 * @property {boolean | "unit" | "map"} bias
 * @property {"exact" | "nominal"} border
 * @property {boolean} sparse
 * @property {boolean} shared
 */

const PLAIN = {
  kind: "convolution",
  dims: 2,
  channels: 1,
  size: [10, 10, 10],
  out: 1,
  kernel: [3, 3, 3],
  stride: [1, 1, 1],
  dilation: [1, 1, 1],
  added: [0, 0, 0],
  padding: "valid",
  mode: "zeros",
  groups: 1,
  bias: true,
  border: "exact",
};

/** The setting that each of the package's arguments comes from. */
export const SETTINGS = {
  "input_shape[0]": "channels",
  "input_shape[1]": "size",
  out_channels: "out",
  kernel_size: "kernel",
  stride: "stride",
  dilation: "dilation",
  output_padding: "added",
  padding: "padding",
  padding_mode: "mode",
  groups: "groups",
};

/** What biases are called in an address and in a control, and what they are. */
export const BIASES = { true: true, unit: "unit", map: "map", none: false };
export const biasName = ({ bias }) => (bias === false ? "none" : String(bias));

/** One item an axis: of as many as are given the last ones, or the only one for all. */
export const everyAxis = (items) => range(AXES).map((axis) => items.at(axis - AXES) ?? items[0]);

/** The settings that an input's shape makes. */
export const inputOf = ([channels, ...size]) => ({ channels, dims: size.length, size: everyAxis(size) });

/** The settings of a preset. @returns {Settings} */
export function fromPreset(name) {
  const { layer } = PRESETS[name];
  const settings = {
    ...PLAIN,
    ...inputOf(layer.input_shape),
    preset: name,
    mask: layer.channel_mask && name,
  };
  for (const [argument, setting] of Object.entries(SETTINGS)) {
    const given = layer[argument];
    if (given !== undefined)
      settings[setting] = Array.isArray(PLAIN[setting]) ? everyAxis([given].flat()) : given;
  }
  const { padding } = settings;
  if (typeof padding !== "string")
    settings.padding = everyAxis(Array.isArray(padding) ? padding : [[padding, padding]]);
  const kind = layer.transposed ? "transposed" : "convolution";
  return { ...settings, kind, bias: layer.bias ?? true };
}

/** What a reader means by a control: some settings take others with them. */
export function meant(settings, changes) {
  const [name] = Object.keys(changes);
  if (changes.preset) return fromPreset(changes.preset);
  if (name === "border") return changes;
  const all = { ...changes, preset: undefined };
  // A table of who sees whom is of a convolution, and fits its own channels only.
  if (/^(channels|out|groups|kind)$/.test(name)) all.mask = undefined;
  if (name === "dims")
    for (const [each, plain] of Object.entries(PLAIN))
      if (Array.isArray(plain)) all[each] = everyAxis(ofAxes(settings, each));
  if (changes.kind === "transposed")
    Object.assign(all, { mode: "zeros", padding: settings.padding === "same" ? "valid" : settings.padding });
  return all;
}

/** Of a setting that has an item an axis, those of the layer's axes. */
export const ofAxes = (settings, name) => settings[name].slice(-settings.dims);

/** The layer in the package's words: its arguments, those left out that say nothing. Raises as fail() does. */
export function toArguments(settings) {
  for (const [argument, name] of Object.entries(SETTINGS)) {
    for (const value of [settings[name]].flat(2)) {
      if (value === null) fail(argument, " is empty: expected an integer");
      if (value > LARGEST) fail(argument, `=${value}: expected at most ${LARGEST} here`);
    }
  }
  const { channels, out, kind, padding, mode, groups, mask, bias } = settings;
  const transposed = kind === "transposed";
  const each = (name) => ofAxes(settings, name);
  return {
    transposed,
    input_shape: [channels, ...each("size")],
    out_channels: out,
    kernel_size: each("kernel"),
    stride: each("stride"),
    padding: typeof padding !== "string" ? each("padding") : transposed && padding === "valid" ? 0 : padding,
    output_padding: transposed ? each("added") : 0,
    padding_mode: mode,
    dilation: each("dilation"),
    groups,
    channel_mask: PRESETS[mask]?.layer.channel_mask,
    bias,
  };
}

/** The layer that settings ask for. Raises as fail() does. @returns {import("./layer.js").Layer} */
export function toLayer(settings) {
  const layer = layerOf(toArguments(settings));
  const most = Math.max(...layer.outputShape);
  if (layer.mirror && most > LARGEST)
    fail("input_shape[1]", ` makes ${most} outputs: expected at most ${LARGEST} here`);
  return layer;
}

/** What a layer is called. */
export function titleOf({ preset, kind, out }, { axes, inputShape, mirror }) {
  if (preset) return PRESETS[preset].title;
  const kernel = axes.map((axis) => axis.kernel).join("×");
  return `${inputShape.join("×")}, kernel ${kernel}, ${out} maps${mirror ? `, ${kind}` : ""}`;
}

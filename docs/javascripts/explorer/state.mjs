// The settings a reader makes, and how an address carries them: ?layer=ng&wiring=sparse, or
// ?in=3x32x32&out=6&kernel=5&wiring=both. Parameters of others in the address are left alone.

import { conv, LayerError, WIRINGS, wiringName } from "./model.mjs";
import { PRESETS } from "./presets.mjs";

/** The largest number a control or an address may ask for; pictures need units to be countable. */
export const LARGEST = 100000;

const PLAIN = {
  dims: 2, channels: 1, size: [10, 10], out: 1, kernel: [3, 3], stride: [1, 1], dilation: [1, 1],
  padding: "valid", mode: "zeros", groups: 1, bias: true, border: "exact",
};

/** The settings of a preset. */
export function fromPreset(name) {
  const layer = PRESETS[name].layer;
  const [channels, ...size] = layer.input_shape;
  const pair = (value = 1) => (Array.isArray(value) ? (value.length > 1 ? value : [1, value[0]]) : [value, value]);
  return {
    ...PLAIN, preset: name, dims: size.length, channels, size: size.length > 1 ? size : [1, size[0]],
    out: layer.out_channels, kernel: pair(layer.kernel_size), stride: pair(layer.stride), dilation: pair(layer.dilation),
    padding: layer.padding || "valid", mode: layer.padding_mode ?? "zeros", groups: layer.groups ?? 1, bias: layer.bias ?? true,
  };
}

/** The layer that settings ask for. Raises LayerError. */
export function toLayer(settings) {
  const numbers = { kernel_size: "kernel", stride: "stride", dilation: "dilation", "input_shape[1]": "size", "input_shape[0]": "channels", out_channels: "out", groups: "groups", padding: "padding" };
  for (const [argument, name] of Object.entries(numbers)) {
    for (const value of [settings[name]].flat()) {
      if (value === null) throw new LayerError(argument, `${argument} is empty: expected a whole number`);
      if (value > LARGEST) throw new LayerError(argument, `${argument}=${value}: expected at most ${LARGEST} here (the Python package has no limit)`);
    }
  }
  const axes = ([tall, wide]) => (settings.dims === 1 ? wide : tall === wide ? wide : [tall, wide]);
  return conv({
    input_shape: [settings.channels, ...settings.size.slice(-settings.dims)],
    out_channels: settings.out, kernel_size: axes(settings.kernel), stride: axes(settings.stride), dilation: axes(settings.dilation),
    padding: settings.padding, padding_mode: settings.mode, groups: settings.groups, bias: settings.bias,
  });
}

const NUMBER = "\\d{1,6}";
const pattern = (most) => new RegExp(`^${NUMBER}(x${NUMBER}){0,${most - 1}}$`);
const list = (text) => text.split("x").map(Number);
const axisPair = (text) => { const n = list(text); return n.length > 1 ? n : [n[0], n[0]]; };
const one = (values) => new RegExp(`^(${values.join("|")})$`);
const BIAS = { true: true, unit: "unit", none: false };

/** Parameter → what it looks like, how it is read, and an example for the complaint. */
const PARAMETERS = {
  layer: [one(Object.keys(PRESETS)), (text) => fromPreset(text), "the name of a preset"],
  in: [/^\d{1,6}(x\d{1,6}){1,2}$/, (text) => {
    const [channels, ...size] = list(text);
    return { channels, dims: size.length, size: size.length > 1 ? size : [1, size[0]] };
  }, "channels and size, such as 3x32x32"],
  out: [pattern(1), (text) => ({ out: Number(text) }), "a number"],
  kernel: [pattern(2), (text) => ({ kernel: axisPair(text) }), "a number or two, such as 3 or 1x2"],
  stride: [pattern(2), (text) => ({ stride: axisPair(text) }), "a number or two"],
  dilation: [pattern(2), (text) => ({ dilation: axisPair(text) }), "a number or two"],
  pad: [/^(valid|same|\d{1,6})$/, (text) => ({ padding: /\d/.test(text) ? Number(text) : text }), "valid, same or a number"],
  mode: [one(["zeros", "circular"]), (text) => ({ mode: text }), "zeros or circular"],
  groups: [pattern(1), (text) => ({ groups: Number(text) }), "a number"],
  bias: [one(Object.keys(BIAS)), (text) => ({ bias: BIAS[text] }), "true, unit or none"],
  border: [one(["exact", "nominal"]), (text) => ({ border: text }), "exact or nominal"],
  wiring: [one(Object.keys(WIRINGS)), (text) => WIRINGS[text], "dense, sparse, shared or both"],
};

/** Read an address' parameters over settings: the settings, and a sentence for each that made no sense. */
export function read(search, settings) {
  const parameters = new URLSearchParams(search);
  const complaints = [];
  let read_ = settings;
  for (const [name, [form, take, expected]] of Object.entries(PARAMETERS)) {
    if (!parameters.has(name)) continue;
    const text = parameters.get(name);
    if (!form.test(text)) {
      complaints.push(`This address says ${name}=${text.slice(0, 40)}: expected ${expected}.`);
      continue;
    }
    if (!["layer", "wiring", "border"].includes(name)) read_ = { ...read_, preset: undefined };
    read_ = { ...read_, ...take(text) };
  }
  try {
    toLayer(read_);
    return [read_, complaints];
  } catch (error) {
    return [settings, [...complaints, `This address asks for a layer that cannot be: ${error.message}.`]];
  }
}

/** Write settings into an address: only what is not plain. */
export function write(address, settings) {
  const url = new URL(address);
  for (const name of Object.keys(PARAMETERS)) url.searchParams.delete(name);
  const say = (name, value) => url.searchParams.append(name, value);
  const axes = ([tall, wide]) => (settings.dims === 1 || tall === wide ? wide : `${tall}x${wide}`);
  if (settings.preset) say("layer", settings.preset);
  else {
    say("in", [settings.channels, ...settings.size.slice(-settings.dims)].join("x"));
    say("out", settings.out);
    for (const name of ["kernel", "stride", "dilation"]) say(name, axes(settings[name]));
    say("pad", settings.padding);
    say("mode", settings.mode);
    say("groups", settings.groups);
    say("bias", settings.bias === false ? "none" : settings.bias);
  }
  for (const [name, plain] of [["stride", "1"], ["dilation", "1"], ["pad", "valid"], ["mode", "zeros"], ["groups", "1"], ["bias", "true"]]) {
    if (url.searchParams.get(name) === plain) url.searchParams.delete(name);
  }
  if (settings.border !== "exact") say("border", settings.border);
  say("wiring", wiringName(settings));
  return url.href;
}

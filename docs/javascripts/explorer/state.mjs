// The settings a reader makes, and how an address carries them: ?layer=ng&wiring=sparse, or
// ?in=3x32x32&out=6&kernel=5&wiring=both. Parameters of others in the address are left alone.

import { conv, fail, WIRINGS, wiringName } from "./model.mjs";
import { PRESETS } from "./presets.mjs";

/** The largest number a control or an address may ask for; pictures need units to be countable. */
export const LARGEST = 100000;

const PLAIN = {
  dims: 2, channels: 1, size: [10, 10], out: 1, kernel: [3, 3], stride: [1, 1], dilation: [1, 1],
  padding: "valid", mode: "zeros", groups: 1, bias: true, border: "exact",
};

/** The setting that each of the package's arguments comes from. */
export const SETTINGS = {
  "input_shape[0]": "channels", "input_shape[1]": "size", out_channels: "out", kernel_size: "kernel",
  stride: "stride", dilation: "dilation", padding: "padding", padding_mode: "mode", groups: "groups",
};

/** What biases are called in an address, and what they are. */
export const BIASES = { true: true, unit: "unit", none: false };
export const biasName = ({ bias }) => (bias === false ? "none" : String(bias));

const pairOf = ([tall, wide = tall]) => [tall, wide];
const input = ([channels, ...size]) => ({ channels, dims: size.length, size: size.length > 1 ? size : [1, ...size] });

/** The settings of a preset. */
export function fromPreset(name) {
  const { layer } = PRESETS[name];
  const settings = { ...PLAIN, ...input(layer.input_shape), preset: name, mask: layer.channel_mask && name };
  for (const [argument, setting] of Object.entries(SETTINGS)) {
    if (argument in layer) settings[setting] = Array.isArray(PLAIN[setting]) ? pairOf([layer[argument]].flat()) : layer[argument];
  }
  return { ...settings, bias: layer.bias ?? true };
}

/** A setting that has a number an axis, as the package takes it. */
function perSpace(settings, name) {
  const [tall, wide] = settings[name];
  return settings.dims === 1 || tall === wide ? wide : [tall, wide];
}

/** The layer that settings ask for. Raises LayerError. */
export function toLayer(settings) {
  for (const [argument, name] of Object.entries(SETTINGS)) {
    for (const value of [settings[name]].flat()) {
      if (value === null) fail(argument, " is empty: expected a whole number");
      if (value > LARGEST) fail(argument, `=${value}: expected at most ${LARGEST} here (the Python package has no limit)`);
    }
  }
  return conv({
    input_shape: [settings.channels, ...settings.size.slice(-settings.dims)],
    out_channels: settings.out, kernel_size: perSpace(settings, "kernel"),
    stride: perSpace(settings, "stride"), dilation: perSpace(settings, "dilation"),
    padding: settings.padding, padding_mode: settings.mode, groups: settings.groups, bias: settings.bias,
    channel_mask: PRESETS[settings.mask]?.layer.channel_mask,
  });
}

const sizes = (text) => text.split("x").map(Number);
const aNumber = (name) => [/^\d{1,6}$/, "a number", (text) => ({ [name]: Number(text) })];
const aPair = (name) => [/^\d{1,6}(x\d{1,6})?$/, "a number or two, such as 3 or 1x2", (text) => ({ [name]: pairOf(sizes(text)) })];
const oneOf = (names, take) =>
  [new RegExp(`^(${names.join("|")})$`), `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`, take];

/** Parameter → what it looks like, the same in words, and the settings it makes. */
const PARAMETERS = {
  layer: [oneOf(Object.keys(PRESETS))[0], "the name of a preset", fromPreset],
  in: [/^\d{1,6}(x\d{1,6}){1,2}$/, "channels and size, such as 3x32x32", (text) => input(sizes(text))],
  out: aNumber("out"),
  kernel: aPair("kernel"),
  stride: aPair("stride"),
  dilation: aPair("dilation"),
  pad: [/^(valid|same|\d{1,6})$/, "valid, same or a number", (text) => ({ padding: /\d/.test(text) ? Number(text) : text })],
  mode: oneOf(["zeros", "circular"], (mode) => ({ mode })),
  groups: aNumber("groups"),
  bias: oneOf(Object.keys(BIASES), (name) => ({ bias: BIASES[name] })),
  border: oneOf(["exact", "nominal"], (border) => ({ border })),
  wiring: oneOf(Object.keys(WIRINGS), (name) => WIRINGS[name]),
};

/** Read an address' parameters over settings: the settings, and a sentence for each that made no sense. */
export function read(search, settings) {
  const parameters = new URLSearchParams(search);
  const complaints = [];
  let asked = settings;
  for (const [name, [form, expected, take]] of Object.entries(PARAMETERS)) {
    const text = parameters.get(name);
    if (text === null) continue;
    if (form.test(text)) asked = { ...asked, ...(/layer|wiring|border/.test(name) ? {} : { preset: undefined }), ...take(text) };
    else complaints.push(`This address says ${name}=${text.slice(0, 40)}: expected ${expected}.`);
  }
  try {
    toLayer(asked);
    return [asked, complaints];
  } catch (error) {
    return [settings, [...complaints, `This address asks for a layer that cannot be: ${error.message}.`]];
  }
}

/** What an address need not say. */
const UNSAID = { stride: "1", dilation: "1", pad: "valid", mode: "zeros", groups: "1", bias: "true", border: "exact" };

/** Write settings into an address: only what is not plain. */
export function write(address, settings) {
  const url = new URL(address);
  for (const name of Object.keys(PARAMETERS)) url.searchParams.delete(name);
  const { preset, mask, channels, size, dims, out, padding, mode, groups, border } = settings;
  const times = (name) => [perSpace(settings, name)].flat().join("x");
  const said = {
    ...(preset ? { layer: preset } : {
      ...(mask && { layer: mask }), in: [channels, ...size.slice(-dims)].join("x"), out, kernel: times("kernel"), stride: times("stride"),
      dilation: times("dilation"), pad: padding, mode, groups, bias: biasName(settings),
    }),
    border, wiring: wiringName(settings),
  };
  for (const [name, value] of Object.entries(said)) if (String(value) !== UNSAID[name]) url.searchParams.append(name, value);
  return url.href;
}

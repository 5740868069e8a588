// How an address carries the settings: ?layer=ng&wiring=sparse, or ?in=3x32x32&out=6&kernel=5&wiring=both.

import { WIRINGS, wiringName } from "./counting.js";
import { PRESETS } from "./presets.js";
import { BIASES, biasName, everyAxis, fromPreset, inputOf, ofAxes, toLayer } from "./settings.js";

/** Parameters that others put into addresses: the theme's search, and those who count visits. */
const OTHERS = /^(h|utm_\w+)$/;

const numbers = (text) => text.split("x").map(Number);
const aNumber = (name) => [/^\d{1,6}$/, "a number", (text) => ({ [name]: Number(text) })];

/** An item an axis, or one for all; null if there are more or fewer. */
const perAxis = (items, { dims }) => (items.length === 1 || items.length === dims ? everyAxis(items) : null);

const someNumbers = (name) => [
  /^\d{1,6}(x\d{1,6}){0,2}$/,
  "a number, or one an axis, such as 3 or 1x2",
  (text, settings) => {
    const items = perAxis(numbers(text), settings);
    return items && { [name]: items };
  },
];

function padding(text, settings) {
  if (/[a-z]{2}/.test(text)) return { padding: text };
  const sides = text
    .split("x")
    .map((item) => item.split("-").map(Number))
    .map(([before, after = before]) => [before, after]);
  const items = perAxis(sides, settings);
  return items && { padding: items };
}

const oneOf = (names, take) => [
  { test: (text) => names.includes(text) },
  `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`,
  take,
];

/** Parameter → what it looks like, the same in words, and the settings it makes of those before. */
const PARAMETERS = {
  layer: [{ test: (text) => Object.hasOwn(PRESETS, text) }, "the name of a preset", fromPreset],
  in: [/^\d{1,6}(x\d{1,6}){1,3}$/, "channels and size, such as 3x32x32", (text) => inputOf(numbers(text))],
  kind: oneOf(["convolution", "transposed"], (kind) => ({ kind })),
  out: aNumber("out"),
  kernel: someNumbers("kernel"),
  stride: someNumbers("stride"),
  dilation: someNumbers("dilation"),
  outpad: someNumbers("added"),
  pad: [
    /^(valid|same|\d{1,6}(-\d{1,6})?(x\d{1,6}(-\d{1,6})?){0,2})$/,
    "valid, same, a number, one an axis, or before-after, such as 2-0",
    padding,
  ],
  mode: oneOf(["zeros", "circular"], (mode) => ({ mode })),
  groups: aNumber("groups"),
  bias: oneOf(Object.keys(BIASES), (name) => ({ bias: BIASES[name] })),
  border: oneOf(["exact", "nominal"], (border) => ({ border })),
  wiring: oneOf(Object.keys(WIRINGS), (name) => WIRINGS[name]),
};

/** These leave a preset what it is. */
const KEEPING = new Set(["layer", "border", "wiring"]);

/**
 * Read an address' parameters over settings.
 * @param {string} search
 * @param {import("./settings.js").Settings} settings
 * @returns {[import("./settings.js").Settings, string[]]} the settings, and a sentence for each that made no sense
 */
export function read(search, settings) {
  const parameters = new URLSearchParams(search);
  const complaints = [];
  let asked = settings;
  for (const [name, [form, expected, take]] of Object.entries(PARAMETERS)) {
    const text = parameters.get(name);
    if (text === null) continue;
    const made = form.test(text) ? take(text, asked) : null;
    if (made) asked = { ...asked, ...(KEEPING.has(name) ? {} : { preset: undefined }), ...made };
    else complaints.push(`This address says ${name}=${text.slice(0, 40)}: expected ${expected}.`);
  }
  for (const name of new Set(parameters.keys())) {
    if (Object.hasOwn(PARAMETERS, name) || OTHERS.test(name)) continue;
    complaints.push(
      `This address says ${name.slice(0, 40)}=…, which means nothing here: expected ${Object.keys(PARAMETERS).join(", ")}.`,
    );
  }
  try {
    toLayer(asked);
    return [asked, complaints];
  } catch (error) {
    return [settings, [...complaints, `This address asks for a layer that cannot be: ${error.message}.`]];
  }
}

/** What an address need not say. */
const UNSAID = {
  kind: "convolution",
  stride: "1",
  dilation: "1",
  outpad: "0",
  pad: "valid",
  mode: "zeros",
  groups: "1",
  bias: "true",
  border: "exact",
};

/** Items an axis as one text, said once if all are alike. */
const joined = (items) => (new Set(items).size === 1 ? items[0] : items.join("x"));

/** Write settings into an address: only what is not plain. @returns {string} */
export function write(address, settings) {
  const url = new URL(address);
  for (const name of Object.keys(PARAMETERS)) url.searchParams.delete(name);
  const { preset, mask, channels, out, kind, mode, groups, border } = settings;
  const times = (name) => joined(ofAxes(settings, name).map(String));
  const pad =
    typeof settings.padding === "string"
      ? settings.padding
      : joined(
          ofAxes(settings, "padding").map(([before, after]) =>
            before === after ? `${before}` : `${before}-${after}`,
          ),
        );
  const said = {
    ...(preset
      ? { layer: preset }
      : {
          ...(mask && { layer: mask }),
          in: [channels, ...ofAxes(settings, "size")].join("x"),
          kind,
          out,
          kernel: times("kernel"),
          stride: times("stride"),
          dilation: times("dilation"),
          outpad: kind === "transposed" ? times("added") : 0,
          pad,
          mode,
          groups,
          bias: biasName(settings),
        }),
    border,
    wiring: wiringName(settings),
  };
  for (const [name, value] of Object.entries(said))
    if (String(value) !== UNSAID[name]) url.searchParams.append(name, value);
  return url.href;
}

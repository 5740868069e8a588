// The layer as code that can be pasted: for the package, for PyTorch and for Keras. What is printed are the
// ledger's numbers.

import { product } from "./arrays.js";

/** A number for all axes, or a tuple with one item an axis. */
const tuple = (items) => (items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`);
const perAxis = (items) => (new Set(items).size === 1 ? `${items[0]}` : tuple(items));
const lines = (...all) =>
  `${all
    .flat()
    .filter((line) => line !== null)
    .join("\n")}\n`;
const keywords = (table) =>
  Object.entries(table)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `, ${name}=${value}`)
    .join("");
const quoted = (text) => `"${text}"`;
const unlessOne = (items) => (items.every((n) => n === 1) ? null : perAxis(items));
const rowsOf = (mask) => mask.map((row) => `    [${row.map((sees) => (sees ? 1 : 0)).join(", ")}],`);

/** The four wirings, counted by the package. `given` is what toArguments() says. */
export function packageCode(given, border) {
  const {
    input_shape,
    out_channels,
    kernel_size,
    stride,
    padding,
    padding_mode,
    dilation,
    groups,
    channel_mask,
    bias,
  } = given;
  const pads =
    typeof padding === "string" ? (padding === "valid" ? null : quoted(padding)) : tuple(padding.map(tuple));
  const settings = keywords({
    stride: unlessOne(stride),
    padding: pads,
    padding_mode: padding_mode === "zeros" ? null : quoted(padding_mode),
    dilation: unlessOne(dilation),
    groups: groups === 1 ? null : groups,
    channel_mask: channel_mask ? "mask" : null,
    bias: bias === true ? null : bias === false ? "False" : quoted(bias),
  });
  return lines(
    "from sparse_shared import Conv, Wiring, count",
    "",
    channel_mask
      ? ["mask = [", ...rowsOf(channel_mask), "]", "mask = [[bool(sees) for sees in row] for row in mask]"]
      : null,
    `layer = Conv(input_shape=${tuple(input_shape)}, out_channels=${out_channels}, kernel_size=${perAxis(kernel_size)}${settings})`,
    "for wiring in (Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV):",
    `    c = count(layer, wiring${border === "nominal" ? ', border="nominal"' : ""})`,
    "    print(c.connections, c.weights, c.biases, c.parameters, c.multiply_adds)",
  );
}

/** What a framework has no setting for, as terms of a sum: one bias an output, and maps that are not seen. */
const unsaid = ({ channel_mask, kernel_size, bias }, { outputShape }) => ({
  unit: bias === "unit" ? ` + ${product(outputShape)}` : "",
  unseen: channel_mask
    ? ` - ${channel_mask.flat().filter((sees) => !sees).length * product(kernel_size)}`
    : "",
});

/** Dense, sharing only and the convolution in PyTorch; nothing is allocated, however large they are. */
export function torchCode(given, layer) {
  const { out_channels, kernel_size, stride, dilation, groups, bias } = given;
  const { axes, inChannels, inputShape, outputShape } = layer;
  const d = axes.length;
  const [inputs, outputs] = [product(inputShape), product(outputShape)];
  const circular = axes[0].circular;
  const conv = (kernel, settings) =>
    `nn.Conv${d}d(${inChannels}, ${out_channels}, ${perAxis(kernel)}` +
    `${keywords({ ...settings, bias: bias === true || bias === "map" ? null : "False" })})`;
  const pads = axes.map(({ before }) => before);
  const even = axes.every(({ before, after }) => before === after);
  const padding = even && pads.some(Boolean);
  const small = conv(kernel_size, {
    stride: unlessOne(stride),
    padding: padding ? perAxis(pads) : null,
    padding_mode: padding && circular ? quoted("circular") : null,
    dilation: unlessOne(dilation),
    groups: groups === 1 ? null : groups,
  });
  const sides = [...axes]
    .reverse()
    .flatMap(({ before, after }) => [before, after])
    .join(", "); // the last axis first
  const pad = circular ? `nn.CircularPad${d}d((${sides}))` : `nn.ConstantPad${d}d((${sides}), 0.0)`;
  const wide = conv(
    axes.map((axis) => axis.offsets),
    {
      stride: unlessOne(axes.map(({ shift }) => shift)),
      padding: perAxis(axes.map((axis) => (axis.outputs - 1) * axis.shift)),
    },
  );
  const { unit, unseen } = unsaid(given, layer);
  const print = (name, more) => `print("${name}", parameters(${name})${more})`;
  return lines(
    "import torch",
    "from torch import nn",
    "",
    "def parameters(module):",
    "    return sum(p.numel() for p in module.parameters())",
    "",
    'with torch.device("meta"):  # shapes without memory',
    `    dense = nn.Linear(${inputs}, ${outputs}${bias === true ? "" : ", bias=False"})`,
    circular ? null : `    shared_only = ${wide}  # so wide that it reaches every input from every stop`,
    `    both = ${even ? small : `nn.Sequential(${pad}, ${small})`}`,
    `    print(tuple(both(torch.zeros(1, ${inputShape.join(", ")})).shape[1:]))`,
    print("dense", unit || (bias === "map" ? ` + ${out_channels}` : "")),
    circular ? null : print("shared_only", unit),
    print("both", unseen + unit),
  );
}

/** The convolution in Keras. */
export function kerasCode(given, layer) {
  const { out_channels, kernel_size, stride, dilation, groups, padding, bias } = given;
  const { unit, unseen } = unsaid(given, layer);
  const { axes, inChannels, inputShape } = layer;
  const d = axes.length;
  const zeros = typeof padding !== "string" && axes.some(({ before, after }) => before + after > 0);
  const sides = axes.map(({ before, after }) => `(${before}, ${after})`).join(", ");
  const settings = keywords({
    strides: unlessOne(stride),
    padding: padding === "same" ? quoted("same") : null,
    dilation_rate: unlessOne(dilation),
    groups: groups === 1 ? null : groups,
    use_bias: bias === true || bias === "map" ? null : "False",
  });
  const both = [stride, dilation].every((each) => each.some((n) => n > 1));
  return lines(
    "import keras",
    "",
    axes[0].circular ? "# Keras pads with zeros only." : null,
    both ? "# Keras refuses strides and a dilation in one layer, so this ends with its message." : null,
    "model = keras.Sequential([",
    `    keras.Input((${[...inputShape.slice(1), inChannels].join(", ")})),`,
    zeros ? `    keras.layers.ZeroPadding${d}D(${d === 1 ? sides : `(${sides})`}),` : null,
    `    keras.layers.Conv${d}D(${out_channels}, ${perAxis(kernel_size)}${settings}),`,
    "])",
    `print(model.output_shape[1:], model.count_params()${unseen}${unit})`,
  );
}

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
const unless = (plain) => (items) => (items.every((n) => n === plain) ? null : perAxis(items));
const [unlessZero, unlessOne] = [unless(0), unless(1)];
const rowsOf = (mask) => mask.map((row) => `    [${row.map((sees) => (sees ? 1 : 0)).join(", ")}],`);

/** The four wirings, counted by the package. `given` is what toArguments() says. */
export function packageCode(given, border) {
  const {
    input_shape,
    out_channels,
    kernel_size,
    stride,
    padding,
    output_padding,
    padding_mode,
    dilation,
    groups,
    channel_mask,
    bias,
    transposed,
  } = given;
  const kind = transposed ? "ConvTranspose" : "Conv";
  const pads =
    padding === "same" ? quoted(padding) : Array.isArray(padding) ? tuple(padding.map(tuple)) : null;
  const settings = keywords({
    stride: unlessOne(stride),
    padding: pads,
    output_padding: unlessZero(output_padding),
    padding_mode: padding_mode === "zeros" ? null : quoted(padding_mode),
    dilation: unlessOne(dilation),
    groups: groups === 1 ? null : groups,
    channel_mask: channel_mask ? "mask" : null,
    bias: bias === true ? null : bias === false ? "False" : quoted(bias),
  });
  return lines(
    `from sparse_shared import ${kind}, Wiring, count`,
    "",
    channel_mask
      ? ["mask = [", ...rowsOf(channel_mask), "]", "mask = [[bool(sees) for sees in row] for row in mask]"]
      : null,
    `layer = ${kind}(input_shape=${tuple(input_shape)}, out_channels=${out_channels}, kernel_size=${perAxis(kernel_size)}${settings})`,
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

/** Of each axis how much padding there is before and after it: of a transposed layer, how many outputs are cut off. */
const endsOf = ({ output_padding }, { axes }) =>
  axes.map(({ before, after }, i) => [before, after + (output_padding[i] ?? 0)]);

/** Dense, sharing only and the convolution in PyTorch; nothing is allocated, however large they are. */
export function torchCode(given, layer) {
  const { out_channels, kernel_size, stride, output_padding, dilation, groups, bias, transposed } = given;
  const { axes, inChannels, inputShape, outputShape } = layer;
  const d = axes.length;
  const [inputs, outputs] = [product(inputShape), product(outputShape)];
  const circular = axes[0].circular;
  const conv = (kernel, settings) =>
    `nn.Conv${transposed ? "Transpose" : ""}${d}d(${inChannels}, ${out_channels}, ${perAxis(kernel)}` +
    `${keywords({ ...settings, bias: bias === true || bias === "map" ? null : "False" })})`;
  const ends = endsOf(given, layer);
  const even = ends.every(([before, after]) => before === after);
  const padding = even && ends.some(([before]) => before);
  const small = conv(kernel_size, {
    stride: unlessOne(stride),
    padding: padding ? perAxis(ends.map(([before]) => before)) : null,
    output_padding: unlessZero(output_padding),
    padding_mode: padding && circular ? quoted("circular") : null,
    dilation: unlessOne(dilation),
    groups: groups === 1 ? null : groups,
  });
  const sign = transposed ? -1 : 1; // what is padded before a convolution is cut off after its mirror
  const sides = [...ends]
    .reverse()
    .flat()
    .map((side) => sign * side)
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
    `    both = ${even ? small : `nn.Sequential(${(transposed ? [small, pad] : [pad, small]).join(", ")})`}`,
    `    print(tuple(both(torch.zeros(1, ${inputShape.join(", ")})).shape[1:]))`,
    print("dense", unit || (bias === "map" ? ` + ${out_channels}` : "")),
    circular ? null : print("shared_only", unit),
    print("both", unseen + unit),
  );
}

/** The convolution in Keras. */
export function kerasCode(given, layer) {
  const { out_channels, kernel_size, stride, output_padding, dilation, groups, padding, bias, transposed } =
    given;
  const { unit, unseen } = unsaid(given, layer);
  const { axes, inChannels, inputShape } = layer;
  const d = axes.length;
  const ends = endsOf(given, layer);
  // Keras adds outputs of its own where the kernel is shorter than the stride, unless it is told how many.
  const short = transposed && axes.some((axis) => axis.span < axis.stride);
  const over = stride.some((n) => n > 1) && dilation.some((n) => n > 1);
  const cut = padding !== "same" && ends.flat().some(Boolean);
  const sides = ends.map((pair) => `(${pair.join(", ")})`).join(", ");
  const around = (name) => `    keras.layers.${name}${d}D(${d === 1 ? sides : `(${sides})`}),`;
  const settings = keywords({
    strides: unlessOne(stride),
    padding: padding === "same" ? quoted("same") : null,
    output_padding: short ? tuple(output_padding) : unlessZero(output_padding),
    dilation_rate: unlessOne(dilation),
    groups: groups === 1 ? null : groups,
    use_bias: bias === true || bias === "map" ? null : "False",
  });
  return lines(
    "import keras",
    "",
    axes[0].circular ? "# Keras pads with zeros only." : null,
    transposed && (groups > 1 || over) ? "# Keras transposes no groups, and no dilation at a stride." : null,
    "model = keras.Sequential([",
    `    keras.Input((${[...inputShape.slice(1), inChannels].join(", ")})),`,
    cut && !transposed ? around("ZeroPadding") : null,
    `    keras.layers.Conv${d}D${transposed ? "Transpose" : ""}(${out_channels}, ${perAxis(kernel_size)}${settings}),`,
    cut && transposed ? around("Cropping") : null,
    "])",
    `print(model.output_shape[1:], model.count_params()${unseen}${unit})`,
  );
}

// The layer as code that can be pasted: for the package, for PyTorch and for Keras. What is printed are the
// ledger's numbers.

import { product } from "./arrays.js";

/** A number for all axes, or a tuple with one item an axis. */
const tuple = (items) => (items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`);
const perAxis = (items) => (new Set(items).size === 1 ? `${items[0]}` : tuple(items));
/** The same, but null where a setting need not be said. */
const unless = (plain, items) => (items.every((n) => n === plain) ? null : perAxis(items));
const lines = (...all) =>
  all
    .filter((line) => line !== null)
    .join("\n")
    .concat("\n");
const keywords = (table) =>
  Object.entries(table)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `, ${name}=${value}`)
    .join("");
const quoted = (text) => `"${text}"`;

/** The settings that have the same name in the package and in PyTorch. */
const common = ({ stride, output_padding, dilation, groups }) => ({
  stride: unless(1, stride),
  output_padding: unless(0, [output_padding].flat()),
  dilation: unless(1, dilation),
  groups: unless(1, [groups]),
});

/** The four wirings, counted by the package. `given` is what toArguments() says. */
export function packageCode(given, _, border) {
  const { input_shape, out_channels, kernel_size, padding, padding_mode, channel_mask, bias, transposed } =
    given;
  const kind = transposed ? "ConvTranspose" : "Conv";
  const settings = keywords({
    ...common(given),
    padding: Array.isArray(padding) ? tuple(padding.map(tuple)) : padding === "same" ? quoted(padding) : null,
    padding_mode: padding_mode === "zeros" ? null : quoted(padding_mode),
    channel_mask: channel_mask ? "mask" : null,
    bias: bias === true ? null : bias ? quoted(bias) : "False",
  });
  const row = (sees) => `    [${sees.map((one) => (one ? "True" : "False")).join(", ")}],\n`;
  return lines(
    `from sparse_shared import ${kind}, Wiring, count`,
    "",
    channel_mask ? `mask = [\n${channel_mask.map(row).join("")}]` : null,
    `layer = ${kind}(input_shape=${tuple(input_shape)}, out_channels=${out_channels}, kernel_size=${perAxis(kernel_size)}${settings})`,
    "for wiring in (Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV):",
    `    c = count(layer, wiring${border === "nominal" ? ', border="nominal"' : ""})`,
    "    print(c.connections, c.weights, c.biases, c.parameters, c.multiply_adds)",
  );
}

/** What both frameworks are told in the same way, and what neither has a setting for. */
function described(given, { axes, outputShape }) {
  const { channel_mask, kernel_size, output_padding, bias } = given;
  const unseen = channel_mask?.flat().filter((sees) => !sees).length;
  return {
    kind: given.transposed ? "Transpose" : "",
    bias: bias === true || bias === "map" ? null : "False",
    // Of each axis the padding before and after it; of a transposed layer, how many outputs are cut off.
    ends: axes.map(({ before, after }, i) => [before, after + (output_padding[i] ?? 0)]),
    // One bias an output and maps that are not seen, as terms of a sum.
    unit: bias === "unit" ? ` + ${product(outputShape)}` : "",
    unseen: unseen ? ` - ${unseen * product(kernel_size)}` : "",
  };
}

/** Dense, sharing only and the convolution in PyTorch; nothing is allocated, however large they are. */
export function torchCode(given, layer) {
  const { out_channels, kernel_size, transposed } = given;
  const { axes, inChannels, inputShape, outputShape } = layer;
  const { kind, bias, ends, unit, unseen } = described(given, layer);
  const { circular } = axes[0];
  const conv = (kernel, settings) =>
    `nn.Conv${kind}${axes.length}d(${inChannels}, ${out_channels}, ${perAxis(kernel)}${keywords({ ...settings, bias })})`;
  const even = ends.every(([before, after]) => before === after);
  const padding = even
    ? unless(
        0,
        ends.map(([before]) => before),
      )
    : null;
  const small = conv(kernel_size, {
    ...common(given),
    padding,
    padding_mode: padding && circular ? quoted("circular") : null,
  });
  // The last axis first; what is padded before a convolution is cut off after its mirror.
  const sides = [...ends]
    .reverse()
    .flat()
    .map((side) => (transposed ? -side : side))
    .join(", ");
  const pad = `nn.${circular ? "Circular" : "Constant"}Pad${axes.length}d((${sides})${circular ? "" : ", 0.0"})`;
  const wide = conv(
    axes.map((axis) => axis.offsets),
    {
      stride: unless(
        1,
        axes.map(({ shift }) => shift),
      ),
      padding: perAxis(axes.map((axis) => (axis.outputs - 1) * axis.shift)),
    },
  );
  const print = (name, more) => `print("${name}", parameters(${name})${more})`;
  return lines(
    "import torch",
    "from torch import nn",
    "",
    "def parameters(module):",
    "    return sum(p.numel() for p in module.parameters())",
    "",
    'with torch.device("meta"):  # shapes without memory',
    `    dense = nn.Linear(${product(inputShape)}, ${product(outputShape)}${given.bias === true ? "" : ", bias=False"})`,
    circular ? null : `    shared_only = ${wide}  # so wide that it reaches every input from every stop`,
    `    both = ${even ? small : `nn.Sequential(${(transposed ? [small, pad] : [pad, small]).join(", ")})`}`,
    `    print(tuple(both(torch.zeros(1, ${inputShape.join(", ")})).shape[1:]))`,
    print("dense", unit || (given.bias === "map" ? ` + ${out_channels}` : "")),
    circular ? null : print("shared_only", unit),
    print("both", unseen + unit),
  );
}

/** The convolution in Keras. */
export function kerasCode(given, layer) {
  const { out_channels, kernel_size, output_padding, padding, transposed } = given;
  const { axes, inChannels, inputShape } = layer;
  const { kind, bias, ends, unit, unseen } = described(given, layer);
  const { stride, dilation, ...settings } = common(given);
  // Keras adds outputs of its own where the kernel is shorter than the stride, unless it is told how many.
  if (transposed && axes.some((axis) => axis.span < axis.stride))
    settings.output_padding = tuple(output_padding);
  const sides = ends.map((pair) => `(${pair.join(", ")})`);
  const name = `${transposed ? "Cropping" : "ZeroPadding"}${axes.length}D`;
  const around = `    keras.layers.${name}(${sides.length > 1 ? tuple(sides) : sides}),`;
  const cut = padding !== "same" && ends.flat().some(Boolean);
  return lines(
    "import keras",
    "",
    // Neither circular padding, nor groups that are transposed, nor a dilation with what else moves a kernel.
    axes[0].circular || (transposed && settings.groups) || (dilation && (stride || settings.output_padding))
      ? "# Keras has no such layer; the nearest:"
      : null,
    "model = keras.Sequential([",
    `    keras.Input((${[...inputShape.slice(1), inChannels].join(", ")})),`,
    cut && !transposed ? around : null,
    `    keras.layers.Conv${axes.length}D${kind}(${out_channels}, ${perAxis(kernel_size)}${keywords({
      strides: stride,
      padding: padding === "same" ? quoted("same") : null,
      dilation_rate: dilation,
      ...settings,
      use_bias: bias,
    })}),`,
    cut && transposed ? around : null,
    "])",
    `print(model.output_shape[1:], model.count_params()${unseen}${unit})`,
  );
}

// The layer as code that can be pasted: for the package, for PyTorch and for Keras. What is printed are the
// ledger's numbers.

/** A number for all axes, or a tuple with one item an axis. */
const tuple = (items) => (items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`);
const perAxis = (items) => (new Set(items).size === 1 ? `${items[0]}` : tuple(items));
const lines = (...all) => `${all.flat().filter((line) => line !== null).join("\n")}\n`;
const keywords = (table) => Object.entries(table).filter(([, value]) => value !== null).map(([name, value]) => `, ${name}=${value}`).join("");
const quoted = (text) => `"${text}"`;
const unlessOne = (items) => (items.every((n) => n === 1) ? null : perAxis(items));
const rowsOf = (mask) => mask.map((row) => `    [${row.map((sees) => (sees ? 1 : 0)).join(", ")}],`);

/** The four wirings, counted by the package. `given` is what toArguments() says. */
export function packageCode(given, border) {
  const { input_shape, out_channels, kernel_size, stride, padding, padding_mode, dilation, groups, channel_mask, bias } = given;
  const pads = typeof padding === "string" ? (padding === "valid" ? null : quoted(padding)) : tuple(padding.map(tuple));
  const settings = keywords({
    stride: unlessOne(stride), padding: pads, padding_mode: padding_mode === "zeros" ? null : quoted(padding_mode),
    dilation: unlessOne(dilation), groups: groups === 1 ? null : groups, channel_mask: channel_mask ? "mask" : null,
    bias: bias === true ? null : bias === false ? "False" : quoted(bias),
  });
  return lines(
    "from sparse_shared import Conv, Wiring, count",
    "",
    channel_mask ? ["mask = [", ...rowsOf(channel_mask), "]", "mask = [[bool(sees) for sees in row] for row in mask]"] : null,
    `layer = Conv(input_shape=${tuple(input_shape)}, out_channels=${out_channels}, kernel_size=${perAxis(kernel_size)}${settings})`,
    "for wiring in (Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV):",
    `    c = count(layer, wiring${border === "nominal" ? ', border="nominal"' : ""})`,
    "    print(c.connections, c.weights, c.biases, c.parameters, c.multiply_adds)",
  );
}

/** How the biases are to be made where a framework has not one an output map. */
function biasNote({ bias }, layer) {
  return bias === "unit" ? [`bias = nn.Parameter(torch.zeros(${layer.outputShape.join(", ")}))  # one an output, to be added`] : null;
}

/** Dense, sharing only and the convolution in PyTorch; nothing is allocated, however large they are. */
export function torchCode(given, layer) {
  const { out_channels, channel_mask, padding_mode, kernel_size, stride, dilation, groups, bias } = given;
  const { axes, inChannels, inputShape, outputShape } = layer;
  const d = axes.length;
  const even = axes.every(({ before, after }) => before === after);
  const inputs = inputShape.reduce((a, b) => a * b, 1);
  const outputs = outputShape.reduce((a, b) => a * b, 1);
  const mode = padding_mode === "circular" ? quoted("circular") : null;
  const noBias = bias === true || bias === "map" ? null : "False";
  const conv = (kernel, settings) => `nn.Conv${d}d(${inChannels}, ${out_channels}, ${perAxis(kernel)}${keywords(settings)})`;
  const pads = axes.map(({ before }) => before);
  const both = conv(kernel_size, {
    stride: unlessOne(stride), padding: even && pads.some(Boolean) ? perAxis(pads) : null, padding_mode: even && pads.some(Boolean) ? mode : null,
    dilation: unlessOne(dilation), groups: groups === 1 ? null : groups, bias: noBias,
  });
  // nn.ConstantPad takes the last axis first.
  const sides = [...axes].reverse().flatMap(({ before, after }) => [before, after]).join(", ");
  const padded = even ? both : `nn.Sequential(nn.${mode ? `CircularPad${d}d((${sides}))` : `ConstantPad${d}d((${sides}), 0.0)`}, ${both})`;
  const wide = axes.every(({ circular }) => !circular) && bias !== "map";
  const count = (name) => `print("${name}", sum(p.numel() for p in parameters))`;
  const unit = biasNote(given, layer);
  const parameters = (name) => `parameters = [*${name}.parameters()${unit ? ", bias" : ""}]`;
  return lines(
    "import torch",
    "from torch import nn",
    "",
    'with torch.device("meta"):  # shapes without memory',
    `    convolution = ${padded}`,
    wide && bias !== "unit" ? `    dense = nn.Linear(${inputs}, ${outputs}${bias ? "" : ", bias=False"})` : null,
    wide ? `    shared_only = ${conv(axes.map((axis) => axis.offsets), {
      stride: unlessOne(axes.map(({ shift }) => shift)), padding: perAxis(axes.map((axis) => (axis.outputs - 1) * axis.shift)), bias: noBias,
    })}  # as wide as reaches every input from every stop` : null,
    `    image = torch.zeros(1, ${inputShape.join(", ")})`,
    unit ? `    ${unit}` : null,
    "print(tuple(convolution(image).shape[1:]))",
    wide && bias !== "unit" ? [parameters("dense"), count("dense")] : null,
    wide ? [parameters("shared_only"), count("shared only")] : null,
    channel_mask ? ["# PyTorch has no table of maps: of each kernel, only those for maps that are seen are counted.", "mask = torch.tensor([", ...rowsOf(channel_mask), "])",
      `parameters = int(mask.sum()) * ${kernel_size.reduce((a, b) => a * b, 1)}${bias === false ? "" : bias === "unit" ? " + bias.numel()" : ` + ${out_channels}`}`, 'print("both", parameters)'] : [parameters("convolution"), count("both")],
  );
}

/** The convolution in Keras. */
export function kerasCode(given, layer) {
  const { out_channels, kernel_size, stride, dilation, groups, padding, channel_mask, bias } = given;
  const { axes, inChannels, inputShape } = layer;
  const d = axes.length;
  const zeros = typeof padding !== "string" && axes.some(({ before, after }) => before + after > 0);
  const sides = axes.map(({ before, after }) => `(${before}, ${after})`).join(", ");
  const settings = keywords({
    strides: unlessOne(stride), padding: padding === "same" ? quoted("same") : null, dilation_rate: unlessOne(dilation),
    groups: groups === 1 ? null : groups, use_bias: bias === true || bias === "map" ? null : "False",
  });
  return lines(
    "import keras",
    "",
    axes[0].circular ? "# Keras pads with zeros only; the number of weights is the same as on a ring." : null,
    channel_mask ? "# Keras has no table of maps: here every map is seen." : null,
    bias === "unit" ? "# Keras has one bias a map: one an output is left out here." : null,
    stride.some((n) => n > 1) && dilation.some((n) => n > 1) ? "# Keras takes either strides or a dilation_rate." : null,
    "model = keras.Sequential([",
    `    keras.Input((${[...inputShape.slice(1), inChannels].join(", ")})),`,
    zeros ? `    keras.layers.ZeroPadding${d}D(${d === 1 ? sides : `(${sides})`}),` : null,
    `    keras.layers.Conv${d}D(${out_channels}, ${perAxis(kernel_size)}${settings}),`,
    "])",
    "print(model.output_shape[1:], model.count_params())",
  );
}

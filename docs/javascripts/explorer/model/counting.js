// How many connections and weights a layer has under each wiring: src/sparse_shared/counting.py.

/** The four wirings, each two switches, in the order in which all of the site shows them. */
export const WIRINGS = {
  dense: { sparse: false, shared: false },
  sparse: { sparse: true, shared: false },
  shared: { sparse: false, shared: true },
  both: { sparse: true, shared: true },
};

/**
 * @typedef {object} Counts
 * @property {bigint} inputs
 * @property {bigint} outputs
 * @property {bigint} connections
 * @property {bigint} weights
 * @property {bigint} biases
 * @property {bigint} parameters
 * @property {bigint} multiplyAdds
 * @property {boolean} transposed whether it is a transposed layer that costs so much
 */

export const wiringName = ({ sparse, shared }) => Object.keys(WIRINGS)[Number(sparse) + 2 * Number(shared)];

/** Count a layer under a wiring, in exact BigInts. @returns {Counts} */
export function count(layer, { sparse, shared }, border = "exact") {
  const [inputs, outputs] = [product(layer.inputShape), product(layer.outputShape)];
  const pairs = channelPairs(layer, sparse);
  const connections = sparse
    ? pairs * product(layer.axes.map((axis) => axis.links(axis.outputs, border)))
    : inputs * outputs;
  const tied = pairs * product(layer.axes.map((axis) => (sparse ? axis.kernel : axis.offsets)));
  const weights = shared ? tied : connections;
  const perMap = layer.bias === "map" || (shared && layer.bias !== "unit");
  const biases = layer.bias === false ? 0n : perMap ? BigInt(layer.outChannels) : outputs;
  return {
    inputs,
    outputs,
    connections,
    weights,
    biases,
    parameters: weights + biases,
    multiplyAdds: connections,
    transposed: !!layer.mirror,
  };
}

/** The (output channel, input channel) pairs that are connected. */
export function channelPairs(layer, sparse) {
  if (sparse && layer.mask) return BigInt(layer.mask.flat().filter(Boolean).length);
  return BigInt(layer.outChannels) * BigInt(sparse ? layer.inChannels / layer.groups : layer.inChannels);
}

/** Whether a pair of channels is connected where there is sparsity. */
export const linked = ({ mask, groups, inChannels, outChannels }, output, input) =>
  mask
    ? mask[output][input]
    : Math.floor((output * groups) / outChannels) === Math.floor((input * groups) / inChannels);

/** What each switch saves on both roads from dense to both, as fractions [n, d]; null without connections. */
export function reduction(layer) {
  const [dense, sparse, shared, both] = Object.values(WIRINGS).map((wiring) => count(layer, wiring).weights);
  if (sparse === 0n) return null;
  return {
    total: [dense, both],
    sparsity: { alone: [dense, sparse], afterSharing: [shared, both] },
    sharing: { alone: [dense, shared], afterSparsity: [sparse, both] },
  };
}

const product = (numbers) => numbers.reduce((total, n) => total * BigInt(n), 1n);

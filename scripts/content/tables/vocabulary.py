"""What do frameworks, courses and papers call the things that this site speaks of?"""

from __future__ import annotations

from dataclasses import dataclass

from write.tables import column


@dataclass(frozen=True)
class Row:
    here: str = column("Here")
    elsewhere: str = column("Elsewhere")
    where: str = column("Note")


def caption() -> str:
    return "One thing, several names. The site uses the first column throughout."


def rows() -> list[Row]:
    return [
        Row(
            "sparsity of connections",
            "sparse interactions, sparse connectivity, sparse weights; local connectivity",
            "Goodfellow et al.; CS231n. “Sparse weights” are not weights that are zero",
        ),
        Row(
            "sharing",
            "parameter sharing, weight sharing, weight tying, tied weights, replication",
            "Goodfellow et al., CS231n; LeCun 1989. “Tying” is often kept for two layers that share",
        ),
        Row(
            "locally connected",
            "unshared convolution, local convolution, LCN",
            "Goodfellow et al.; JAX and Flax (ConvLocal); Keras 2 (LocallyConnected2D)",
        ),
        Row(
            "shared only",
            "full-kernel, global or long convolution; Toeplitz layer, circulant layer",
            "A convolution whose kernel covers all offsets",
        ),
        Row(
            "dense",
            "fully connected, linear, inner product, affine, FCN",
            "PyTorch says Linear, Keras Dense. To most, FCN is a fully convolutional network",
        ),
        Row(
            "weight index",
            "tying map, weight-sharing pattern",
            "Our array: which weight each connection uses, −1 for none",
        ),
        Row(
            "connectivity mask", "adjacency, connection table, sparsity pattern", "LeCun et al. 1998, Table I"
        ),
        Row(
            "connections",
            "links, synapses, edges",
            "ESL says links. LeCun counts a bias as one more of them",
        ),
        Row(
            "parameters",
            "free parameters, trainable parameters, coefficients",
            "Weights and biases. Running statistics are not among them",
        ),
        Row(
            "multiply-adds",
            "MACs, mult-adds, MAdds; FLOPs",
            "A FLOP count is twice as high. Many papers write FLOPs for MACs",
        ),
        Row(
            "receptive field",
            "filter size, patch, window, local region",
            "Of one layer, here. Elsewhere often through several layers",
        ),
        Row(
            "kernel",
            "filter, feature detector, template, stencil",
            "One kernel makes one output map, and is as deep as its input",
        ),
        Row("map", "channel, feature map, plane, depth slice", "CS231n says depth slice"),
        Row("position", "location, stride step, pixel of the output", "One place that the kernel takes"),
        Row(
            "exact / nominal",
            "borders clipped, or counted as if the padding were input",
            "Whether a tap on zero padding counts as a connection",
        ),
        Row(
            "no padding, same",
            "valid; half padding, SAME_UPPER",
            "Dumoulin & Visin say half. PyTorch pads an odd cell at the end",
        ),
        Row(
            "ring, torus",
            "circular, periodic, wrap-around boundary",
            'PyTorch: padding_mode="circular"; Flax: "CIRCULAR"',
        ),
        Row(
            "convolution",
            "cross-correlation",
            "Frameworks do not flip the kernel. No count depends on it",
        ),
        Row(
            "Toeplitz",
            "constant along diagonals; in 2-D doubly blocked, or block Toeplitz with Toeplitz blocks (BTTB)",
            "A convolution on open ends, padded or not, at stride 1, of one channel to one map",
        ),
        Row(
            "circulant",
            "each row the one above, rotated; in 2-D doubly block circulant",
            "The same on a ring or torus",
        ),
        Row(
            "prior",
            "inductive bias, architectural bias",
            "Goodfellow et al.: an infinitely strong prior, for it rules the rest out",
        ),
        Row(
            "groups",
            "grouped, cardinality; depthwise if as many as channels",
            "Sparsity over channels",
        ),
    ]

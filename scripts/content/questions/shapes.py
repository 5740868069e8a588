"""Questions about what a layer's shape does to its counts: borders, windows, channels."""

from __future__ import annotations

from fractions import Fraction

from content.layers import LAYERS
from content.questions.question import Option, Question, right, taps_of

THREAD, SAME, TORUS = (LAYERS[name] for name in ("thread", "thread_same", "torus"))
D2L, ALEXNET = LAYERS["d2l"], LAYERS["alexnet_conv1"]
C3, C3_FULL, C5 = (LAYERS[name] for name in ("lenet_c3", "lenet_c3_full", "lenet_c5"))
FIRST, SECOND = LAYERS["vgg_1"], LAYERS["vgg_2"]
WIDE, GROUPED = LAYERS["base"], LAYERS["two_groups"]
DEPTHWISE, POINTWISE = LAYERS["depthwise"].conv.weights, LAYERS["pointwise"].conv.weights


def output_size() -> Question:
    axis = ALEXNET.layer.axes[0]
    maps = ALEXNET.layer.out_channels
    return Question(
        "output-size",
        "How many outputs?",
        f"AlexNet’s first layer: {ALEXNET.image} in, {ALEXNET.shape}, no padding. How many output units?",
        (
            right(
                ALEXNET.conv.outputs,
                f"({axis.size} − {axis.kernel_size}) ÷ {axis.stride} + 1 = {axis.outputs} a side, times "
                f"{maps} maps.",
            ),
            Option(
                ((axis.size - axis.kernel_size) // axis.stride) ** 2 * maps,
                "The first position is missing: so many steps lead to one position more.",
            ),
            Option(
                (axis.size // axis.stride) ** 2 * maps,
                "The kernel has to fit: its last position along each axis would stick out of the image.",
            ),
            Option(
                (axis.size - axis.kernel_size + 1) ** 2 * maps,
                f"That is stride 1. A stride of {axis.stride} keeps one position in {axis.stride} along "
                "each axis.",
            ),
            Option(axis.outputs**2, "That is one map of them."),
        ),
    )


def border() -> Question:
    return Question(
        "border",
        "At the border",
        f"Pad the {SAME.image} image with zeros, so that a {SAME.kernel} kernel leaves its size alone. To "
        "how many inputs are the outputs connected, counted over all outputs?",
        (
            right(
                SAME.conv.connections,
                f"{SAME.layer.axes[0].links} taps on inputs along each axis, squared. What lies on the "
                "padding multiplies a zero and connects nothing.",
            ),
            Option(
                SAME.sparse_nominal.connections,
                "A full kernel at each position. Some tables count so, and call it nominal; but at the "
                "edges some taps lie on padding.",
            ),
            Option(THREAD.conv.connections, "That is without padding, where there are fewer positions."),
            Option(SAME.dense.connections, "That is every pair: dense."),
        ),
    )


def torus() -> Question:
    side = TORUS.layer.input_shape[1]
    return Question(
        "torus",
        "On a torus",
        f"Join the edges of the {TORUS.image} image, so that it has no border. All "
        f"{TORUS.dense.connections:,} pairs are connected and tied by offset. How many weights?",
        (
            right(
                TORUS.shared.weights,
                f"{side} offsets along each axis, counted modulo {side}, and {side} × {side} in all. The "
                "matrix is circulant block by block: doubly block circulant.",
            ),
            Option(
                SAME.shared.weights,
                "That is with zero padding, where an offset to the left is not one to the right.",
            ),
            Option(TORUS.conv.weights, "That is the convolution: sparsity was switched on as well."),
            Option(TORUS.layer.axes[0].offsets, "Along one axis. There are two, and their offsets multiply."),
        ),
    )


def window() -> Question:
    reach = (D2L.layer.axes[0].kernel_size - 1) // 2
    return Question(
        "window",
        "A window of so much either way",
        f"A pixel is to see what lies within {reach} of it, up and down and to both sides. How many weights "
        "has the kernel?",
        (
            right(D2L.conv.weights, f"(2 × {reach} + 1)²: the pixel itself lies between its two sides."),
            Option(
                (2 * reach) ** 2, "4Δ² leaves out the middle row and the middle column. A textbook has it so."
            ),
            Option(reach**2, "That is one quarter of the window: up and left only."),
            Option(2 * reach + 1, "That is one row of it."),
        ),
    )


def second_layer() -> Question:
    taps = taps_of(SECOND.layer)
    return Question(
        "second-layer",
        "The second layer",
        f"VGG-16 starts with two 3×3 convolutions of {SECOND.layer.out_channels} maps each. The first has "
        f"{FIRST.conv.parameters:,} parameters. And the second?",
        (
            right(
                SECOND.conv.parameters,
                f"Its input has {SECOND.layer.in_channels} channels: {SECOND.layer.out_channels} × ({taps} "
                f"× {SECOND.layer.in_channels} + 1). Weights are shared over positions, never over "
                "channels.",
            ),
            Option(
                FIRST.conv.parameters,
                "The same kernels on another input? A kernel is as deep as its input, and this one is "
                f"{SECOND.layer.in_channels} channels deep.",
            ),
            Option(
                SECOND.layer.out_channels * (taps + 1),
                "A kernel of one channel for each map: that is a depthwise convolution.",
            ),
            Option(SECOND.conv.weights, "The biases are missing."),
        ),
    )


def channel_table() -> Question:
    taps = taps_of(C3.layer)
    return Question(
        "channel-table",
        "LeNet-5’s third layer",
        f"C3 makes {C3.layer.out_channels} maps from {C3.layer.in_channels} with {C3.kernel} kernels, but "
        f"its maps see only some of those before: {C3.layer.channel_pairs} pairs in all. How many "
        "parameters?",
        (
            right(
                C3.conv.parameters,
                f"{C3.layer.channel_pairs} × {taps} weights and {C3.layer.out_channels} biases. With "
                "sharing on all along, sparsity over channels saves "
                f"{C3_FULL.conv.parameters - C3.conv.parameters}.",
            ),
            Option(
                C3_FULL.conv.parameters,
                f"That is with all {C3_FULL.layer.channel_pairs} pairs connected, as in today’s LeNets.",
            ),
            Option(C3.conv.weights, "The biases are missing: one per map."),
            Option(
                C3.layer.channel_pairs * (taps + 1),
                "A bias for each pair: a map adds up all its inputs and then one bias.",
            ),
        ),
    )


def groups() -> Question:
    groups = GROUPED.layer.groups
    weights = GROUPED.conv.weights
    return Question(
        "groups",
        "Groups",
        f"A 3×3 convolution from {WIDE.layer.in_channels} to {WIDE.layer.out_channels} channels in {groups} "
        "groups. How many weights, without biases?",
        (
            right(
                weights,
                f"Each output map sees {WIDE.layer.in_channels // groups} of {WIDE.layer.in_channels} "
                "channels: half the pairs, half the weights.",
            ),
            Option(WIDE.conv.weights, "Without groups. They are sparsity over channels, and save weights."),
            Option(
                weights // groups,
                f"That is one group: it maps a half to a half. There are {groups} of them.",
            ),
            Option(
                WIDE.conv.weights * groups,
                "Groups are not copies of the layer: each has a part of the channels.",
            ),
        ),
    )


def separable() -> Question:
    return Question(
        "separable",
        "Depthwise, then pointwise",
        f"Replace the 3×3 convolution from {WIDE.layer.in_channels} to {WIDE.layer.out_channels} channels "
        "by a 3×3 one within each channel, followed by a 1×1 one across channels. How many weights have "
        "the two together?",
        (
            right(
                DEPTHWISE + POINTWISE,
                f"{DEPTHWISE} + {POINTWISE:,}: one step looks around, the other looks across.",
            ),
            Option(WIDE.conv.weights, "That is the full convolution which they replace."),
            Option(DEPTHWISE, "That is the first step alone. Nothing crosses channels yet."),
            Option(POINTWISE, "That is the second step alone. Nothing looks at neighbours yet."),
            Option(
                DEPTHWISE * POINTWISE,
                "One layer follows the other: their weights add up and do not multiply.",
            ),
        ),
    )


def whole_image() -> Question:
    return Question(
        "whole-image",
        "When one of them does nothing",
        f"LeNet-5’s C5: {C5.layer.out_channels} kernels of 5×5 on maps of 5×5. By what factor does sharing "
        "divide its weights?",
        (
            right(
                C5.reduction.sharing.after_sparsity,
                "There is one position only, so there is nobody to share with: the layer is dense, all "
                f"{C5.conv.parameters:,} parameters of it.",
            ),
            Option(
                Fraction(taps_of(C5.layer)),
                "Sharing divides by the number of positions, and these are the taps of a kernel.",
            ),
            Option(
                Fraction(C5.layer.out_channels),
                "Those are the maps. Weights are shared within a map, never between maps.",
            ),
            Option(
                Fraction(C5.layer.in_channels),
                "Those are the input channels, each of which has weights of its own.",
            ),
        ),
    )

"""Questions about channels, over which nothing is ever shared."""

from __future__ import annotations

from fractions import Fraction

from content.layers import LAYERS
from content.questions.question import Option, Question, right

FIRST, SECOND = LAYERS["vgg_1"], LAYERS["vgg_2"]
C3, C3_FULL, C5 = (LAYERS[name] for name in ("lenet_c3", "lenet_c3_full", "lenet_c5"))
WIDE, GROUPED = LAYERS["base"], LAYERS["two_groups"]
GROUPS = GROUPED.layer.groups
DEPTHWISE, POINTWISE = LAYERS["depthwise"].conv.weights, LAYERS["pointwise"].conv.weights

TITLE = "Channels"
QUESTIONS = (
    Question(
        "second-layer",
        "The second layer",
        f"VGG-16 starts with two 3×3 convolutions of {SECOND.layer.out_channels} maps each. The first has "
        f"{FIRST.conv.parameters:,} parameters. And the second?",
        (
            right(
                SECOND.conv.parameters,
                f"Its input has {SECOND.layer.in_channels} channels: {SECOND.layer.out_channels} × "
                f"({SECOND.taps} × {SECOND.layer.in_channels} + 1). Weights are shared over positions, "
                "never over channels.",
            ),
            Option(
                FIRST.conv.parameters,
                "The same kernels on another input? A kernel is as deep as its input, and this one is "
                f"{SECOND.layer.in_channels} channels deep.",
            ),
            Option(
                SECOND.layer.out_channels * (SECOND.taps + 1),
                "A kernel of one channel for each map: that is a depthwise convolution.",
            ),
            Option(SECOND.conv.weights, "The biases are missing."),
        ),
    ),
    Question(
        "channel-table",
        "A table of connections",
        f"LeNet-5’s third layer, C3, makes {C3.layer.out_channels} maps from {C3.layer.in_channels} with "
        f"{C3.kernel} kernels, but its maps see only some of those before: {C3.layer.channel_pairs} pairs in "
        "all. How many parameters?",
        (
            right(
                C3.conv.parameters,
                f"{C3.layer.channel_pairs} × {C3.taps} weights and {C3.layer.out_channels} biases. With "
                "sharing on all along, sparsity over channels saves "
                f"{C3_FULL.conv.parameters - C3.conv.parameters}.",
            ),
            Option(
                C3_FULL.conv.parameters,
                f"That is with all {C3_FULL.layer.channel_pairs} pairs connected, as in today’s LeNets.",
            ),
            Option(C3.conv.weights, "The biases are missing: one per map."),
            Option(
                C3.layer.channel_pairs * (C3.taps + 1),
                "A bias for each pair: a map adds up all its inputs and then one bias.",
            ),
        ),
    ),
    Question(
        "groups",
        "Groups",
        f"A 3×3 convolution from {WIDE.layer.in_channels} to {WIDE.layer.out_channels} channels in {GROUPS} "
        "groups. How many weights, without biases?",
        (
            right(
                GROUPED.conv.weights,
                f"Each output map sees {WIDE.layer.in_channels // GROUPS} of {WIDE.layer.in_channels} "
                "channels: half the pairs, half the weights.",
            ),
            Option(WIDE.conv.weights, "Without groups. They are sparsity over channels, and save weights."),
            Option(
                GROUPED.conv.weights // GROUPS,
                f"That is one group: it maps a half to a half. There are {GROUPS} of them.",
            ),
            Option(
                WIDE.conv.weights * GROUPS,
                "Groups are not copies of the layer: each has a part of the channels.",
            ),
        ),
    ),
    Question(
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
    ),
    Question(
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
                Fraction(C5.taps),
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
    ),
)

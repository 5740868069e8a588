"""Layers that the reference and the questions speak of, besides those of `examples`.

A page writes `{{ rules.padded.layer.axes[0].links }}` or `{{ asked.lenet_c3.conv.weights }}`.
"""

from __future__ import annotations

from examples import Example
from sparse_shared import Conv


def _made_up(label: str, layer: Conv) -> Example:
    return Example(label, layer, "this site", "")


RULES = {
    "plain": _made_up("No padding", Conv((1, 10), 1, 3)),
    "strided": _made_up("Stride", Conv((1, 10), 1, 3, stride=2)),
    "leaping": _made_up("A stride longer than the input", Conv((1, 2), 1, 1, stride=3, padding=((0, 5),))),
    "dilated": _made_up("Dilation", Conv((1, 10), 1, 3, dilation=2)),
    "padded": _made_up("Zero padding", Conv((1, 10), 1, 3, padding=1)),
    "uneven": _made_up("An odd cell of padding", Conv((1, 10), 1, 4, padding="same")),
    "ring": _made_up("Edges joined", Conv((1, 10), 1, 3, padding="same", padding_mode="circular")),
    "plane": _made_up("Two axes", Conv((1, 10, 10), 1, 3, padding=1)),
    "channels": _made_up("Channels", Conv((4, 10), 6, 3)),
    "grouped": _made_up("Two groups", Conv((4, 10), 6, 3, groups=2)),
    "masked": _made_up(
        "A channel mask",
        Conv((3, 10), 2, 3, channel_mask=[[True, True, False], [False, True, True]]),
    ),
    "dead": _made_up("Taps that only meet padding", Conv((1, 1), 1, 3, padding=1)),
}
"""Layers to see each counting rule at work, as small as they can be."""

ASKED = {
    "first": _made_up("The first layer to count", Conv((1, 4), 1, 2)),
    "unpadded_ring": _made_up("A ring without padding", Conv((1, 10, 10), 1, 3, padding_mode="circular")),
    "quiz_dense": _made_up("The quiz’s dense layer", Conv((3, 300, 300), 100, 300)),
    "vgg_1": _made_up("VGG-16, first layer", Conv((3, 224, 224), 64, 3, padding=1)),
    "vgg_2": _made_up("VGG-16, second layer", Conv((64, 224, 224), 64, 3, padding=1)),
    "wide": _made_up("64 to 128 channels", Conv((64, 32, 32), 128, 3, padding=1, bias=False)),
    "wide_grouped": _made_up(
        "64 to 128 channels in two groups", Conv((64, 32, 32), 128, 3, padding=1, groups=2, bias=False)
    ),
    "depthwise": _made_up(
        "64 channels, each on its own", Conv((64, 32, 32), 64, 3, padding=1, groups=64, bias=False)
    ),
    "pointwise": _made_up("64 to 128 channels, pixel by pixel", Conv((64, 32, 32), 128, 1, bias=False)),
}
"""Layers that a question or its answer needs."""

"""What does each variation of a convolution do to its connections, its weights and the two factors?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from content.layers import LAYERS
from content.named import NamedLayer
from write.tables import column

BASE = LAYERS["base"]
VARIATIONS = {
    "The base: 3×3, zeros padded": "base",
    "No padding": "unpadded",
    "Circular padding": "wrapped",
    "Stride 2": "strided",
    "Transposed, stride 2": "strided",
    "Dilation 2": "dilated",
    "Kernel 7×7": "wide_kernel",
    "Kernel 1×1": "pointwise",
    "Kernel 32×32, no padding: the whole image": "whole_image",
    "4 groups": "grouped",
    "Depthwise: 64 groups, 64 maps out": "depthwise",
    "Depthwise, then 1×1: separable": "depthwise + pointwise",
    "1-D: a line of 32": "line",
    "3-D: a cube of 32": "volume",
}
"""Which layers each variation consists of; the transposed one has the matrix of the one it transposes."""


@dataclass(frozen=True)
class Row:
    variation: str = column("Variation")
    connections: int = column("Connections")
    weights: int = column("Weights")
    sparsity: Fraction | None = column("Sparsity saves, sharing on")
    sharing: Fraction | None = column("Sharing saves, sparsity on")


def caption() -> str:
    return (
        f"One layer of {BASE.layer.in_channels} maps of {BASE.layer.input_shape[1]}×"
        f"{BASE.layer.input_shape[2]} in and {BASE.layer.out_channels} maps out, varied as each row says; "
        "connections are exact, and each costs one multiply-add. *Sparsity saves, sharing on* and *sharing "
        "saves, sparsity on* are the last steps of two different roads: they do not multiply to the total, "
        "except where the order makes no difference (circular padding; the whole image)."
    )


def rows() -> list[Row]:
    return [_row(name, *(LAYERS[key] for key in keys.split(" + "))) for name, keys in VARIATIONS.items()]


def _row(name: str, *layers: NamedLayer) -> Row:
    connections, weights = (
        sum(counts) for counts in zip(*((e.conv.connections, e.conv.weights) for e in layers), strict=True)
    )
    saving = layers[0].reduction if len(layers) == 1 else None
    return Row(
        name,
        connections,
        weights,
        saving.sparsity.after_sharing if saving else None,
        saving.sharing.after_sparsity if saving else None,
    )

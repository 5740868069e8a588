"""How many multiplications do fast algorithms take for a layer whose weights are shared?

Counted on Ng's layer, real multiplications, and for kernels that were transformed beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, log2, prod

from content.layers import LAYERS
from content.named import NamedLayer
from write.tables import column

NG, WIDE = LAYERS["ng"], LAYERS["ng_wide"]
TILE = 2
"""The side of the tile of outputs that Winograd's algorithm computes at a time."""


@dataclass(frozen=True)
class Row:
    algorithm: str = column("Multiplications")
    shared: int | None = column("Shared only")
    both: int = column("Both")
    fewer: Fraction = column("Both, fewer than as written")


def caption() -> str:
    channels, maps = NG.layer.in_channels, NG.layer.out_channels
    length, short = fft_length(WIDE), fft_length(NG)
    patch = TILE + NG.layer.axes[0].kernel_size - 1
    return (
        "Real multiplications for Ng’s layer, kernels transformed beforehand. FFT: radix 2, on "
        f"{length}×{length} values for shared only and on {short}×{short} for both, {channels} transforms "
        f"there and {maps} back, a complex product for four real ones. Winograd: {patch}×{patch} "
        f"multiplications for each tile of {TILE}×{TILE} outputs ([Lavin & Gray 2015](https://arxiv.org/abs/1509.09308))."
    )


def rows() -> list[Row]:
    written = NG.conv.multiply_adds
    return [
        Row("As written: one per connection", NG.shared.multiply_adds, written, Fraction(1)),
        Row("By FFT", fft(WIDE), fft(NG), Fraction(written, fft(NG))),
        Row("By Winograd’s algorithm", None, winograd(NG), Fraction(written, winograd(NG))),
    ]


def fft_length(named: NamedLayer) -> int:
    """Return the least power of two on which no output of the layer is reached round the edge."""
    needed = max(max(axis.size, axis.kernel_size) for axis in named.layer.axes)
    return int(2 ** ceil(log2(needed)))


def fft(named: NamedLayer) -> int:
    """Count the real multiplications of a layer by radix-2 transforms, four to a complex one."""
    layer, length = named.layer, fft_length(named)
    values: int = length ** len(layer.axes)
    transform = values // 2 * int(log2(values))  # N/2 butterflies at each of log2 N stages, over all axes
    products = layer.channel_pairs * values
    return 4 * ((layer.in_channels + layer.out_channels) * transform + products)


def winograd(named: NamedLayer, tile: int = TILE) -> int:
    """Count the multiplications of minimal filtering: tile + kernel − 1 an axis for each tile."""
    axes = named.layer.axes
    tiles = prod(ceil(axis.outputs / tile) for axis in axes)
    return named.layer.channel_pairs * tiles * prod(tile + axis.kernel_size - 1 for axis in axes)

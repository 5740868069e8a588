"""What do the four wirings of one layer consist of, and what do they cost?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from content.layers import LAYERS
from write.numbers import integer
from write.tables import column

NG = LAYERS["ng"]


@dataclass(frozen=True)
class Row:
    wiring: str = column("Wiring")
    connections: int = column("Connections")
    weights: int = column("Weights")
    biases: int = column("Biases")
    multiply_adds: int = column("Multiply-adds")
    reuse: Fraction = column("Multiply-adds ÷ weights")


def caption() -> str:
    down, across = (axis.outputs for axis in NG.layer.axes)
    maps = NG.layer.out_channels
    return (
        f"The ledger of Ng’s layer ({NG.image}, {NG.shape}). The kernel has {down} × {across} = "
        f"{down * across} positions, which times {maps} maps makes {integer(NG.conv.outputs)} outputs. An "
        f"unshared layer has a bias for every output, a shared one a bias for every map. A connection costs "
        f"one multiplication and one addition."
    )


def rows() -> list[Row]:
    return [
        Row(name, c.connections, c.weights, c.biases, c.multiply_adds, Fraction(c.multiply_adds, c.weights))
        for name, c in NG.wirings.values()
    ]

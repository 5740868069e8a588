"""Where are the parameters of real networks, and where is their work?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from content.networks import NETWORKS, SHOWN
from content.real_network import RealNetwork
from write.numbers import percent
from write.tables import Share, column


@dataclass(frozen=True)
class Row:
    network: str = column("Network")
    parameters: int = column("Parameters, as published")
    multiply_adds: int = column("Multiply-adds")
    nominal: int = column("With taps on padding")
    uses: Fraction = column("Multiply-adds a parameter", compared=False)
    connected: Share = column("Parameters in fully connected layers", compared=False)
    connected_work: Share = column("Multiply-adds in them", compared=False)


def caption() -> str:
    vit = NETWORKS["vit_b_16"].net
    return (
        "Parameters and work of each network for one image. Most tools count as in *with taps on "
        "padding*, which agrees with torchvision’s published figures where it has the network. "
        f"{vit.title}’s multiply-adds include those of attention, {percent(_attention())} of them, which use "
        "no weight."
    )


def _attention() -> Fraction:
    vit = NETWORKS["vit_b_16"]
    return Fraction(sum(vit.net.products.values()), vit.multiply_adds)


def rows() -> list[Row]:
    return [_row(NETWORKS[name]) for name in SHOWN]


def _row(net: RealNetwork) -> Row:
    return Row(
        net.title,
        net.parameters,
        net.multiply_adds,
        net.nominal_multiply_adds,
        Fraction(net.multiply_adds, net.parameters),
        Share(net.connected_parameters),
        Share(net.connected_multiply_adds),
    )

"""How much of what sparsity saves is over space, and how much over channels?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from content.networks import NETWORKS, SHOWN
from content.real_network import RealNetwork
from write.tables import column


@dataclass(frozen=True)
class Row:
    network: str = column("Network")
    weights: int = column("Weights")
    offsets: int = column("Every offset connected")
    maps: int = column("Every map connected")
    both: int = column("Both: without sparsity")
    over_space: Fraction = column("Sparsity over space saves", compared=False)
    over_channels: Fraction = column("Sparsity over channels saves", compared=False)


def caption() -> str:
    return (
        "The networks some of whose maps do not see each other. Weights are shared throughout. “Every "
        "offset connected”: kernels that reach every input from every stop, between the maps that see each "
        "other. “Every map connected”: through the kernels there are. What sparsity saves is each of these "
        "divided by the weights there are."
    )


def rows() -> list[Row]:
    shown = map(NETWORKS.__getitem__, SHOWN)
    return [_row(net) for net in shown if net.every_map_connected > net.weights[-1]]


def _row(net: RealNetwork) -> Row:
    *_, shared, both = net.weights
    maps, offsets = net.every_map_connected, net.every_offset_connected
    return Row(net.title, both, offsets, maps, shared, Fraction(offsets, both), Fraction(maps, both))

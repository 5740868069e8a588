"""What figures of networks by depth have in common: their words and their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from matplotlib.figure import Figure

from content.real_network import RealNetwork
from draw.depth import Depth, draw_depths
from sparse_shared.networks import Network
from write.numbers import divisor, integer
from write.tables import column


@dataclass(frozen=True)
class Row:
    network: str = column("Network")
    layer: str = column("Layer")
    parameters: int = column("Parameters")
    multiply_adds: int = column("Multiply-adds")
    seen: int = column("Pixels a side that a unit sees")
    sharing: Fraction = column("Sharing alone divides by")
    over_space: Fraction = column("Sparsity over space then divides by")
    over_channels: Fraction = column("Sparsity over channels then divides by")


class ByDepth:
    """A figure of one network, or of several under each other."""

    def __init__(self, *networks: Network) -> None:
        self._networks = [RealNetwork(net) for net in networks]

    def caption(self) -> str:
        return (
            "Above, on a log scale: by how much sharing, and on top of it sparsity, divides each layer’s "
            "weights. **What stands on the sharing is what sparsity saves with sharing on**; where neither "
            "saves, as in a fully connected layer, nothing stands. Below: parameters upwards, multiply-adds "
            "downwards (k, M, G: thousand, million, thousand million); then how many pixels a side a unit "
            "sees along the longest path, at most the whole image."
        )

    def alt(self) -> str:
        return " ".join(map(self._said, self._networks))

    @staticmethod
    def _said(net: RealNetwork) -> str:
        parts = list(net.by_name.values())
        ends = parts[0], [part for part in parts if not part.connected][-1]
        first, last = (list(map(divisor, part.factors)) for part in ends)
        most = max(net.by_name, key=lambda name: net.by_name[name].parameters)
        work = max(net.by_name, key=lambda name: net.by_name[name].as_it_is.connections)
        whole = next(name for name, seen in zip(net.by_name, net.seen, strict=True) if seen == net.side)
        return (
            f"{net.title}, {len(parts)} layers. Sharing divides the weights of the first by {first[0]}, of "
            f"the last that is not fully connected by {last[0]}; sparsity over space by {first[1]} and by "
            f"{last[1]}.{_over_channels(net)} Most parameters are in {most}: "
            f"{integer(net[most].parameters)} of {integer(net.parameters)}; most multiply-adds in {work}. "
            f"A unit of the first layer sees {net.seen[0]} pixels a side; from {whole} on, units see the "
            f"whole image of {net.side}."
        )

    def rows(self) -> list[Row]:
        return [
            Row(net.title, name, part.parameters, part.as_it_is.connections, seen, *part.factors)
            for net in self._networks
            for (name, part), seen in zip(net.by_name.items(), net.seen, strict=True)
        ]

    def draw(self, figure: Figure) -> None:
        draw_depths(
            figure,
            [
                Depth(
                    net.title,
                    [p.factors for p in net.by_name.values()],
                    [p.parameters for p in net.by_name.values()],
                    [p.as_it_is.connections for p in net.by_name.values()],
                    net.seen,
                    net.side,
                )
                for net in self._networks
            ],
        )


def _over_channels(net: RealNetwork) -> str:
    """Say where sparsity over channels divides most, if it divides anything."""
    most = max(part.over_channels for part in net.parts)
    if most == 1:
        return ""
    first, *others = (name for name, part in net.by_name.items() if part.over_channels == most)
    where = f"{first} and others" if others else first
    return f" Sparsity over channels divides most in {where}: by {divisor(most)}."

"""What would real networks weigh without sharing, without sparsity, without both?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from content.networks import NETWORKS, SHOWN, RealNetwork, page
from write.tables import Link, column


@dataclass(frozen=True)
class Row:
    network: Link = column("Network")
    year: str = column("Year")
    weights: int = column("Weights")
    sparse: int = column("Without sharing")
    shared: int = column("Without sparsity")
    dense: int = column("Without both")
    sharing: Fraction = column("Sharing saves, sparsity on", compared=False)
    sparsity: Fraction = column("Sparsity saves, sharing on", compared=False)


def caption() -> str:
    return (
        "Weights of whole networks, and what they would be if no weight were shared, if every unit were "
        "connected to every unit of the layer before, and both. The last two columns divide: without sharing "
        "÷ weights, and without sparsity ÷ weights. Biases and normalisation are left out here; with them "
        "every network agrees with its published total, see its page."
    )


def rows() -> list[Row]:
    return [_row(name, NETWORKS[name]) for name in SHOWN]


def _row(name: str, net: RealNetwork) -> Row:
    dense, sparse, shared, both = net.weights
    link = Link(net.title, f"../{page(name)}/")
    return Row(link, str(net.net.year), both, sparse, shared, dense, net.sharing, net.sparsity)

"""What would real networks weigh without sharing, without sparsity, without both?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from content.networks import NETWORKS, SHOWN, page
from content.real_network import RealNetwork
from content.wirings import HEADINGS
from sparse_shared import Wiring
from write.tables import Link, column


@dataclass(frozen=True)
class Row:
    network: Link = column("Network")
    year: str = column("Year")
    dense: int = column(HEADINGS[Wiring.DENSE])
    sparse: int = column(HEADINGS[Wiring.SPARSE])
    shared: int = column(HEADINGS[Wiring.SHARED])
    both: int = column(HEADINGS[Wiring.CONV])
    sparsity: Fraction = column("Sparsity saves, sharing on", compared=False)
    sharing: Fraction = column("Sharing saves, sparsity on", compared=False)


def caption() -> str:
    return (
        "Weights of whole networks. *Both* is the network as it is; in *sparse only* no weight is shared, in "
        "*shared only* every unit is connected to every unit of the layer before, and *dense* is without "
        "either. Sparsity saves shared only ÷ both, sharing saves sparse only ÷ both. Biases "
        "and normalisation are left out here; with them every network agrees with its published total, see "
        "its page."
    )


def rows() -> list[Row]:
    return [_row(name, NETWORKS[name]) for name in SHOWN]


def _row(name: str, net: RealNetwork) -> Row:
    dense, sparse, shared, both = net.weights
    link = Link(net.title, f"../{page(name)}/")
    return Row(link, str(net.net.year), dense, sparse, shared, both, net.sparsity, net.sharing)

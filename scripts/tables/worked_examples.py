"""What do the layers that textbooks and courses speak of weigh under each wiring?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from examples import EXAMPLES
from style.tabulate import Link, column


@dataclass(frozen=True)
class Row:
    layer: str = column("Layer")
    dense: int = column("Dense")
    sparse: int = column("Sparse only")
    shared: int = column("Shared only")
    both: int = column("Both: convolution")
    total: Fraction = column("Dense ÷ both")
    source: Link = column("Source")


def caption() -> str:
    return (
        "Weights of one layer under each of the four wirings, biases left out. Taps that lie on zero "
        "padding are not counted."
    )


def rows() -> list[Row]:
    return [
        Row(
            e.title,
            e.dense.weights,
            e.sparse.weights,
            e.shared.weights,
            e.conv.weights,
            e.reduction.total,
            Link(e.source, e.url),
        )
        for name, e in EXAMPLES.items()
        if name != "toy"
    ]

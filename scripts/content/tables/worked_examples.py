"""What do the layers that textbooks and courses speak of weigh under each wiring?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from content.layers import LAYERS
from write.tables import Link, column

SHOWN = ("dumoulin", "thread", "ng", "lenet_c1", "alexnet_conv1", "goodfellow", "d2l")


@dataclass(frozen=True)
class Row:
    layer: str = column("Layer")
    dense: int = column("Dense")
    sparse: int = column("Sparse only")
    shared: int = column("Shared only")
    both: int = column("Both: convolution")
    saved: Fraction = column("Shared only ÷ both", compared=False)
    source: Link = column("Source")


def caption() -> str:
    return (
        "Weights of a layer under each of the four wirings, biases left out. *Shared only ÷ both* is "
        "what sparsity still saves when weights are shared already."
    )


def rows() -> list[Row]:
    return [
        Row(
            e.title,
            e.dense.weights,
            e.sparse.weights,
            e.shared.weights,
            e.conv.weights,
            e.reduction.sparsity.after_sharing,
            Link(e.source or "this site", e.url),
        )
        for e in map(LAYERS.__getitem__, SHOWN)
    ]

"""When is one of the two factors 1?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from content.layers import LAYERS
from content.named import NamedLayer
from write.tables import column


@dataclass(frozen=True)
class Row:
    case: str = column("Layer")
    dense: int = column("Dense")
    sparse: int = column("Sparse only")
    shared: int = column("Shared only")
    both: int = column("Both")
    sparsity: Fraction = column("Sparsity saves, sharing on")
    sharing: Fraction = column("Sharing saves, sparsity on")


def caption() -> str:
    return (
        "Weights at the limits. *Sparsity saves, sharing on* and *sharing saves, sparsity on* say by what "
        "each switch still divides when the other is on already: 1× means that it does nothing. They are the "
        "last steps of two different roads: do not multiply them."
    )


def _row(case: str, e: NamedLayer) -> Row:
    return Row(
        case,
        *e.weights,
        e.reduction.sparsity.after_sharing,
        e.reduction.sharing.after_sparsity,
    )


def rows() -> list[Row]:
    v = LAYERS
    c5, torus, grouped = v["lenet_c5"], v["whole_torus"], v["one_position"]
    return [
        _row(f"Kernel = image, one position ({c5.label}, {c5.kernel} on {c5.image})", c5),
        _row(f"Kernel = image, every position ({torus.image} torus)", torus),
        _row(
            f"One position, {grouped.layer.groups} groups ({grouped.layer.in_channels} → "
            f"{grouped.layer.out_channels} features)",
            grouped,
        ),
    ]

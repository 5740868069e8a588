"""What do the same layers weigh with their biases, and with padding counted as if it were input?"""

from __future__ import annotations

from dataclasses import dataclass

from examples import EXAMPLES
from style.tabulate import column


@dataclass(frozen=True)
class Row:
    layer: str = column("Layer")
    dense: int = column("Dense")
    sparse: int = column("Sparse only")
    sparse_nominal: int = column("Sparse only, nominal")
    shared: int = column("Shared only")
    both: int = column("Both: convolution")


def caption() -> str:
    return (
        "The same layers in **parameters**: weights and biases. Unshared layers have one bias a unit, shared "
        "ones one a map. *Nominal* gives each output a full kernel, on the image or not: it differs from the "
        "exact count only where zeros are padded."
    )


def rows() -> list[Row]:
    return [
        Row(
            e.label,
            e.dense.parameters,
            e.sparse.parameters,
            e.sparse_nominal.parameters,
            e.shared.parameters,
            e.conv.parameters,
        )
        for name, e in EXAMPLES.items()
        if name != "toy"
    ]

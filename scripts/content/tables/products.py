"""Of which factors is each count of a worked example the product?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content.layers import LAYERS, WORKED
from content.named import NamedLayer
from write.numbers import integer
from write.tables import column

TIMES, EQUALS = "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}", " =\N{NO-BREAK SPACE}"
"""A line may break before what a product comes to, and not within the product."""


@dataclass(frozen=True)
class Row:
    layer: str = column("Layer")
    dense: str = column("Dense")
    sparse: str = column("Sparse only")
    shared: str = column("Shared only")
    both: str = column("Both")


def caption() -> str:
    return (
        "Every count of weights as the product it is. **Dense** is inputs × outputs. The others are pairs "
        "times what they count along each axis, height and then width: **sparse only** links, **shared "
        "only** offsets, **both** taps. A pair is one input channel and one output map, left out where there "
        "is only one. For *parameters* add the biases: unshared one per output, shared one per map."
    )


def rows() -> list[Row]:
    return [
        Row(
            e.label,
            product([e.layer.num_inputs, e.layer.num_outputs], e.dense.weights),
            _by_axis(e, [axis.links for axis in e.layer.axes], e.sparse.weights),
            _by_axis(e, [axis.offsets for axis in e.layer.axes], e.shared.weights),
            _by_axis(e, [axis.kernel_size for axis in e.layer.axes], e.conv.weights),
        )
        for e in map(LAYERS.__getitem__, WORKED)
    ]


def product(factors: Iterable[int], total: int) -> str:
    """Write "3 × 4 = 12", the total as it was counted elsewhere: `tests` multiply it out."""
    return f"{TIMES.join(map(integer, factors))}{EQUALS}{integer(total)}"


def _by_axis(example: NamedLayer, along: list[int], total: int) -> str:
    pairs = example.layer.channel_pairs
    return product([pairs, *along] if pairs > 1 else along, total)

"""What do the four wirings of the drawn layer and of Ng’s come to?"""

from __future__ import annotations

from dataclasses import dataclass

from content.layers import LAYERS
from content.wirings import SHORT
from write.tables import column

TOY, NG = LAYERS["toy"], LAYERS["ng"]


@dataclass(frozen=True)
class Row:
    wiring: str = column("Wiring")
    toy_connections: int = column("Drawn layer: connections")
    toy_weights: int = column("Drawn layer: weights")
    ng_connections: int = column("Ng’s layer: connections")
    ng_weights: int = column("Ng’s layer: weights")


def caption() -> str:
    return (
        f"The layer of the picture, {TOY.conv.inputs} inputs and {TOY.conv.outputs} outputs, and the layer "
        f"of Ng’s lecture, an image of {NG.image} under {NG.layer.out_channels} kernels of {NG.kernel}. "
        "Every connection costs a multiplication, so the connections are the work as well. Biases left out."
    )


def rows() -> list[Row]:
    counts = zip(SHORT.values(), TOY.wirings.values(), NG.wirings.values(), strict=True)
    return [
        Row(name, toy.connections, toy.weights, ng.connections, ng.weights)
        for name, (_, toy), (_, ng) in counts
    ]

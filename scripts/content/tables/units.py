"""Connections, weights, parameters, multiply-adds, FLOPs: which is which?"""

from __future__ import annotations

from dataclasses import dataclass

from content.layers import LAYERS
from write.tables import column

NG = LAYERS["ng"]


@dataclass(frozen=True)
class Row:
    what: str = column("What is counted")
    dense: int = column("Dense")
    sparse: int = column("Sparse only")
    shared: int = column("Shared only")
    both: int = column("Both")


def caption() -> str:
    return f"Ng’s layer, {NG.image} in, {NG.shape}: counted in five ways, under each of the four wirings."


def rows() -> list[Row]:
    wirings = NG.dense, NG.sparse, NG.shared, NG.conv
    return [
        Row("Connections: pairs of units that are linked", *(c.connections for c in wirings)),
        Row("Weights: distinct values on those links", *(c.weights for c in wirings)),
        Row("Parameters: weights and biases", *(c.parameters for c in wirings)),
        Row("Multiply-adds: one per connection", *(c.multiply_adds for c in wirings)),
        Row("FLOPs: a multiplication and an addition each", *(2 * c.multiply_adds for c in wirings)),
    ]

"""What did sparsity and sharing each do for LeCun's five networks of 1989?

Links are counted as he did: nominal, and a bias is a link; biases are one a unit even where weights are
shared. Links, weights and accuracies: Hastie, Tibshirani, Friedman, *The Elements of Statistical
Learning*, 2nd ed. 2009, Table 11.1, after Y. LeCun, "Generalization and network design strategies", 1989.
"""

from __future__ import annotations

from dataclasses import dataclass

from sparse_shared import Conv, Counts, Dense, Wiring, count
from write.numbers import integer
from write.tables import column

Layers = list[tuple[Conv | Dense, Wiring]]


def _first(maps: int) -> Conv:
    return Conv((1, 16, 16), maps, 3, stride=2, padding="same", bias="unit")


def _second(maps_in: int, maps: int) -> Conv:
    return Conv((maps_in, 8, 8), maps, 5, bias="unit")


NETWORKS: dict[str, tuple[str, Layers, str]] = {
    "Net-1": (
        "no hidden layer",
        [(Dense(256, 10), Wiring.DENSE)],
        "80.0 %",
    ),
    "Net-2": (
        "one hidden layer, all connected",
        [(Dense(256, 12), Wiring.DENSE), (Dense(12, 10), Wiring.DENSE)],
        "87.0 %",
    ),
    "Net-3": (
        "two hidden layers, both sparse only",
        [
            (_first(1), Wiring.SPARSE),
            (_second(1, 1), Wiring.SPARSE),
            (Dense(16, 10), Wiring.DENSE),
        ],
        "88.5 %",
    ),
    "Net-4": (
        "the first shared as well, with two maps",
        [
            (_first(2), Wiring.CONV),
            (_second(2, 1), Wiring.SPARSE),
            (Dense(16, 10), Wiring.DENSE),
        ],
        "94.0 %",
    ),
    "Net-5": (
        "both shared, with two and four maps",
        [
            (_first(2), Wiring.CONV),
            (_second(2, 4), Wiring.CONV),
            (Dense(64, 10), Wiring.DENSE),
        ],
        "98.4 %",
    ),
}
"""What sets each network apart, its layers with their wirings, and its published accuracy."""


@dataclass(frozen=True)
class Row:
    network: str = column("Network")
    wiring: str = column("Wiring")
    units: int = column("Hidden units")
    links: int = column("Links")
    weights: int = column("Weights")
    accuracy: str = column("Digits read right", compared=True)


def caption() -> str:
    third = NETWORKS["Net-3"][1]
    dense = [(layer, Wiring.DENSE) for layer, _ in third]
    first, *_ = counted(NETWORKS["Net-4"][1])
    return (
        "LeCun’s five networks of 1989 on 16×16 images of digits. Links and weights are counted here by his "
        "rules and agree with the published ones; the accuracies are the published ones. A bias is a link, "
        f"and every unit has one, shared or not: {first.biases} of the {first.parameters} parameters of "
        "Net-4’s first layer are biases. Every unit owns a full kernel, even where it hangs over the border: "
        f"of Net-3’s {integer(_links(counted(third)))} links "
        f"{integer(_links(counted(third, border='exact')))} really exist. Nothing in "
        "Net-3 is shared; all connected it would have "
        f"{integer(sum(c.parameters for c in counted(dense)))} weights."
    )


def counted(layers: Layers, border: str = "nominal") -> list[Counts]:
    """Count each layer as LeCun did, or by another rule for the *border*."""
    return [count(layer, wiring, border=border) for layer, wiring in layers]


def _links(counts: list[Counts]) -> int:
    return sum(c.connections + c.biases for c in counts)


def rows() -> list[Row]:
    rows = []
    for name, (wiring, layers, accuracy) in NETWORKS.items():
        counts = counted(layers)
        rows.append(
            Row(
                name,
                wiring,
                sum(c.outputs for c in counts[:-1]),
                _links(counts),
                sum(c.parameters for c in counts),
                accuracy,
            )
        )
    return rows

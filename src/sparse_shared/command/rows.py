"""What there is to tell of a network, layer by layer and in total, apart from how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sparse_shared.counting import Counts, Wiring, count
from sparse_shared.layers import Layer

WIRINGS = {
    "dense": Wiring.DENSE,
    "sparse only": Wiring.SPARSE,
    "shared only": Wiring.SHARED,
    "both": Wiring.CONV,
}
"""The four wirings in the order in which they are always given."""


@dataclass(frozen=True)
class Row:
    """A layer and its counts.

    Attributes:
        weights: The weights under each of the four wirings, by the names of `WIRINGS`.
        counts: Those of the layer as it is in its network, which need not be both sparse and shared.
        mark: Whose weights it uses, or that they are fixed; empty as a rule.
    """

    name: str
    op: str
    layer: Layer
    weights: Mapping[str, int]
    counts: Counts
    mark: str = ""


@dataclass(frozen=True)
class Report:
    """All that is told of a network.

    Attributes:
        title: What it is.
        rows: Its layers.
        other: What is trained besides their weights and biases, by what it is.
        untrained: What is in a file and training does not change, by what it is.
        stored: How many values are in the file, or made by it; 0 if there is no file.
        products: Multiply-adds of two computed values.
        notes: Sentences on how it was counted.
    """

    title: str
    rows: tuple[Row, ...]
    other: Mapping[str, int] = field(default_factory=dict)
    untrained: Mapping[str, int] = field(default_factory=dict)
    stored: int = 0
    products: int = 0
    notes: tuple[str, ...] = ()

    def weights(self, wiring: str) -> int:
        """Return how many weights all layers have under a wiring."""
        return sum(row.weights[wiring] for row in self.rows)

    @property
    def as_it_is(self) -> dict[str, int]:
        """How many connections, weights and biases all layers have, as they are."""
        kinds = "connections", "weights", "biases"
        return {kind: sum(getattr(row.counts, kind) for row in self.rows) for kind in kinds}

    @property
    def trained(self) -> dict[str, int]:
        """How many values training changes, by what they are."""
        as_it_is = self.as_it_is
        return {"weights": as_it_is["weights"], "biases": as_it_is["biases"], **self.other}

    @property
    def trainable(self) -> int:
        """How many values training changes."""
        return sum(self.trained.values())

    def factors(self) -> Iterator[tuple[str, float]]:
        """Yield by what each step divides the number of weights, with its name in words.

        Examples:
            >>> from sparse_shared import Conv
            >>> for step, factor in one_layer(Conv((1, 10, 10), 1, 3)).factors():
            ...     print(step, "÷", round(factor, 2))
            sparsity alone ÷ 11.11
            sparsity after sharing ÷ 32.11
            sharing alone ÷ 22.15
            sharing after sparsity ÷ 64.0
            both ÷ 711.11
        """
        dense, sparse, shared, both = (self.weights(wiring) for wiring in WIRINGS)
        for step, before, after in (
            ("sparsity alone", dense, sparse),
            ("sparsity after sharing", shared, both),
            ("sharing alone", dense, shared),
            ("sharing after sparsity", sparse, both),
            ("both", dense, both),
        ):
            if after and before:
                yield step, before / after


def one_layer(layer: Layer) -> Report:
    """Return what there is to tell of one layer."""
    counts = {name: count(layer, wiring) for name, wiring in WIRINGS.items()}
    row = Row(
        name="layer",
        op=type(layer).__name__,
        layer=layer,
        weights={name: c.weights for name, c in counts.items()},
        counts=counts["both"],
    )
    shapes = ("×".join(map(str, shape)) for shape in (layer.input_shape, layer.output_shape))
    return Report(" to ".join(shapes), (row,))

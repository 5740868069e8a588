"""Do layers with more weights overfit more?"""

from __future__ import annotations

from dataclasses import dataclass

from content.experiments import HEADLINE, SIZES, accuracy, trained, world
from content.wirings import SHORT
from write.numbers import integer
from write.tables import column


@dataclass(frozen=True)
class Row:
    wiring: str = column("Wiring")
    weights: int = column("Weights")
    training: str = column("Learned")
    test: str = column("New")
    clean: str = column("New, tidy world")
    equal_training: str = column("Learned, equal weights")
    equal_test: str = column("New, equal weights")


def caption() -> str:
    equal = trained["equal weights"].conv.weights
    return (
        f"Accuracy on the {integer(SIZES[-1])} images learned from and on new ones: a moving digit among "
        f"clutter; in the tidy world, a fixed digit without. With equal weights every wiring has "
        f"{integer(equal)} weights, with more or fewer maps."
    )


def rows() -> list[Row]:
    return [
        Row(
            label,
            trained[HEADLINE][wiring].weights,
            accuracy(trained[HEADLINE][wiring].training),
            accuracy(trained[HEADLINE][wiring].test),
            accuracy(world("fixed", SIZES[-1])[wiring].test),
            accuracy(trained["equal weights"][wiring].training),
            accuracy(trained["equal weights"][wiring].test),
        )
        for wiring, label in SHORT.items()
    ]

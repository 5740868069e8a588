"""LeCun's five networks of 1989, with the accuracies that were published of them.

Source: T. Hastie, R. Tibshirani, J. Friedman, *The Elements of Statistical Learning*, 2nd ed. 2009,
Table 11.1, after Y. LeCun, "Generalization and network design strategies", 1989.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sparse_shared import Wiring, networks
from sparse_shared.networks import Network


@dataclass(frozen=True)
class Step:
    """A network, what sets it apart from the one before, and what part of the test digits it read right."""

    net: Network
    wiring: str
    accuracy: Fraction

    @property
    def hidden_units(self) -> int:
        """The units between the image and the ten outputs."""
        return sum(layer.num_outputs for _, layer in self.net.layers[:-1])

    @property
    def dense_parameters(self) -> int:
        """The parameters of the same units, all connected."""
        return self.net.count(Wiring.DENSE).parameters


LEARNED_FROM, TESTED_ON = 320, 160
"""How many digits the networks learned from and were tested on. Hastie et al. 2009, §11.7."""

STEPS = {
    name: Step(networks.load(name), wiring, Fraction(accuracy, 1000))
    for name, wiring, accuracy in (
        ("net1", "no hidden layer", 800),
        ("net2", "one hidden layer, all connected", 870),
        ("net3", "two hidden layers, both sparse only", 885),
        ("net4", "the first shared as well, with two maps", 940),
        ("net5", "both shared, with two and four maps", 984),
    )
}

"""What did sparsity and sharing each do for LeCun's five networks of 1989?

Links are counted as he did: nominal, and a bias is a link; biases are one a unit even where weights are
shared.
"""

from __future__ import annotations

from dataclasses import dataclass

from content.history import STEPS
from write.numbers import integer
from write.tables import Share, column


@dataclass(frozen=True)
class Row:
    network: str = column("Network")
    wiring: str = column("Wiring")
    units: int = column("Hidden units")
    links: int = column("Links")
    weights: int = column("Weights")
    accuracy: Share = column("Digits read right")


def caption() -> str:
    third, first_shared = STEPS["net3"], dict(STEPS["net4"].net.count_layers())["H1"]
    real = third.net.count(border="exact")
    return (
        "LeCun’s five networks of 1989 on 16×16 images of digits. Links and weights are counted here by his "
        "rules and agree with the published ones; the accuracies are the published ones. A bias is a link, "
        f"and every unit has one, shared or not: {first_shared.biases} of the {first_shared.parameters} "
        "parameters of Net-4’s first layer are biases. Every unit owns a full kernel, even where it hangs "
        f"over the border: of Net-3’s {integer(third.net.links)} links "
        f"{integer(real.connections + real.biases)} really exist. Nothing in Net-3 is shared; all connected "
        f"it would have {integer(third.dense_parameters)} weights."
    )


def rows() -> list[Row]:
    return [
        Row(
            step.net.title,
            step.wiring,
            step.hidden_units,
            step.net.links,
            step.net.parameters,
            Share(step.accuracy),
        )
        for step in STEPS.values()
    ]

"""Which zeros are connections that were never there, and which are weights that happen to be 0?"""

from __future__ import annotations

from dataclasses import dataclass

from write.tables import column


@dataclass(frozen=True)
class Row:
    kind: str = column("What is called sparse")
    what: str = column("What is zero or missing")
    when: str = column("Decided")
    weight: str = column("Is there a weight?")
    saved: str = column("What it saves")


def caption() -> str:
    return (
        "Four things that go by the name of sparsity. This site, like the lecture, means the first. Pruning "
        "before training: SNIP, [Lee et al. 2018](https://arxiv.org/abs/1810.02340)."
    )


def rows() -> list[Row]:
    return [
        Row(
            "Structure: this page",
            "the connection",
            "by the design, before training",
            "no: none stored, none learned",
            "weights and multiplications, in training too",
        ),
        Row(
            "L1 penalty",
            "the value of a weight",
            "by training, from the data",
            "yes: learned, and may leave 0 again",
            "nothing in itself",
        ),
        Row(
            "Pruning",
            "a weight that was there",
            "after training, between rounds of it, or by a look at the data before it",
            "not any more: it was stored, then removed",
            "storage, once enough are gone to pay for storing positions; work, if the hardware skips them",
        ),
        Row(
            "Sparse activations, such as ReLU’s",
            "an output",
            "anew for every input",
            "yes: all of them",
            "no parameter; work, if the hardware skips zeros",
        ),
    ]

"""What were people told of layers they asked about, and what do these count?

What was said stands here as data, each number with its source; the counts are computed.
"""

from __future__ import annotations

from dataclasses import dataclass

from content.layers import LAYERS
from content.named import NamedLayer
from sparse_shared import Wiring, count
from write.numbers import integer
from write.tables import Link, column

QUIZ, BOOK, INCEPTION = LAYERS["unshared_quiz"], LAYERS["fastbook"], LAYERS["inception"]
BOTTLENECK = LAYERS["bottleneck"], LAYERS["bottlenecked"]
FIELD, MOBILE = LAYERS["hands_on"], LAYERS["mobilenet_first"]

# What was said, with its source beside each layer in `content.layers`.
QUIZ_UNSHARED, QUIZ_SHARED = 756_560, 3_860
BOOK_WORK = 56_448
INCEPTION_WORK, BOTTLENECK_WORK = 120_422_400, 12_443_648
FIELD_SIDE = 28
MOBILE_WORK = 10_838_016


@dataclass(frozen=True)
class Row:
    layer: str = column("Layer")
    what: str = column("What is counted")
    said: str = column("Said", compared=True)
    exact: int = column("Exact")
    nominal: int = column("Nominal")
    where: Link = column("Where")


def caption() -> str:
    return (
        "Layers from public questions, books and courses. *Nominal* counts a full kernel at every position, "
        "as most of them do; *exact* leaves out the taps on zeros of the padding. Where *said* equals "
        "*nominal* nothing is wrong: taps on zeros count as well."
    )


def rows() -> list[Row]:
    unshared = count(QUIZ.layer, Wiring.SPARSE), QUIZ.sparse_nominal
    shared = QUIZ.conv.parameters
    said = f"{integer(FIELD_SIDE**2)}, as {FIELD_SIDE}×{FIELD_SIDE}"
    return [
        _row(QUIZ, "parameters, unshared", integer(QUIZ_UNSHARED), *(c.parameters for c in unshared)),
        _row(QUIZ, "parameters, shared", integer(QUIZ_SHARED), shared, shared),
        _row(BOOK, "multiply-adds", integer(BOOK_WORK), *_work(BOOK)),
        _row(INCEPTION, "multiply-adds", integer(INCEPTION_WORK), *_work(INCEPTION)),
        _row(
            INCEPTION,
            f"multiply-adds, through {BOTTLENECK[0].layer.out_channels} maps of 1×1 first",
            integer(BOTTLENECK_WORK),
            *_work(*BOTTLENECK),
        ),
        _row(MOBILE, "multiply-adds", integer(MOBILE_WORK), *_work(MOBILE)),
        _row(FIELD, "outputs", said, FIELD.conv.outputs, FIELD.conv.outputs),
    ]


def _row(named: NamedLayer, what: str, said: str, exact: int, nominal: int) -> Row:
    return Row(named.title, what, said, exact, nominal, Link(named.source, named.url))


def _work(*stack: NamedLayer) -> tuple[int, int]:
    """Return the multiply-adds of some layers, exact and nominal."""
    return (
        sum(named.conv.multiply_adds for named in stack),
        sum(named.sparse_nominal.multiply_adds for named in stack),
    )

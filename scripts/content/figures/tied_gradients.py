"""How does a weight that is used many times learn?

One loss through the four wirings of the toy layer. Every cell of the matrix has a derivative: how strongly
the loss pulls at its output, times its input. A weight of its own follows its own cell; a shared one follows
the sum of its cells; where nothing is connected, nothing is learned.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from content.layers import LAYERS
from content.wirings import LABELS
from draw.identity import ABSENT, LETTERS, OWN, identity, names
from draw.matrix import draw_matrix
from draw.sheet import Sheet
from sparse_shared import Wiring, weight_index
from sparse_shared.experiments.network import Wired
from write.numbers import MINUS
from write.tables import column

TOY = LAYERS["toy"].layer
INPUTS = np.array([2.0, 0.0, 1.0, 1.0, 0.0, 2.0, 1.0, 1.0])
PULLS = np.array([1.0, -1.0, 2.0, 0.0, 1.0, 1.0])
"""How the loss changes as each output does."""
SIDE = 21.5
"""A cell's side in pixels."""


def derivatives() -> NDArray[np.float64]:
    """Return the derivative of the loss by every cell of the matrix, (outputs, inputs)."""
    return np.outer(PULLS, INPUTS)


def sums(wiring: Wiring) -> list[int]:
    """Return the derivative of each tap of the kernel: the sum over the cells that use it."""
    gradient = Wired(names(TOY, wiring)).tied(derivatives())
    return [int(value) for value in gradient[: identity(TOY).taps]]


@dataclass(frozen=True)
class Row:
    wiring: str = column("Wiring")
    output: str = column("Output")
    input: str = column("Input")
    weight: int = column("Weight, numbered as in the weight index")
    derivative: int = column("Slope of the loss by this cell")


def rows() -> list[Row]:
    cells = derivatives()
    return [
        Row(label, f"y{row + 1}", f"x{across + 1}", int(weight), int(cells[row, across]))
        for wiring, label in LABELS.items()
        for (row, across), weight in np.ndenumerate(weight_index(TOY, wiring))
        if weight >= 0
    ]


def caption() -> str:
    cells = [int(value) for value in derivatives()[weight_index(TOY, Wiring.CONV) == 0]]
    total = " ".join(("+ " if value >= 0 else f"{MINUS} ") + str(abs(value)) for value in cells).removeprefix(
        "+ "
    )
    return (
        "One loss, one set of inputs, four wirings. **A grey weight has the slope of its own cell, a shared "
        f"one the sum over its cells:** {LETTERS[0]} = {total} = {_number(sums(Wiring.CONV)[0])}. A bare "
        "cell is no weight: nothing is learned there. a, b and c have the same sums in shared only and in "
        "the convolution; the convolution has no others."
    )


def alt() -> str:
    taps = ", ".join(
        f"{letter} {_number(value)}" for letter, value in zip(LETTERS, sums(Wiring.CONV), strict=False)
    )
    return (
        f"The matrices of the four wirings, {TOY.num_outputs} outputs by {TOY.num_inputs} inputs, with the "
        "same products in their cells. Dense and sparse only: every cell is a weight’s slope. Shared "
        f"only and both: cells along a diagonal are added up; the kernel’s weights get {taps} in either."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 496)
    sheet.note(0, 12, "A number is a slope: of the loss, by the weight in that cell.")
    sheet.note(0, 28, "It is the pull at the output (left) times the input (above).")
    labels = [_number(value) for value in INPUTS], [_number(value) for value in PULLS]
    looks = identity(TOY)
    for wiring, title in LABELS.items():
        x, y = 20 + 204 * (Wiring.SPARSE in wiring), 80 + 232 * (Wiring.SHARED in wiring)
        named = names(TOY, wiring)
        sheet.title(x, y - 24, title)
        grid = draw_matrix(sheet, x, y, SIDE, named, looks, labels=labels, fontsize=SIDE)
        for (row, across), derivative in np.ndenumerate(derivatives()):
            if named[row, across] != ABSENT:
                ink = looks.look(int(named[row, across])).ink
                grid.write(row, across, _number(float(derivative)), color=ink)
        foot = grid.bottom + 8
        if Wiring.SHARED not in wiring:
            sheet.text(x, foot + 12, f"{np.sum(named == OWN)} weights,\neach has its own slope")
            continue
        for tap, value in enumerate(sums(wiring)):
            one = np.full((1, 1), tap)
            draw_matrix(sheet, x + 60 * tap, foot, SIDE, one, looks, labels=False, frame=False)
            sheet.text(x + 60 * tap + SIDE + 5, foot + 15, f"= {_number(value)}")
        others = named.max() + 1 - looks.taps
        sheet.text(x, foot + 38, f"and {others} more sums of slopes" if others else "and no others")


def _number(value: float) -> str:
    return str(int(value)).replace("-", MINUS)

"""What should have been drawn in the three matrices of the worksheet?"""

from __future__ import annotations

from matplotlib.figure import Figure

from content.figures.exercises import COLUMNS, LETTERS, ROWS, TOY, draw_below_each_other, draw_side_by_side
from write.numbers import divisor


def caption() -> str:
    gone = f"{LETTERS[TOY.conv.weights]} to {LETTERS[-1]}"
    times = divisor(TOY.reduction.sparsity.after_sharing)
    return (
        f"Of {TOY.dense.connections} connections sparsity leaves {TOY.sparse.connections}. Sharing alone "
        f"takes {TOY.shared.weights} letters, one for each diagonal: {COLUMNS} in the first row, and a new "
        f"one in each of the {ROWS - 1} others. **With sharing on, sparsity takes {gone} away**: "
        f"{TOY.shared.weights} ÷ {TOY.conv.weights} = {times} times fewer."
    )


def alt() -> str:
    a, c, m = LETTERS[0], LETTERS[TOY.conv.weights - 1], LETTERS[-1]
    return (
        f"The three matrices, solved. First: {TOY.dense.connections - TOY.sparse.connections} cells are "
        f"crossed out, {TOY.sparse.connections} are grey, {TOY.conv.weights} a row, one step further to the "
        f"right in each. Second: each diagonal has one letter, {a} to {m}. Third: the diagonals {a} to {c}, "
        f"and the rest blank. Connections and weights: {TOY.sparse.connections} and {TOY.sparse.weights}; "
        f"{TOY.shared.connections} and {TOY.shared.weights}; {TOY.conv.connections} and {TOY.conv.weights}."
    )


def draw(figure: Figure) -> None:
    draw_below_each_other(figure, solved=True)


def draw_wide(figure: Figure) -> None:
    draw_side_by_side(figure, solved=True)

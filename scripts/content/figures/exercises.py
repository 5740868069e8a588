"""What does each switch do to a weight matrix? Three matrices to draw in, for the worksheet.

Cells are crossed out in the first and lettered in the others; what is to be counted stands below.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from content.layers import LAYERS
from draw.identity import ABSENT, Names, identity, names
from draw.matrix import Grid, draw_matrix
from draw.sheet import Point, Sheet
from sparse_shared import Wiring

TOY = LAYERS["toy"]
LOOKS = identity(TOY.layer)
ROWS, COLUMNS = TOY.conv.outputs, TOY.conv.inputs
LETTERS = [LOOKS.look(n).letter for n in range(LOOKS.total)]
HEAD, FOOT = 54.0, 40.0


@dataclass(frozen=True)
class Task:
    """A matrix to draw in: the wiring it becomes, and how many of its rows are given."""

    title: str
    note: str
    wiring: Wiring
    given: int


TASKS = (
    Task("1  sparse only", "cross out, shade the rest", Wiring.SPARSE, given=0),
    Task("2  shared only", "go on with the letters", Wiring.SHARED, given=1),
    Task("3  both: convolution", "go on with the letters", Wiring.CONV, given=1),
)


def caption() -> str:
    return (
        f"One layer of {COLUMNS} inputs and {ROWS} outputs, three times. A row is an output, a column an "
        "input. **Outlined cells are yours to draw in.**"
    )


def alt() -> str:
    first, sparse = "".join(LETTERS[:COLUMNS]), "".join(LETTERS[: TOY.conv.weights])
    return (
        f"Three outlined matrices of {ROWS} rows and {COLUMNS} columns to draw in. The first is empty. Of "
        f"the others the first rows are given: {first} for shared only, {sparse} and then blank for both. "
        "Below each there is room for its numbers of connections and weights."
    )


def draw(figure: Figure) -> None:
    draw_below_each_other(figure, solved=False)


def draw_wide(figure: Figure) -> None:
    draw_side_by_side(figure, solved=False)


def draw_below_each_other(figure: Figure, *, solved: bool) -> None:
    side = 30.0
    step = HEAD + ROWS * side + FOOT + 20
    sheet = Sheet(figure, step * len(TASKS) - 20)
    for i, task in enumerate(TASKS):
        _draw_task(sheet, task, (26, i * step + HEAD), side, solved)


def draw_side_by_side(figure: Figure, *, solved: bool) -> None:
    side = 23.0
    sheet = Sheet(figure, HEAD + ROWS * side + FOOT, width=672)
    for i, task in enumerate(TASKS):
        _draw_task(sheet, task, (24 + 231 * i, HEAD), side, solved)


def _draw_task(sheet: Sheet, task: Task, place: Point, side: float, solved: bool) -> None:
    table = names(TOY.layer, task.wiring)
    shown = table if solved else np.where(np.arange(ROWS)[:, None] < task.given, table, ABSENT)
    grid = draw_matrix(sheet, *place, side, shown, LOOKS)
    _outline(grid, shown)
    if solved and not task.given:
        _cross_out(grid, shown)
    sheet.title(grid.x, grid.y - 40, task.title)
    sheet.note(grid.x, grid.y - 22, task.note)
    _, counts = TOY.wirings[task.wiring]
    middle = grid.x + (grid.right - grid.x) * 0.58
    for x, end, count, noun in (
        (grid.x, middle - 8, counts.connections, "connections"),
        (middle, grid.right, counts.weights, "weights"),
    ):
        sheet.note(x, grid.bottom + 30, noun)
        sheet.line((end - 24, grid.bottom + 32), (end, grid.bottom + 32), color="ink")
        if solved:
            sheet.text(end - 12, grid.bottom + 29, f"{count}", ha="center", fontweight="bold")


def _outline(grid: Grid, shown: Names) -> None:
    """Draw the empty cells, so that one can write into them."""
    corners = [grid.corner(row, column) for row, column in np.argwhere(shown == ABSENT)]
    if corners:
        grid.sheet.squares(corners, grid.side, facecolor="none", edgecolor="muted", linewidth=0.5)


def _cross_out(grid: Grid, shown: Names) -> None:
    for row, column in np.argwhere(shown == ABSENT):
        for down in (0.25, 0.75):
            ends = (row + down, column + 0.25), (row + 1 - down, column + 0.75)
            grid.sheet.line(*(grid.corner(*end) for end in ends), color="ink", width=1.3)

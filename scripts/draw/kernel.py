"""Draw a kernel of one dimension at all its stops, which are the rows of the matrix."""

from __future__ import annotations

from typing import Any

from draw.identity import ABSENT, Identity, Names
from draw.matrix import Grid, draw_matrix
from draw.overhang import draw_overhang
from draw.sheet import Sheet


def hanging(names: Names) -> dict[tuple[int, int], int]:
    """Return what of a kernel hangs over the edges at each stop: names by (row, column outside the matrix).

    The kernel is read off the matrix's first and last rows, which together show all of it.

    >>> import numpy as np
    >>> hanging(np.array([[0, 1], [2, 0]]))
    {(0, -1): 2, (1, 2): 1}
    """
    rows, columns = names.shape
    taps = {column - row: int(names[row, column]) for row in (0, rows - 1) for column in range(columns)}
    reach = [offset for offset, name in sorted(taps.items()) if name != ABSENT]
    return {
        (row, row + offset): taps[offset]
        for row in range(rows)
        for offset in reach
        if not 0 <= row + offset < columns
    }


def draw_stops(
    sheet: Sheet, x: float, y: float, side: float, names: Names, identity: Identity, **style: Any
) -> Grid:
    """Draw a kernel at its stops; *x* and *y* are the corner of the matrix, and what hangs over is hollow."""
    draw_overhang(Grid(sheet, x, y, side, *names.shape), hanging(names), identity)
    return draw_matrix(sheet, x, y, side, names, identity, **style)

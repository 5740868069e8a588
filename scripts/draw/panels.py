"""Draw a matrix under its title, with what it comes to."""

from __future__ import annotations

from draw.canvas import TEXT
from draw.identity import Identity, Names
from draw.matrix import Grid, Labels, draw_matrix
from draw.sheet import Sheet

HEAD = 22.0
"""How far above its matrix a title stands: the inputs' names come between, in pixels."""
FOOT = 18.0
"""How far below its matrix the first line stands, in pixels."""


def draw_panel(
    sheet: Sheet,
    x: float,
    y: float,
    side: float,
    names: Names,
    identity: Identity,
    title: str,
    sum_: str,
    *,
    labels: bool | Labels = True,
    beside: bool = False,
    fontsize: float = TEXT,
) -> Grid:
    """Draw a matrix whose top left corner is (x, y), its *title* above it and its *sum_* below it.

    With *beside*, the sum stands at the right end of the title's line. Without *labels*, its inputs and
    outputs are not named, and the title comes closer.
    """
    grid = draw_matrix(sheet, x, y, side, names, identity, labels=labels, fontsize=fontsize)
    head = y - (HEAD if labels else 8)
    sheet.title(x, head, title)
    if beside:
        sheet.text(grid.right, head, sum_, ha="right")
    else:
        sheet.text(x, grid.bottom + FOOT, sum_)
    return grid

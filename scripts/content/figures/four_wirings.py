"""What do sparsity and sharing each do to a layer's weight matrix?

One layer four times: to the right sparsity takes cells away, downwards sharing turns them into letters.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from content.layers import LAYERS
from content.wirings import tally
from draw.identity import OWN, identity, names
from draw.matrix import draw_matrix
from draw.panels import draw_panel
from draw.sheet import Sheet
from sparse_shared import Wiring

TOY = LAYERS["toy"]
LOOKS = identity(TOY.layer)
GONE, LAST = (LOOKS.look(n).letter for n in (TOY.conv.weights, TOY.shared.weights - 1))
SIDE = 20.6
LEFT, RIGHT = 24.0, 233.0
UPPER, LOWER = 126.0, 406.0
PLACES = {
    Wiring.DENSE: (LEFT, UPPER),
    Wiring.SPARSE: (RIGHT, UPPER),
    Wiring.SHARED: (LEFT, LOWER),
    Wiring.CONV: (RIGHT, LOWER),
}
"""The corner of each matrix."""


def caption() -> str:
    dense, sparse, shared, both = TOY.weights
    return (
        f"One layer of {TOY.conv.inputs} inputs and {TOY.conv.outputs} outputs. Without sharing, sparsity "
        f"takes {dense} weights down to {sparse}. **With sharing on, it still takes {shared} down to "
        f"{both}**: whole letters go."
    )


def alt() -> str:
    counts = "; ".join(f"{title}: {tally(c)}" for title, c in TOY.wirings.values())
    return (
        f"Four weight matrices of one layer with {TOY.conv.inputs} inputs and {TOY.conv.outputs} outputs. "
        f"{counts}. Dense and sparse only are grey, each cell a weight of its own. In shared only every "
        f"diagonal has one letter; in both the three letters of the kernel are left."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, LOWER + 168)
    sheet.title(LEFT, 14, "One layer, wired in four ways")
    _legend(sheet)
    for wiring, place in PLACES.items():
        _draw_wiring(sheet, wiring, *place)
    _arrow_right(sheet, Wiring.DENSE, "sparsity takes cells away", 80)
    _arrow_right(sheet, Wiring.SHARED, f"sparsity takes {GONE} to {LAST} away", 118)
    for x in (LEFT, RIGHT):
        sheet.arrow((x + 5, LOWER - 104), (x + 5, LOWER - 58))
        sheet.note(x + 16, LOWER - 86, "sharing gives each\ndiagonal one letter", color="accent")


def _legend(sheet: Sheet) -> None:
    """Say what a cell is, first of all."""
    draw_matrix(sheet, LEFT, 28, 17, np.array([[OWN]]), LOOKS, labels=False, frame=False)
    sheet.note(LEFT + 23, 41, "grey: each cell another weight")
    draw_matrix(sheet, RIGHT, 28, 17, np.array([[0]]), LOOKS, labels=False, frame=False)
    sheet.note(RIGHT + 23, 41, "a letter: a shared weight")
    sheet.note(LEFT, 60, "blank: no connection, no weight")


def _draw_wiring(sheet: Sheet, wiring: Wiring, x: float, y: float) -> None:
    title, counts = TOY.wirings[wiring]
    connections = f"{counts.connections} connections"
    grid = draw_panel(sheet, x, y, SIDE, names(TOY.layer, wiring), LOOKS, title, connections)
    sheet.text(
        x,
        grid.bottom + 35,
        f"{counts.weights} weights, " + ("one a diagonal" if Wiring.SHARED in wiring else "all different"),
        fontweight="bold",
    )


def _arrow_right(sheet: Sheet, wiring: Wiring, words: str, after: float) -> None:
    """Draw the step to the right, from behind a title that is *after* pixels long."""
    x, y = PLACES[wiring]
    sheet.arrow((x + after, y - 26), (RIGHT - 8, y - 26))
    sheet.note((x + after + RIGHT - 8) / 2, y - 41, words, ha="center", color="accent")

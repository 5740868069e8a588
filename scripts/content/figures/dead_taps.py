"""Which taps does no position ever place on an input?"""

from __future__ import annotations

from matplotlib.figure import Figure

from content.layers import LAYERS
from draw.identity import identity, names
from draw.matrix import draw_matrix
from draw.overhang import draw_overhang, on_padding
from draw.sheet import Sheet
from sparse_shared import Wiring

DEAD = LAYERS["rule_dead"]


def caption() -> str:
    return (
        f"A kernel of {DEAD.kernel} on {DEAD.image} input, padded by one cell at both ends: "
        f"**{DEAD.conv.weights} weights are stored, {DEAD.conv.connections} is connected.** The hollow ones "
        "only ever meet zeros."
    )


def alt() -> str:
    return (
        "One output and one input: the cell of letter b, with a and c in hollow cells to its left and right."
    )


def draw(figure: Figure) -> None:
    side = 28.0
    sheet = Sheet(figure, 62)
    looks = identity(DEAD.layer)
    grid = draw_matrix(sheet, 86, 26, side, names(DEAD.layer, Wiring.CONV), looks, labels=False)
    grid.name_inputs()
    grid.name_outputs(x=grid.x - side - 8)
    draw_overhang(grid, on_padding(DEAD.layer), looks)

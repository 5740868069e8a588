"""Which taps of a padded layer connect nothing?"""

from __future__ import annotations

from matplotlib.figure import Figure

from content.layers import LAYERS
from draw.identity import identity, names
from draw.matrix import draw_matrix
from draw.overhang import draw_overhang, on_padding
from draw.sheet import Sheet
from sparse_shared import Wiring

PADDED = LAYERS["rule_padded"]
LAYER = PADDED.layer
SIDE = 24.0


def caption() -> str:
    return (
        f"A kernel of {PADDED.kernel} on {PADDED.image} inputs, padded by one cell at both ends. Nominally "
        f"it has {PADDED.sparse_nominal.connections} connections; the {len(on_padding(LAYER))} taps in "
        f"hollow cells lie on zeros, and **{PADDED.conv.connections} exist**. No weight is lost: each letter "
        "still stands somewhere."
    )


def alt() -> str:
    lost = " and ".join(
        f"y{output + 1} loses tap {'abc'[tap]}" for (output, _), tap in on_padding(LAYER).items()
    )
    return (
        f"A matrix of {PADDED.conv.outputs} outputs by {PADDED.conv.inputs} inputs with the letters a, b and "
        f"c along three diagonals. In hollow cells beside it: {lost}."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 30 + SIDE * PADDED.conv.outputs + 8)
    looks = identity(LAYER)
    grid = draw_matrix(sheet, 78, 26, SIDE, names(LAYER, Wiring.CONV), looks, labels=False)
    grid.name_inputs()
    grid.name_outputs(x=grid.x - SIDE - 8)
    draw_overhang(grid, on_padding(LAYER), looks)

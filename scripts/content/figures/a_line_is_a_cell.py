"""How is a drawing of neurons and lines written as a matrix?

Three outputs, each as its lines and as its row of cells; then all of them. The first picture to meet.
"""

from __future__ import annotations

from matplotlib.figure import Figure

from content.layers import LAYERS
from content.wirings import tally
from draw.identity import Names, identity, names
from draw.lines import RADIUS, Neurons
from draw.matrix import draw_matrix
from draw.sheet import Sheet
from sparse_shared import Wiring

TOY = LAYERS["toy"]
LOOKS = identity(TOY.layer)
INPUTS, OUTPUTS, TAPS = TOY.conv.inputs, TOY.conv.outputs, TOY.conv.weights
SHOWN = 3
SIDE, LEFT, RIGHT = 20.0, 6.0, 234.0
HEIGHT, STEP = 60.0, 116.0


def caption() -> str:
    return (
        f"**Each line is one cell: it leads from the input of its column to the output of its row.** With "
        f"{INPUTS} inputs and {OUTPUTS} outputs this layer has {tally(TOY.conv)}."
    )


def alt() -> str:
    lines = [
        f"y{o + 1} has lines to {', '.join(f'x{i + 1}' for i in range(o, o + TAPS))}" for o in range(SHOWN)
    ]
    return (
        f"Left a layer as neurons and lines, right the same as cells. {'; '.join(lines)}; each time the row "
        f"of that output has cells {', '.join(LOOKS.look(n).letter for n in range(TAPS))} in those columns "
        f"and is blank elsewhere. At the bottom all lines, and all rows: a matrix of {OUTPUTS} rows and "
        f"{INPUTS} columns."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 630)
    sheet.title(0, 14, "as lines")
    sheet.note(0, 32, "inputs x above, outputs y below")
    sheet.title(RIGHT, 14, "as cells")
    sheet.note(RIGHT, 32, "a row is one output")
    named = names(TOY.layer, Wiring.CONV)
    for o in range(SHOWN):
        top = 72 + o * STEP
        _draw_lines(sheet, top, named, [o])
        y = top + HEIGHT / 2 - SIDE / 2
        grid = draw_matrix(sheet, RIGHT, y, SIDE, named[o : o + 1], LOOKS, labels=False)
        grid.name_inputs()
        grid.name_outputs([f"y{o + 1}"], color="ink", fontweight="bold")
        sheet.arrow((LEFT + INPUTS * SIDE + 6, y + SIDE / 2), (RIGHT - 26, y + SIDE / 2))
    top = 72 + SHOWN * STEP
    sheet.line((0, top - 20), (sheet.width, top - 20))
    sheet.title(0, top + 8, f"all {TOY.conv.connections} lines")
    sheet.title(RIGHT, top + 8, f"all {OUTPUTS} rows")
    top += 48
    _draw_lines(sheet, top, named, list(range(OUTPUTS)), height=OUTPUTS * SIDE - 20)
    grid = draw_matrix(sheet, RIGHT, top + 4, SIDE, named, LOOKS)
    sheet.note(0, grid.bottom + 32, "Same letter, same colour: the same weight. Blank: no line.")


def _draw_lines(sheet: Sheet, top: float, named: Names, lit: list[int], height: float = HEIGHT) -> None:
    """Draw the lines of some outputs, with letters where they are one output's."""
    xs = [LEFT + RADIUS + i * SIDE for i in range(INPUTS)]
    bottom = [(x, top + height) for x in xs[1 : 1 + OUTPUTS]]
    neurons = Neurons(sheet, [(x, top) for x in xs], bottom)
    for o in lit:
        neurons.connect(o, named[o], LOOKS, letters=len(lit) == 1)
    neurons.draw(lit=lit, color="ink")

"""Once weights are shared, what is left for sparsity to do?

The step that the question is about, from shared only to both, in three views: the lines of one output, the
kernel at its stops, which are the rows of the matrix, and the counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from content.layers import LAYERS
from draw.identity import identity, names
from draw.kernel import draw_stops
from draw.lines import Neurons
from draw.sheet import WIDTH, Sheet
from sparse_shared import Wiring
from write.numbers import divisor
from write.tables import column

TOY = LAYERS["toy"]
INPUTS, OUTPUTS = TOY.conv.inputs, TOY.conv.outputs
SLIDES = OUTPUTS - 1
KERNEL, ALL = TOY.conv.weights, TOY.shared.weights
LOOKS = identity(TOY.layer)
FIRST, KEPT, GONE, LAST = (LOOKS.look(n).letter for n in (0, KERNEL - 1, KERNEL, ALL - 1))
TIMES = divisor(TOY.reduction.sharing_first.sparsity)

SIDE, LEFT = 18.6, 131.0
"""The cells, and where a matrix begins: right of what hangs over its left edge, in pixels."""
TALL = 321.0
"""How much of the sheet one wiring takes."""


@dataclass(frozen=True)
class Row:
    wiring: str = column("Wiring")
    kernel: int = column("Kernel")
    stops: int = column("Stops")
    connections: int = column("Connections")
    weights: int = column("Weights")


def rows() -> list[Row]:
    return [
        Row("shared only", ALL, OUTPUTS, TOY.shared.connections, TOY.shared.weights),
        Row("both", KERNEL, OUTPUTS, TOY.conv.connections, TOY.conv.weights),
    ]


def caption() -> str:
    return (
        f"A layer of {INPUTS} inputs and {OUTPUTS} outputs whose weights are shared: the same kernel in every "
        f"row. To reach every input from every stop it needs {INPUTS} + {SLIDES} = {ALL} weights. Sparsity "
        f"keeps the kernel short: **{FIRST} to {KEPT} stay, {GONE} to {LAST} are gone, and {ALL} ÷ {KERNEL} = "
        f"{TIMES} times fewer weights are left, with sharing already on.**"
    )


def alt() -> str:
    shared, both = rows()
    return (
        f"Two layers that share weights. Shared only: the first output has a line to each of the {INPUTS} "
        f"inputs; a kernel of {shared.kernel} weights, {FIRST} to {LAST}, lies at {OUTPUTS} stops over the "
        f"inputs and hangs over their edges; {shared.connections} connections, {shared.weights} weights. "
        f"Sparse as well: the output has {both.kernel} lines, {FIRST} to {KEPT}, and the kernel is those "
        f"{both.kernel}; {both.connections} connections, {both.weights} weights: {TIMES} times fewer."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 810)
    _legend(sheet, 14)
    _draw_wiring(sheet, 0, 44, Wiring.SHARED)
    _draw_wiring(sheet, 0, 410, Wiring.CONV)
    sheet.title(0, 760, f"{ALL} ÷ {KERNEL} = {TIMES} times fewer weights,")
    sheet.title(0, 779, "with sharing already on.")
    sheet.text(0, 803, "Sharing: the same kernel in every row. Sparsity: a short kernel.")


def draw_wide(figure: Figure) -> None:
    """Draw the same side by side, for wide screens and slides."""
    gap = 40
    sheet = Sheet(figure, 424, 2 * WIDTH + gap)
    _legend(sheet, 14)
    _draw_wiring(sheet, 0, 44, Wiring.SHARED)
    _draw_wiring(sheet, WIDTH + gap, 44, Wiring.CONV)
    sheet.title(WIDTH + gap, 400, f"{ALL} ÷ {KERNEL} = {TIMES} times fewer weights,")
    sheet.title(WIDTH + gap, 419, "with sharing already on.")
    sheet.text(0, 419, "Sharing: the same kernel in every row. Sparsity: a short kernel.")


def _legend(sheet: Sheet, y: float) -> None:
    sheet.note(0, y, "A line is a connection, and each cell is one of the lines.")
    sheet.note(0, y + 17, "Same letter, same colour: the same weight, used again.")


def _draw_wiring(sheet: Sheet, left: float, top: float, wiring: Wiring) -> None:
    """Draw one wiring: what it is, the lines of its first output, and its kernel at all stops."""
    shared = wiring is Wiring.SHARED
    counts = TOY.shared if shared else TOY.conv
    named = names(TOY.layer, wiring)
    right = left + WIDTH
    sheet.title(
        left, top + 18, f"{'shared only' if shared else 'shared and sparse'}: {counts.weights} weights"
    )
    sheet.note(right, top + 18, f"{counts.connections} connections", ha="right")
    sheet.text(
        left,
        top + 36,
        f"A kernel of {ALL} reaches every input from every stop."
        if shared
        else f"A short kernel, a convolution: {FIRST} to {KEPT} stay, {GONE} to {LAST} are gone.",
    )
    x = left + LEFT
    first = top + 72
    second = first + 68
    centres = [x + (i + 0.5) * SIDE for i in range(INPUTS)]
    neurons = Neurons(
        sheet,
        [(at, first) for at in centres],
        [(at, second) for at in centres[1 : 1 + OUTPUTS]],
    )
    neurons.connect(0, named[0], LOOKS)
    neurons.draw(lit=[0], color="accent")

    stops = draw_stops(sheet, x, second + 52, SIDE, named, LOOKS, labels=False)
    stops.name_inputs()
    at = left + 18 if shared else x - 6
    stops.name_outputs(x=at)
    y1 = stops.centre(0, 0)[1]
    sheet.box(at - 16, y1 - 8, 17, 16, facecolor="paper", linewidth=0)
    sheet.note(at, y1 + 4, "y1", ha="right", color="accent", fontweight="bold")
    stops.outline(0, edgecolor="accent", linewidth=1.6)
    start, _ = neurons.outputs[0]
    sheet.line((start - 8, second), (at - 7, second), (at - 7, y1 - 9), color="accent", width=1.4)
    if shared:
        sheet.note(at, second - 8, "one output’s lines", color="accent")
        sheet.note(at, second + 16, "are one row", color="accent")
        lines = (
            "Hollow: over the edge, unused at that stop.",
            f"Why {ALL}? {INPUTS} inputs + {SLIDES} slides: each slide lets one more in.",
        )
    else:
        lines = ("Blank: no line, no weight.",)
    for i, line in enumerate(lines):
        sheet.note(left, stops.bottom + 20 + 17 * i, line)

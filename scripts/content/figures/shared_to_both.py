"""Once weights are shared, what is left for sparsity to do?

The step that the question is about, from shared only to both, in three views: the lines of one output, the
kernel at its stops, which are the rows of the matrix, and the counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from content.layers import LAYERS
from content.wirings import SHORT
from draw.canvas import SMALL
from draw.identity import identity, names
from draw.kernel import draw_stops
from draw.lines import Neurons
from draw.matrix import Grid, middle
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
TIMES = divisor(TOY.reduction.sparsity.after_sharing)

SIDE, LEFT = 18.6, 131.0
"""The cells, and where a matrix begins: right of what hangs over its left edge, in pixels."""


@dataclass(frozen=True)
class Row:
    wiring: str = column("Wiring")
    kernel: int = column("Kernel")
    stops: int = column("Stops")
    connections: int = column("Connections")
    weights: int = column("Weights")


def rows() -> list[Row]:
    return [
        Row(SHORT[Wiring.SHARED], ALL, OUTPUTS, TOY.shared.connections, TOY.shared.weights),
        Row(SHORT[Wiring.CONV], KERNEL, OUTPUTS, TOY.conv.connections, TOY.conv.weights),
    ]


def caption() -> str:
    return (
        f"{INPUTS} inputs, {OUTPUTS} outputs, and weights shared in both. **Only the length of the kernel "
        f"differs, and that is sparsity.**"
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
    sheet = Sheet(figure, 853)
    _write_head(sheet)
    _draw_shared(sheet, 0, 87)
    _draw_both(sheet, 0, 453)
    _write_answer(sheet, 0, 803)
    _write_slogan(sheet, 846)


def draw_wide(figure: Figure) -> None:
    """Draw the same side by side, for wide screens and slides."""
    right = WIDTH + 40
    sheet = Sheet(figure, 463, WIDTH + right)
    _write_head(sheet)
    _draw_shared(sheet, 0, 83)
    _draw_both(sheet, right, 83)
    _write_answer(sheet, right, 437)
    _write_slogan(sheet, 456)


def _write_head(sheet: Sheet) -> None:
    """Write the question and, before there is anything to read, the legend."""
    sheet.title(0, 14, "Weights are shared. What does sparsity add?")
    sheet.note(0, 36, "A line is a connection, and each filled cell is one of the lines.")
    sheet.note(0, 53, "Same letter: the same weight, used again.")
    pale = f"Strong colour: in the short kernel, too. Pale: {GONE} to {LAST}, in the wide one only."
    sheet.note(0, 70, pale)


def _write_answer(sheet: Sheet, x: float, y: float) -> None:
    sheet.title(x, y, "So sparsity is not redundant:")
    sheet.title(x, y + 19, f"{ALL} ÷ {KERNEL} = {TIMES} times fewer, with sharing on.")


def _write_slogan(sheet: Sheet, y: float) -> None:
    sheet.text(0, y, "Sharing: the same kernel in every row. Sparsity: a short kernel.")


def _draw_shared(sheet: Sheet, left: float, top: float) -> None:
    """Draw shared only: the rows' names stand left of all that hangs over the edge."""
    sheet.title(left, top + 18, f"{SHORT[Wiring.SHARED]}: {ALL} weights")
    sheet.text(left, top + 36, f"The kernel, the strip that slides, is {ALL} long: it reaches all inputs.")
    names_at = left + 18
    stops, joint = _draw_views(sheet, left, top, Wiring.SHARED, names_at)
    sheet.note(names_at, joint - 25, "one output’s lines", color="accent")
    sheet.note(names_at, joint - 8, "are one row", color="accent")
    sheet.note(left, stops.bottom + 20, "Hollow: over the edge, where no input is. Unused in that row.")
    why = f"Why {ALL}? {INPUTS} for y1, and one more for each of the {SLIDES} slides to y{OUTPUTS}."
    sheet.note(left, stops.bottom + 37, why)


def _draw_both(sheet: Sheet, left: float, top: float) -> None:
    """Draw the convolution."""
    sheet.title(left, top + 18, f"shared and sparse: {KERNEL} weights")
    kept = f"A short kernel, a convolution: {FIRST} to {KEPT} stay, {GONE} to {LAST} are gone."
    sheet.text(left, top + 36, kept)
    stops, _ = _draw_views(sheet, left, top, Wiring.CONV, left + LEFT - 6)
    sheet.note(left, stops.bottom + 20, "Blank: no line, no weight.")


def _draw_views(sheet: Sheet, left: float, top: float, wiring: Wiring, names_at: float) -> tuple[Grid, float]:
    """Draw the lines of the first output, the kernel at all stops, and a line that joins row and lines.

    Return where the stops are, and how high the line that joins leaves its neuron.
    """
    _, counts = TOY.wirings[wiring]
    sheet.note(
        left + WIDTH,
        top + 18,
        f"{OUTPUTS} × {counts.connections // OUTPUTS} = {counts.connections} connections",
        ha="right",
    )
    named = names(TOY.layer, wiring)
    high, low = top + 72, top + 140
    columns = [left + LEFT + (i + 0.5) * SIDE for i in range(INPUTS)]
    inputs = [(x, high) for x in columns]
    outputs = [(x, low) for x in columns[1 : 1 + OUTPUTS]]
    neurons = Neurons(sheet, inputs, outputs)
    neurons.connect(0, named[0], LOOKS)
    neurons.draw(lit=[0], color="accent")

    stops = draw_stops(sheet, left + LEFT, low + 52, SIDE, named, LOOKS, labels=False)
    stops.name_inputs()
    rows_named = [f"y{o + 1}" for o in range(OUTPUTS)]
    stops.name_outputs(["", *rows_named[1:]], x=names_at)
    _, first = stops.centre(0, 0)
    lit = {"ha": "right", "color": "accent", "fontweight": "bold"}
    sheet.note(names_at, first + middle(SMALL), rows_named[0], **lit)
    stops.outline(0, edgecolor="accent", linewidth=1.6)
    elbow = names_at - 7
    sheet.line((outputs[0][0] - 8, low), (elbow, low), (elbow, first - 9), color="accent", width=1.4)
    return stops, low

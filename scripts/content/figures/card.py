"""What is the whole argument, in one picture that fits a link?

It has the shape of the pictures that go with a link, and its PNG the 1200 pixels across that they ask for.
"""

from __future__ import annotations

from matplotlib.figure import Figure

from content.layers import LAYERS
from draw.identity import identity, names
from draw.matrix import Grid, draw_matrix
from draw.sheet import WIDTH, Sheet
from sparse_shared import Wiring
from write.numbers import divisor

TOY = LAYERS["toy"]
LOOKS = identity(TOY.layer)
ALL, KEPT = TOY.shared.weights, TOY.conv.weights
TIMES = divisor(TOY.reduction.sparsity.after_sharing)
MARGIN, SIDE, TOP = 16.0, 16.0, 52.0
"""The paper's margin, a cell's side, and where the matrices begin, in pixels."""


def caption() -> str:
    return (
        f"The argument in one picture. Equal letters are one weight. Sharing alone takes {ALL} weights, for "
        f"the kernel must reach every input from every stop; **sparsity keeps it short: {KEPT} weights**."
    )


def alt() -> str:
    return (
        f"Weights are shared. Is sparsity redundant? On the left a full matrix with a letter on each "
        f"diagonal: shared, {ALL} weights. An arrow: sparsity, ÷ {TIMES}. On the right the same matrix with "
        f"{KEPT} of the diagonals left: and sparse, {KEPT}. No. It makes the kernel short: "
        f"{ALL} ÷ {KEPT} = {TIMES} times fewer."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, WIDTH * 630 / 1200)
    sheet.title(MARGIN, 31, "Weights are shared. Is sparsity redundant?", fontsize=13.2)
    width = TOY.conv.inputs * SIDE
    shared = _draw_wiring(sheet, MARGIN, Wiring.SHARED, f"shared: {ALL} weights")
    both = _draw_wiring(sheet, WIDTH - MARGIN - width, Wiring.CONV, f"and sparse: {KEPT}")
    middle, height = WIDTH / 2, (shared.y + shared.bottom) / 2
    sheet.arrow((shared.right + 12, height), (both.x - 12, height), width=2.4)
    emphasis = {"ha": "center", "color": "accent"}
    sheet.title(middle, height - 9, "sparsity", **emphasis)
    sheet.title(middle, height + 22, f"÷ {TIMES}", **emphasis)
    sheet.title(MARGIN, 198, f"No. It makes the kernel short: {TIMES} times fewer.", fontsize=12.2)


def _draw_wiring(sheet: Sheet, x: float, wiring: Wiring, title: str) -> Grid:
    grid = draw_matrix(sheet, x, TOP, SIDE, names(TOY.layer, wiring), LOOKS, labels=False)
    sheet.title(x, grid.bottom + 19, title)
    return grid

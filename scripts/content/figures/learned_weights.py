"""What do the four wirings learn to look for, and where?

One map of each trained network, at three of its nine positions: the weights of the unit there, on the canvas.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from content.experiments import FOUND, protocol
from content.wirings import SHORT
from draw.sheet import Sheet
from draw.signed import draw_signed
from sparse_shared import Wiring
from write.numbers import percent
from write.tables import column

SIDE, LEFT = 94.0, 98.0
PLACES = ("top left", "middle", "bottom right")
KERNEL, STRIDE, CANVAS = (protocol[name] for name in ("kernel", "stride", "canvas"))


@dataclass(frozen=True)
class Row:
    wiring: str = column("Wiring")
    place: str = column("Position of the unit")
    row: int = column("Row of the pixel")
    column_: int = column("Column of the pixel")
    weight: int = column("Weight, the largest of the map being 127")


def rows() -> list[Row]:
    return [
        Row(label, place, row, across, weight)
        for wiring, label in SHORT.items()
        for place, field in zip(PLACES, FOUND.learned[str(wiring.name).lower()], strict=True)
        for row, line in enumerate(field)
        for across, weight in enumerate(line)
    ]


def outside(wiring: Wiring) -> float:
    """Return how much of the squared weights shown lies outside the frames."""
    fields = np.array(FOUND.learned[str(wiring.name).lower()], dtype=float)
    within = sum(
        np.square(field[i * STRIDE : i * STRIDE + KERNEL, i * STRIDE : i * STRIDE + KERNEL]).sum()
        for i, field in enumerate(fields)
    )
    return float(1 - within / np.square(fields).sum())


def caption() -> str:
    return (
        f"What one map of each wiring has learned, at three of its positions: blue weights look for ink, "
        f"orange ones for none. The frame is what a kernel of {KERNEL}×{KERNEL} covers there. **Without "
        f"sharing, each position learns a pattern of its own; with it, all have the same one.** The frames "
        f"leave out {percent(1 - KERNEL**2 / CANVAS**2, 0)} of the canvas. Without sparsity, "
        f"{percent(outside(Wiring.DENSE), 0)} (dense) and {percent(outside(Wiring.SHARED), 0)} (shared only) "
        f"of the squared weights lie there: locality is hardly learned. Nor do strokes show: so short a "
        f"training leaves much of where it began."
    )


def alt() -> str:
    return (
        f"Four rows of three pictures of weights on a canvas of {CANVAS} by {CANVAS} pixels. Dense: three "
        "different pictures, all over the canvas. Sparse only: three different pictures, each within its "
        "frame and bare outside. Shared only: one large picture, moved along from position to position. "
        "Both: one small picture, the same in all three frames, and bare outside."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 420)
    for i, place in enumerate(PLACES):
        sheet.note(LEFT + i * (SIDE + 8), 14, place)
    for i, (wiring, label) in enumerate(SHORT.items()):
        y = 22 + i * (SIDE + 5)
        sheet.title(0, y + SIDE / 2 - 8 * label.count(" ") + 4, label.replace(" ", "\n"))
        for j, field in enumerate(FOUND.learned[str(wiring.name).lower()]):
            x = LEFT + j * (SIDE + 8)
            draw_signed(sheet, x, y, SIDE, np.array(field) / 127)
            corner, side = j * STRIDE * SIDE / CANVAS, KERNEL * SIDE / CANVAS
            sheet.box(x + corner, y + corner, side, side, edgecolor="ink", linewidth=1.2, zorder=5)

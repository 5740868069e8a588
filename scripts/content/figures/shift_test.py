"""Shift an image by one pixel: which layer's output shifts along?

Two ways to one place, with random weights: first shift and then apply the layer, or the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from content.experiments import reach, shift
from content.wirings import SHORT
from draw.sheet import Sheet
from draw.signed import draw_signed
from sparse_shared.experiments.shifting import BORDERS, both_ways
from sparse_shared.experiments.shifting import shift as shifted
from sparse_shared.experiments.worlds import digits
from write.numbers import decimal
from write.tables import column

Array = NDArray[Any]
SEED = 1
DIGIT = 3
SIDE, STEP, TOP = 78.0, 89.0, 44.0
"""A picture's height, how far down the next one is, and where the first, in pixels."""
COLUMNS = (96.0, 206.0, 312.0)


@dataclass(frozen=True)
class Row:
    wiring: str = column("Wiring")
    ring: float = column("Edges joined")
    edge: float = column("Zeros outside")
    inside: float = column("Nothing near the edge")
    fewest: int = column("Outputs one input reaches, at least")
    most: int = column("Outputs one input reaches, at most")


def rows() -> list[Row]:
    return [_row(str(wiring.name).lower(), label) for wiring, label in SHORT.items()]


def _row(wiring: str, label: str) -> Row:
    ring, edge, inside = (round(shift[border][wiring], 6) for border in BORDERS)
    fewest, most = reach[wiring]
    return Row(label, ring, edge, inside, fewest, most)


def image() -> Array:
    """Return a digit of the data whose outer columns are blank, so that nothing is shifted out."""
    images, labels = digits()
    blank = (images[:, :, [0, -2, -1]] == 0).all(axis=(1, 2))
    return np.asarray(images[np.flatnonzero(blank & (labels == DIGIT))[0]])


def caption() -> str:
    *_, shared, both = rows()
    return (
        "A digit and one layer, with random weights. Left: the digit is shifted by one pixel, then the "
        "layer is applied. Right: the layer first, then the shift (without the column of outputs that "
        "nothing is shifted into). **With shared weights the two are the same, whether or not the layer is "
        "sparse.** Without, they are as far apart as two strangers: the number is the length of the "
        "difference over the length of the output, in images of noise. Where zeros begin at the edge, it "
        f"is {decimal(shared.edge, 2)} for shared only and {decimal(both.edge, 2)} for both: what is "
        "shifted out is lost."
    )


def alt() -> str:
    numbers = "; ".join(
        f"{row.wiring}: edges joined {decimal(row.ring, 2)}, zeros outside {decimal(row.edge, 2)}, nothing "
        f"near the edge {decimal(row.inside, 2)}"
        for row in rows()
    )
    return (
        "Outputs of the four wirings for a shifted digit, and the shifted outputs for the digit. They are "
        "alike for shared only and both, and unlike for dense and sparse only. Difference over length: "
        f"{numbers}."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 490)
    digit = image()
    for x, words in zip(
        COLUMNS,
        ("first shift,\nthen the layer", "first the layer,\nthen shift", "how far\napart"),
        strict=True,
    ):
        sheet.text(x, 14, words)
    sheet.note(0, TOP + SIDE / 2 - 3, "what the\nlayer sees")
    for x, seen in zip(COLUMNS[:2], (shifted(digit, ring=False), digit), strict=True):
        draw_signed(sheet, x, TOP, SIDE, seen)
    border = BORDERS["inside"]
    for i, (wiring, label) in enumerate(SHORT.items(), start=1):
        y = TOP + i * STEP
        sheet.title(0, y + SIDE / 2 - 8 * label.count(" ") + 4, label.replace(" ", "\n"))
        ways = [way[:, 1:] for way in both_ways(border, wiring, digit, SEED)]
        largest = max(np.abs(way).max() for way in ways)
        for x, way in zip(COLUMNS[:2], ways, strict=True):
            draw_signed(sheet, x, y, SIDE, way / largest)
        far = shift["inside"][str(wiring.name).lower()]
        colour, words = ("accent", "the same") if far == 0 else ("ink", "unlike")
        sign, middle = COLUMNS[1] - 14, y + SIDE / 2
        sheet.text(sign, middle + 5, "=", ha="center", fontsize=13)
        if far:  # an unequal sign is an equals sign struck through
            sheet.line((sign - 3, middle + 8), (sign + 3, middle - 8), color="ink", width=1.3)
        sheet.text(COLUMNS[2], y + SIDE / 2 + 3, decimal(far, 2), fontsize=17, color=colour)
        sheet.note(COLUMNS[2], y + SIDE / 2 + 24, words)

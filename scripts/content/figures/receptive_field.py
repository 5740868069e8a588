"""What does one output see, and does another output see it through the same weights?

Two outputs of one layer under the four wirings; each pixel they see looks as the weight it is seen through.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from content.wirings import LABELS
from draw.canvas import SMALL
from draw.identity import Names, identity, names
from draw.matrix import draw_matrix
from draw.sheet import Sheet
from sparse_shared import Conv, count, weight_index
from write.tables import column

LAYER = Conv(input_shape=(1, 6, 6), out_channels=1, kernel_size=3)
OUTPUTS = {"A": (0, 0), "B": (2, 3)}


@dataclass(frozen=True)
class Row:
    wiring: str = column("Wiring")
    seen: int = column("Pixels one output sees")
    pixels: int = column("Pixels there are")
    used: int = column("Weights A and B use between them")
    weights: int = column("Weights of the whole layer")


def _number(place: tuple[int, int]) -> int:
    """Return the number of the output at *place*, counted row by row."""
    return int(np.ravel_multi_index(place, LAYER.output_shape[1:]))


def seen(table: Names) -> list[Names]:
    """Return the rows of a table (outputs, inputs) that belong to A and B, as images."""
    return [table[_number(place)].reshape(LAYER.input_shape[1:]) for place in OUTPUTS.values()]


def rows() -> list[Row]:
    result = []
    for wiring, label in LABELS.items():
        first, second = seen(weight_index(LAYER, wiring))
        used = {int(weight) for one in (first, second) for weight in one[one >= 0]}
        counts = count(LAYER, wiring)
        result.append(Row(label, int((first >= 0).sum()), counts.inputs, len(used), counts.weights))
    return result


def caption() -> str:
    dense, sparse, shared, both = rows()
    return (
        f"Two of the {LAYER.num_outputs} outputs, A and B, of a layer on {dense.pixels} pixels. **Sparsity: "
        f"each sees {sparse.seen} of them, not all {dense.seen}. Sharing: both see through the same "
        f"weights.** With sharing alone, {2 * shared.seen - shared.used} of their {shared.used} weights are "
        f"in common; in the convolution all {both.used}. Pale: weights that the convolution leaves out."
    )


def alt() -> str:
    parts = "; ".join(
        f"{r.wiring}: each sees {r.seen} of {r.pixels} pixels, and the two use {r.used} different weights"
        for r in rows()
    )
    return f"The pixels that each of two outputs sees, under four wirings. {parts}."


def draw(figure: Figure) -> None:
    side, step = 14.6, 206.0
    size = LAYER.input_shape[-1] * side
    sheet = Sheet(figure, 2 * step + 2)
    for i, (row, wiring) in enumerate(zip(rows(), LABELS, strict=True)):
        left, top = (sheet.width / 2 + 6) * (i % 2), 14 + step * (i // 2)
        sheet.title(left, top, row.wiring)
        for j, (name, table) in enumerate(zip(OUTPUTS, seen(names(LAYER, wiring)), strict=True)):
            x, y = left + j * (size + 8), top + 52  # closer to each other than to the next wiring
            draw_matrix(sheet, x, y, side, table, identity(LAYER), labels=False, fontsize=SMALL)
            _draw_output(sheet, x, y - 34, name)
        sheet.text(left, y + size + 18, f"each sees {row.seen} pixels")
        sheet.text(left, y + size + 35, f"A and B use {row.used} weights", fontweight="bold")


def _draw_output(sheet: Sheet, x: float, y: float, name: str) -> None:
    """Draw the outputs small, above their input, and mark which one it is."""
    side = 6.5
    height, width = LAYER.output_shape[1:]
    places = [(row, col) for row in range(height) for col in range(width)]
    corners = [(x + col * side, y + row * side) for row, col in places]
    sheet.squares(corners, side, facecolor="none", edgecolor="rule", linewidth=0.75)
    row, col = OUTPUTS[name]
    sheet.squares([(x + col * side, y + row * side)], side, facecolor="ink")
    sheet.note(x + width * side + 6, y + 18, f"output {name}")

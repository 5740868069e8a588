"""If the input moves by one, does the output move along?

A small pattern and the same pattern one place on, through each of the four wirings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from content.layers import LAYERS
from content.wirings import LABELS, SHORT
from draw.sheet import Sheet
from sparse_shared import Wiring, count, weight_matrix
from write.tables import column

LAYER = LAYERS["toy"].layer
INPUTS, OUTPUTS = LAYER.num_inputs, LAYER.num_outputs
PATTERN, PLACE, SEED = (2.0, 1.0), 2, 3
"""What comes in, at which of the inputs, counted from 0; and where the weights come from."""
BAR = 20.0

Signal = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    wiring: str = column("Wiring")
    output: int = column("Output")
    before: float = column("Its value")
    after: float = column("Its value after the move")
    moved: float | None = column("The value of the output before it")


def pattern(place: int) -> Signal:
    """Return the input with the pattern at a place."""
    signal = np.zeros(INPUTS)
    signal[place : place + len(PATTERN)] = PATTERN
    return signal


def outputs(wiring: Wiring) -> tuple[Signal, Signal]:
    """Return the output for the pattern, and for the pattern moved by one."""
    weights = np.random.default_rng(SEED).integers(1, 6, count(LAYER, wiring).weights)
    matrix = weight_matrix(LAYER, wiring, weights.astype(float))
    return matrix @ pattern(PLACE), matrix @ pattern(PLACE + 1)


def moves_along(wiring: Wiring) -> bool:
    """Say whether each output has after the move what the output before it had."""
    before, after = outputs(wiring)
    return bool(np.array_equal(before[:-1], after[1:]))


def rows() -> list[Row]:
    result = []
    for wiring, label in LABELS.items():
        before, after = outputs(wiring)
        for o in range(OUTPUTS):
            moved = float(before[o - 1]) if o else None
            result.append(Row(label, o + 1, float(before[o]), float(after[o]), moved))
    return result


def caption() -> str:
    along = " and ".join(label for wiring, label in SHORT.items() if moves_along(wiring))
    return (
        f"The input moves by one place. Where all bars fill their outlines, the output has moved along: **in "
        f"{along}, where weights are shared. That is equivariance.** (The first output has no neighbour to "
        f"take over from.) Sparsity decides something else: how many outputs a small pattern reaches."
    )


def alt() -> str:
    lines = []
    for wiring, label in LABELS.items():
        before, after = (", ".join(f"{v:g}" for v in signal) for signal in outputs(wiring))
        kept = "moves along" if moves_along(wiring) else "does not move along"
        lines.append(f"{label}: {before}, then {after}: it {kept}")
    return f"Four panels with the outputs before and after the input moves by one. {'; '.join(lines)}."


def draw(figure: Figure) -> None:
    right, below = 206.0, 190.0
    sheet = Sheet(figure, 512)
    sheet.title(0, 14, "the input")
    for x, words, place in ((0.0, "first", PLACE), (right, "moved by one", PLACE + 1)):
        sheet.note(x, 34, words)
        signal = pattern(place)
        _draw_bars(sheet, x, 84, 36 * signal / signal.max(), "muted")
        _name_bars(sheet, x, 84, "x", INPUTS)
    for i, wiring in enumerate(LABELS):
        _draw_wiring(sheet, right * (i % 2), 134 + below * (i // 2), wiring)
    sheet.note(0, 508, "Outlines: the bars above them, moved by one.")


def _draw_wiring(sheet: Sheet, x: float, y: float, wiring: Wiring) -> None:
    """Draw the output of one wiring, and after the move, with the outlines of what moving along would be."""
    along = moves_along(wiring)
    before, after = (44 * signal / max(map(max, outputs(wiring))) for signal in outputs(wiring))
    sheet.title(x, y, LABELS[wiring])
    words = "moves along" if along else "does not move along"
    sheet.text(x, y + 18, words, color="accent" if along else "muted")
    first, second = y + 76, y + 134
    _draw_bars(sheet, x, first, before, "muted")
    _draw_bars(sheet, x, second, after, "accent" if along else "own")
    _draw_bars(sheet, x + BAR, second, before[:-1], "none", edgecolor="ink", linewidth=1)
    _name_bars(sheet, x, second, "y", OUTPUTS)
    for base, words in ((first, "first"), (second, "moved")):
        sheet.note(x + OUTPUTS * BAR + 8, base - 4, words)


def _draw_bars(sheet: Sheet, x: float, base: float, heights: Signal, color: str, **style: Any) -> None:
    """Draw bars from left to right on a line at *base*."""
    sheet.line((x, base), (x + len(heights) * BAR, base))
    for i, height in enumerate(heights):
        if height:
            look = {"facecolor": color, "linewidth": 0} | style
            sheet.box(x + i * BAR + 2, base - height, BAR - 4, height, **look)


def _name_bars(sheet: Sheet, x: float, base: float, letter: str, number: int) -> None:
    for i in range(number):
        sheet.note(x + (i + 0.5) * BAR, base + 14, f"{letter}{i + 1}", ha="center")

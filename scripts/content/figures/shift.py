"""If the input moves by one, does the output move along?

A small pattern and the same pattern one place on, through each of the four wirings.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from content.layers import LAYERS
from content.wirings import LABELS
from draw.sheet import Sheet
from sparse_shared import Wiring, count, weight_matrix
from write.tables import column

LAYER = LAYERS["toy"].layer
INPUTS, OUTPUTS = LAYER.num_inputs, LAYER.num_outputs
PATTERN, PLACE, SEED = (2.0, 1.0), 2, 3
"""What comes in, at which of the inputs, counted from 0; and where the weights come from."""
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
    along = " and ".join(label.partition(":")[0] for w, label in LABELS.items() if moves_along(w))
    return (
        f"The input moves by one place; the outlines are the first output moved by one, the bars what really "
        f"comes out. **With shared weights, {along}, the output moves along: equivariance.** (The first "
        f"output has no neighbour to take over from.) Sparsity alone does not give this. It decides "
        f"something else: how many outputs a small pattern reaches."
    )


def alt() -> str:
    lines = []
    for wiring, label in LABELS.items():
        before, after = (", ".join(f"{v:g}" for v in signal) for signal in outputs(wiring))
        kept = "moves along" if moves_along(wiring) else "does not move along"
        lines.append(f"{label}: {before}, then {after}: it {kept}")
    return f"Four panels with the outputs before and after the input moves by one. {'; '.join(lines)}."


def draw(figure: Figure) -> None:
    bar, half, tall = 20.0, 206.0, 44.0
    sheet = Sheet(figure, 504)
    sheet.title(0, 14, "the input")
    for j, (words, place) in enumerate((("first", PLACE), ("moved by one", PLACE + 1))):
        x = j * half
        sheet.note(x, 34, words)
        _bars(sheet, x, 84, bar, pattern(place), scale=tall / max(PATTERN) * 0.8, color="muted", letter="x")
    for i, (wiring, label) in enumerate(LABELS.items()):
        x, y = (i % 2) * half, 134 + (i // 2) * 192
        before, after = outputs(wiring)
        scale = tall / max(before.max(), after.max())
        sheet.title(x, y, label)
        sheet.text(
            x,
            y + 18,
            "moves along" if moves_along(wiring) else "does not move along",
            color="accent" if moves_along(wiring) else "muted",
        )
        _bars(sheet, x, y + 76, bar, before, scale=scale, color="muted", letter="")
        _bars(
            sheet,
            x,
            y + 134,
            bar,
            after,
            scale=scale,
            color="accent" if moves_along(wiring) else "own",
            letter="y",
        )
        for o, value in enumerate(before[:-1]):
            height = value * scale
            if height:
                sheet.box(
                    x + (o + 1) * bar + 2, y + 134 - height, bar - 4, height, edgecolor="ink", linewidth=1
                )


def _bars(
    sheet: Sheet, x: float, base: float, bar: float, values: Signal, *, scale: float, color: str, letter: str
) -> None:
    """Draw a value a bar, from left to right, with the names of the units below them."""
    sheet.line((x, base), (x + len(values) * bar, base))
    for i, value in enumerate(values):
        height = value * scale
        sheet.box(x + i * bar + 2, base - height, bar - 4, height, facecolor=color, linewidth=0)
        if letter:
            sheet.note(x + (i + 0.5) * bar, base + 14, f"{letter}{i + 1}", ha="center")

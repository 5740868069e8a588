"""What does one output see, and does another output see it through the same weights?

Two outputs of one layer, dense, sparse and convolution; each pixel they see has its weight's colour.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from draw.matrix import Index, cell, draw_index
from sparse_shared import Conv, Wiring, count, weight_index
from write.tables import column

LAYER = Conv(input_shape=(1, 6, 6), out_channels=1, kernel_size=3)
OUTPUTS = {"output A": (0, 0), "output B": (3, 0)}
"""Two places whose patches have colours that are easy to tell apart, also where no weight is shared."""

WSPACE, BESIDE = 0.42, 1.34
"""The space between two inputs, and where the outputs drawn beside one end, in widths of an input."""

WIRINGS = {"dense": Wiring.DENSE, "sparse only": Wiring.SPARSE, "both: convolution": Wiring.CONV}


@dataclass(frozen=True)
class Row:
    wiring: str = column("Wiring")
    seen: int = column("Pixels one output sees")
    pixels: int = column("Pixels there are")
    used: int = column("Weights A and B use between them")
    weights: int = column("Weights of the whole layer")


def _seen(wiring: Wiring) -> list[Index]:
    """Return which weight each of the two outputs sees each pixel through, -1 for none."""
    index = weight_index(LAYER, wiring)
    return [index[_number(place)].reshape(LAYER.input_shape[1:]) for place in OUTPUTS.values()]


def _number(place: tuple[int, int]) -> int:
    """Return the number of the output at *place*, counted row by row."""
    return int(np.ravel_multi_index(place, LAYER.output_shape[1:]))


def rows() -> list[Row]:
    result = []
    for name, wiring in WIRINGS.items():
        seen = _seen(wiring)
        used = {int(weight) for one in seen for weight in one[one >= 0]}
        counts = count(LAYER, wiring)
        result.append(Row(name, int((seen[0] >= 0).sum()), counts.inputs, len(used), counts.weights))
    return result


def caption() -> str:
    dense, sparse, both = rows()
    later = _number(OUTPUTS["output B"])
    return (
        f"Two of the {LAYER.num_outputs} outputs of a layer on {dense.pixels} pixels; the small grid says "
        f"which. Each is shown the pixels it sees and the number of the weight it sees them through. A dense "
        f"output sees all {dense.seen}. A sparse one sees its receptive field, {sparse.seen}, **but A and B "
        f"have weights of their own: {sparse.used} between them. In the convolution the same {both.used} "
        f"colours come again.** (Numbers run on from output to output. {later} come before B, so its weights "
        f"begin at {later} × {dense.seen} = {later * dense.seen}, or {later} × {sparse.seen} = "
        f"{later * sparse.seen}.)"
    )


def alt() -> str:
    parts = "; ".join(
        f"{r.wiring}: each sees {r.seen} of {r.pixels} pixels, and the two use {r.used} different weights"
        for r in rows()
    )
    return f"Input grids of two outputs under three wirings. {parts}."


def draw(figure: Figure) -> None:
    figure.set_size_inches(5.6, 7.5)
    axes = figure.subplots(3, 2)
    figure.subplots_adjust(left=0.005, right=0.87, top=0.955, bottom=0.002, wspace=WSPACE, hspace=0.13)
    for line, (row, wiring) in zip(axes, zip(rows(), WIRINGS.values(), strict=True), strict=True):
        coloured = _seen(wiring if Wiring.SHARED in wiring else Wiring.DENSE)
        panels = zip(line, _seen(wiring), coloured, OUTPUTS.values(), strict=True)
        for ax, seen, kept, place in panels:
            _draw_input(ax, seen, kept)
            _draw_output(ax, place)
        _head(line[0], row)


def _head(ax: Axes, row: Row) -> None:
    """Head both panels of a row, from the first one's axes."""
    ax.set_title(row.wiring, loc="left", fontweight="bold", fontsize=12.5, pad=8)
    end = 1 + WSPACE + BESIDE
    ax.plot([0, end], [1.025, 1.025], color="rule", linewidth=1, transform=ax.transAxes, clip_on=False)
    together = {"xycoords": "axes fraction", "xytext": (0, 8), "textcoords": "offset points", "ha": "right"}
    ax.annotate(f"A and B together: {row.used} weights", (end, 1), **together)


def _draw_input(ax: Axes, seen: Index, kept: Index) -> None:
    """Draw the pixels: those seen in the colours of *kept*, the others bare."""
    height, width = seen.shape
    draw_index(ax, seen, numbers=True, colours=kept)
    for row, column_ in np.argwhere(seen < 0):
        cell(ax, column_, row, zorder=3)
    ax.set(xlim=(0, width), ylim=(height, 0))


def _draw_output(ax: Axes, place: tuple[int, int]) -> None:
    """Draw the outputs small, beside their input, and mark which one it is."""
    height, width = LAYER.output_shape[1:]
    small = ax.inset_axes((BESIDE - 0.28, 0.36, 0.28, 0.28))
    small.set(xlim=(0, width), ylim=(height, 0), aspect="equal")
    small.axis("off")
    for row in range(height):
        for column_ in range(width):
            cell(small, column_, row, clip_on=False)
    row, column_ = place
    cell(small, column_, row, facecolor="ink", edgecolor="ink", clip_on=False)
    name = next(name for name, at in OUTPUTS.items() if at == place)
    small.text(0, -0.4, name.replace(" ", "\n"), color="ink", va="bottom", fontsize=10.5, linespacing=1.1)

"""What does one output see, and does another output see it through the same weights?

Two outputs of one layer, dense, sparse and convolution; each pixel they see has its weight's colour.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sparse_shared import Conv, Wiring, count, weight_index
from style.matrix import Index, cell, draw_index
from style.tabulate import column

LAYER = Conv(input_shape=(1, 6, 6), out_channels=1, kernel_size=3)
OUTPUTS = {"output A": (0, 0), "output B": (2, 3)}
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
    numbers = (np.ravel_multi_index(place, LAYER.output_shape[1:]) for place in OUTPUTS.values())
    return [index[number].reshape(LAYER.input_shape[1:]) for number in numbers]


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
    return (
        f"Two outputs of a layer on {dense.pixels} pixels, each with the pixels it sees and the number of "
        f"the weight it sees them through. A dense output sees all {dense.seen}. A sparse one sees its "
        f"receptive field, {sparse.seen}, **but A and B have weights of their own: {sparse.used} between "
        f"them. In the convolution the same {both.used} colours come again.**"
    )


def alt() -> str:
    parts = "; ".join(
        f"{r.wiring}: each sees {r.seen} of {r.pixels} pixels, and the two use {r.used} different weights"
        for r in rows()
    )
    return f"Input grids of two outputs under three wirings. {parts}."


def draw(figure: Figure) -> None:
    figure.set_size_inches(5.6, 7.4)
    axes = figure.subplots(3, 2)
    figure.subplots_adjust(left=0.005, right=0.87, top=0.96, bottom=0.002, wspace=0.42, hspace=0.06)
    for line, (row, wiring) in zip(axes, zip(rows(), WIRINGS.values(), strict=True), strict=True):
        coloured = _seen(wiring if Wiring.SHARED in wiring else Wiring.DENSE)
        panels = zip(line, _seen(wiring), coloured, OUTPUTS.values(), strict=True)
        for ax, seen, kept, place in panels:
            _draw_input(ax, seen, kept)
            _draw_output(ax, place)
        line[0].set_title(row.wiring, loc="left", fontweight="bold", fontsize=12.5, pad=6)
        line[1].set_title(f"{row.used} weights for A and B", loc="left", pad=6)


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
    small = ax.inset_axes((1.06, 0.36, 0.28, 0.28))
    small.set(xlim=(0, width), ylim=(height, 0), aspect="equal")
    small.axis("off")
    for row in range(height):
        for column_ in range(width):
            cell(small, column_, row, clip_on=False)
    row, column_ = place
    cell(small, column_, row, facecolor="ink", edgecolor="ink", clip_on=False)
    name = next(name for name, at in OUTPUTS.items() if at == place)
    small.text(0, -0.4, name.replace(" ", "\n"), color="ink", va="bottom", fontsize=10.5, linespacing=1.1)

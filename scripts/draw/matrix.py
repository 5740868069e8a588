"""Draw a weight index in the grammar of this site: ink is a connection, colour is which weight."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from draw.palette import ON_WEIGHT, WEIGHTS, weight_colour

Index = NDArray[np.int64]


def draw_index(
    ax: Axes, index: Index, *, numbers: bool = False, colours: Index | None = None, fontsize: float = 10
) -> None:
    """Draw *index* (ids of weights, -1 for none) as cells of paper or of a weight's colour.

    With *numbers*, as small matrices ought to have, every cell also says which weight it is. *colours*
    is an index to take the colours from instead, to show what stayed from another wiring.
    """
    rows, columns = index.shape
    colours = index if colours is None else np.where(index < 0, -1, colours)
    ax.imshow(pixels(colours), interpolation="none", extent=(0, columns, rows, 0), aspect="equal")
    frame(ax, rows, columns)
    if numbers:
        lines = {"color": "paper", "linewidth": 1}
        ax.hlines(range(1, rows), 0, columns, **lines)
        ax.vlines(range(1, columns), 0, rows, **lines)
        for (row, column), weight in np.ndenumerate(index):
            if weight >= 0:
                print_id(ax, column, row, int(weight), fontsize)


def frame(ax: Axes, rows: int, columns: int) -> None:
    """Lay out a matrix from its top left corner, in a hairline."""
    ax.set(xlim=(0, columns), ylim=(rows, 0), xticks=[], yticks=[])
    for side in ax.spines.values():
        side.set(visible=True, color="rule", linewidth=1)


def print_id(ax: Axes, column: float, row: float, weight: int, fontsize: float = 10) -> None:
    """Print which weight it is on the cell at (column, row)."""
    ax.text(
        column + 0.5,
        row + 0.53,
        str(weight),
        ha="center",
        va="center_baseline",
        color=ON_WEIGHT,
        fontsize=fontsize,
    )


def pixels(index: Index) -> NDArray[np.uint8]:
    """Return an index as RGBA pixels, transparent where nothing is connected: paper shows through."""
    colours = np.array([_rgba(colour) for colour in WEIGHTS] + [(0, 0, 0, 0)], dtype=np.uint8)
    return colours[np.where(index < 0, -1, index % len(WEIGHTS))]


def _rgba(colour: str) -> tuple[int, int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16), 255


def cell(ax: Axes, column: float, row: float, weight: int | None = None, **style: Any) -> None:
    """Draw one unit cell at (column, row), in a weight's colour, or bare."""
    style = {"edgecolor": "rule", "linewidth": 1, "facecolor": "none"} | style
    if weight is not None:
        style["facecolor"] = weight_colour(weight)
    ax.add_patch(Rectangle((column, row), 1, 1, **style))

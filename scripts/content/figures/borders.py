"""How many connections does a layer lose where its kernel hangs over the border?

Left the outputs of the forum's padded layer, each with how many of its taps lie on the image; right what
becomes of the kernel in a corner, at an edge and inside.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from content.layers import LAYERS
from draw.matrix import cell, print_id
from sparse_shared import connectivity_mask, weight_index
from write.tables import column

PADDED = LAYERS["thread_same"]
HEIGHT, WIDTH = PADDED.layer.output_shape[1:]
KERNEL = PADDED.layer.axes[0].kernel_size
NAMES = {"inside": (4, 4), "at an edge": (0, 4), "in a corner": (0, 0)}
SHADES = {"inside": 0.0, "at an edge": 0.14, "in a corner": 0.3}


@dataclass(frozen=True)
class Row:
    place: str = column("Place of the output")
    taps: int = column("Taps on the image")
    outputs: int = column("Outputs")
    connections: int = column("Connections")


def taps() -> NDArray[np.int64]:
    """Return how many connections each output has, where it lies."""
    connected = connectivity_mask(PADDED.layer).reshape(HEIGHT, WIDTH, -1)
    return np.asarray(connected.sum(axis=2))


def rows() -> list[Row]:
    table = taps()
    outputs = Counter(table.ravel().tolist())
    return [
        Row(name, int(table[place]), outputs[table[place]], int(table[place]) * outputs[table[place]])
        for name, place in NAMES.items()
    ]


def caption() -> str:
    return (
        f"Where taps are lost: the {PADDED.conv.outputs} outputs of the padded {PADDED.image} layer, each "
        f"with the number of inputs it is really connected to. Nominally every output has a full kernel, "
        f"{PADDED.sparse_nominal.connections} connections in all; **{PADDED.conv.connections} exist**. The "
        f"weights stay {PADDED.conv.weights}: each of them is used somewhere."
    )


def alt() -> str:
    groups = ", ".join(f"{r.outputs} outputs {r.place} with {r.taps} taps each" for r in rows())
    return (
        f"A grid of {HEIGHT} by {WIDTH} outputs, each printed with its number of taps: {groups}. Together "
        f"{PADDED.conv.connections} connections instead of {PADDED.sparse_nominal.connections}. Beside it "
        f"the kernel at each of the three places, the lost taps left white."
    )


def draw(figure: Figure) -> None:
    figure.set_size_inches(5.6, 3.65)
    grid = figure.add_axes((0.005, 0.085, 0.535, 0.535 * 5.6 / 3.65))
    shade = dict(zip((r.taps for r in rows()), SHADES.values(), strict=True))
    for (row, col), number in np.ndenumerate(taps()):
        grid.add_patch(Rectangle((col, row), 1, 1, facecolor="accent", alpha=shade[int(number)], linewidth=0))
        cell(grid, col, row)
        grid.text(col + 0.5, row + 0.5, str(number), ha="center", va="center_baseline")
    _frame(grid, WIDTH, HEIGHT)
    figure.text(0.005, 0.945, "taps on the image", fontweight="bold")
    figure.text(0.005, 0.02, f"{PADDED.conv.outputs} outputs", va="bottom")

    height = 0.2
    index = weight_index(PADDED.layer)
    for i, (row, (name, place)) in enumerate(zip(rows(), NAMES.items(), strict=True)):
        bottom = 0.72 - 0.262 * i
        kernel = figure.add_axes((0.605, bottom, height * 3.65 / 5.6, height))
        present = set(index[np.ravel_multi_index(place, (HEIGHT, WIDTH))].tolist())
        for weight in range(KERNEL**2):
            y, x = divmod(weight, KERNEL)
            cell(kernel, x, y, weight if weight in present else None)
            if weight in present:
                print_id(kernel, x, y, weight)
        _frame(kernel, KERNEL, KERNEL)
        figure.text(0.755, bottom + height - 0.005, name, fontweight="bold", va="top")
        figure.text(
            0.755,
            bottom + height / 2 - 0.045,
            f"{row.outputs} × {row.taps} = {row.connections}",
            va="center",
        )
    figure.text(
        0.605,
        0.02,
        f"{PADDED.conv.connections} connections, not {PADDED.sparse_nominal.connections}",
        fontweight="bold",
        va="bottom",
    )


def _frame(ax: Axes, columns: int, rows: int) -> None:
    ax.set(xlim=(-0.04, columns + 0.04), ylim=(rows + 0.04, -0.04), xticks=[], yticks=[], aspect="equal")
    for side in ax.spines.values():
        side.set_visible(False)

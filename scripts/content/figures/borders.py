"""How many connections does a layer lose where its kernel hangs over the border?

Left the outputs of the forum's padded layer, each with how many of its taps lie on the image; right what
becomes of the kernel in a corner, at an edge and inside.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from content.layers import LAYERS
from draw.identity import ABSENT, identity, names
from draw.matrix import Grid, draw_matrix
from draw.sheet import Sheet
from sparse_shared import Wiring, connectivity_mask
from write.tables import column

PADDED = LAYERS["thread_same"]
HEIGHT, WIDTH = PADDED.layer.output_shape[1:]
KERNEL = PADDED.layer.axes[0].kernel_size
NAMES = {"inside": (4, 4), "at an edge": (0, 4), "in a corner": (0, 0)}
SHADES = {"inside": 0.0, "at an edge": 0.14, "in a corner": 0.32}


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
        f"the kernel at each of the three places, the lost taps left blank."
    )


def draw(figure: Figure) -> None:
    side, top = 22.4, 30.0
    sheet = Sheet(figure, 286)
    sheet.title(0, 14, "taps on the image")
    grid = Grid(sheet, 0.5, top, side, HEIGHT, WIDTH)
    shade = dict(zip((row.taps for row in rows()), SHADES.values(), strict=True))
    for place, number in np.ndenumerate(taps()):
        x, y = grid.corner(*place)
        sheet.box(x, y, side, side, facecolor="accent", alpha=shade[int(number)], linewidth=0)
        sheet.box(x, y, side, side)
        row, col = place
        grid.write(row, col, str(number))
    sheet.text(0, grid.bottom + 22, f"{PADDED.conv.outputs} outputs")

    left, small = grid.right + 22, 20.0
    named = names(PADDED.layer, Wiring.CONV)
    for i, (row, (name, place)) in enumerate(zip(rows(), NAMES.items(), strict=True)):
        y = top + 82 * i
        present = set(named[np.ravel_multi_index(place, (HEIGHT, WIDTH))].tolist())
        kernel = np.arange(KERNEL**2).reshape(KERNEL, KERNEL)
        there = np.where(np.isin(kernel, list(present)), kernel, ABSENT)
        window = draw_matrix(sheet, left, y, small, there, identity(PADDED.layer), labels=False)
        sheet.text(window.right + 9, y + 15, name, fontweight="bold")
        sheet.text(window.right + 9, y + 34, f"{row.outputs} × {row.taps}\n= {row.connections}")
    sheet.text(
        left,
        grid.bottom + 22,
        f"{PADDED.conv.connections} of {PADDED.sparse_nominal.connections} exist",
        fontweight="bold",
    )

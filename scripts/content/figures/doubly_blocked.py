"""What is the matrix of a convolution in two dimensions, block by block?

Tied in the small and in the large: the same block down the diagonals, the same weight down its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from content.layers import LAYERS
from content.wirings import tally
from draw.identity import Names, identity, names
from draw.matrix import draw_matrix
from draw.sheet import Sheet
from sparse_shared import Wiring, weight_index
from write.tables import column

EXAMPLE = LAYERS["dumoulin"]
LAYER = EXAMPLE.layer
(_, WIDTH), (_, OUT_WIDTH) = LAYER.input_shape[1:], LAYER.output_shape[1:]
PANELS = {wiring: EXAMPLE.wirings[wiring] for wiring in (Wiring.SHARED, Wiring.CONV)}


@dataclass(frozen=True)
class Row:
    output: int = column("Output")
    input: int = column("Input")
    block_row: int = column("Row of blocks")
    block_column: int = column("Column of blocks")
    shared: int = column("Shared-only weight")
    both: int | None = column("Convolution’s weight")


def rows() -> list[Row]:
    shared, both = (weight_index(LAYER, wiring) for wiring in PANELS)
    return [
        Row(
            o,
            i,
            o // OUT_WIDTH,
            i // WIDTH,
            int(shared[o, i]),
            int(both[o, i]) if both[o, i] >= 0 else None,
        )
        for o, i in np.ndindex(shared.shape)
    ]


def blocks(wiring: Wiring) -> Names:
    """Return the different blocks of the matrix, numbered by the row of the kernel; -1 for an empty one."""
    index = weight_index(LAYER, wiring)
    parts = index.reshape(LAYER.output_shape[1], OUT_WIDTH, LAYER.input_shape[1], WIDTH).swapaxes(1, 2)
    first = parts.max(axis=(2, 3))
    kinds: Names = np.searchsorted(np.unique(first[first >= 0]), first) - (first < 0)
    return kinds


def caption() -> str:
    kinds = {wiring: len(np.unique(b[b >= 0])) for wiring in PANELS for b in [blocks(wiring)]}
    down, across = (axis.offsets for axis in LAYER.axes)
    return (
        f"A {EXAMPLE.image} image, a kernel of {EXAMPLE.kernel}, {EXAMPLE.conv.outputs} outputs. A block "
        f"holds the connections from one row of pixels to one row of outputs, and is itself Toeplitz; blocks "
        f"of one name are equal. Sharing alone has {kinds[Wiring.SHARED]} different blocks, T0 to "
        f"T{kinds[Wiring.SHARED] - 1}, one for each offset from row to row; {down} offsets down × {across} "
        f"across make {EXAMPLE.shared.weights} weights. **Sparsity empties all but {kinds[Wiring.CONV]} of "
        f"them**, K0 to K{kinds[Wiring.CONV] - 1}, one for each row of the kernel, **and thins "
        f"those out: {EXAMPLE.kernel} makes {EXAMPLE.conv.weights} weights.**"
    )


def alt() -> str:
    parts = "; ".join(f"{title}: {tally(c)}" for title, c in PANELS.values())
    return (
        f"Two matrices of {EXAMPLE.conv.outputs} by {EXAMPLE.conv.inputs} cells in blocks of "
        f"{OUT_WIDTH} by {WIDTH}, with the letter of each connection’s weight. {parts}. Blocks repeat along "
        f"diagonals, and weights along diagonals within a block."
    )


def draw(figure: Figure) -> None:
    side, left, band = 23.4, 24.0, 84.0
    bands = LAYER.output_shape[1]
    step = bands * band + 58
    sheet = Sheet(figure, len(PANELS) * step - 22)
    for i, (wiring, (title, counts)) in enumerate(PANELS.items()):
        top = 14 + i * step
        sheet.title(left, top, title)
        sheet.text(sheet.width - 1, top, tally(counts), ha="right")
        named = names(LAYER, wiring)
        for o, kinds in enumerate(blocks(wiring)):
            part = slice(o * OUT_WIDTH, (o + 1) * OUT_WIDTH)
            y = top + 44 + o * band
            grid = draw_matrix(sheet, left, y, side, named[part], identity(LAYER), labels=False)
            grid.name_outputs([f"y{n + 1}" for n in range(part.start, part.stop)])
            grid.part_columns(range(WIDTH, len(kinds) * WIDTH, WIDTH))
            for block, kind in enumerate(kinds):
                letter = "T" if wiring is Wiring.SHARED else "K"
                x = grid.corner(0, (block + 0.5) * WIDTH)[0]
                sheet.note(x, y - 7, f"{letter}{kind}" if kind >= 0 else "empty", ha="center", color="ink")
                if o == 0:
                    first = block * WIDTH + 1
                    sheet.note(x, y - 24, f"x{first} to x{first + WIDTH - 1}", ha="center")

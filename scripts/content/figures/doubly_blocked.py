"""What is the matrix of a convolution in two dimensions, block by block?

Tied in the small and in the large: the same block down the diagonals, the same weight down its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from content.layers import LAYERS
from draw.matrix import Index, draw_index
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


def blocks(wiring: Wiring) -> Index:
    """Return the different blocks of the matrix, numbered by the row of the kernel; -1 for an empty one."""
    index = weight_index(LAYER, wiring)
    parts = index.reshape(LAYER.output_shape[1], OUT_WIDTH, LAYER.input_shape[1], WIDTH).swapaxes(1, 2)
    first = parts.max(axis=(2, 3))
    kinds: Index = np.searchsorted(np.unique(first[first >= 0]), first) - (first < 0)
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
    parts = "; ".join(
        f"{title}: {c.connections} connections, {c.weights} weights" for title, c in PANELS.values()
    )
    return (
        f"Two matrices of {EXAMPLE.conv.outputs} by {EXAMPLE.conv.inputs} cells in blocks of "
        f"{OUT_WIDTH} by {WIDTH}, with the number of each connection’s weight. {parts}. Blocks repeat along "
        f"diagonals, and weights along diagonals within a block."
    )


def draw(figure: Figure) -> None:
    figure.set_size_inches(5.6, 4.9)
    bands = LAYER.output_shape[1]
    heights = ([OUT_WIDTH] * bands + [0.6]) * len(PANELS)
    axes = iter(figure.subplots(len(heights), height_ratios=heights))
    figure.subplots_adjust(left=0.005, right=0.995, top=0.89, bottom=-0.1, hspace=0.42)
    for wiring, (title, counts) in PANELS.items():
        index, all_connected = (weight_index(LAYER, w) for w in (wiring, Wiring.SHARED))
        for band, kinds in enumerate(blocks(wiring)):
            ax = next(axes)
            rows_ = slice(band * OUT_WIDTH, (band + 1) * OUT_WIDTH)
            draw_index(ax, index[rows_], numbers=True, colours=all_connected[rows_])
            _name_blocks(ax, kinds, "T" if wiring is Wiring.SHARED else "K")
            if band == 0:
                ax.set_title(title, loc="left", fontweight="bold", fontsize=12.5, pad=23)
                ax.set_title(
                    f"{counts.connections} connections, {counts.weights} weights", loc="right", pad=23
                )
        next(axes).axis("off")  # space between the panels


def _name_blocks(ax: Axes, kinds: Index, letter: str) -> None:
    """Draw the lines between the blocks of one row of outputs, and name each."""
    ax.vlines(range(WIDTH, len(kinds) * WIDTH, WIDTH), 0, OUT_WIDTH, color="ink", linewidth=1.3)
    for block, kind in enumerate(kinds):
        name = f"{letter}{kind}" if kind >= 0 else "empty"
        ax.text((block + 0.5) * WIDTH, -0.2, name, ha="center", va="bottom", color="muted")

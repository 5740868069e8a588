"""What do the four wirings look like where every weight can be read?

The smallest layer in two dimensions: a 4×4 image and a kernel of 3.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from content.layers import LAYERS
from content.wirings import tally
from draw.identity import identity, names
from draw.panels import draw_panel
from draw.sheet import Sheet
from sparse_shared import weight_index
from write.tables import column

LAYER = LAYERS["dumoulin"]
PANELS = LAYER.wirings


@dataclass(frozen=True)
class Row:
    output: int = column("Output")
    input: int = column("Input")
    dense: int = column("Dense weight")
    sparse: int | None = column("Sparse-only weight")
    shared: int = column("Shared-only weight")
    both: int | None = column("Convolution’s weight")


def rows() -> list[Row]:
    dense, sparse, shared, both = (weight_index(LAYER.layer, wiring) for wiring in PANELS)
    return [
        Row(
            output,
            pixel,
            int(dense[output, pixel]),
            _weight(sparse[output, pixel]),
            int(shared[output, pixel]),
            _weight(both[output, pixel]),
        )
        for output in range(LAYER.conv.outputs)
        for pixel in range(LAYER.conv.inputs)
    ]


def _weight(index: int) -> int | None:
    return None if index < 0 else int(index)


def caption() -> str:
    dense, sparse, shared, both = (counts.weights for _, counts in PANELS.values())
    return (
        f"A {LAYER.image} image and a kernel of {LAYER.kernel} ([Dumoulin & Visin 2016]({LAYER.url})): "
        f"{LAYER.conv.outputs} outputs down, {LAYER.conv.inputs} pixels across, "
        f"{LAYER.layer.input_shape[-1]} to a row of the image, which the dark lines part. "
        f"**{dense} weights; sparsity leaves {sparse}, sharing {shared}, both {both}.** From shared only to "
        f"both, whole letters go; those that stay keep their cells."
    )


def alt() -> str:
    counts = "; ".join(f"{t}: {tally(c)}" for t, c in PANELS.values())
    return (
        f"Four weight matrices of {LAYER.conv.outputs} rows and {LAYER.conv.inputs} columns. Cells are grey "
        f"where weights are not shared, and have the letter of their weight where they are. {counts}."
    )


def draw(figure: Figure) -> None:
    side, left, step = 23.4, 24.0, 156.0
    sheet = Sheet(figure, 4 * step - 12)
    looks = identity(LAYER.layer)
    for i, (wiring, (title, counts)) in enumerate(PANELS.items()):
        top = 38 + i * step
        grid = draw_panel(
            sheet, left, top, side, names(LAYER.layer, wiring), looks, title, tally(counts), beside=True
        )
        _, width = LAYER.layer.input_shape[1:]
        grid.part_columns(range(width, counts.inputs, width))

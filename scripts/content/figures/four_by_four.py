"""What do the four wirings look like where every weight can be read?

The smallest layer in two dimensions: a 4×4 image and a kernel of 3.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from content.layers import LAYERS
from draw.matrix import draw_index
from sparse_shared import Wiring, weight_index
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
        f"{LAYER.layer.input_shape[-1]} to a row of the image. "
        f"Each number says which weight the connection uses, each wiring counting its own from 0; "
        f"what sparsity leaves keeps its colour. "
        f"**{dense} weights; sparsity leaves {sparse}, sharing {shared}, both {both}.**"
    )


def alt() -> str:
    counts = "; ".join(f"{t}: {c.connections} connections, {c.weights} weights" for t, c in PANELS.values())
    return (
        f"Four weight matrices of {LAYER.conv.outputs} rows and {LAYER.conv.inputs} columns with the number "
        f"of each connection’s weight. {counts}."
    )


def draw(figure: Figure) -> None:
    figure.set_size_inches(5.6, 7.35)
    axes = figure.subplots(4)
    figure.subplots_adjust(left=0.005, right=0.995, top=0.965, bottom=0.005, hspace=0.27)
    for ax, (wiring, (title, counts)) in zip(axes, PANELS.items(), strict=True):
        index, all_connected = (weight_index(LAYER.layer, w) for w in (wiring, wiring & Wiring.SHARED))
        draw_index(ax, index, numbers=True, colours=all_connected)
        _, columns = LAYER.layer.input_shape[1:]
        ax.vlines(range(columns, counts.inputs, columns), 0, counts.outputs, color="ink", linewidth=1.3)
        ax.set_title(title, loc="left", fontweight="bold", fontsize=12.5, pad=4)
        ax.set_title(f"{counts.connections} connections, {counts.weights} weights", loc="right", pad=4)

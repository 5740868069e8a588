"""What do padding, stride, dilation and transposition do to the weight matrix of a 1-D layer?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from draw.matrix import Index, draw_index
from draw.panels import Panels
from sparse_shared import Conv, weight_index
from write.tables import column

SIZE, KERNEL = 8, 3
VARIATIONS = {
    "no padding": Conv((1, SIZE), 1, KERNEL),
    "zeros padded": Conv((1, SIZE), 1, KERNEL, padding=1),
    "circular": Conv((1, SIZE), 1, KERNEL, padding=1, padding_mode="circular"),
    "stride 2": Conv((1, SIZE), 1, KERNEL, padding=1, stride=2),
    "dilation 2": Conv((1, SIZE), 1, KERNEL, padding=2, dilation=2),
}
TRANSPOSED = "stride 2, transposed"


@dataclass(frozen=True)
class Row:
    variation: str = column("Variation")
    outputs: int = column("Outputs")
    connections: int = column("Connections")
    weights: int = column("Weights")


def indices() -> dict[str, Index]:
    """Return the weight index of each variation; a transposed convolution has the transposed one."""
    drawn = {name: weight_index(layer) for name, layer in VARIATIONS.items()}
    return {**drawn, TRANSPOSED: drawn["stride 2"].T}


def rows() -> list[Row]:
    return [
        Row(name, len(index), int((index >= 0).sum()), len(np.unique(index[index >= 0])))
        for name, index in indices().items()
    ]


def caption() -> str:
    return (
        f"One kernel of {KERNEL} on {SIZE} inputs (across), varied: **the pattern of ink changes, the number "
        f"of colours does not.** Stride 2 keeps every other row of the padded matrix; dilation pulls the "
        f"taps apart; transposing swaps inputs and outputs."
    )


def alt() -> str:
    each = "; ".join(f"{r.variation}: {r.outputs} outputs, {r.connections} connections" for r in rows())
    return f"Six weight matrices of a layer with a kernel of {KERNEL}. {each}. All have {KERNEL} weights."


def draw(figure: Figure) -> None:
    panels = Panels(figure, width=5.6, height=4.95, side=0.213)
    size = SIZE * panels.side
    for i, (row, (name, index)) in enumerate(zip(rows(), indices().items(), strict=True)):
        left, top = 0.01 + (i % 3) * (size + 0.235), 0.3 + (i // 3) * (size + 0.85)
        ax = panels.add(left, top, index.shape, name, f"{row.connections} connections")
        draw_index(ax, index, numbers=True)

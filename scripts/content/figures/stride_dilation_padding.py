"""What do padding, stride, dilation and transposition do to the weight matrix of a 1-D layer?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from draw.canvas import SMALL
from draw.identity import Names, identity, names
from draw.panels import draw_panel
from draw.sheet import Sheet
from sparse_shared import Conv, Wiring
from write.tables import column

SIZE, KERNEL = 8, 3
VARIATIONS = {
    "no padding": Conv((1, SIZE), 1, KERNEL),
    "zeros padded": Conv((1, SIZE), 1, KERNEL, padding=1),
    "circular": Conv((1, SIZE), 1, KERNEL, padding=1, padding_mode="circular"),
    "stride 2": Conv((1, SIZE), 1, KERNEL, padding=1, stride=2),
    "dilation 2": Conv((1, SIZE), 1, KERNEL, padding=2, dilation=2),
}
TRANSPOSED = "transposed"


@dataclass(frozen=True)
class Row:
    variation: str = column("Variation")
    outputs: int = column("Outputs")
    connections: int = column("Connections")
    weights: int = column("Weights")


def indices() -> dict[str, Names]:
    """Return the weight index of each variation; that of stride 2 is also transposed."""
    drawn = {name: names(layer, Wiring.CONV) for name, layer in VARIATIONS.items()}
    return {**drawn, TRANSPOSED: drawn["stride 2"].T}


def rows() -> list[Row]:
    return [
        Row(name, len(index), int((index >= 0).sum()), len(np.unique(index[index >= 0])))
        for name, index in indices().items()
    ]


def caption() -> str:
    _, across = indices()[TRANSPOSED].shape
    return (
        f"One kernel of {KERNEL}, varied. Inputs are across: {SIZE}, and {across} in the last. **The "
        "pattern of cells changes, the number of letters does not.** Stride 2 keeps every other row of the "
        "padded matrix; dilation pulls the taps apart; transposing the matrix of stride 2 swaps its inputs "
        "and outputs."
    )


def alt() -> str:
    each = "; ".join(f"{r.variation}: {r.outputs} outputs, {r.connections} connections" for r in rows())
    return f"Six weight matrices of a layer with a kernel of {KERNEL}. {each}. All have {KERNEL} weights."


def draw(figure: Figure) -> None:
    side, step = 13.2, 136.0
    sheet = Sheet(figure, 372)
    looks = identity(VARIATIONS["no padding"])
    for i, (row, (name, index)) in enumerate(zip(rows(), indices().items(), strict=True)):
        left, top = 22 + (i % 3) * step, 38 + (i // 3) * 190
        draw_panel(
            sheet, left, top, side, index, looks, name, f"{row.connections} connections", fontsize=SMALL
        )

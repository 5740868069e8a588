"""How many offsets are there where the kernel moves by more than one cell?"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from draw.canvas import SMALL
from draw.identity import identity, names
from draw.panels import draw_panel
from draw.sheet import Sheet
from sparse_shared import Conv, Wiring
from write.tables import column

SIZE = 4
PANELS = {
    "stride 1": Conv((1, SIZE), 1, 2),
    "stride 2": Conv((1, SIZE), 1, 2, stride=2),
    "stride 5": Conv((1, SIZE), 1, 2, stride=5, padding=((0, 8),)),
}
"""Of the last the stride leaps over the whole input, so that no two outputs share an offset."""


@dataclass(frozen=True)
class Row:
    layer: str = column("Layer")
    outputs: int = column("Outputs")
    offsets: int = column("Offsets")


def rows() -> list[Row]:
    return [Row(name, layer.axes[0].outputs, layer.axes[0].offsets) for name, layer in PANELS.items()]


def sum_of(layer: Conv) -> str:
    """Write an axis's offsets as those of output 0 and what each further output adds."""
    (axis,) = layer.axes
    new = min(axis.stride, axis.size)
    return f"{axis.size} + {axis.outputs - 1} × {new} = {axis.offsets}"


def caption() -> str:
    return (
        f"Shared only, {SIZE} inputs. The first output has {SIZE} offsets, a letter for each. **Every "
        "further output brings as many new letters as the stride is long**, and all of its own once the "
        "stride leaps over the whole input. The letters of the kernel are vivid."
    )


def alt() -> str:
    each = "; ".join(f"{r.layer}: {r.outputs} outputs, {r.offsets} offsets" for r in rows())
    return f"Three matrices of layers that share and are not sparse, a letter for each offset. {each}."


def draw(figure: Figure) -> None:
    side = 24.0
    sheet = Sheet(figure, 140)
    for i, (name, layer) in enumerate(PANELS.items()):
        index = names(layer, Wiring.SHARED)
        left = 22 + i * 132
        draw_panel(sheet, left, 38, side, index, identity(layer), name, sum_of(layer), fontsize=SMALL)

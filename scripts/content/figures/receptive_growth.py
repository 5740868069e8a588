"""How far does one output of the last layer see, through a stack of layers?

Three convolutions with a kernel of 3, without and with pooling between them; followed along the lines.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from draw.sheet import Sheet
from sparse_shared import Conv, connectivity_mask
from write.tables import column

KERNEL, POOL = 3, 2


@dataclass(frozen=True)
class Step:
    """A layer of a stack: its name, its kernel and its stride. Pooling connects as a convolution does."""

    name: str
    kernel: int
    stride: int = 1


CONV_STEP, POOL_STEP = Step("convolution", KERNEL), Step("pooling", POOL, POOL)
STACKS = {
    "three convolutions": (CONV_STEP, CONV_STEP, CONV_STEP),
    "with pooling between them": (CONV_STEP, POOL_STEP, CONV_STEP, POOL_STEP, CONV_STEP),
}


@dataclass(frozen=True)
class Row:
    stack: str = column("Stack")
    layer: str = column("Layer")
    kernel: int = column("Kernel")
    stride: int = column("Stride")
    seen: int = column("Inputs that one of its outputs depends on")


def masks(steps: tuple[Step, ...]) -> list[NDArray[np.bool_]]:
    """Return the connectivity of each layer, of as few units as one output of the last needs."""
    sizes = [1]
    for step in reversed(steps):
        sizes.insert(0, (sizes[0] - 1) * step.stride + step.kernel)
    return [
        connectivity_mask(Conv((1, size), 1, step.kernel, stride=step.stride))
        for size, step in zip(sizes, steps, strict=False)
    ]


def seen(steps: tuple[Step, ...]) -> list[int]:
    """Return on how many inputs the first output of each layer depends, by following the connections."""
    reach = np.eye(masks(steps)[0].shape[1], dtype=bool)
    result = []
    for mask in masks(steps):
        reach = (mask.astype(int) @ reach.astype(int)) > 0
        result.append(int(reach[0].sum()))
    return result


def rows() -> list[Row]:
    return [
        Row(stack, f"{i + 1}: {step.name}", step.kernel, step.stride, inputs)
        for stack, steps in STACKS.items()
        for i, (step, inputs) in enumerate(zip(steps, seen(steps), strict=True))
    ]


def caption() -> str:
    plain, pooled = (seen(steps) for steps in STACKS.values())
    return (
        f"**Sparse layers, stacked, see far**: one output of the third convolution depends on {plain[-1]} "
        f"inputs, though each layer has a kernel of {KERNEL}; with pooling by {POOL} between them on "
        f"{pooled[-1]}. Each convolution adds {KERNEL - 1} steps of its own input, each pooling "
        f"{POOL - 1}, and after a pooling steps are twice as long."
    )


def alt() -> str:
    parts = "; ".join(
        f"{stack}: {', then '.join(f'{step.name} {n}' for step, n in zip(steps, seen(steps), strict=True))}"
        for stack, steps in STACKS.items()
    )
    return (
        f"Layers of units as rows of circles, inputs at the bottom, and the lines by which one unit at the "
        f"top depends on those below. Inputs that one unit of each layer depends on: {parts}."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 506)
    top = 14.0
    for stack, steps in STACKS.items():
        layers = masks(steps)
        widths = [mask.shape[1] for mask in layers] + [1]
        pitch, rise, left = 15.6, 42.0, 116.0
        sheet.title(0, top, f"{stack}: sees {seen(steps)[-1]} inputs")
        base = top + 26 + rise * len(layers)
        middle = left + (sheet.width - left) / 2
        places = [_places(steps, level, widths[0], middle, pitch) for level in range(len(widths))]
        for level, mask in enumerate(layers):
            for o, i in np.argwhere(mask):
                low, high = base - level * rise, base - (level + 1) * rise
                sheet.line((places[level][i], low), (places[level + 1][o], high), color="own", width=1.3)
        for level, xs in enumerate(places):
            y = base - level * rise
            for x in xs:
                fill = "ink" if level in (0, len(layers)) else "paper"
                sheet.circle(x, y, 4.6, facecolor=fill, edgecolor="ink", linewidth=1.1, zorder=4)
            name = "inputs" if level == 0 else steps[level - 1].name
            sheet.note(0, y + 4, name)
            sheet.note(left - 14, y + 4, str(len(xs)), ha="right", color="ink")
        top = base + 54


def _places(steps: tuple[Step, ...], level: int, inputs: int, middle: float, pitch: float) -> list[float]:
    """Return where the units of a level stand: each over the middle of what it depends on."""
    xs = [middle + (i - (inputs - 1) / 2) * pitch for i in range(inputs)]
    for mask in masks(steps)[:level]:
        xs = [float(np.mean([xs[i] for i in np.flatnonzero(row)])) for row in mask]
    return xs

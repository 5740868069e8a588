"""What do groups, depthwise and depthwise separable convolutions disconnect?

Between channels, a layer is a small dense matrix. Its cells are kernels here, each of as many weights as it
has squares.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from draw.matrix import Grid
from draw.panels import FOOT, HEAD
from draw.sheet import Sheet
from sparse_shared import Conv, connectivity_mask, count
from write.tables import column

CHANNELS, KERNEL = 8, 3


@dataclass(frozen=True)
class Panel:
    """A table of channels: *groups* of them, and the size of the kernel in each cell."""

    title: str
    groups: int
    kernel: int

    @property
    def layer(self) -> Conv:
        return Conv((CHANNELS, 16, 16), CHANNELS, self.kernel, padding="same", groups=self.groups, bias=False)

    @property
    def pairs(self) -> NDArray[np.bool_]:
        """Which (output channel, input channel) have a kernel."""
        return connectivity_mask(Conv((CHANNELS, 1), CHANNELS, 1, groups=self.groups))


PANELS = (
    Panel("every channel", 1, KERNEL),
    Panel("2 groups", 2, KERNEL),
    Panel("4 groups", 4, KERNEL),
    Panel("depthwise", CHANNELS, KERNEL),
    Panel("1×1", 1, 1),
)
FULL, *_, DEPTHWISE, POINTWISE = PANELS
SEPARABLE = count(DEPTHWISE.layer).weights + count(POINTWISE.layer).weights


@dataclass(frozen=True)
class Row:
    wiring: str = column("Wiring of the channels")
    kernels: int = column("Kernels")
    weights_each: int = column("Weights in each")
    weights: int = column("Weights")


def rows() -> list[Row]:
    return [Row(p.title, p.layer.channel_pairs, p.kernel**2, count(p.layer).weights) for p in PANELS]


def caption() -> str:
    return (
        f"{CHANNELS} input channels across, {CHANNELS} output ones down; **each cell is a whole kernel**, "
        f"with a square for each of its weights. Groups take kernels away: sparsity over channels, with all "
        f"the sharing left as it was. A depthwise separable layer gives each channel its own kernel and then "
        f"mixes channels pixel by pixel: {SEPARABLE} weights for {count(FULL.layer).weights}."
    )


def alt() -> str:
    each = "; ".join(
        f"{r.wiring}: {r.kernels} kernels of {r.weights_each}, {r.weights} weights" for r in rows()
    )
    return f"Tables of {CHANNELS} by {CHANNELS} channels with a small kernel in each connected cell. {each}."


def draw(figure: Figure) -> None:
    side, step = 13.2, 136.0
    sheet = Sheet(figure, 366)
    for i, (panel, row) in enumerate(zip(PANELS, rows(), strict=True)):
        grid = Grid(sheet, 22 + (i % 3) * step, 38 + (i // 3) * 190, side, CHANNELS, CHANNELS)
        sheet.title(grid.x, grid.y - HEAD, f"+ {panel.title}" if panel is POINTWISE else panel.title)
        _draw_kernels(grid, panel)
        below = f"{row.kernels} × {row.weights_each} = {row.weights}"
        sheet.text(grid.x, grid.bottom + FOOT, below)
    middle = grid.y + CHANNELS * side / 2
    sheet.text(grid.right + 16, middle - 34, f"= {SEPARABLE} weights", fontweight="bold")
    sheet.note(
        grid.right + 16,
        middle - 14,
        f"depthwise separable,\nagainst {count(FULL.layer).weights} with\na {KERNEL}×{KERNEL} kernel\nfor "
        "every pair",
    )


def _draw_kernels(grid: Grid, panel: Panel) -> None:
    """Draw a kernel in each cell that has one: a square for each of its weights."""
    grid.sheet.box(grid.x, grid.y, grid.right - grid.x, grid.bottom - grid.y)
    grid.name_inputs()
    grid.name_outputs()
    tap = (grid.side - 2) / KERNEL
    start = (1 - panel.kernel * tap / grid.side) / 2
    corners = [
        grid.corner(row + start + down * tap / grid.side, col + start + across * tap / grid.side)
        for row, col in np.argwhere(panel.pairs)
        for down in range(panel.kernel)
        for across in range(panel.kernel)
    ]
    grid.sheet.squares(corners, tap - 0.7, "own", facecolor="own")

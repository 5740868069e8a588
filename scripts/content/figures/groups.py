"""What do groups, depthwise and depthwise separable convolutions disconnect?

Between channels, a layer is a small dense matrix. Its cells are kernels here, numbered by the package as
the weights of a 1×1 convolution on one pixel are.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from draw.matrix import Index, draw_index
from draw.panels import Panels
from sparse_shared import Conv, count, weight_index
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
    def index(self) -> Index:
        """The kernels, numbered: (output channels, input channels)."""
        return weight_index(Conv((CHANNELS, 1), CHANNELS, 1, groups=self.groups, bias=False))


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
        f"{CHANNELS} input channels across, {CHANNELS} output ones down; **each cell is a whole kernel**. "
        f"Groups take kernels away: sparsity over channels, with all the sharing left as it was. A depthwise "
        f"separable layer gives each channel its own kernel and then mixes channels pixel by pixel: "
        f"{SEPARABLE} weights for {count(FULL.layer).weights}."
    )


def alt() -> str:
    each = "; ".join(
        f"{r.wiring}: {r.kernels} kernels of {r.weights_each}, {r.weights} weights" for r in rows()
    )
    return f"Tables of {CHANNELS} by {CHANNELS} channels with the connected cells coloured. {each}."


def draw(figure: Figure) -> None:
    panels = Panels(figure, width=5.6, height=4.95, side=0.213)
    size = CHANNELS * panels.side
    columns = [0.01 + i * (size + 0.235) for i in range(3)]
    tops = (0.3, 0.3 + size + 0.85)
    for i, (panel, row) in enumerate(zip(PANELS, rows(), strict=True)):
        below = f"{row.kernels} × {row.weights_each} = {row.weights}" + (" weights" if i in (0, 3) else "")
        ax = panels.add(columns[i % 3], tops[i // 3], panel.index.shape, panel.title, below)
        draw_index(ax, panel.index, numbers=True)
    middle = tops[1] + size / 2
    panels.write((columns[0] + size + columns[1]) / 2, middle, "+", ha="center", va="center", fontsize=16)
    panels.write(columns[2], middle - 0.5, f"= {SEPARABLE} weights", fontweight="bold")
    panels.write(
        columns[2],
        middle - 0.22,
        f"depthwise separable,\nagainst {count(FULL.layer).weights} with a\n{KERNEL}×{KERNEL} kernel for\n"
        "every pair",
    )

"""What do groups, depthwise and depthwise separable convolutions disconnect?

Between channels, a layer is a small dense matrix. Its cells are kernels here, numbered by the package as
the weights of a 1×1 convolution on one pixel are.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from sparse_shared import Conv, count, weight_index
from style.matrix import Index, draw_index
from style.tabulate import column

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
    width, height, side, gap = 5.6, 4.95, 0.213, 0.235
    figure.set_size_inches(width, height)
    for i, (panel, row) in enumerate(zip(PANELS, rows(), strict=True)):
        left = 0.01 + (i % 3) * (CHANNELS * side + gap)
        top = 0.3 + (i // 3) * (CHANNELS * side + 0.85)
        size = CHANNELS * side
        ax = figure.add_axes((left / width, 1 - (top + size) / height, size / width, size / height))
        draw_index(ax, panel.index, numbers=True)
        figure.text(left / width, 1 - (top - 0.07) / height, panel.title, fontweight="bold")
        figure.text(
            left / width,
            1 - (top + size + 0.07) / height,
            f"{row.kernels} × {row.weights_each} = {row.weights}" + (" weights" if i in (0, 3) else ""),
            va="top",
        )
    plus = 0.01 + CHANNELS * side + gap / 2
    middle = 0.3 + CHANNELS * side * 1.5 + 0.85
    figure.text(plus / width, 1 - middle / height, "+", ha="center", va="center", fontsize=16)
    right = 0.01 + 2 * (CHANNELS * side + gap)
    figure.text(
        right / width,
        1 - (middle - 0.5) / height,
        f"= {SEPARABLE} weights",
        fontweight="bold",
        va="top",
    )
    figure.text(
        right / width,
        1 - (middle - 0.22) / height,
        f"depthwise separable,\nagainst {count(FULL.layer).weights} with a\n{KERNEL}×{KERNEL} kernel for\n"
        "every pair",
        va="top",
        linespacing=1.35,
    )

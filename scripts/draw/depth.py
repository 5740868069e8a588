"""Draw a network by depth: what divides the weights of each layer, and where its parameters are.

The stack of factors is on a log scale, so that heights add up where factors multiply. It is the road on
which sharing comes first: what stands on the sharing is what sparsity saves with sharing on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log10

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from draw.canvas import SMALL
from draw.sheet import Sheet
from write.numbers import decimal, integer

STEPS = {"sharing": "accent", "sparsity over space": "ink", "sparsity over channels": "own"}
"""What stands for each factor, from the ground up."""


@dataclass(frozen=True)
class Depth:
    """What a network's layers are divided by, in their order: a factor a step, and their parameters."""

    title: str
    factors: Sequence[tuple[Fraction, Fraction, Fraction]]
    parameters: Sequence[int]


ROW, HEAD, FOOT = 236, 62, 40
"""How high a network's two panels are together, and what stands above and below all of them, in pixels."""


def draw_depths(figure: Figure, depths: Sequence[Depth]) -> None:
    """Draw networks under each other, on one scale of factors."""
    height = HEAD + ROW * len(depths)
    sheet = Sheet(figure, height)
    axes = figure.subplots(2 * len(depths), 1, height_ratios=[2.1, 1] * len(depths), squeeze=False)[:, 0]
    figure.subplots_adjust(left=0.145, right=0.99, top=1 - HEAD / height, bottom=FOOT / height, hspace=0.44)
    highest = max(sum(map(_log, factors)) for depth in depths for factors in depth.factors)
    for depth, stack, bars in zip(depths, axes[::2], axes[1::2], strict=True):
        _draw_stack(stack, depth, highest)
        _draw_parameters(bars, depth)
    sheet.note(58, height - 12, "layers, from the image to the answer")
    _write_key(sheet)


def _log(factor: Fraction) -> float:
    return log10(factor.numerator) - log10(factor.denominator)


def _draw_stack(ax: Axes, depth: Depth, highest: float) -> None:
    edges = range(len(depth.factors) + 1)
    ground = [0.0] * len(depth.factors)
    for step, colour in enumerate(STEPS.values()):
        top = [base + _log(factors[step]) for base, factors in zip(ground, depth.factors, strict=True)]
        ax.stairs(top, edges, baseline=ground, fill=True, color=colour, linewidth=0)
        ground = top
    ax.set(xlim=(0, len(depth.factors)), ylim=(0, highest * 1.04))
    marks = range(0, int(highest) + 1, 2)
    ax.set_yticks(marks, [f"{_power(mark)}×" for mark in marks])
    _strip(ax)
    ax.set_title(f"{depth.title}, {len(depth.factors)} layers", loc="left", fontweight="bold", pad=5)
    _label(ax, "weights divided by")


def _power(exponent: int) -> str:
    return f"$10^{{{exponent}}}$" if exponent > 3 else integer(10**exponent)


def _draw_parameters(ax: Axes, depth: Depth) -> None:
    ax.stairs(depth.parameters, range(len(depth.parameters) + 1), fill=True, color="muted", linewidth=0)
    most = max(depth.parameters)
    ax.set(xlim=(0, len(depth.parameters)), ylim=(0, most * 1.04))
    ax.set_yticks([0, most], ["0", _short(most)])
    _strip(ax)
    _label(ax, "parameters")


def _short(value: int) -> str:
    for unit, name in ((10**6, " M"), (10**3, " k")):
        if value >= unit:
            return f"{decimal(Fraction(value, unit), 1)}{name}"
    return integer(value)


def _label(ax: Axes, words: str) -> None:
    """Say above the right end of a panel what its heights are."""
    ax.text(1, 1.03, words, transform=ax.transAxes, color="muted", fontsize=SMALL, ha="right", va="bottom")


def _strip(ax: Axes) -> None:
    ax.set_xticks([])
    ax.tick_params(axis="y", length=0, labelsize=SMALL)
    ax.spines["left"].set_visible(False)
    ax.yaxis.grid(True, linewidth=0.8)
    ax.set_axisbelow(True)


def _write_key(sheet: Sheet) -> None:
    """Say above all panels what each colour stands for."""
    for (name, colour), x in zip(STEPS.items(), (0, 82, 230), strict=True):
        sheet.box(x, 6, 12, 12, facecolor=colour, edgecolor="none")
        sheet.text(x + 18, 17, name, fontsize=SMALL)

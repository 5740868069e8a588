"""Draw a network by depth: by what its weights are divided, where parameters and work are, what is seen.

The stack of factors is on a log scale, so that heights add up where factors multiply. It is the road on
which sharing comes first: what stands on the sharing is what sparsity saves with sharing on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log10
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import StepPatch

from draw.canvas import SMALL
from draw.sheet import Sheet
from write.numbers import decimal, integer

STEPS = {"sharing": "accent", "sparsity over space": "ink", "sparsity over channels": "own"}
"""What stands for each factor, from the ground up."""


@dataclass(frozen=True)
class Depth:
    """A network's layers in their order: by what each step divides their weights, and what they amount to."""

    title: str
    factors: Sequence[tuple[Fraction, Fraction, Fraction]]
    parameters: Sequence[int]
    multiply_adds: Sequence[int]
    seen: Sequence[int]
    """How many pixels a side a unit of each layer sees."""
    side: int
    """How many pixels a side there are."""


PANELS = (0, 120), (144, 64), (232, 40)
"""Where a network's panels begin and how high they are: its factors, parameters and work, what is seen."""
ROW, HEAD = 312, 62
"""From one network to the next, and what stands above all of them, in pixels."""
LEFT, RIGHT = 58, 396


def draw_depths(figure: Figure, depths: Sequence[Depth]) -> None:
    """Draw networks under each other, on one scale of factors."""
    height = HEAD + ROW * len(depths)
    sheet = Sheet(figure, height)
    highest = max(sum(map(_log, factors)) for depth in depths for factors in depth.factors)
    for i, depth in enumerate(depths):
        stack, bars, fields = (
            sheet.axes(LEFT, HEAD + ROW * i + top, RIGHT - LEFT, high) for top, high in PANELS
        )
        _draw_stack(stack, depth, highest)
        _draw_parameters_and_work(bars, depth)
        _draw_fields(fields, depth)
    sheet.note(LEFT, height - 12, "layers, from the image to the answer")
    _write_key(sheet, depths)


def _log(factor: Fraction) -> float:
    return log10(factor.numerator) - log10(factor.denominator)


def _draw_stack(ax: Axes, depth: Depth, highest: float) -> None:
    ground = [0.0] * len(depth.factors)
    for step, colour in enumerate(STEPS.values()):
        top = [base + _log(factors[step]) for base, factors in zip(ground, depth.factors, strict=True)]
        _draw_steps(ax, top, ground, fill=True, color=colour, linewidth=0)
        ground = top
    ax.set(xlim=(0, len(depth.factors)), ylim=(0, highest * 1.04))
    marks = range(0, int(highest) + 1, 2)
    ax.set_yticks(marks, [f"{_power(mark)}×" for mark in marks])
    _strip(ax)
    ax.set_title(f"{depth.title}, {len(depth.factors)} layers", loc="left", fontweight="bold", pad=5)
    _label(ax, "divided by")


def _power(exponent: int) -> str:
    return f"$10^{{{exponent}}}$" if exponent > 3 else integer(10**exponent)


def _draw_parameters_and_work(ax: Axes, depth: Depth) -> None:
    """Draw parameters upwards and multiply-adds downwards, each as high as its largest."""
    parameters, work = max(depth.parameters), max(depth.multiply_adds)
    grey = {"fill": True, "color": "muted", "linewidth": 0}
    _draw_steps(ax, [n / parameters for n in depth.parameters], 0, **grey)
    _draw_steps(ax, [-n / work for n in depth.multiply_adds], 0, **grey)
    ax.set(xlim=(0, len(depth.parameters)), ylim=(-1.04, 1.04))
    ax.set_yticks([-1, 0, 1], [_short(work), "0", _short(parameters)])
    _strip(ax)
    ax.spines["bottom"].set_visible(False)
    _label(ax, "parameters up, multiply-adds down")


def _draw_fields(ax: Axes, depth: Depth) -> None:
    _draw_steps(ax, depth.seen, None, fill=False, color="muted", linewidth=1.6)
    ax.set(xlim=(0, len(depth.seen)), ylim=(0, depth.side * 1.08))
    ax.set_yticks([0, depth.side], ["0", integer(depth.side)])
    _strip(ax)
    _label(ax, "pixels a side that a unit sees")


def _draw_steps(
    ax: Axes, tops: Sequence[float], ground: Sequence[float] | float | None, **style: Any
) -> None:
    """Draw a step a layer, from the *ground* up; with none, only its line."""
    steps = StepPatch(tops, range(len(tops) + 1), baseline=ground, **style)
    ax.add_artist(steps)  # `stairs` would also look whether they lie within the axes


def _short(value: int) -> str:
    for unit, name in ((10**9, " G"), (10**6, " M"), (10**3, " k")):
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


def _write_key(sheet: Sheet, depths: Sequence[Depth]) -> None:
    """Say above all panels what each colour that is there stands for."""
    for i, ((name, colour), x) in enumerate(zip(STEPS.items(), (0, 82, 230), strict=True)):
        if all(factors[i] == 1 for depth in depths for factors in depth.factors):
            continue
        sheet.box(x, 6, 12, 12, facecolor=colour, edgecolor="none")
        sheet.text(x + 18, 17, name, fontsize=SMALL)

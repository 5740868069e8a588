"""Marks that several figures use."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

Point = tuple[float, float]


def arrow(figure: Figure, start: Point, end: Point, label: str = "", color: str = "ink") -> None:
    """Draw an arrow in figure coordinates; its label stands above it, or left of an upright one."""
    figure.add_artist(
        FancyArrowPatch(
            start,
            end,
            transform=figure.transFigure,
            arrowstyle="-|>",
            mutation_scale=11,
            color=color,
            linewidth=1.3,
            shrinkA=0,
            shrinkB=0,
        )
    )
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    upright = abs(end[1] - start[1]) > abs(end[0] - start[0])
    place = {"ha": "right", "va": "center"} if upright else {"ha": "center", "va": "bottom"}
    figure.text(x - 0.015 * upright, y + 0.015 * (not upright), label, color=color, **place)

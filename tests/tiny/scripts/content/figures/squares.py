"""How fast does an area grow?"""

from __future__ import annotations

from truth import SIDES, area


def caption():
    return f"The largest has {area(SIDES[-1])}."


def alt():
    return "A line that bends upwards."


def draw(figure):
    figure.set_size_inches(2, 1)
    figure.subplots().plot([area(side) for side in SIDES], color="accent")

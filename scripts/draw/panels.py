"""Set titled matrices side by side, in inches from the top left corner of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

GAP = 0.08
"""Between a matrix and the words above and below it, in inches."""


@dataclass(frozen=True)
class Panels:
    """A figure of *width* × *height* inches whose matrices have cells of *side* inches."""

    figure: Figure
    width: float
    height: float
    side: float

    def __post_init__(self) -> None:
        self.figure.set_size_inches(self.width, self.height)

    def write(self, left: float, top: float, words: str, **style: Any) -> None:
        """Write *words* with their top left corner there, unless *style* says otherwise."""
        style = {"va": "top", "linespacing": 1.35} | style
        self.figure.text(left / self.width, 1 - top / self.height, words, **style)

    def add(
        self, left: float, top: float, shape: tuple[int, int], title: str, below: str, **style: Any
    ) -> Axes:
        """Return axes for a matrix of *shape* cells, its title above it and *below* what it comes to."""
        tall, wide = (cells * self.side for cells in shape)
        self.write(left, top - GAP, title, fontweight="bold", va="baseline")
        self.write(left, top + tall + GAP, below, **style)
        return self.figure.add_axes(
            (
                left / self.width,
                1 - (top + tall) / self.height,
                wide / self.width,
                tall / self.height,
            )
        )

"""A sheet of paper to draw on, measured in CSS pixels from its top left corner."""

from __future__ import annotations

from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyArrowPatch, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator
from matplotlib.transforms import Affine2D

from draw.canvas import SMALL, TEXT, TITLE
from write.numbers import short

WIDTH = 400.0
"""How wide a figure is: little more than a phone's column, so that its text stays readable there."""

Point = tuple[float, float]
_DPI = 96
_ON_TOP = 9
"""Charts lie on the sheet, over what is drawn on it."""


class Sheet:
    """A figure of *width* × *height* pixels, and what is put where on it."""

    def __init__(self, figure: Figure, height: float, width: float = WIDTH) -> None:
        figure.set_size_inches(width / _DPI, height / _DPI)
        self.figure, self.width, self.height = figure, width, height
        self._pixels = Affine2D().scale(1 / width, -1 / height).translate(0, 1) + figure.transFigure

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """Return axes for a chart, their top left corner there."""
        return self.figure.add_axes(
            (x / self.width, 1 - (y + height) / self.height, width / self.width, height / self.height),
            zorder=_ON_TOP,
        )

    def text(self, x: float, y: float, words: str, **style: Any) -> None:
        """Write *words* whose first line stands on *y*."""
        leading = 1.3 * style.get("fontsize", TEXT) * _DPI / 72
        for i, line in enumerate(words.splitlines()):
            y_line = y + i * leading
            self.figure.text(x, y_line, line, **{"va": "baseline", "transform": self._pixels} | style)

    def note(self, x: float, y: float, words: str, **style: Any) -> None:
        """Write small *words* in a muted colour."""
        self.text(x, y, words, **{"color": "muted", "fontsize": SMALL} | style)

    def title(self, x: float, y: float, words: str, **style: Any) -> None:
        """Write a title."""
        self.text(x, y, words, **{"fontweight": "bold", "fontsize": TITLE} | style)

    def line(self, *points: Point, color: str = "rule", width: float = 1, **style: Any) -> None:
        """Draw a line through *points*."""
        xs, ys = zip(*points, strict=True)
        self._put(Line2D(xs, ys, color=color, linewidth=width * 0.75, **style))

    def box(self, x: float, y: float, width: float, height: float, **style: Any) -> None:
        """Draw a rectangle."""
        style = {"facecolor": "none", "edgecolor": "rule", "linewidth": 0.75} | style
        self._put(Rectangle((x, y), width, height, **style))

    def circle(self, x: float, y: float, radius: float, **style: Any) -> None:
        """Draw a circle."""
        self._put(Circle((x, y), radius, **style))

    def squares(self, corners: list[Point], side: float, name: str = "", **style: Any) -> None:
        """Draw squares as one path, which an SVG calls by *name*."""
        path = Path.make_compound_path(*(_square(x, y, side) for x, y in corners))
        self._put(PathPatch(path, **{"linewidth": 0} | style, gid=name or None))

    def arrow(self, start: Point, end: Point, color: str = "accent", width: float = 1.6) -> None:
        """Draw an arrow."""
        head = FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>,head_length=4,head_width=2.4",
            color=color,
            linewidth=width * 0.75,
            shrinkA=0,
            shrinkB=0,
            mutation_scale=1,
            joinstyle="miter",
            capstyle="butt",
        )
        self._put(head)

    def _put(self, shape: Artist) -> None:
        shape.set_transform(self._pixels)
        self.figure.add_artist(shape)


def plain(ax: Axes) -> None:
    """Leave of a chart's furniture hairlines to read values by, and words for the powers of ten."""
    for axis in (ax.xaxis, ax.yaxis):
        if axis.get_scale() == "log" and not isinstance(axis.get_major_locator(), FixedLocator):
            axis.set_major_formatter(FuncFormatter(lambda value, _: short(value)))
        axis.set_minor_locator(NullLocator())
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="both", length=0)
    ax.yaxis.grid(True, linewidth=0.75)
    ax.set_axisbelow(True)


def _square(x: float, y: float, side: float) -> Path:
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    return Path(corners, closed=True)

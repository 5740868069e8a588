"""Draw a layer's weight matrix: a filled cell is a connection, grey its own weight, a letter a shared one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from draw.canvas import SMALL, TEXT
from draw.identity import OWN, Identity, Names
from draw.sheet import Point, Sheet

Labels = tuple[Sequence[str], Sequence[str]]
"""The names of the inputs and of the outputs."""

_X_HEIGHT, _ASCENDER = 0.496, 0.668
"""Of our face, in ems: letters stand on one line, and in the middle of their cells on average."""


@dataclass(frozen=True)
class Grid:
    """Where the cells of a matrix are: its top left corner, its cells' side, its shape."""

    sheet: Sheet
    x: float
    y: float
    side: float
    rows: int
    columns: int

    @property
    def right(self) -> float:
        return self.x + self.columns * self.side

    @property
    def bottom(self) -> float:
        return self.y + self.rows * self.side

    def corner(self, row: float, column: float) -> Point:
        """Return the top left corner of a cell."""
        return self.x + column * self.side, self.y + row * self.side

    def centre(self, row: float, column: float) -> Point:
        """Return the middle of a cell."""
        return self.corner(row + 0.5, column + 0.5)

    def write(self, row: float, column: float, words: str, **style: Any) -> None:
        """Write a letter or a number in the middle of a cell."""
        x, y = self.centre(row, column)
        self.sheet.text(x, y + middle(style.get("fontsize", TEXT)), words, **{"ha": "center"} | style)

    def name_inputs(self, labels: Sequence[str] = (), **style: Any) -> None:
        """Write the inputs' names above their columns: x1, x2, …, or other *labels*.

        Where they would touch, the first and the last one are written.
        """
        labels = labels or [f"x{i + 1}" for i in range(self.columns)]
        crowded = max(map(len, labels)) * SMALL * 0.7 + 2 > self.side
        for i, label in enumerate(labels):
            if crowded and 0 < i < self.columns - 1:
                continue
            x, _ = self.centre(0, i)
            self.sheet.note(x, self.y - 5, label, **{"ha": "center"} | style)

    def name_outputs(self, labels: Sequence[str] = (), x: float | None = None, **style: Any) -> None:
        """Write the outputs' names left of their rows: y1, y2, …, or other *labels*; as for inputs."""
        labels = labels or [f"y{i + 1}" for i in range(self.rows)]
        for i, label in enumerate(labels):
            if self.side < SMALL * 1.25 and 0 < i < self.rows - 1:
                continue
            _, y = self.centre(i, 0)
            at = self.x - 6 if x is None else x
            self.sheet.note(at, y + middle(SMALL), label, **{"ha": "right"} | style)

    def part_columns(self, columns: Iterable[int]) -> None:
        """Draw a dark line before each of some *columns*."""
        for column in columns:
            x, _ = self.corner(0, column)
            self.sheet.line((x, self.y), (x, self.bottom), color="ink", width=1.6, zorder=3)

    def outline(self, row: int, first: int = 0, last: int | None = None, **style: Any) -> None:
        """Draw a line round cells of a row."""
        x, y = self.corner(row, first)
        width = ((self.columns if last is None else last) - first) * self.side
        self.sheet.box(x, y, width, self.side, **{"edgecolor": "ink", "linewidth": 1.2, "zorder": 5} | style)


def middle(size: float) -> float:
    """Return how far below the middle of a cell letters of *size* points stand, in pixels."""
    return size * 96 / 72 * (_X_HEIGHT + _ASCENDER) / 4


def draw_matrix(
    sheet: Sheet,
    x: float,
    y: float,
    side: float,
    names: Names,
    identity: Identity,
    *,
    labels: bool | Labels = True,
    frame: bool = True,
    fontsize: float = TEXT,
) -> Grid:
    """Draw *names* as cells of *side* pixels, and return where they are.

    With *labels*, inputs and outputs are named along its edges, by x1, y1, … or as given; cells too small for
    letters have none.
    """
    grid = Grid(sheet, x, y, side, *names.shape)
    if frame:
        sheet.box(x, y, grid.right - x, grid.bottom - y)
    gap = min(0.6, side / 20)
    for name in np.unique(names[(names >= 0) | (names == OWN)]):
        look = identity.look(int(name))
        cells = np.argwhere(names == name)
        corners = [grid.corner(row + gap / side, column + gap / side) for row, column in cells]
        sheet.squares(corners, side - 2 * gap, look.name, facecolor=look.fill)
        if look.letter and side >= fontsize * 1.3:
            for row, column in cells:
                grid.write(row, column, look.letter, color=look.ink, fontsize=fontsize)
    if labels:
        inputs, outputs = labels if isinstance(labels, tuple) else ((), ())
        grid.name_inputs(inputs)
        grid.name_outputs(outputs)
    return grid

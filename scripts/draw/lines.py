"""Draw a layer as its neurons and the lines between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from draw.canvas import SMALL
from draw.identity import ABSENT, Identity, Names
from draw.matrix import middle
from draw.sheet import Point, Sheet

RADIUS = 5.0
LETTERS_AT = 0.25
"""How far along a line its letter stands, from the input."""


@dataclass(frozen=True)
class Neurons:
    """Where a layer's inputs and outputs are drawn: two rows of circles."""

    sheet: Sheet
    inputs: Sequence[Point]
    outputs: Sequence[Point]

    def draw(self, *, lit: Iterable[int] = (), color: str = "ink") -> None:
        """Draw the neurons with their names, the outputs *lit* as filled circles and the others pale."""
        for i, (x, y) in enumerate(self.inputs):
            self._circle(x, y, "paper", "ink")
            self.sheet.note(x, y - RADIUS - 5, f"x{i + 1}", ha="center")
        chosen = set(lit)
        for o, (x, y) in enumerate(self.outputs):
            on = o in chosen
            self._circle(x, y, color if on else "paper", color if on else "rule")
            weight = {"fontweight": "bold", "color": color} if on else {}
            self.sheet.note(x, y + RADIUS + 14, f"y{o + 1}", ha="center", **weight)

    def _circle(self, x: float, y: float, fill: str, edge: str) -> None:
        self.sheet.circle(x, y, RADIUS, facecolor=fill, edgecolor=edge, linewidth=1.2, zorder=4)

    def connect(
        self, output: int, names: Names, identity: Identity, *, letters: bool = True, width: float = 3.2
    ) -> None:
        """Draw the lines of one output, each as its weight looks, with its letter on it."""
        x1, y1 = self.outputs[output]
        for i in np.flatnonzero(names != ABSENT).tolist():
            x0, y0 = self.inputs[i]
            look = identity.look(int(names[i]))
            self.sheet.line((x0, y0), (x1, y1), color=look.fill, width=width, gid=look.name, zorder=2)
            if letters and look.letter:
                x, y = x0 + LETTERS_AT * (x1 - x0), y0 + LETTERS_AT * (y1 - y0)
                self.sheet.circle(x, y, 7, facecolor=look.fill, linewidth=0, zorder=3)
                self.sheet.text(
                    x, y + middle(SMALL), look.letter, ha="center", color=look.ink, fontsize=SMALL, zorder=3
                )

"""Draw a small image of numbers with a sign: one colour for each sign, and bare paper for 0."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from draw.palette import WEIGHTS
from draw.sheet import Sheet

POSITIVE, NEGATIVE = WEIGHTS[1], WEIGHTS[5]
"""Blue and orange, which differ for every kind of colour vision."""
_STEPS = 16
"""How many strengths of a colour are told apart: each is one path, so that the file stays small."""


def draw_signed(sheet: Sheet, x: float, y: float, side: float, values: NDArray[Any]) -> None:
    """Draw *values* from -1 to 1, the more opaque the larger, in a frame of *side* pixels."""
    rows, columns = values.shape
    cell = side / rows
    steps = np.rint(_STEPS * values).astype(int)
    for step in np.unique(steps[steps != 0]):
        corners = [(x + column * cell, y + row * cell) for row, column in np.argwhere(steps == step)]
        colour = POSITIVE if step > 0 else NEGATIVE
        sheet.squares(corners, cell, facecolor=colour, alpha=abs(int(step)) / _STEPS)
    sheet.box(x, y, cell * columns, side)

"""Draw a small image of numbers with a sign: one colour for each sign, and bare paper for 0."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from draw.palette import WEIGHTS
from draw.sheet import Sheet

POSITIVE, NEGATIVE = WEIGHTS[1], WEIGHTS[5]
"""Blue and orange, which differ for every kind of colour vision."""
_SHARP = 288
"""An image is enlarged beforehand to about so many pixels a side, lest a viewer blur it."""


def draw_signed(sheet: Sheet, x: float, y: float, side: float, values: NDArray[Any]) -> Axes:
    """Draw *values* from -1 to 1, the more opaque the larger, in a frame of *side* pixels."""
    rows, columns = values.shape
    width = side * columns / rows
    ax = sheet.axes(x, y, width, side)
    ax.imshow(_pixels(values, max(1, _SHARP // rows)), interpolation="none", aspect="auto")
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set(visible=True, color="rule", linewidth=0.75)
    return ax


def _pixels(values: NDArray[Any], times: int) -> NDArray[np.uint8]:
    colours = np.array(
        [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in (NEGATIVE, POSITIVE)], dtype=np.uint8
    )
    opacity = np.rint(255 * np.abs(values)).astype(np.uint8)
    pixels = np.dstack([colours[(values > 0).astype(int)], opacity])
    return pixels.repeat(times, axis=0).repeat(times, axis=1)

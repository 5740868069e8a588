"""Draw the taps of a kernel that lie on padding: hollow cells beside the matrix, where no input is."""

from __future__ import annotations

from collections.abc import Mapping

from draw.canvas import SMALL
from draw.identity import Identity
from draw.matrix import Grid
from sparse_shared.layers import Layer


def on_padding(layer: Layer) -> dict[tuple[int, int], int]:
    """Return the taps on padding of a layer with one axis and one channel: names by (output, place beside).

    >>> from sparse_shared import Conv
    >>> on_padding(Conv((1, 4), 1, 3, padding=1))
    {(0, -1): 0, (3, 4): 2}
    """
    (axis,) = layer.axes
    places = {
        (output, output * axis.stride - axis.before + tap * axis.dilation): tap
        for output in range(axis.outputs)
        for tap in range(axis.kernel_size)
    }
    return {place: tap for place, tap in places.items() if not 0 <= place[1] < axis.size}


def draw_overhang(grid: Grid, outside: Mapping[tuple[int, int], int], identity: Identity) -> None:
    """Draw cells *outside* a matrix, be it drawn or not, where no input is: names by (row, column)."""
    corners = [grid.corner(row + 1.5 / grid.side, column + 1.5 / grid.side) for row, column in outside]
    if corners:
        grid.sheet.squares(
            corners, grid.side - 3, "hollow", facecolor="none", edgecolor="rule", linewidth=0.7
        )
    for (row, column), name in outside.items():
        grid.write(row, column, identity.look(name).letter, color="muted", fontsize=SMALL)

"""How do the weights of the four wirings grow with the image?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from matplotlib.figure import Figure

from content.layers import LAYERS
from content.wirings import HEADINGS, SHORT
from draw.sheet import Sheet, plain
from sparse_shared import Wiring, count
from write.numbers import decimal, integer
from write.tables import column

NG = LAYERS["ng"]
SIDES = tuple(2**i for i in range(5, 11))

NUDGED = {Wiring.SPARSE: 10, Wiring.SHARED: -13}
"""How far a label stands off the end of its line, in points, so as not to touch its neighbour."""


@dataclass(frozen=True)
class Row:
    side: int = column("Image side")
    dense: int = column(HEADINGS[Wiring.DENSE])
    sparse: int = column(HEADINGS[Wiring.SPARSE])
    shared: int = column(HEADINGS[Wiring.SHARED])
    both: int = column(HEADINGS[Wiring.CONV])


def rows() -> list[Row]:
    return [Row(side, *(_weights(side, wiring) for wiring in SHORT)) for side in SIDES]


def _weights(side: int, wiring: Wiring) -> int:
    shape = (NG.layer.in_channels, side, side)
    return count(replace(NG.layer, input_shape=shape, padding="same"), wiring).weights


def slope(wiring: Wiring) -> float:
    """Return the exponent of growth: the slope of the line through all counts, fitted on log scales."""
    counts = [_weights(side, wiring) for side in SIDES]
    return float(np.polyfit(np.log(SIDES), np.log(counts), 1)[0])


def _doubled(wiring: Wiring) -> int:
    """Return about how many times as many weights there are when the side doubles."""
    return round(2 ** slope(wiring))


def caption() -> str:
    first, *_, last = rows()
    return (
        f"Ng’s kernels ({NG.layer.out_channels} of {NG.kernel}, {NG.layer.in_channels} channels in) on "
        f"images of {first.side} to {last.side} pixels a side, padded to the same size; both axes are "
        f"logarithmic. **Double the side: dense has {_doubled(Wiring.DENSE)} times as many weights, sparse "
        f"only about {_doubled(Wiring.SPARSE)}, shared only about {_doubled(Wiring.SHARED)}, both as many as "
        f"before.** A slope is the power of the side that the counts grow with."
    )


def alt() -> str:
    first, *_, last = rows()
    lines = [
        f"{name}: {integer(a)} weights at {first.side} pixels a side, {integer(b)} at {last.side}, "
        f"slope {decimal(slope(wiring), 2)}"
        for (wiring, name), a, b in zip(SHORT.items(), _counts(first), _counts(last), strict=True)
    ]
    return f"Four lines on logarithmic axes. {'; '.join(lines)}."


def _counts(row: Row) -> tuple[int, int, int, int]:
    return row.dense, row.sparse, row.shared, row.both


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 362)
    ax = sheet.axes(46, 30, 262, 276)
    table = rows()
    for (wiring, name), counts in zip(SHORT.items(), zip(*map(_counts, table), strict=True), strict=True):
        style = {"color": "accent" if wiring is Wiring.CONV else "ink"}
        ax.plot(SIDES, counts, "o-", linewidth=2, markersize=4.5, clip_on=False, **style)
        ax.annotate(
            f"{name}\nslope {decimal(slope(wiring), 2)}",
            (SIDES[-1], counts[-1]),
            xytext=(9, NUDGED.get(wiring, 0)),
            textcoords="offset points",
            va="center",
            annotation_clip=False,
            linespacing=1.15,
            **style,
        )
    ax.set(xscale="log", yscale="log", xlim=(SIDES[0], SIDES[-1]), ylim=(100, table[-1].dense))
    ax.set_xticks(SIDES, [str(side) for side in SIDES])
    ax.xaxis.grid(True, linewidth=0.75)
    plain(ax)
    ax.tick_params(axis="both", pad=7)
    sheet.note(0, 14, "weights, log scale")
    sheet.note(46, 354, "image side in pixels, log scale")

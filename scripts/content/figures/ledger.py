"""What does each switch save: weights to store, or multiplications to do?"""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from content.tables.ledger import Row, rows
from draw.canvas import SMALL
from draw.sheet import Sheet, plain
from write.numbers import divisor, integer


def caption() -> str:
    dense, sparse, _, both = rows()
    return (
        f"Ng’s layer: what is stored (dots) and computed (squares), on one log scale. **Sparsity moves both "
        f"to the left; sharing moves the dot and leaves the square where it was**: "
        f"{integer(dense.multiply_adds)} multiply-adds with and without sharing, or "
        f"{integer(sparse.multiply_adds)} where the layer is sparse. So a shared weight is used often: "
        f"{integer(both.reuse.numerator)} times in the convolution, once at each position."
    )


def alt() -> str:
    lines = "; ".join(
        f"{r.wiring}: {integer(r.weights)} weights, {integer(r.multiply_adds)} multiply-adds" for r in rows()
    )
    return f"Weights and multiply-adds of four wirings on a log axis. {lines}."


STORED = {"marker": "o", "color": "ink", "markersize": 6.5, "linestyle": "none"}
COMPUTED = {
    "marker": "s",
    "color": "paper",
    "markeredgecolor": "ink",
    "markeredgewidth": 2,
    "markersize": 12,
    "linestyle": "none",
}


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 392)
    ax = sheet.axes(2, 32, 392, 316)
    for y, r in enumerate(rows()):
        _draw_line(ax, y, r)
    dashes = {"color": "muted", "linewidth": 1.2, "linestyle": (0, (2, 2)), "zorder": 0}
    dense, sparse, shared, both = enumerate(rows())
    for (y0, unshared), (y1, _) in ((dense, shared), (sparse, both)):
        ax.plot([unshared.multiply_adds] * 2, [y0, y1], **dashes)
    words = {"color": "muted", "ha": "right", "va": "center", "fontsize": SMALL, "linespacing": 1.0}
    ax.text(dense[1].multiply_adds / 1.3, 1.36, "sharing saves\nno work", **words)
    ax.set(xscale="log", xlim=(50, 3e7), ylim=(3.55, -0.6), yticks=[])
    plain(ax)
    sheet.note(0, 388, "weights and multiply-adds, log scale")
    ax.plot([], [], label="weights", **STORED)
    ax.plot([], [], label="multiply-adds", **COMPUTED)
    place = {"loc": "lower left", "bbox_to_anchor": (0, 0.99), "borderaxespad": 0, "borderpad": 0}
    ax.legend(ncols=2, columnspacing=1.6, handletextpad=0.4, **place)


def _draw_line(ax: Axes, y: int, r: Row) -> None:
    """Draw what one wiring stores and computes, and the distance between the two: how often it is used."""
    ax.plot([r.weights, r.multiply_adds], [y, y], color="accent", linewidth=2.2, zorder=1)
    ax.plot(r.multiply_adds, y, **COMPUTED)
    ax.plot(r.weights, y, **STORED)
    clear = {"bbox": {"facecolor": "paper", "edgecolor": "none", "pad": 0.5}}
    ax.text(55, y - 0.22, r.wiring.partition(":")[0], fontweight="bold", va="bottom")
    end = r.multiply_adds * (1.3 if r.reuse == 1 else 1 / 1.25)  # clear of the dashed line from above
    ax.text(end, y - 0.22, f"{integer(r.multiply_adds)} multiply-adds", ha="right", va="bottom", **clear)
    weights = f"{integer(r.weights)} weights"
    if r.reuse == 1:
        ax.text(r.multiply_adds / 1.5, y, weights, ha="right", va="center")
        return
    if r.weights > 10_000:  # room on the left of the dot
        ax.text(r.weights / 1.35, y, weights, ha="right", va="center")
    else:
        ax.text(r.weights * 1.3, y + 0.2, weights, ha="right", va="top")
    used = f"each used {divisor(r.reuse)} times" + " on average" * (r.reuse.denominator > 1)
    ax.text(r.multiply_adds * 1.3, y + 0.2, used, ha="right", va="top", color="accent", **clear)

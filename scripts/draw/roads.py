"""Draw the two roads from a dense layer to the convolution, each step as high as its factor.

Heights are on a log scale, so that equal factors are equal drops, whatever they start from. Opposite
edges are parallel where the order of the two steps makes no difference.
"""

from __future__ import annotations

from matplotlib.axes import Axes

from draw.sheet import plain
from sparse_shared import Reduction
from write.numbers import divisor, integer

SPARSITY = {"color": "ink", "linewidth": 2.2}
SHARING = {"color": "accent", "linewidth": 2.2, "linestyle": (0, (4, 1.6))}


def draw_roads(ax: Axes, weights: dict[str, int], saving: Reduction, *, below: float = 8) -> None:
    """Draw the *weights* by their names, and what each step of a *saving* divides by.

    The four come in the order dense, sparse only, shared only, both. The axis begins *below* times under the
    convolution, to leave room for its name.
    """
    dense, sparse, shared, conv = weights.values()
    places = (0, "center", (0, 8)), (-1, "right", (-8, 0)), (1, "left", (8, 0)), (0, "center", (0, -9))
    sparsity, sharing = saving.sparsity, saving.sharing
    edges = [
        ((0, dense), (-1, sparse), SPARSITY, "sparsity", sparsity.alone),
        ((-1, sparse), (0, conv), SHARING, "sharing", sharing.after_sparsity),
        ((0, dense), (1, shared), SHARING, "sharing", sharing.alone),
        ((1, shared), (0, conv), SPARSITY, "sparsity", sparsity.after_sharing),
    ]
    for (x0, y0), (x1, y1), style, step, by in edges:
        ax.plot([x0, x1], [y0, y1], zorder=1, **style)
        ax.text(
            (x0 + x1) / 2,
            (y0 * y1) ** 0.5,
            f"{step}\n÷ {divisor(by)}",
            ha="center",
            va="center",
            color=style["color"],
            linespacing=1.0,
            bbox={"facecolor": "paper", "edgecolor": "none", "pad": 1.5},
        )
    for (name, corner), (x, side, offset) in zip(weights.items(), places, strict=True):
        ax.plot(x, corner, "o", color="ink", markersize=7, zorder=2)
        upright = {"center": "bottom" if offset[1] > 0 else "top"}.get(side, "center")
        ax.annotate(
            f"{name}\n{integer(corner)}",
            (x, corner),
            xytext=offset,
            textcoords="offset points",
            ha=side,
            va=upright,
            fontweight="bold",
            linespacing=1.0,
            bbox={"facecolor": "paper", "edgecolor": "none", "pad": 0.5},
            zorder=1.5,
        )
    ax.set_yscale("log")
    ax.set(xlim=(-1.95, 1.95), ylim=(conv / below, dense * 6), xticks=[])
    ax.spines["bottom"].set_visible(False)
    plain(ax)

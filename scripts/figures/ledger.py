"""What does each switch save: weights to store, or multiplications to do?"""

from __future__ import annotations

from matplotlib.figure import Figure

from style.numbers import divisor, integer
from tables.ledger import rows


def caption() -> str:
    dense, sparse, _, both = rows()
    return (
        f"Ng’s layer. A dot is what is stored, a square what is computed, on one log scale. **Sparsity moves "
        f"both to the left; sharing moves the dot and leaves the square where it was**: "
        f"{integer(dense.multiply_adds)} multiply-adds with and without sharing, or "
        f"{integer(sparse.multiply_adds)} where the layer is sparse. So a shared weight is used often: "
        f"{integer(both.reuse.numerator)} times in the convolution, once at each position."
    )


def alt() -> str:
    lines = "; ".join(
        f"{r.wiring}: {integer(r.weights)} weights, {integer(r.multiply_adds)} multiply-adds" for r in rows()
    )
    return f"Weights and multiply-adds of four wirings on a log axis. {lines}."


def draw(figure: Figure) -> None:
    figure.set_size_inches(5.6, 4.4)
    ax = figure.subplots()
    figure.subplots_adjust(left=0.02, right=0.975, top=0.995, bottom=0.12)
    dense, sparse, shared, both = table = rows()
    ground = {"bbox": {"facecolor": "paper", "edgecolor": "none", "pad": 1.5}}
    for y, r in enumerate(table):
        ax.plot([r.weights, r.multiply_adds], [y, y], color="accent", linewidth=2.2, zorder=1)
        ax.plot(
            r.multiply_adds, y, "s", color="paper", markeredgecolor="ink", markeredgewidth=2, markersize=12
        )
        ax.plot(r.weights, y, "o", color="ink", markersize=6.5)
        ax.text(55, y - 0.22, r.wiring, fontweight="bold", va="bottom")
        work = f"{integer(r.multiply_adds)} multiply-adds"
        ax.text(r.multiply_adds * 1.3, y - 0.22, work, ha="right", va="bottom", **ground)
        weights = f"{integer(r.weights)} weights"
        if r.reuse == 1:
            ax.text(r.multiply_adds / 1.5, y, f"{weights} =", ha="right", va="center")
            continue
        if r.weights > 10_000:  # room on the left of the dot
            ax.text(r.weights / 1.35, y, weights, ha="right", va="center", **ground)
        else:
            ax.text(r.weights * 1.3, y + 0.2, weights, ha="right", va="top")
        used = f"each used {divisor(r.reuse)} times" + " on average" * (r.reuse.denominator > 1)
        ax.text(r.multiply_adds * 1.3, y + 0.2, used, ha="right", va="top", color="accent", **ground)
    for above, below in ((dense, shared), (sparse, both)):
        ends = [table.index(above), table.index(below)]
        line = {"color": "muted", "linewidth": 1.3, "linestyle": (0, (2, 2)), "zorder": 0}
        ax.plot([above.multiply_adds] * 2, ends, **line)
    ax.text(
        dense.multiply_adds / 1.3,
        1,
        "sharing saves no\nmultiplication",
        color="muted",
        ha="right",
        va="center",
        linespacing=1.15,
    )
    ax.set(xscale="log", xlim=(50, 3e7), ylim=(3.55, -0.6), yticks=[])
    ax.spines["left"].set_visible(False)
    ax.minorticks_off()
    ax.set_xlabel("weights and multiply-adds, log scale")

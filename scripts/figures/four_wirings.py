"""What do sparsity and sharing each do to a layer's weight matrix?

One layer four times: a kernel of 3 on a row of 8 inputs. To the right connections go, downwards
weights merge. Ink is a connection, colour is which weight.
"""

from __future__ import annotations

from examples import EXAMPLES
from style.matrix import draw_index
from style.numbers import factor

from sparse_shared import Wiring, weight_index

TOY = EXAMPLES["toy"]
PANELS = {
    Wiring.DENSE: ("dense", TOY.dense),
    Wiring.SPARSE: ("sparse only", TOY.sparse),
    Wiring.SHARED: ("shared only", TOY.shared),
    Wiring.CONV: ("both: convolution", TOY.conv),
}


def caption() -> str:
    return (
        "The weight matrix of one small layer, wired in four ways: 8 inputs across, 6 outputs down. "
        "**Ink is a connection, colour is which weight.** To the right, ink disappears; downwards, "
        f"colours merge. Each switch alone saves something, and only both together leave {TOY.conv.weights} weights."
    )


def alt() -> str:
    counts = "; ".join(
        f"{title}: {c.connections} connections, {c.weights} weights" for title, c in PANELS.values()
    )
    return f"Four weight matrices of one layer with 8 inputs and 6 outputs. {counts}."


def draw(figure) -> None:
    figure.set_size_inches(5.6, 5.3)
    axes = figure.subplots(2, 2)
    figure.subplots_adjust(left=0.01, right=0.99, top=0.93, bottom=0.085, wspace=0.2, hspace=0.5)
    for ax, (wiring, (title, counts)) in zip(axes.flat, PANELS.items(), strict=True):
        draw_index(ax, weight_index(TOY.layer, wiring), numbers=True)
        ax.set_title(title, loc="left", fontweight="bold", fontsize=12, pad=5)
        ax.text(
            0,
            -0.035,
            f"{counts.connections} connections, {counts.weights} weights",
            transform=ax.transAxes,
            va="top",
            fontsize=11,
        )

    first, last = TOY.reduction.sparsity_first, TOY.reduction.sharing_first
    across = {"arrowstyle": "-|>", "color": "ink", "lw": 1.2, "shrinkA": 0, "shrinkB": 0}
    for row, saving in enumerate((first.sparsity, last.sparsity)):
        _arrow(figure, axes[row, 0], axes[row, 1], factor(saving).replace("×", ""), across)
    for column, saving in enumerate((last.sharing, first.sharing)):
        _arrow(figure, axes[0, column], axes[1, column], factor(saving).replace("×", ""), across)


def _arrow(figure, start, end, divisor: str, style: dict) -> None:
    """Draw an arrow between two panels that says by what the number of weights is divided."""
    a, b = start.get_position(), end.get_position()
    if a.y0 == b.y0:
        y = (a.y0 + a.y1) / 2
        start_at, end_at = (a.x1 + 0.012, y), (b.x0 - 0.012, y)
        label, align = ((a.x1 + b.x0) / 2, y + 0.02), {"ha": "center", "va": "bottom"}
    else:
        x = a.x1 - 0.1
        start_at, end_at = (x, a.y0 - 0.012), (x, b.y1 + 0.012)
        label, align = (x + 0.015, (a.y0 + b.y1) / 2), {"ha": "left", "va": "center"}
    figure.add_artist(_annotation(figure, start_at, end_at, style))
    figure.text(*label, f"÷ {divisor}", fontsize=11, **align)


def _annotation(figure, start, end, style):
    from matplotlib.patches import FancyArrowPatch

    return FancyArrowPatch(
        start,
        end,
        transform=figure.transFigure,
        arrowstyle=style["arrowstyle"],
        mutation_scale=11,
        color=style["color"],
        linewidth=style["lw"],
        shrinkA=0,
        shrinkB=0,
    )

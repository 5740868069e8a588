"""What do sparsity and sharing each do to a layer's weight matrix?

One layer four times. To the right connections go, downwards weights merge.
"""

from __future__ import annotations

from matplotlib.figure import Figure

from content.layers import LAYERS
from draw.marks import arrow
from draw.matrix import draw_index
from sparse_shared import Wiring, weight_index
from write.numbers import divisor

TOY = LAYERS["toy"]
PANELS = {
    Wiring.DENSE: ("dense", TOY.dense),
    Wiring.SPARSE: ("sparse only", TOY.sparse),
    Wiring.SHARED: ("shared only", TOY.shared),
    Wiring.CONV: ("both: convolution", TOY.conv),
}


def caption() -> str:
    return (
        f"One small layer, wired in four ways: {TOY.conv.inputs} inputs across, {TOY.conv.outputs} outputs "
        f"down. **Ink is a connection, colour is which weight.** Sparsity takes ink away, and what is left "
        f"keeps its colour; sharing merges colours. Sharing alone leaves {TOY.shared.weights} weights, and "
        f"sparsity takes those down to {TOY.conv.weights}. Each wiring numbers its own weights from 0."
    )


def alt() -> str:
    counts = "; ".join(
        f"{title}: {c.connections} connections, {c.weights} weights" for title, c in PANELS.values()
    )
    return (
        f"Four weight matrices of one layer with {TOY.conv.inputs} inputs and {TOY.conv.outputs} outputs. "
        f"{counts}."
    )


def draw(figure: Figure) -> None:
    figure.set_size_inches(5.6, 5.25)
    axes = figure.subplots(2, 2)
    figure.subplots_adjust(left=0.005, right=0.995, top=0.94, bottom=0.075, wspace=0.27, hspace=0.46)
    for ax, (wiring, (title, counts)) in zip(axes.flat, PANELS.items(), strict=True):
        index, all_connected = (weight_index(TOY.layer, w) for w in (wiring, wiring & Wiring.SHARED))
        draw_index(ax, index, numbers=True, colours=all_connected)
        ax.set_title(title, loc="left", fontweight="bold", fontsize=12.5, pad=5)
        ax.set_xlabel(
            f"{counts.connections} connections, {counts.weights} weights", loc="left", color="ink", labelpad=5
        )
    for ax in axes.flat:
        ax.apply_aspect()

    dense, sparse, shared, conv = (ax.get_position() for ax in axes.flat)
    first, last = TOY.reduction.sparsity_first, TOY.reduction.sharing_first
    for a, b, saving in ((dense, sparse, first.sparsity), (shared, conv, last.sparsity)):
        y = (a.y0 + a.y1) / 2
        arrow(figure, (a.x1 + 0.01, y), (b.x0 - 0.01, y), f"sparsity\n÷ {divisor(saving)}")
    for a, b, saving in ((dense, shared, last.sharing), (sparse, conv, first.sharing)):
        x = a.x1 - 0.03
        arrow(figure, (x, a.y0 - 0.015), (x, b.y1 + 0.015), f"sharing ÷ {divisor(saving)}")

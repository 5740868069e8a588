"""What did sparsity alone do for LeCun's networks of 1989, and what did sharing do on top of it?"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from content.history import STEPS
from draw.sheet import Sheet
from write.numbers import integer, percent
from write.tables import Share, column


@dataclass(frozen=True)
class Row:
    network: str = column("Network")
    links: int = column("Links")
    weights: int = column("Weights")
    accuracy: Share = column("Part of test digits read right")


def rows() -> list[Row]:
    return [
        Row(step.net.title, step.net.links, step.net.parameters, Share(step.accuracy))
        for step in STEPS.values()
    ]


def caption() -> str:
    second, third, fifth = STEPS["net2"], STEPS["net3"], STEPS["net5"]
    return (
        "LeCun’s five networks of 1989: how many digits each read right, against its weights (filled) and "
        "its links (hollow), biases among both. Where the two coincide nothing is shared. **From Net-2 to "
        "Net-3 sparsity is added, and no sharing: "
        f"{integer(second.net.parameters - third.net.parameters)} weights fewer, for {third.hidden_units} "
        f"hidden units instead of {second.hidden_units}, and more digits read right. Then sharing: links "
        f"grow to {integer(fifth.net.links)}, weights shrink on.** The accuracies are the published ones, on "
        "one small set of digits, and each step changes the number of units as well; the one to Net-3 "
        "adds a layer, too."
    )


def alt() -> str:
    said = (
        f"{row.network} reads {percent(row.accuracy.part)} right with {integer(row.weights)} weights on "
        f"{integer(row.links)} links"
        for row in rows()
    )
    return f"Five networks by accuracy, each with its weights and its links. {'; '.join(said)}."


ADDED = {
    "net3": ("+ sparsity", (6, 9), "left"),
    "net4": ("+ sharing,\nfirst layer", (-9, 0), "right"),
    "net5": ("+ sharing,\nsecond layer", (-9, 0), "right"),
}
"""What each network adds to the one below it, and where beside the arrow to it that is written, in points."""


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 400)
    ax = sheet.axes(42, 28, 350, 312)
    before = None
    for name, step in STEPS.items():
        weights, links, y = step.net.parameters, step.net.links, 100 * float(step.accuracy)
        ax.plot([weights, links], [y, y], color="rule", linewidth=1.6, zorder=2)
        ax.plot(links, y, "o", markersize=9, color="ink", markerfacecolor="paper", zorder=3)
        ax.plot(weights, y, "o", markersize=7, color="accent" if weights < links else "ink", zorder=4)
        beside = ((-10, 0), "right") if name == "net3" else ((10, 0), "left")  # where no arrow comes in
        _write(ax, step.net.title, (links, y), *beside, fontweight="bold")
        if before:
            arrow = {"arrowstyle": "-|>", "color": "muted", "shrinkA": 6, "shrinkB": 6, "linewidth": 1.1}
            ax.annotate("", (weights, y), before, arrowprops=arrow, zorder=1)
            if name in ADDED:
                middle = (weights + before[0]) / 2, (y + before[1]) / 2
                _write(ax, ADDED[name][0], middle, *ADDED[name][1:])
        before = weights, y
    ax.set(xlim=(-400, 6000), ylim=(78, 100.5))
    ax.set_xticks(range(0, 6000, 1000), [integer(x) for x in range(0, 6000, 1000)])
    ax.set_yticks(range(80, 101, 5), [f"{y} %" for y in range(80, 101, 5)])
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.grid(True, linewidth=0.8)
    ax.set_axisbelow(True)
    sheet.note(42, 390, "weights (filled) and links (hollow), with biases")
    sheet.note(0, 14, "test digits read right")


def _write(
    ax: Axes, words: str, at: tuple[float, float], offset: tuple[float, float], ha: str, **style: str
) -> None:
    box = {"facecolor": "paper", "edgecolor": "none", "pad": 1.0}
    ax.annotate(
        words, at, offset, textcoords="offset points", ha=ha, va="center", linespacing=1.1, bbox=box, **style
    )

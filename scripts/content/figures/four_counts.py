"""What would real networks weigh without sharing, without sparsity, without both?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from content.networks import NETWORKS, SHOWN
from draw.canvas import SMALL
from draw.sheet import Sheet
from write.numbers import divisor, integer
from write.tables import column

MARKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("dense", {"marker": "s", "color": "ink", "markerfacecolor": "ink"}),
    ("sparse only", {"marker": "s", "color": "ink", "markerfacecolor": "paper"}),
    ("shared only", {"marker": "o", "color": "accent", "markerfacecolor": "accent"}),
    ("both", {"marker": "o", "color": "accent", "markerfacecolor": "paper"}),
)
"""How each wiring is marked: coloured and round where weights are shared, hollow where links are missing."""


@dataclass(frozen=True)
class Row:
    network: str = column("Network")
    dense: int = column("Dense")
    sparse: int = column("Sparse only")
    shared: int = column("Shared only")
    both: int = column("Both: the network")


def rows() -> list[Row]:
    return [Row(net.title, *net.weights) for net in map(NETWORKS.__getitem__, SHOWN)]


def caption() -> str:
    least = min((NETWORKS[name] for name in SHOWN), key=lambda net: net.sparsity)
    return (
        "Weights of each network under the four wirings, on a log scale. Colour and a round mark: weights "
        "are shared. Hollow: connections are missing. **No network is where only one of the two switches "
        f"would put it.** The nearest is {least.title}, whose weights sparsity still divides by "
        f"{divisor(least.sparsity)} with sharing on."
    )


def alt() -> str:
    said = (
        f"{row.network}: dense {integer(row.dense)}, sparse only {integer(row.sparse)}, "
        f"shared only {integer(row.shared)}, both {integer(row.both)}"
        for row in rows()
    )
    return f"Four marks for each network on a logarithmic axis of weights. {'; '.join(said)}."


def draw(figure: Figure) -> None:
    table = rows()
    sheet = Sheet(figure, 78 + 26 * len(table))
    ax = sheet.axes(176, 34, 214, 26 * len(table))
    for y, row in enumerate(table):
        counts = (row.dense, row.sparse, row.shared, row.both)
        ax.plot([row.both, row.dense], [y, y], color="rule", linewidth=1.2, zorder=1)
        for count, (_, style) in zip(counts, MARKS, strict=True):
            ax.plot(count, y, linestyle="none", markersize=6.5, markeredgewidth=1.6, zorder=2, **style)
    ax.set(xscale="log", ylim=(len(table) - 0.4, -0.7), yticks=range(len(table)))
    ax.set_yticklabels([row.network for row in table], color="ink", va="center_baseline", fontsize=SMALL)
    sheet.note(176, sheet.height - 8, "weights, log scale")
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.minorticks_off()
    ax.xaxis.grid(True, linewidth=0.8)
    ax.set_axisbelow(True)
    for (name, style), x in zip(MARKS, (8, 76, 184, 300), strict=True):
        sheet.line((x, 10), linestyle="none", markersize=6.5, markeredgewidth=1.6, **style)
        sheet.text(x + 10, 14, name, fontsize=SMALL)

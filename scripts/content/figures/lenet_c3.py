"""What does sparsity save in a layer whose weights are shared already?

LeNet-5's C3: a convolution whose maps do not see every map before them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from content.layers import LAYERS, LENET_C3
from draw.matrix import cell, frame
from write.numbers import integer
from write.tables import column

C3, FULL = LAYERS["lenet_c3"], LAYERS["lenet_c3_full"]
SAVED = FULL.conv.parameters - C3.conv.parameters


@dataclass(frozen=True)
class Row:
    map: int = column("Map of C3")
    sees: str = column("Maps of S2 it sees")
    weights: int = column("Weights")
    biases: int = column("Biases")


def rows() -> list[Row]:
    taps = C3.conv.weights // C3.layer.channel_pairs
    columns = zip(*LENET_C3, strict=True)
    seen = [[str(i) for i, mark in enumerate(column_) if mark == "X"] for column_ in columns]
    return [Row(i, " ".join(maps), taps * len(maps), 1) for i, maps in enumerate(seen)]


def caption() -> str:
    return (
        f"C3 of LeNet-5 ([LeCun et al. 1998]({C3.url}), Table I): {C3.layer.out_channels} maps across, the "
        f"{C3.layer.in_channels} maps of S2 before it down. A filled cell is a kernel of its own, "
        f"{C3.kernel} weights shared over all positions; a bare one is a kernel left out. "
        f"**{C3.layer.channel_pairs} of {FULL.layer.channel_pairs} are there, and {SAVED} parameters are "
        f"not**, with sharing on in both."
    )


def alt() -> str:
    return (
        f"A table of {C3.layer.in_channels} by {C3.layer.out_channels} cells, {C3.layer.channel_pairs} of "
        f"them filled. Below it two bars: all connected {integer(FULL.conv.parameters)} parameters, as in "
        f"the table {integer(C3.conv.parameters)}, {SAVED} fewer."
    )


def draw(figure: Figure) -> None:
    figure.set_size_inches(5.6, 4.1)
    ax = figure.add_axes((0.085, 0.35, 0.91, 0.53))
    pairs = np.array(C3.layer.channel_mask).T
    frame(ax, *pairs.shape)
    ax.set_aspect("equal")
    for (row, column_), there in np.ndenumerate(pairs):
        filled = {"facecolor": "ink", "edgecolor": "paper", "zorder": 4}
        cell(ax, column_, row, **(filled if there else {"zorder": 3}))
    ax.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
    ax.set_xticks(np.arange(pairs.shape[1]) + 0.5, [str(i) for i in range(pairs.shape[1])])
    ax.set_yticks(np.arange(pairs.shape[0]) + 0.5, [str(i) for i in range(pairs.shape[0])])
    ax.set_ylabel("map of S2")
    ax.set_title("map of C3", loc="left", color="muted")

    bars = figure.add_axes((0.085, 0.01, 0.91, 0.28))
    table, full = C3.conv.parameters, FULL.conv.parameters
    bars.barh(0, full, height=0.62, color="muted")
    bars.barh(1, table, height=0.62, color="ink")
    bars.barh(
        1, full - table, left=table, height=0.62, facecolor="none", edgecolor="ink", linestyle=(0, (3, 2))
    )
    bars.text(full * 0.015, 0, f"all maps connected: {integer(full)} parameters", color="paper", va="center")
    bars.text(full * 0.015, 1, f"as in the table: {integer(table)}", color="paper", va="center")
    bars.text((table + full) / 2, 1, f"{integer(SAVED)} saved", ha="center", va="center", fontweight="bold")
    bars.set(xlim=(0, full), ylim=(1.5, -0.5))
    bars.axis("off")

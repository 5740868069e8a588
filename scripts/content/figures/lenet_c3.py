"""What does sparsity save in a layer whose weights are shared already?

LeNet-5's C3: a convolution whose maps do not see every map before them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from content.layers import LAYERS
from draw.identity import ABSENT, OWN, identity
from draw.matrix import draw_matrix
from draw.sheet import Sheet
from sparse_shared.networks.lenet import C3_MASK
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
    seen = [[str(i) for i, there in enumerate(maps) if there] for maps in C3_MASK]
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
    side, left, top = 22.6, 34.0, 60.0
    sheet = Sheet(figure, 286)
    sheet.note(left, 14, f"the {C3.layer.out_channels} maps of C3")
    sheet.note(
        17, top + 3 * side, f"the {C3.layer.in_channels} maps of S2", rotation=90, ha="right", va="center"
    )
    pairs = np.array(C3_MASK).T
    table = np.where(pairs, OWN, ABSENT)
    grid = draw_matrix(sheet, left, top - 24, side, table, identity(C3.layer), labels=False)
    grid.name_inputs([str(i) for i in range(pairs.shape[1])])
    grid.name_outputs([str(i) for i in range(pairs.shape[0])])

    there, full = C3.conv.parameters, FULL.conv.parameters
    width = grid.right - left
    cut = left + width * there / full
    for y, end, words in (
        (grid.bottom + 28, grid.right, f"all maps connected: {integer(full)} parameters"),
        (grid.bottom + 78, cut, f"as in the table: {integer(there)}"),
    ):
        sheet.text(left, y, words)
        sheet.box(left, y + 8, end - left, 16, facecolor="own", linewidth=0)
    sheet.box(cut, y + 8, grid.right - cut, 16, edgecolor="muted", linestyle=(0, (3, 2)))
    sheet.text(grid.right, y, f"{integer(SAVED)} saved", ha="right", fontweight="bold")

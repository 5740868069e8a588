"""Which connections and which ties do recurrent nets, graph nets and attention have?

One number a step, node or token, so that each index can be drawn whole; with more of them each cell would
be a block of weights, tied as the cell is.

- Recurrent: each state sees the input of its step and the state before it. Unrolled, these are two
  diagonals, each tied all along: the index of a 1×1 convolution over time with two channels.
- Graph, of the plainest kind: each node sees itself and its neighbours, with one weight for itself and one
  for all neighbours.
- Attention, nothing masked: each token sees every token. The numbers are computed from the tokens by
  weights stored elsewhere, so the cells have no letter and no colour but ink.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from content.layers import LAYERS
from draw.identity import Identity, Names, names
from draw.matrix import Grid
from draw.panels import FOOT, draw_panel
from draw.sheet import Sheet
from sparse_shared import Wiring
from write.tables import column

UNROLLED = LAYERS["unrolled"].layer
STEPS = UNROLLED.input_shape[1]
EDGES = ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (1, 4))
"""The edges of the graph drawn, between its nodes 0 … 5."""
FEATURES = 4
"""How many features a token has in the attention drawn."""


def recurrent() -> Names:
    """Return the index of the unrolled net: states down, inputs and then the states before across."""
    return names(UNROLLED, Wiring.CONV)


def graph() -> Names:
    """Return the index of a graph convolution: 0 for the node itself, 1 for each neighbour."""
    index = np.full((STEPS, STEPS), -1)
    np.fill_diagonal(index, 0)
    for a, b in EDGES:
        index[a, b] = index[b, a] = 1
    return index


def attention(seed: int) -> NDArray[np.float64]:
    """Return how much each token attends to each, for tokens drawn at random and always the same weights."""
    queries, keys = np.random.default_rng(0).normal(size=(2, FEATURES, FEATURES))
    tokens = np.random.default_rng(seed).normal(size=(STEPS, FEATURES))
    scores = tokens @ queries @ (tokens @ keys).T / np.sqrt(FEATURES)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


@dataclass(frozen=True)
class Row:
    layer: str = column("Layer")
    pairs: int = column("Pairs")
    connections: int = column("Connections")
    weights: int | None = column("Weights on them")


def rows() -> list[Row]:
    drawn = {"recurrent net": recurrent(), "graph net": graph()}
    counted = [
        Row(name, index.size, int((index >= 0).sum()), len(np.unique(index[index >= 0])))
        for name, index in drawn.items()
    ]
    return [*counted, Row("attention", attention(1).size, attention(1).size, None)]


def caption() -> str:
    unrolled, over_graph, attended = rows()
    return (
        f"The same picture for other layers, {STEPS} steps, nodes or tokens each. A recurrent net ties over "
        f"time: {unrolled.connections} connections, {unrolled.weights} weights. A graph net is as sparse as "
        f"its graph: {over_graph.connections} connections, {over_graph.weights} weights. **Attention without "
        f"a mask is dense, and its {attended.connections} numbers are computed, not stored**: another input, "
        f"other numbers."
    )


def alt() -> str:
    unrolled, over_graph, attended = rows()
    return (
        f"Weight index of a recurrent net over {STEPS} steps: two diagonals, {unrolled.connections} of "
        f"{unrolled.pairs} pairs connected, {unrolled.weights} weights. Of a graph net with {len(EDGES)} "
        f"edges: {over_graph.connections} of {over_graph.pairs} pairs, {over_graph.weights} weights. "
        f"Two matrices of attention, all {attended.connections} pairs connected, in different shades for "
        f"different inputs."
    )


def draw(figure: Figure) -> None:
    side, top, lower = 18.6, 38.0, 250.0
    sheet = Sheet(figure, 392)
    small = STEPS * side
    right = sheet.width - small - 1
    both = Identity(taps=2, total=2)
    unrolled, over_graph, attended = rows()

    def sum_of(row: Row, between: str = ", ") -> str:
        return f"{row.connections} connections{between}{row.weights} weights"

    left = 24.0
    steps = range(STEPS)
    states = [f"x{i + 1}" for i in steps] + [f"h{i}" for i in steps], [f"h{i + 1}" for i in steps]
    title = "recurrent net, unrolled"
    net = draw_panel(sheet, left, top, side, recurrent(), both, title, sum_of(unrolled), labels=states)
    net.part_columns([STEPS])
    draw_panel(sheet, right, top, side, graph(), both, "graph net", sum_of(over_graph, ",\n"))
    for place, seed, title, below in (
        (left, 1, "attention", f"{attended.connections} connections"),
        (left + small + 42, 2, "another input", "the same stored weights"),
    ):
        grid = Grid(sheet, place, lower, side, STEPS, STEPS)
        sheet.box(place, lower, small, small)
        for (row, col), share in np.ndenumerate(attention(seed)):
            x, y = grid.corner(row, col)
            alpha = 0.02 + 0.98 * float(share)
            sheet.squares([(x, y)], side, facecolor="ink", alpha=alpha)
        grid.name_inputs()
        grid.name_outputs()
        sheet.title(place, lower - 22, title)
        sheet.text(place, grid.bottom + FOOT, below)
    sheet.note(
        grid.right + 12,
        lower + 12,
        "no letters: none\nof these numbers\nis stored. The\nstronger a cell,\nthe more its\ntoken is seen",
    )

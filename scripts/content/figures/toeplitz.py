"""What does sharing do on its own, where every output still sees every input?

With open ends the matrix is Toeplitz; on a ring it is circulant.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from content.layers import LAYERS
from content.wirings import tally
from draw.identity import identity, names
from draw.panels import draw_panel
from draw.sheet import Sheet
from sparse_shared import Wiring
from write.tables import column

PANELS = {"open ends: Toeplitz": LAYERS["toy"], "a ring: circulant": LAYERS["ring"]}


@dataclass(frozen=True)
class Row:
    ends: str = column("Ends")
    inputs: int = column("Inputs")
    outputs: int = column("Outputs")
    connections: int = column("Connections")
    weights: int = column("Weights")


def rows() -> list[Row]:
    return [
        Row(name, e.shared.inputs, e.shared.outputs, e.shared.connections, e.shared.weights)
        for name, e in PANELS.items()
    ]


def caption() -> str:
    line, ring = rows()
    return (
        f"**Sharing without sparsity**: no connection is gone, but all on one diagonal use one weight. "
        f"{line.outputs} outputs on {line.inputs} inputs in a row stand at "
        f"{line.inputs} + {line.outputs} − 1 = {line.weights} different offsets; on a ring of {ring.inputs}, "
        f"where the last input is the first one’s neighbour, at {ring.weights}. Vivid letters are those that "
        f"a kernel of {PANELS['a ring: circulant'].kernel} would keep."
    )


def alt() -> str:
    parts = "; ".join(f"{r.ends}: {r.connections} connections, {r.weights} weights" for r in rows())
    return f"Two full weight matrices, each diagonal with one letter. {parts}."


def draw(figure: Figure) -> None:
    side, gap = 21.0, 20.0
    sheet = Sheet(figure, 234)
    for i, (title, e) in enumerate(PANELS.items()):
        x = 20 + i * (e.shared.inputs * side + 2 * gap)
        named = names(e.layer, Wiring.SHARED)
        draw_panel(sheet, x, 38, side, named, identity(e.layer), title, tally(e.shared))

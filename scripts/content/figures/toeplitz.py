"""What does sharing do on its own, where every output still sees every input?

With open ends the matrix is Toeplitz; on a ring it is circulant.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from content.layers import LAYERS
from draw.matrix import draw_index
from sparse_shared import Wiring, weight_index
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
    zero = [int(weight_index(e.layer, Wiring.SHARED)[0, 0]) for e in PANELS.values()]
    return (
        f"**Sharing without sparsity**: no connection is gone, but all on one diagonal use one weight. "
        f"{line.outputs} outputs on {line.inputs} inputs in a row stand at "
        f"{line.inputs} + {line.outputs} − 1 = {line.weights} different offsets; on a ring of {ring.inputs}, "
        f"where the last input is the first one’s neighbour, at {ring.weights}. A weight’s number is its "
        f"offset, input − output, plus {zero[0]}; on the ring plus {zero[1]}, modulo {ring.inputs}."
    )


def alt() -> str:
    parts = "; ".join(f"{r.ends}: {r.connections} connections, {r.weights} weights" for r in rows())
    return f"Two full weight matrices, each diagonal in one colour. {parts}."


def draw(figure: Figure) -> None:
    figure.set_size_inches(5.6, 3.2)
    axes = figure.subplots(1, 2)
    figure.subplots_adjust(left=0.005, right=0.995, top=0.91, bottom=0.1, wspace=0.1)
    for ax, (name, e) in zip(axes, PANELS.items(), strict=True):
        draw_index(ax, weight_index(e.layer, Wiring.SHARED), numbers=True)
        ax.set_anchor("N")
        ax.set_title(name, loc="left", fontweight="bold", fontsize=12.5, pad=5)
        ax.set_xlabel(
            f"{e.shared.connections} connections, {e.shared.weights} weights",
            loc="left",
            color="ink",
            labelpad=5,
        )

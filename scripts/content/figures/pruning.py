"""Is sparsity of connections not the same as pruning small weights away?

A dense layer is trained on data that a convolution made, and pruned by magnitude to as many connections
as the convolution has.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from draw.identity import ABSENT, OWN, Names, identity, names
from draw.panels import draw_panel
from draw.sheet import Sheet
from sparse_shared import Conv, Wiring, connectivity_mask, count, weight_matrix
from write.tables import column

LAYER = Conv((1, 16), 1, 3, bias=False)
KERNEL = (1.0, -2.0, 1.0)
EXAMPLES, NOISE, STEPS, RATE, SEED = 12, 0.5, 2000, 0.3, 0
DENSE, CONV = count(LAYER, Wiring.DENSE), count(LAYER)


@cache
def trained(seed: int = SEED) -> NDArray[np.float64]:
    """Return the weights of the dense layer after gradient descent on a few noisy examples."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(EXAMPLES, LAYER.num_inputs))
    y = x @ weight_matrix(LAYER, Wiring.CONV, KERNEL).T
    y += NOISE * random.normal(size=y.shape)
    weights = 0.01 * random.normal(size=(LAYER.num_outputs, LAYER.num_inputs))
    for _ in range(STEPS):
        weights -= RATE / EXAMPLES * (x @ weights.T - y).T @ x
    return weights


def pruned(seed: int = SEED) -> Names:
    """Return what is left of the dense layer where all but its largest weights are pruned."""
    size = np.abs(trained(seed))
    smallest = np.sort(size, axis=None)[-CONV.connections]
    return np.where(size >= smallest, OWN, ABSENT)


@dataclass(frozen=True)
class Row:
    layer: str = column("Layer")
    trained: int = column("Weights while training")
    connections: int = column("Connections after")
    weights: int = column("Weights after")
    in_window: int = column("Connections within the kernel’s reach")


def rows() -> list[Row]:
    reach = connectivity_mask(LAYER)
    kept = pruned() == OWN
    return [
        Row("dense, trained", DENSE.weights, DENSE.connections, DENSE.weights, int(reach.sum())),
        Row("dense, then pruned", DENSE.weights, int(kept.sum()), int(kept.sum()), int((kept & reach).sum())),
        Row("convolution", CONV.weights, CONV.connections, CONV.weights, CONV.connections),
    ]


def caption() -> str:
    _, after, _ = rows()
    return (
        f"A dense layer of {DENSE.weights} weights learns from {EXAMPLES} noisy examples that a convolution "
        f"made, with a kernel of {CONV.weights}. Pruned to its {after.connections} largest weights, it keeps "
        f"{after.in_window} of the {CONV.connections} connections that exist in truth. **This pruning comes "
        "after training and ties nothing. What structural sparsity leaves out was never stored.**"
    )


def alt() -> str:
    before, after, conv = rows()
    return (
        f"Three weight matrices of {LAYER.num_outputs} outputs and {LAYER.num_inputs} inputs. Dense: "
        f"{before.connections} connections. Pruned: {after.connections} connections left, scattered, "
        f"{after.in_window} of them on the band of the kernel, {after.weights} different weights. "
        f"Convolution: {conv.connections} connections on the band, {conv.weights} weights."
    )


def draw(figure: Figure) -> None:
    side, step = 6.6, 131.0
    sheet = Sheet(figure, 180)
    drawn = {
        "dense, trained": names(LAYER, Wiring.DENSE),
        "then pruned": pruned(),
        "convolution": names(LAYER, Wiring.CONV),
    }
    for i, ((title, named), row) in enumerate(zip(drawn.items(), rows(), strict=True)):
        left = 25 + i * step
        below = f"{row.connections} connections\n{row.weights} weights"
        draw_panel(sheet, left, 38, side, named, identity(LAYER), title, below)

"""Say what is trained, and train it: every setting in all four wirings, from many seeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from sparse_shared.counting import Wiring, count
from sparse_shared.experiments.network import Network
from sparse_shared.experiments.training import train
from sparse_shared.experiments.worlds import CANVAS, SIDE, World, draw
from sparse_shared.layers import Conv

WIRINGS = (Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV)
CLASSES = 10
SEEDS = range(10)
SEARCHED = range(4)
"""The seeds by which the learning rate is chosen."""
FIRST_RATE, RATIO = 1 / 64, 4
SIZES = (30, 100, 300, 1000)
MAPS, KERNEL, STRIDE = 16, 8, 4


@dataclass(frozen=True)
class Setting:
    """What the four wirings have in common when they are compared.

    Attributes:
        world: Where the images come from.
        size: How many of them there are to train on.
        kernel: The kernel's pixels a side.
        stride: How far apart its positions are.
        maps: How many maps each wiring has.
        pooled: Whether the readout sees each map's mean, or every hidden unit.
    """

    world: World
    size: int
    kernel: int = KERNEL
    stride: int = STRIDE
    maps: Mapping[Wiring, int] = field(default_factory=lambda: dict.fromkeys(WIRINGS, MAPS))
    pooled: bool = True

    def layer(self, wiring: Wiring) -> Conv:
        """Return the layer that is wired."""
        return Conv((1, CANVAS, CANVAS), self.maps[wiring], self.kernel, stride=self.stride)


PLACES = (0, 4, 8)
"""Nine places in all, and where the kernel stops, too."""
MIDDLE = (4,)
CLUTTER = 8
WORLDS = {
    "fixed": World(MIDDLE),
    "fixed, clutter": World(MIDDLE, CLUTTER),
    "moving": World(PLACES),
    "moving, clutter": World(PLACES, CLUTTER),
}
_MANY, _CLUTTERED = SIZES[-1], WORLDS["moving, clutter"]
CONTROLS = {
    "permuted": Setting(World(PLACES, CLUTTER, permuted=True), _MANY),
    "anywhere": Setting(World(tuple(range(CANVAS - SIDE + 1)), CLUTTER), _MANY, stride=2),
    "small kernel": Setting(WORLDS["moving"], _MANY, kernel=4),
    "small kernel, clutter": Setting(_CLUTTERED, _MANY, kernel=4),
    "dense readout": Setting(WORLDS["moving"], 100, pooled=False),
    "dense readout, clutter": Setting(_CLUTTERED, _MANY, pooled=False),
    "equal weights": Setting(
        _CLUTTERED,
        _MANY,
        maps={Wiring.DENSE: 4, Wiring.SPARSE: 16, Wiring.SHARED: 16, Wiring.CONV: 144},
    ),
}
SETTINGS = {
    **{f"{name}, {size}": Setting(world, size) for name, world in WORLDS.items() for size in SIZES},
    **CONTROLS,
}


def trained(setting: Setting, wiring: Wiring, rate: float, seed: int) -> Network:
    """Return a network after its training.

    Images, first weights and batches all come from the one *seed*, each by a stream of its own.
    """
    training, _, _ = draw(setting.world, seed)
    network = Network(setting.layer(wiring), wiring, CLASSES, seed, pooled=setting.pooled)
    train(network, training.x[: setting.size], training.labels[: setting.size], rate, seed)
    return network


def measure(setting: Setting, wiring: Wiring) -> dict[str, Any]:
    """Return how well one wiring does in one setting: its weights, the learning rate, accuracies by seed.

    The learning rate is that of the powers of 4 at which the mean validation accuracy of the first seeds
    is higher than at its neighbours, going uphill from 1/64. So no grid has an edge to stop at.
    """

    @cache
    def runs(rate: float) -> list[tuple[float, float, float]]:
        return [_accuracies(setting, wiring, rate, seed) for seed in SEARCHED]

    def validation(rate: float) -> float:
        return float(np.mean([accuracy for accuracy, _, _ in runs(rate)]))

    rate = FIRST_RATE
    for step in (RATIO, 1 / RATIO):
        while validation(rate * step) > validation(rate):
            rate *= step
    others = [_accuracies(setting, wiring, rate, seed) for seed in SEEDS if seed not in SEARCHED]
    _, training, test = zip(*runs(rate), *others, strict=True)
    weights = count(setting.layer(wiring), wiring).weights
    return {"weights": weights, "rate": rate, "training": training, "test": test}


def _accuracies(setting: Setting, wiring: Wiring, rate: float, seed: int) -> tuple[float, float, float]:
    """Return the accuracy in validation, in training and in the test."""
    network = trained(setting, wiring, rate, seed)
    training, validation, test = draw(setting.world, seed)
    return (
        network.accuracy(*validation),
        network.accuracy(training.x[: setting.size], training.labels[: setting.size]),
        network.accuracy(*test),
    )


def learned(setting: Setting, wiring: Wiring, rate: float, seed: int) -> list[list[list[int]]]:
    """Return what one map has learned at three of its positions, each as weights on the canvas.

    The map is the one that the readout makes most of, and the positions are its first, its middle and its
    last. Weights are rounded to −127 … 127, the largest of the map being at an end.
    """
    network = trained(setting, wiring, rate, seed)
    best = int(np.linalg.norm(network.readout, axis=0).argmax())
    matrix = network.wired.matrix(network.weights).reshape(network.maps, network.positions, CANVAS, CANVAS)
    fields = matrix[best, [0, network.positions // 2, network.positions - 1]]
    rounded = np.rint(127 * fields / np.abs(matrix[best]).max()).astype(int)
    return [[list(map(int, row)) for row in field] for field in rounded]

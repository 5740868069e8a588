"""Shift an image by one pixel: does a layer's output shift along?

A layer for which it does is *equivariant*. The test compares two ways to the same place: first shift and
then apply the layer, or first apply the layer and then shift. No training is needed, for what the wiring
guarantees it guarantees for any weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sparse_shared.counting import Wiring
from sparse_shared.experiments.network import Array, Wired
from sparse_shared.layers import Conv
from sparse_shared.masking import connectivity_mask, weight_index

DRAWS = 100


@dataclass(frozen=True)
class Border:
    """What happens at the edge of the image.

    Attributes:
        layer: One map of as many pixels as the image has, with padding as this border wants it.
        ring: Whether what is shifted out on the right comes in on the left; otherwise zeros come in.
        margin: How many pixels at the edges are blank.
    """

    layer: Conv
    ring: bool = False
    margin: int = 0


BORDERS = {
    "ring": Border(Conv((1, 8, 8), 1, 3, padding="same", padding_mode="circular"), ring=True),
    "edge": Border(Conv((1, 8, 8), 1, 3, padding="same")),
    "inside": Border(Conv((1, 8, 8), 1, 3, padding="same"), margin=2),
}


def shift(image: Array, *, ring: bool) -> Array:
    """Move an image (rows, columns) one pixel to the right.

    Examples:
        >>> shift(np.array([[1, 2, 3]]), ring=True), shift(np.array([[1, 2, 3]]), ring=False)
        (array([[3, 1, 2]]), array([[0, 1, 2]]))
    """
    shifted = np.roll(image, 1, axis=1)
    if not ring:
        shifted[:, 0] = 0
    return shifted


def both_ways(border: Border, wiring: Wiring, image: Array, seed: int) -> tuple[Array, Array]:
    """Return the output of the shifted image, and the shifted output of the image, for random weights."""
    wired = Wired(weight_index(border.layer, wiring))
    matrix = wired.matrix(np.random.default_rng(seed).normal(size=wired.weights))

    def apply(x: Array) -> Array:
        return np.asarray(matrix @ x.ravel()).reshape(image.shape)

    return apply(shift(image, ring=border.ring)), shift(apply(image), ring=border.ring)


def reach(border: Border, wiring: Wiring) -> tuple[int, int]:
    """Return how many outputs depend on one pixel: on that which the fewest see, and the most.

    Examples:
        >>> reach(BORDERS["edge"], Wiring.CONV), reach(BORDERS["edge"], Wiring.SHARED)
        ((4, 9), (64, 64))
    """
    outputs = connectivity_mask(border.layer, wiring).sum(axis=0)
    return int(outputs.min()), int(outputs.max())


def error(border: Border, wiring: Wiring) -> float:
    """Return how far apart the two ways end: 0 if the output shifts along, about 1.41 if it is another one.

    It is the length of the difference over the length of the output, both taken over many images of noise
    and many weights. Two outputs that have nothing to do with each other are √2 apart. Where there is no
    ring, the column of outputs on the left is left out, as nothing was shifted into it.
    """
    rows, columns = border.layer.input_shape[1:]
    compared = slice(0 if border.ring else 1, None)
    difference = length = 0.0
    for seed in range(DRAWS):
        image = np.random.default_rng((seed, 1)).normal(size=(rows, columns))
        blank = np.pad(np.ones((rows - 2 * border.margin, columns - 2 * border.margin)), border.margin)
        first, last = both_ways(border, wiring, image * blank, seed)
        difference += np.square(first - last)[:, compared].sum()
        length += np.square(last)[:, compared].sum()
    return float(np.sqrt(difference / length))

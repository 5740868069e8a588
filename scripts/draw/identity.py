"""Give every weight of a layer one name and one look, whatever its wiring.

A weight of its own is grey and has no letter. A shared weight has a name, n = 0, 1, 2, …: first the kernel's
taps, in the order of the weight tensor, then the other offsets that only a layer without sparsity has, in the
order in which its matrix is read (of a transposed layer that of the convolution it transposes). A tap is
vivid, another offset pale. So a weight that a step keeps, keeps its look: sparsity only bares cells, and
tying only turns grey cells into letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from draw.palette import ON_WEIGHT, OTHERS_LIGHT, WEIGHTS
from sparse_shared import Wiring, count, weight_index
from sparse_shared.layers import Layer

Names = NDArray[np.int64]
"""Which weight each connection shows: its name, or OWN, or ABSENT; shape (outputs, inputs)."""

ABSENT, OWN = -1, -2
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Look:
    """How the cells of one weight are drawn: *name* is what an SVG calls them by."""

    name: str
    fill: str
    letter: str = ""
    ink: str = "ink"


@dataclass(frozen=True)
class Identity:
    """What a layer's shared weights are: *taps* in its kernel, *total* where it is shared only."""

    taps: int
    total: int

    def look(self, name: int) -> Look:
        """Return the look of a weight.

        >>> toy = Identity(taps=3, total=13)
        >>> toy.look(1).letter, toy.look(12).letter, toy.look(OWN).letter
        ('b', 'm', '')
        """
        if name == OWN:
            return Look("own", "own")
        if name < 0:
            raise ValueError(f"name={name}: expected OWN ({OWN}) or the name of a weight, 0 or more")
        lettered = name < len(LETTERS) and (name < self.taps or self.total <= len(LETTERS))
        letter = LETTERS[name] if lettered else ""
        if name < self.taps:
            return Look(f"weight-{name}", WEIGHTS[name % len(WEIGHTS)], letter, ON_WEIGHT)
        pale = (name - self.taps) % len(OTHERS_LIGHT)
        return Look(f"weight-{name}", f"other-{pale}", letter, "on-other")


def identity(layer: Layer) -> Identity:
    """Return how many names a layer's weights take.

    A tap that lies on padding at every position has a name, and no offset that shared only could tie.
    """
    taps = count(layer).weights
    met = prod(sum(first < stop for first, stop in axis.readings()) for axis in layer.axes)
    return Identity(taps, taps + count(layer, Wiring.SHARED).weights - layer.channel_pairs * met)


def names(layer: Layer, wiring: Wiring) -> Names:
    """Return which weight each connection of a layer shows.

    >>> from sparse_shared import Conv
    >>> layer = Conv(input_shape=(1, 4), out_channels=1, kernel_size=2)
    >>> names(layer, Wiring.CONV)
    array([[ 0,  1, -1, -1],
           [-1,  0,  1, -1],
           [-1, -1,  0,  1]])
    >>> names(layer, Wiring.SHARED)
    array([[0, 1, 2, 3],
           [4, 0, 1, 2],
           [5, 4, 0, 1]])
    >>> names(layer, Wiring.SPARSE)
    array([[-2, -2, -1, -1],
           [-1, -2, -2, -1],
           [-1, -1, -2, -2]])
    """
    if Wiring.SHARED not in wiring:
        return np.where(weight_index(layer, wiring) < 0, ABSENT, OWN)
    taps = weight_index(layer, Wiring.CONV)
    if Wiring.SPARSE in wiring:
        return taps
    offsets = weight_index(layer, Wiring.SHARED)
    if layer.transposed:  # named as in the convolution, whose matrix has the same weights
        taps, offsets = taps.T, offsets.T
    of_offset = np.full(count(layer, Wiring.SHARED).weights, ABSENT)
    kept = taps >= 0
    of_offset[offsets[kept]] = taps[kept]
    met, first = np.unique(offsets, return_index=True)
    in_order = met[np.argsort(first)]
    others = in_order[of_offset[in_order] < 0]
    of_offset[others] = identity(layer).taps + np.arange(len(others))
    named: Names = of_offset[offsets]
    return named.T if layer.transposed else named

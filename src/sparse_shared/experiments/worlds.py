"""Make the worlds that networks are trained in: handwritten digits on a larger canvas.

A world says where a digit may be and what else is there. Locality helps where far-off pixels are no
business of a detector's; sharing helps where the same thing turns up in several places. So there are
worlds with and without clutter, and with the digit fixed or moving.

The digits are the 8×8 digits of Alpaydin and Kaynak (see data/README.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sparse_shared.experiments.network import Array

DIGITS = Path(__file__).parent / "data" / "digits.npz"
CANVAS = 16
SIDE = 8
"""A canvas's and a digit's pixels a side."""
WHITE = 16
"""The highest value of a pixel in the data."""
FRAGMENT = 4
"""A fragment's pixels a side."""
TEST, VALIDATION, TRAINING = 500, 200, 1000
"""How many digits are set aside, and how many there are to train on at most."""


@dataclass(frozen=True)
class World:
    """Where a digit may be, and what else is on the canvas.

    Attributes:
        places: The rows and the columns at which a digit's corner may lie.
        fragments: How many pieces of other digits lie about.
        permuted: Whether the canvas's pixels are put in another order, the same for all images.
    """

    places: tuple[int, ...]
    fragments: int = 0
    permuted: bool = False


class Split(NamedTuple):
    """Images (images, pixels), and their labels."""

    x: Array
    labels: Array


@cache
def digits() -> tuple[Array, Array]:
    """Return the images, (digits, 8, 8) with values from 0 to 1, and their labels."""
    with np.load(DIGITS) as data:
        return data["images"].astype(np.float32) / WHITE, data["labels"].astype(np.int64)


@lru_cache(maxsize=16)  # the seeds of the world at hand
def draw(world: World, seed: int) -> tuple[Split, Split, Split]:
    """Return what one seed sees of a world: images to train on, to choose a learning rate by, to test on.

    No digit is in two of the three, not even as a fragment.
    """
    random = np.random.default_rng((seed, 1))
    images, labels = digits()
    order = random.permutation(len(images))
    splits = []
    for chosen in np.split(order, np.cumsum((TEST, VALIDATION, TRAINING)))[:3]:
        canvases = _paint(world, images[chosen], random)
        splits.append(Split(canvases.reshape(len(chosen), -1), labels[chosen]))
    if world.permuted:
        pixels = random.permutation(CANVAS**2)
        splits = [Split(x[:, pixels], shown) for x, shown in splits]
    test, validation, training = splits
    return training, validation, test


def _paint(world: World, images: Array, random: np.random.Generator) -> Array:
    """Return a canvas for each image, (images, 16, 16), with a mean of 0 and a variance of 1.

    The digit lies on top: its box covers what fragments are below it.
    """
    canvases = np.zeros((len(images), CANVAS, CANVAS), images.dtype)
    for _ in range(world.fragments):
        others = random.integers(len(images), size=len(images))
        cuts = random.integers(SIDE - FRAGMENT + 1, size=(len(images), 2))
        spots = _boxes(random.integers(CANVAS - FRAGMENT + 1, size=(len(images), 2)), FRAGMENT)
        canvases[spots] = np.maximum(canvases[spots], images[_boxes(cuts, FRAGMENT, others)])
    canvases[_boxes(random.choice(world.places, size=(len(images), 2)), SIDE)] = images
    canvases -= canvases.mean(axis=(1, 2), keepdims=True)
    canvases /= canvases.std(axis=(1, 2), keepdims=True)
    return canvases


def _boxes(corners: Array, side: int, which: Array | None = None) -> tuple[Array, Array, Array]:
    """Return what picks a square out of each image: out of the first at the first corner, and so on.

    Args:
        corners: The row and column where each square begins, (images, 2).
        side: The squares' pixels a side.
        which: Which images to pick from, if not one after the other.
    """
    image = np.arange(len(corners)) if which is None else which
    rows, columns = corners.T[:, :, None] + np.arange(side)
    return image[:, None, None], rows[:, :, None], columns[:, None, :]

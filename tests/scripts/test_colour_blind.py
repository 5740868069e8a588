"""Neighbouring weights look different to those who see fewer colours, and letters say what colour does not.

In a matrix each weight stands beside the next one. What is seen with one kind of cone missing is simulated
after G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model for simulation of
color vision deficiency", 2009, and distances are those of CIELAB (1976), in which 2.3 is just noticed.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from draw import palette
from draw.identity import LETTERS, Identity

SEEN = {
    "all cones": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
}
"""What a linear RGB becomes, at the highest severity."""

TO_XYZ = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.072175],
    [0.0193339, 0.119192, 0.9503041],
]
WHITE = np.sum(TO_XYZ, axis=1)

CLEARLY = 7
"""The distance asked of neighbours: three times what is just noticed."""


def seen_as(colour: str, kind: str) -> np.ndarray:
    """Return a colour in CIELAB as it is seen with all cones or with one kind missing."""
    coded = np.frombuffer(bytes.fromhex(colour[1:]), np.uint8) / 255
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    ratio = TO_XYZ @ np.clip(SEEN[kind] @ linear, 0, 1) / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def least(colours: tuple[str, ...], kind: str) -> float:
    """Return how far apart the two most similar neighbours are."""
    return min(np.linalg.norm(seen_as(a, kind) - seen_as(b, kind)) for a, b in pairwise(colours))


def test_the_simulation_is_of_the_kind_it_says():
    red, green = seen_as("#b05040", "deuteranopia"), seen_as("#717140", "deuteranopia")
    assert np.linalg.norm(red - green) < 15 < np.linalg.norm(seen_as("#b05040", "all cones") - red)
    assert seen_as("#ffffff", "all cones") == pytest.approx([100, 0, 0], abs=0.01)
    assert all(np.abs(seen_as("#808080", kind)[1:]).max() < 0.01 for kind in SEEN)


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize(
    "colours",
    [palette.WEIGHTS[: len(LETTERS)], palette.OTHERS_LIGHT, palette.OTHERS_DARK],
    ids=["of the kernel", "pale, light", "pale, dark"],
)
def test_neighbouring_weights_differ_clearly(colours, kind):
    assert least(colours, kind) >= CLEARLY


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize("scheme", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_a_weight_is_not_taken_for_an_absent_one(scheme, kind):
    paper = seen_as(scheme["paper"], kind)
    others = palette.OTHERS_LIGHT if scheme is palette.LIGHT else palette.OTHERS_DARK
    nearest = min(np.linalg.norm(seen_as(colour, kind) - paper) for colour in (*palette.WEIGHTS, *others))
    assert nearest >= CLEARLY


@pytest.mark.parametrize(("taps", "total"), [(3, 13), (9, 16), (26, 90), (25, 26)])
def test_up_to_an_alphabet_of_weights_has_letters_each_its_own(taps, total):
    """So no two of them are told apart by colour alone."""
    look = Identity(taps, total).look
    letters = [
        look(name).letter for name in range(min(taps, len(LETTERS)) if total > len(LETTERS) else total)
    ]
    assert all(letters)
    assert len(set(letters)) == len(letters)

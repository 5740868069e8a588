"""The counting rules as the reference page states them, against brute force on its own small layers."""

from __future__ import annotations

import csv
from fractions import Fraction
from math import gcd, prod
from pathlib import Path

import numpy as np
import pytest

from content.layers import LAYERS
from content.tables import rules_at_work, units
from draw.overhang import on_padding
from sparse_shared import Conv, Wiring, reduction, weight_index

ROOT = Path(__file__).resolve().parents[2]
AXES = [axis for name in rules_at_work.RULES for axis in LAYERS[name].layer.axes]


def positions(axis) -> list[list[int]]:
    """Return what each output's taps meet: the page's x(o, j) = os + jd − p, cell by cell."""
    padded = range(-axis.before, axis.size + axis.after)
    found = []
    start = -axis.before
    while start + axis.dilation * (axis.kernel_size - 1) in padded:
        found.append([start + axis.dilation * j for j in range(axis.kernel_size)])
        start += axis.stride
    return found


@pytest.mark.parametrize("axis", AXES, ids=str)
def test_the_formulas_of_one_axis(axis):
    n, k, s, d, p, q = axis.size, axis.kernel_size, axis.stride, axis.dilation, axis.before, axis.after
    taps = positions(axis)
    m = len(taps)
    assert (p + n + q - (d * (k - 1) + 1)) // s + 1 == m == axis.outputs
    if axis.circular:
        assert k <= n // gcd(n, d)
        assert axis.links == m * k
        assert axis.offsets == n
        return
    assert axis.links == sum(0 <= x < n for row in taps for x in row)
    assert axis.nominal_links == m * k
    offsets = {x - o * s for o in range(m) for x in range(n)}
    assert n + (m - 1) * min(s, n) == len(offsets) == axis.offsets
    if s == d == 1:
        assert axis.links == m * k - p * (p + 1) // 2 - q * (q + 1) // 2


@pytest.mark.parametrize(
    ("groups", "stride", "dilation"), [(1, 1, 1), (2, 1, 1), (1, 2, 1), (2, 3, 3), (4, 1, 2)]
)
def test_on_rings_both_roads_have_the_factors_the_page_states(groups, stride, dilation):
    layer = Conv(
        (4, 10, 10),
        4,
        3,
        stride=stride,
        padding=1,
        padding_mode="circular",
        dilation=dilation,
        groups=groups,
    )
    saving = reduction(layer)
    sparsity = groups * prod(Fraction(axis.size, axis.kernel_size) for axis in layer.axes)
    sharing = prod(axis.outputs for axis in layer.axes)
    assert saving.sparsity.alone == saving.sparsity.after_sharing == sparsity
    assert saving.sharing.alone == saving.sharing.after_sparsity == sharing


def test_a_ring_without_padding_is_the_valid_convolution_but_shares_round_the_ring():
    ring, plain = LAYERS["unpadded_ring"], LAYERS["thread"]
    for wiring in Wiring.SPARSE, Wiring.CONV:
        assert (weight_index(ring.layer, wiring) == weight_index(plain.layer, wiring)).all()
    assert (ring.shared.weights, plain.shared.weights) == (10**2, 17**2)


@pytest.mark.parametrize("name", [n for n in rules_at_work.RULES if len(LAYERS[n].layer.axes) == 1])
def test_a_picture_shows_as_many_hollow_taps_as_are_nominal_and_do_not_exist(name):
    layer = LAYERS[name].layer
    axis = layer.axes[0]
    if axis.circular:
        return
    hollow = on_padding(layer)
    assert len(hollow) == axis.nominal_links - axis.links
    for (output, place), tap in hollow.items():
        assert positions(axis)[output][tap] == place


@pytest.mark.parametrize("row", rules_at_work.rows(), ids=lambda row: row.rule)
def test_the_table_of_rules_counts_what_the_index_shows(row):
    layer = next(e.layer for e in map(LAYERS.__getitem__, rules_at_work.RULES) if e.label == row.rule)
    for wiring, shown in (
        (Wiring.DENSE, row.dense),
        (Wiring.SPARSE, row.sparse),
        (Wiring.SHARED, row.shared),
        (Wiring.CONV, row.both),
    ):
        index = weight_index(layer, wiring)
        dead = wiring is Wiring.CONV and row.rule == "Taps that only meet padding"
        assert len(np.unique(index[index >= 0])) == (1 if dead else shown)
    kernels = layer.channel_pairs * prod(axis.kernel_size for axis in layer.axes)
    assert row.nominal == row.outputs // layer.out_channels * kernels
    assert len(layer.axes) == row.layer.split()[0].count("×") + 1


def test_the_table_of_units_has_the_published_numbers():
    rows = {row.what.partition(":")[0]: row for row in units.rows()}
    assert (rows["Weights"].dense, rows["Weights"].sparse) == (14_450_688, 352_800)
    assert (rows["Weights"].shared, rows["Weights"].both) == (62_658, 450)
    assert rows["Parameters"].both == 456
    assert rows["Multiply-adds"].shared == rows["Multiply-adds"].dense == 14_450_688
    assert rows["FLOPs"].both == 2 * rows["Connections"].sparse


def test_the_vocabulary_names_each_thing_once():
    with (ROOT / "docs/tables/vocabulary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    here = [row["Here"] for row in rows]
    assert len(set(here)) == len(here)
    assert all(row["Elsewhere"] and row["Note"] for row in rows)

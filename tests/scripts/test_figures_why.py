"""What the figures and tables of Sparsity, Sharing and Both say, as data: counts, ties and identities."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import log, prod

import numpy as np
import pytest
from matplotlib.figure import Figure

from content.figures import (
    commutative_square,
    doubly_blocked,
    four_by_four,
    kernel_size,
    lenet_c3,
    offset_counts,
    receptive_field,
    receptive_growth,
    scaling,
    shared_to_both,
    shift,
    toeplitz,
    torus,
    wide_kernel,
)
from content.layers import LAYERS
from content.tables import ledger, limits, sharing_on, which_alone
from content.wirings import LABELS
from draw import canvas  # noqa: F401  (makes the palette's names known to Matplotlib)
from draw.identity import names
from draw.kernel import hanging
from draw.roads import draw_roads
from sparse_shared import Conv, Wiring, count, weight_index
from sparse_shared.networks.lenet import C3_TABLE
from write.numbers import percent


def diagonals_are_constant(index) -> bool:
    return bool((index[1:, 1:] == index[:-1, :-1]).all())


def test_the_four_by_four_matrix_has_the_published_counts_four_ways():
    rows = four_by_four.rows()
    columns = ([getattr(r, wiring) for r in rows] for wiring in ("dense", "sparse", "shared", "both"))
    assert [len({w for w in column if w is not None}) for column in columns] == [64, 36, 25, 9]
    assert all((r.sparse is None) == (r.both is None) for r in rows)


def test_an_output_sees_its_patch_where_sparse_and_others_use_its_weights_where_shared():
    dense, sparse, shared, both = receptive_field.rows()
    assert dense.seen == shared.seen == dense.pixels == 36
    assert sparse.seen == both.seen == 9
    assert (dense.used, sparse.used, both.used) == (2 * 36, 2 * 9, 9)
    assert both.used == both.weights
    (row, col), pixels = receptive_field.OUTPUTS["B"], range(6)
    offsets = {(y, x) for y in pixels for x in pixels} | {(y - row, x - col) for y in pixels for x in pixels}
    assert shared.used == len(offsets)


def test_a_stack_sees_as_far_as_its_connections_reach():
    """The published formula: each layer adds (kernel - 1) times the product of the strides before it."""
    for stack, steps in receptive_growth.STACKS.items():
        size, jump, expected = 1, 1, []
        for step in steps:
            size += (step.kernel - 1) * jump
            jump *= step.stride
            expected.append(size)
        assert [r.seen for r in receptive_growth.rows() if r.stack == stack] == expected
    assert [receptive_growth.seen(steps)[-1] for steps in receptive_growth.STACKS.values()] == [7, 18]


def test_how_many_connections_use_each_weight():
    rows = offset_counts.rows()
    assert [r.connections for r in rows] == [min(6, 1 + i, 13 - i) for i in range(13)]
    assert "".join(r.weight for r in rows) == "mlkjiabcdefgh"
    assert sum(r.connections for r in rows) == 48
    assert "".join(r.weight for r in rows if r.kept == "yes") == "abc"


def test_the_output_moves_along_just_where_weights_are_shared():
    assert [w for w in LABELS if shift.moves_along(w)] == [Wiring.SHARED, Wiring.CONV]
    for row in shift.rows():
        if row.wiring in ("shared only", "both: convolution") and row.output > 1:
            assert row.after == row.moved


def test_the_wide_kernel_is_a_padded_convolution_of_that_width():
    """Shared only does what a framework's convolution with so wide a kernel and so much padding does."""
    for row, name in zip(wide_kernel.rows(), ("toy", "ng"), strict=True):
        layer = LAYERS[name].layer
        wide = replace(layer, kernel_size=row.wide, padding=row.stops - 1)
        assert wide.output_shape == layer.output_shape
        assert count(wide).weights == count(layer, Wiring.SHARED).weights
    assert [(r.wide, r.short) for r in wide_kernel.rows()] == [(13, 3), (59, 5)]


def test_a_kernel_at_its_stops_is_whole_at_each_of_them():
    table = names(LAYERS["toy"].layer, Wiring.SHARED)
    outside = hanging(table)
    for row, inside in enumerate(table):
        stop = {**{(row, i): int(n) for i, n in enumerate(inside)}, **outside}
        letters = [stop[row, i] for i in range(row - 5, row + 8)]
        assert letters == [12, 11, 10, 9, 8, 0, 1, 2, 3, 4, 5, 6, 7]
    assert hanging(names(LAYERS["toy"].layer, Wiring.CONV)) == {}


def test_the_first_picture_says_what_the_package_counts():
    shared, both = shared_to_both.rows()
    assert (shared.weights, both.weights, shared.connections, both.connections) == (13, 3, 48, 18)
    assert "a kernel of 13 weights, a to m," in shared_to_both.alt()
    assert "3 lines, a to c," in shared_to_both.alt()
    assert shared_to_both.alt().endswith("3 weights: 4.33 times fewer.")


def test_both_roads_make_one_total_with_the_published_factors():
    first, last = commutative_square.rows()
    assert first.sparsity * first.sharing == last.sparsity * last.sharing == Fraction(3211264, 100)
    assert (first.sparsity, first.sharing) == (Fraction("40.96"), 784)
    assert (round(last.sharing, 2), last.sparsity) == (Fraction("230.63"), Fraction("139.24"))
    assert percent(commutative_square.NG.reduction.sparsity.share) == "41.7\xa0%"


@pytest.mark.parametrize(("name", "parallel"), [("torus", True), ("thread_same", False), ("ng", False)])
def test_equal_factors_are_equal_drops(name, parallel):
    example, ax = LAYERS[name], Figure().subplots()
    draw_roads(ax, dict(zip(LABELS, example.weights, strict=True)), example.reduction)
    falls = [log(y[0] / y[1]) for y in (line.get_ydata() for line in ax.lines) if len(y) == 2]
    sparsity_first, sharing_last, sharing_first, sparsity_last = falls
    assert sparsity_first + sharing_last == pytest.approx(sharing_first + sparsity_last)
    assert (sparsity_first == pytest.approx(sparsity_last)) is parallel
    assert (sharing_first == pytest.approx(sharing_last)) is parallel


def test_order_changes_the_credit_with_padding_and_not_on_a_torus():
    padded, ring = torus.rows()
    assert (padded.dense, padded.sparse, padded.shared, padded.both) == (10_000, 784, 361, 9)
    assert (ring.dense, ring.sparse, ring.shared, ring.both) == (10_000, 900, 100, 9)
    assert padded.sparsity_first < padded.sparsity_last
    assert padded.sharing_first < padded.sharing_last
    assert ring.sparsity_first == ring.sparsity_last == Fraction(100, 9)
    assert ring.sharing_first == ring.sharing_last == 100


def test_weights_grow_as_the_fourth_power_the_second_the_second_and_not_at_all():
    slopes = [scaling.slope(wiring) for wiring in LABELS]
    assert slopes == pytest.approx([4, 2, 2, 0], abs=0.03)
    assert {r.both for r in scaling.rows()} == {450}


def test_with_sharing_on_sparsity_saves_less_the_larger_the_kernel_and_nothing_at_the_image():
    rows = kernel_size.rows()
    saved = [r.saved for r in rows]
    assert saved == sorted(saved, reverse=True)
    assert [r.kernel for r in rows if r.saved == 1] == [32]
    assert (rows[4].shared, rows[4].both) == (62_658, 450)
    assert all(r.saved == Fraction(r.shared, r.both) for r in rows)


def test_sharing_saves_weights_and_biases_and_no_multiplication():
    dense, sparse, shared, both = ledger.rows()
    assert [r.weights for r in (dense, sparse, shared, both)] == [14_450_688, 352_800, 62_658, 450]
    assert [r.weights + r.biases for r in (dense, both)] == [14_455_392, 456]
    for unshared, tied in ((dense, shared), (sparse, both)):
        assert unshared.multiply_adds == tied.multiply_adds == tied.connections
        assert unshared.reuse == 1 < tied.reuse
    assert both.reuse == 784


@pytest.mark.parametrize(("wiring", "kinds", "weights"), [(Wiring.SHARED, 5, 25), (Wiring.CONV, 3, 9)])
def test_the_matrix_in_two_dimensions_is_toeplitz_twice(wiring, kinds, weights):
    blocks, index = doubly_blocked.blocks(wiring), weight_index(doubly_blocked.LAYER, wiring)
    assert diagonals_are_constant(blocks)
    assert len(np.unique(blocks[blocks >= 0])) == kinds
    assert len(np.unique(index[index >= 0])) == weights
    height, width = doubly_blocked.OUT_WIDTH, doubly_blocked.WIDTH
    of_kind = {}
    for (row, column), kind in np.ndenumerate(blocks):
        block = index[row * height : (row + 1) * height, column * width : (column + 1) * width]
        assert diagonals_are_constant(block)
        assert (kind < 0) == (block < 0).all()
        assert (of_kind.setdefault(kind, block) == block).all()


def test_the_doubly_blocked_rows_are_the_matrix():
    rows = doubly_blocked.rows()
    assert sum(r.both is not None for r in rows) == LAYERS["dumoulin"].conv.connections
    assert len({r.shared for r in rows}) == LAYERS["dumoulin"].shared.weights


def test_lenets_c3_saves_900_parameters_with_sharing_on():
    table, full = LAYERS["lenet_c3"].conv, LAYERS["lenet_c3_full"].conv
    assert (full.parameters, table.parameters, lenet_c3.SAVED) == (2_416, 1_516, 900)
    assert table.connections + table.outputs == 151_600  # LeCun et al. count the links of biases
    assert sum(r.weights + r.biases for r in lenet_c3.rows()) == table.parameters


def test_lenets_table_is_as_its_authors_describe_it():
    seen = [len(r.sees.split()) for r in lenet_c3.rows()]
    assert seen == [3] * 6 + [4] * 9 + [6]
    assert {row.count("X") for row in C3_TABLE} == {10}
    in_a_ring = [
        {(first + i) % 6 for i in range(3 + (map_ >= 6))} for map_, first in enumerate([*range(6)] * 2)
    ]
    assert [set(map(int, r.sees.split())) for r in lenet_c3.rows()[:12]] == in_a_ring


def test_sharing_alone_is_toeplitz_and_on_a_ring_circulant():
    line, ring = (weight_index(e.layer, Wiring.SHARED) for e in toeplitz.PANELS.values())
    assert diagonals_are_constant(line)
    assert diagonals_are_constant(ring)
    assert [r.weights for r in toeplitz.rows()] == [sum(line.shape) - 1, len(ring)]
    assert all(r.connections == r.inputs * r.outputs for r in toeplitz.rows())


@pytest.mark.parametrize("wiring", [Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV])
def test_on_a_ring_a_layer_commutes_with_shifts_just_where_it_is_shared(wiring):
    index = weight_index(LAYERS["ring"].layer, wiring)
    assert (np.roll(index, (1, 1), axis=(0, 1)) == index).all() == (Wiring.SHARED in wiring)


def test_sparsity_saves_weights_in_every_layer_that_is_shared_already():
    rows = sharing_on.rows()
    assert all(r.before == r.after * r.factor and r.factor > 1 for r in rows)
    weights = [(r.before, r.after) for r in rows]
    assert weights[0] == (62_658, 450)
    assert weights[2] == (2_400, 1_500)
    assert weights[3] == (5 * 5 * 96 * 256, 2 * 5 * 5 * 48 * 128)


def test_how_a_count_with_sharing_on_comes_about_can_be_multiplied_out():
    for r in sharing_on.rows():
        before, after = (prod(map(int, how.replace("×", " ").split())) for how in r.how.split("→"))
        assert (before, after) == (r.before, r.after)


def test_each_switch_has_its_limits():
    c5, whole_torus, grouped = limits.rows()
    assert (c5.sparsity, c5.sharing) == (1, 1)
    assert c5.dense == c5.both == 48_120 - 120
    assert (whole_torus.sparsity, whole_torus.sharing) == (1, whole_torus.both)
    assert (grouped.sparsity, grouped.sharing) == (8, 1)
    assert all(1 in (r.sparsity, r.sharing) for r in limits.rows())


def test_neither_switch_alone_is_always_the_better_one():
    goodfellow, tie, ng, patches, groups = which_alone.rows()
    assert [r.fewer for r in (goodfellow, tie, ng)] == ["sparse only", "equal", "shared only"]
    assert (goodfellow.sparse, goodfellow.shared) == (178_640, 356_642)
    assert (patches.sparse, patches.shared) == (115_605_504, 429_981_696)
    assert patches.fewer == groups.fewer == "sparse only"


@pytest.mark.parametrize(("kernel", "positions"), [(2, 1), (3, 4), (16, 14)])
def test_with_a_stride_as_long_as_the_kernel_sparsity_alone_is_no_worse(kernel, positions):
    layer = Conv((1, kernel * positions), out_channels=1, kernel_size=kernel, stride=kernel)
    sparse, shared = (count(layer, wiring).weights for wiring in (Wiring.SPARSE, Wiring.SHARED))
    assert (sparse < shared) == (positions > 1)


@pytest.mark.parametrize("n", [2, 5, 9])
def test_the_tie_between_sparsity_and_sharing_along_one_axis(n):
    for k in range(1, n + 1):
        layer = Conv((1, n), out_channels=1, kernel_size=k)
        sparse, shared = (count(layer, wiring).weights for wiring in (Wiring.SPARSE, Wiring.SHARED))
        assert sparse - shared == (k - 2) * (n - k)

"""Both roads from dense to convolution: the factors on their edges, and how the saving splits."""

from dataclasses import replace
from fractions import Fraction
from math import isclose, log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sparse_shared import Conv, Dense, SharingFactor, SparsityFactor, reduction

from .oracle import ties, weight_positions
from .strategies import conv_arguments

NG = Conv((3, 32, 32), 6, kernel_size=5)


def factors(saving):
    """Return what sparsity divides by, alone and after sharing, then sharing alone and after sparsity."""
    return (
        saving.sparsity.alone,
        saving.sparsity.after_sharing,
        saving.sharing.alone,
        saving.sharing.after_sparsity,
    )


@given(conv_arguments())
def test_the_factors_are_the_ratios_of_weights_counted_one_by_one(arguments):
    dense, sparse, shared = (
        len(set(ties(arguments, sparse=sparse, shared=shared).values()))
        for sparse, shared in [(False, False), (True, False), (False, True)]
    )
    conv = len(weight_positions(arguments))
    assume(sparse)
    saving = reduction(Conv(**arguments))
    assert saving.sparsity.alone == Fraction(dense, sparse)
    assert saving.sparsity.after_sharing == Fraction(shared, conv)
    assert saving.sharing.alone == Fraction(dense, shared)
    assert saving.sharing.after_sparsity == Fraction(sparse, conv)
    assert saving.total == Fraction(dense, conv)


@pytest.mark.parametrize(
    "layer",
    [NG, Conv((1, 9), 1, 3, padding=2, stride=2), Conv((4, 9, 9), 4, 3, groups=2), Dense(5, 3)],
)
def test_both_roads_end_at_the_same_product(layer):
    saving = reduction(layer)
    assert saving.sparsity.alone * saving.sharing.after_sparsity == saving.total
    assert saving.sharing.alone * saving.sparsity.after_sharing == saving.total


@given(conv_arguments(padding_modes=st.just("circular")))
def test_on_a_torus_the_factors_do_not_depend_on_the_order(arguments):
    assume(weight_positions(arguments))
    saving = reduction(Conv(**arguments))
    assert saving.sparsity.alone == saving.sparsity.after_sharing
    assert saving.sharing.alone == saving.sharing.after_sparsity


def test_off_the_torus_they_do():
    saving = reduction(NG)
    assert saving.sparsity.alone < saving.sparsity.after_sharing
    assert saving.sharing.after_sparsity > saving.sharing.alone


def test_sharing_saves_nothing_where_the_kernel_is_the_image():
    saving = reduction(Conv((3, 7, 7), 2, kernel_size=7))
    assert factors(saving) == (1, 1, 1, 1)


def test_sharing_saves_nothing_where_there_is_one_output_position():
    saving = reduction(Conv((1, 7), 2, kernel_size=3, stride=5))
    assert factors(saving) == (Fraction(7, 3), Fraction(7, 3), 1, 1)


def test_a_1x1_kernel_shares_over_all_pixels():
    saving = reduction(Conv((3, 7, 7), 2, kernel_size=1))
    assert (saving.sparsity.alone, saving.sharing.after_sparsity) == (49, 49)


def test_groups_are_sparsity():
    whole, grouped = reduction(Conv((4, 9), 4, 3)), reduction(Conv((4, 9), 4, 3, groups=4))
    assert grouped.sparsity.alone == whole.sparsity.alone * 4
    assert grouped.sparsity.after_sharing == whole.sparsity.after_sharing * 4
    assert grouped.sharing == replace(whole.sharing, total=whole.total * 4)


def test_the_shares_are_the_logarithms_averaged_over_both_orders():
    saving = reduction(NG)
    sparsity = (log(saving.sparsity.alone) + log(saving.sparsity.after_sharing)) / 2
    sharing = (log(saving.sharing.alone) + log(saving.sharing.after_sparsity)) / 2
    assert isclose(saving.sparsity.share, sparsity / (sparsity + sharing))
    assert isclose(saving.sharing.share, sharing / (sparsity + sharing))


@given(conv_arguments())
def test_the_shares_sum_to_1(arguments):
    assume(weight_positions(arguments) and ties(arguments, sparse=True, shared=False))
    saving = reduction(Conv(**arguments))
    assume(saving.total != 1)
    assert isclose(saving.sparsity.share + saving.sharing.share, 1)


def test_all_of_the_saving_is_sharings_where_nothing_is_sparse():
    saving = reduction(Conv((1, 5), 1, kernel_size=9, padding=4))
    assert (saving.total, saving.sparsity.share, saving.sharing.share) == (Fraction(25, 9), 0, 1)


def test_all_of_the_saving_is_sparsitys_where_nothing_is_shared():
    saving = reduction(Conv((1, 7), 2, kernel_size=3, stride=5))
    assert (saving.sparsity.share, saving.sharing.share) == (1, 0)


def test_a_kernel_mostly_on_padding_multiplies_the_weights():
    saving = reduction(Conv((1, 1), 1, kernel_size=3, padding=1))
    assert saving.total == Fraction(1, 3)


def test_factors_beyond_the_range_of_floats_are_split():
    saving = reduction(Conv((1, 10**400), 1, kernel_size=3, padding="same", padding_mode="circular"))
    sharing = 400 * log(10)
    assert saving.sharing.after_sparsity == 10**400
    assert isclose(saving.sharing.share, sharing / (2 * sharing - log(3)))


def test_factors_nearer_to_1_than_floats_can_tell_are_split():
    barely = Fraction(10**30 + 1, 10**30)
    assert isclose(SparsityFactor(barely, barely, barely**2).share, 0.5)
    assert isclose(SharingFactor(barely, barely**3, barely**4).share, 0.5)


@pytest.mark.parametrize(
    "layer",
    [
        Conv((1, 1), 1, kernel_size=2, dilation=2, padding=1),
        Conv((2, 9), 2, kernel_size=3, channel_mask=[[False, False]] * 2),
    ],
)
def test_a_layer_without_connections_has_no_factors(layer):
    with pytest.raises(ValueError, match=r"layer=Conv.* has no connections: expected at least one"):
        reduction(layer)


def test_where_nothing_is_saved_nothing_is_split():
    saving = reduction(Dense(5, 3))
    assert saving.total == 1
    for factor in (saving.sparsity, saving.sharing):
        with pytest.raises(ValueError, match="total=1: expected a layer with a saving to split"):
            _ = factor.share

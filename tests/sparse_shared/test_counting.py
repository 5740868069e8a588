"""Counts in closed form, against counting by hand, a convolution of ones, and sizes no loop reaches."""

import sys
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from sparse_shared import Conv, Dense, Wiring, count

from .oracle import convolve, nominal_connections, ties, weight_positions
from .strategies import FOUR_WIRINGS, conv_arguments

THREAD = Conv((1, 10, 10), 1, kernel_size=3, padding="same")
FAR = 10**12


def test_the_convolution_has_both_switches_on_and_the_dense_layer_none():
    assert Wiring.SPARSE | Wiring.SHARED is Wiring.CONV
    assert Wiring(0) is Wiring.DENSE
    assert count(THREAD) == count(THREAD, Wiring.CONV)


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
@given(conv_arguments())
def test_connections_and_weights_are_those_counted_one_by_one(wiring, arguments):
    counts = count(Conv(**arguments), wiring)
    found = ties(arguments, sparse=Wiring.SPARSE in wiring, shared=Wiring.SHARED in wiring)
    stored = weight_positions(arguments) if wiring is Wiring.CONV else set(found.values())
    assert (counts.connections, counts.weights) == (len(found), len(stored))


@given(conv_arguments(cells=(40, 14, 6), channels=3))
def test_a_convolution_of_ones_sums_to_the_number_of_connections(arguments):
    image = np.ones(arguments["input_shape"])
    weights = np.ones(len(weight_positions(arguments)))
    connections = count(Conv(**arguments), Wiring.CONV).connections
    assert connections == convolve(arguments, image, weights).sum()


@given(conv_arguments())
def test_a_nominal_border_gives_every_position_a_whole_kernel(arguments):
    layer = Conv(**arguments)
    assert count(layer, Wiring.CONV, border="nominal").connections == nominal_connections(arguments)
    assert count(layer, Wiring.SPARSE, border="nominal").weights == nominal_connections(arguments)


@pytest.mark.parametrize("wiring", [Wiring.DENSE, Wiring.SHARED])
def test_a_nominal_border_changes_nothing_where_the_kernel_decides_nothing(wiring):
    assert count(THREAD, wiring, border="nominal") == count(THREAD, wiring)


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
def test_a_nominal_border_changes_nothing_on_a_torus(wiring):
    torus = Conv((1, 10, 10), 1, 3, padding="same", padding_mode="circular")
    assert count(torus, wiring, border="nominal") == count(torus, wiring)


@pytest.mark.parametrize(
    ("bias", "dense", "sparse", "shared", "conv"),
    [(True, 128, 128, 2, 2), ("unit", 128, 128, 128, 128), ("map", 2, 2, 2, 2), (False, 0, 0, 0, 0)],
)
def test_biases_are_one_a_unit_or_where_shared_one_a_map(bias, dense, sparse, shared, conv):
    layer = Conv((1, 10, 10), 2, 3, bias=bias)
    assert [count(layer, wiring).biases for wiring in FOUR_WIRINGS] == [dense, sparse, shared, conv]


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
def test_parameters_are_weights_and_biases_and_multiply_adds_are_connections(wiring):
    counts = count(Conv((2, 10, 10), 3, 3, bias="unit"), wiring)
    assert counts.parameters == counts.weights + 192
    assert counts.multiply_adds == counts.connections


def test_sharing_saves_no_multiplication():
    assert count(THREAD, Wiring.CONV).multiply_adds == count(THREAD, Wiring.SPARSE).multiply_adds == 784
    assert count(THREAD, Wiring.SHARED).multiply_adds == count(THREAD, Wiring.DENSE).multiply_adds == 10_000


def test_density_is_an_exact_fraction_of_all_pairs():
    assert count(THREAD).density == Fraction(784, 10_000)
    assert count(THREAD, Wiring.DENSE).density == 1
    assert type(count(THREAD).density) is Fraction


def test_nominal_density_exceeds_1_where_taps_outnumber_pairs():
    assert count(Conv((1, 1), 1, 3, padding=1), border="nominal").density == 3


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
def test_a_dense_layer_is_the_same_under_every_wiring(wiring):
    counts = count(Dense(5, 3), wiring)
    assert (counts.inputs, counts.outputs) == (5, 3)
    assert (counts.connections, counts.weights, counts.biases) == (15, 15, 3)


def test_a_1x1_kernel_leaves_one_connection_a_pixel_and_pair_of_channels():
    layer = Conv((3, 7, 7), 2, kernel_size=1)
    assert [count(layer, wiring).weights for wiring in (Wiring.SPARSE, Wiring.CONV)] == [3 * 2 * 49, 3 * 2]


def test_a_kernel_as_large_as_the_image_is_a_dense_layer_under_every_wiring():
    layer = Conv((3, 7, 7), 2, kernel_size=7)
    assert {count(layer, wiring).weights for wiring in FOUR_WIRINGS} == {count(Dense(147, 2)).weights}


def test_one_output_position_leaves_sharing_nothing_to_merge():
    layer = Conv((1, 7), 1, kernel_size=3, stride=5)
    assert count(layer, Wiring.SPARSE).weights == count(layer, Wiring.CONV).weights == 3
    assert count(layer, Wiring.DENSE).weights == count(layer, Wiring.SHARED).weights == 7


def test_groups_are_a_channel_mask_of_blocks():
    blocks = np.kron(np.eye(2), np.ones((3, 2))).astype(bool)
    grouped, masked = Conv((4, 9), 6, 3, groups=2), Conv((4, 9), 6, 3, channel_mask=blocks)
    for wiring in FOUR_WIRINGS:
        assert count(grouped, wiring) == count(masked, wiring)


@pytest.mark.parametrize("wiring", [Wiring.DENSE, Wiring.SHARED])
@pytest.mark.parametrize("sparser", [{"groups": 2}, {"channel_mask": [[True, False], [False, False]]}])
def test_what_channels_see_is_sparsity_and_off_without_it(sparser, wiring):
    assert count(Conv((2, 9), 2, 3, **sparser), wiring) == count(Conv((2, 9), 2, 3), wiring)


def test_a_channel_mask_without_a_connection_leaves_biases_only():
    counts = count(Conv((2, 9), 2, 3, channel_mask=[[False, False]] * 2))
    assert (counts.connections, counts.weights, counts.parameters) == (0, 0, 2)


def test_a_tap_that_never_reads_an_input_is_a_weight_all_the_same():
    """Two inputs, padded by 1: of the three taps at stride 3, one output uses the second and third."""
    layer = Conv((1, 2), 1, kernel_size=3, stride=3, padding=1)
    assert (count(layer).connections, count(layer).weights) == (2, 3)


def test_a_layer_whose_taps_all_lie_on_padding_has_no_connections():
    layer = Conv((1, 1), 1, kernel_size=2, dilation=2, padding=1)
    assert (count(layer).connections, count(layer).weights, count(layer, Wiring.SPARSE).weights) == (0, 2, 0)


@pytest.mark.parametrize("layer", [THREAD, Dense(5, 3), Conv(np.array([1, 9]), np.int8(2), np.int8(3))])
def test_counts_are_python_ints(layer):
    for wiring in FOUR_WIRINGS:
        counts = count(layer, wiring)
        numbers = (counts.inputs, counts.outputs, counts.connections, counts.weights, counts.biases)
        assert {type(n) for n in (*numbers, counts.parameters, counts.multiply_adds)} == {int}


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
@pytest.mark.parametrize("border", ["exact", "nominal"])
@pytest.mark.parametrize(
    "options", [{}, {"padding": "same"}, {"padding": 1, "stride": 2}, {"padding": "same", "dilation": 3}]
)
def test_the_work_does_not_grow_with_the_image_and_with_the_kernels_side_at_most(options, border, wiring):
    def work(size, kernel_size):
        return executed_lines(lambda: count(Conv((3, size, size), 8, kernel_size, **options), wiring, border))

    assert work(32, 5) == work(64, 5) == work(FAR, 5) > 0
    per_tap = (work(64, 9) - work(64, 5)) / 4
    assert work(FAR, 105) == work(FAR, 5) + 100 * per_tap


def test_the_work_grows_with_neither_stride_nor_dilation():
    def work(stride, dilation):
        layer = Conv((1, 10**20), 1, 5, stride=stride, dilation=dilation, padding=10**19)
        return executed_lines(lambda: count(layer, Wiring.SPARSE))

    assert work(1, 1) == work(956_722_026_041, 591_286_729_879)


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_huge_images_are_counted_exactly(axes):
    layer = Conv((1, *[FAR] * axes), 1, kernel_size=3, padding="same")
    expected = [FAR ** (2 * axes), (3 * FAR - 2) ** axes, (2 * FAR - 1) ** axes, 3**axes]
    assert [count(layer, wiring).weights for wiring in FOUR_WIRINGS] == expected
    assert count(layer, Wiring.SPARSE, border="nominal").weights == (3 * FAR) ** axes
    assert count(layer).density == Fraction((3 * FAR - 2) ** axes, FAR ** (2 * axes))


def test_huge_channels_and_dilations_are_counted_exactly():
    layer = Conv((FAR, FAR), FAR, kernel_size=5, stride=3, dilation=FAR // 8, groups=FAR // 4, padding="same")
    assert count(layer).weights == FAR * 4 * 5
    assert count(layer, Wiring.DENSE).weights == FAR * FAR * FAR * -(-FAR // 3)


def executed_lines(function):
    """Count the lines of the package that a call executes: what it costs, the same at every run."""
    lines = 0

    def trace(frame, event, argument):
        nonlocal lines
        lines += event == "line"
        return trace if frame.f_globals["__name__"].startswith("sparse_shared.") else None

    previous = sys.gettrace()
    sys.settrace(trace)
    try:
        function()
    finally:
        sys.settrace(previous)
    return lines

"""The arrays, against the definition pair by pair and against a direct convolution."""

import re
import tracemalloc
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sparse_shared import Conv, Dense, Wiring, connectivity_mask, count, masking, weight_index, weight_matrix

from .oracle import convolve, ties, weight_positions
from .strategies import FOUR_WIRINGS, conv_arguments, slices

WIRINGS = st.sampled_from(FOUR_WIRINGS)
GIB = 2**30
ALEXNET_CONV1 = Conv((3, 227, 227), 96, kernel_size=11, stride=4)


@pytest.fixture
def traced_memory():
    """Record what is allocated during a test."""
    tracemalloc.start()
    yield
    tracemalloc.stop()


def memory_peak():
    """Return the most bytes that were in use at a time."""
    return tracemalloc.get_traced_memory()[1]


def pairs_of(array):
    """Return the (row, column) pairs where an array is true."""
    return {(int(row), int(column)) for row, column in np.argwhere(array)}


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
@settings(max_examples=200)
@given(conv_arguments())
def test_equal_entries_of_the_index_are_ties(wiring, arguments):
    index = weight_index(Conv(**arguments), wiring)
    found = ties(arguments, sparse=Wiring.SPARSE in wiring, shared=Wiring.SHARED in wiring)
    assert pairs_of(index >= 0) == found.keys()
    ids_and_ties = {(index[pair], tie) for pair, tie in found.items()}
    assert len(ids_and_ties) == len({i for i, _ in ids_and_ties}) == len({tie for _, tie in ids_and_ties})


@given(WIRINGS, conv_arguments())
def test_ids_run_from_0_to_the_last_weight(wiring, arguments):
    layer = Conv(**arguments)
    ids = np.unique(weight_index(layer, wiring))
    weights = count(layer, wiring).weights
    assert set(ids) <= {-1, *range(weights)}
    if wiring is not Wiring.CONV:
        assert set(range(weights)) <= set(ids)


@given(conv_arguments())
def test_an_id_of_the_convolution_is_a_position_in_its_weight_tensor(arguments):
    index = weight_index(Conv(**arguments))
    positions = weight_positions(arguments)
    for pair, slot in ties(arguments, sparse=True, shared=True).items():
        assert index[pair] == positions[slot]


@pytest.mark.parametrize("wiring", [Wiring.DENSE, Wiring.SPARSE])
@given(conv_arguments())
def test_ids_that_are_not_shared_are_in_reading_order(wiring, arguments):
    index = weight_index(Conv(**arguments), wiring)
    assert np.all(np.diff(index[index >= 0]) == 1)


@given(WIRINGS, conv_arguments())
def test_the_mask_is_true_where_the_index_has_a_weight(wiring, arguments):
    layer = Conv(**arguments)
    mask = connectivity_mask(layer, wiring)
    assert mask.dtype == bool
    assert np.array_equal(mask, weight_index(layer, wiring) >= 0)


@given(WIRINGS, conv_arguments(cells=(12, 6, 3)))
def test_the_arrays_hold_what_the_closed_forms_count(wiring, arguments):
    layer = Conv(**arguments)
    index, counts = weight_index(layer, wiring), count(layer, wiring)
    assert index.shape == (counts.outputs, counts.inputs)
    assert np.count_nonzero(index >= 0) == counts.connections


@settings(max_examples=200)
@given(conv_arguments(cells=(12, 6, 4)), st.integers(0, 2**32))
def test_the_matrix_times_the_image_is_the_convolution(arguments, seed):
    random = np.random.default_rng(seed)
    image = random.normal(size=arguments["input_shape"])
    weights = random.normal(size=len(weight_positions(arguments)))
    layer = Conv(**arguments)
    output = convolve(arguments, image, weights)
    assert output.shape == layer.output_shape
    assert np.allclose(weight_matrix(layer, Wiring.CONV, weights) @ image.ravel(), output.ravel())


@given(WIRINGS, conv_arguments())
def test_the_matrix_has_the_indexed_weights_and_zeros_elsewhere(wiring, arguments):
    layer = Conv(**arguments)
    weights = np.arange(1.0, count(layer, wiring).weights + 1)
    index = weight_index(layer, wiring)
    assert np.array_equal(weight_matrix(layer, wiring, weights), np.where(index >= 0, index + 1, 0))


def test_a_frameworks_weight_tensor_will_do():
    layer = Conv((4, 5, 5), 6, kernel_size=(2, 3), groups=2)
    tensor = np.random.default_rng(0).normal(size=(6, 2, 2, 3))
    expected = weight_matrix(layer, Wiring.CONV, tensor.ravel())
    assert np.array_equal(weight_matrix(layer, Wiring.CONV, tensor), expected)


@pytest.mark.parametrize(
    ("given_type", "made_type"), [("f2", "f2"), ("f4", "f4"), ("f8", "f8"), ("i1", "f8"), ("u8", "f8")]
)
def test_the_matrix_keeps_the_floats_it_is_given_and_makes_ints_floats(given_type, made_type):
    weights = np.ones(3, dtype=given_type)
    assert weight_matrix(Conv((1, 5), 1, 3), Wiring.CONV, weights).dtype == made_type


def test_the_index_is_of_64_bit_ints():
    assert weight_index(Conv((1, 5), 1, 3)).dtype == np.int64


@given(WIRINGS, conv_arguments(), st.data())
def test_some_rows_are_those_rows_of_the_whole(wiring, arguments, data):
    layer = Conv(**arguments)
    rows = data.draw(slices(layer.num_outputs))
    weights = np.arange(1.0, count(layer, wiring).weights + 1)
    for whole, part in [
        (weight_index(layer, wiring), weight_index(layer, wiring, rows)),
        (connectivity_mask(layer, wiring), connectivity_mask(layer, wiring, rows)),
        (weight_matrix(layer, wiring, weights), weight_matrix(layer, wiring, weights, rows)),
    ]:
        assert part.shape == whole[rows].shape
        assert np.array_equal(part, whole[rows])


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
def test_an_array_built_in_many_blocks_is_that_of_its_single_rows(wiring):
    layer = Conv((2, 20, 20), 4, kernel_size=3, padding=1, stride=(1, 2))
    assert layer.num_outputs * layer.num_inputs > 4 * masking._BLOCK
    rows = [weight_index(layer, wiring, slice(i, i + 1)) for i in range(layer.num_outputs)]
    assert np.array_equal(weight_index(layer, wiring), np.concatenate(rows))


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
def test_a_dense_layer_numbers_its_weights_as_a_matrix(wiring):
    assert np.array_equal(weight_index(Dense(4, 3), wiring), np.arange(12).reshape(3, 4))
    assert connectivity_mask(Dense(4, 3), wiring).all()


def test_the_mask_of_a_1x1_kernel_is_the_identity():
    assert np.array_equal(connectivity_mask(Conv((1, 4, 4), 1, kernel_size=1)), np.eye(16, dtype=bool))


def test_a_1x1_kernel_repeats_the_pattern_of_the_channels_at_every_pixel():
    channels = np.arange(6).reshape(2, 3)
    expected = np.kron(channels + 1, np.eye(9, dtype=int)) - 1
    assert np.array_equal(weight_index(Conv((3, 3, 3), 2, kernel_size=1)), expected)


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
def test_a_kernel_as_large_as_the_image_is_a_dense_layer(wiring):
    assert np.array_equal(weight_index(Conv((2, 3, 3), 4, kernel_size=3), wiring), weight_index(Dense(18, 4)))


@pytest.mark.parametrize("spatial", [(5,), (4, 3), (2, 3, 4)])
def test_sharing_alone_is_a_convolution_whose_kernel_reaches_every_input(spatial):
    shared = weight_index(Conv((2, *spatial), 3, kernel_size=1), Wiring.SHARED)
    full = Conv((2, *spatial), 3, [2 * n - 1 for n in spatial], padding=[n - 1 for n in spatial])
    assert np.array_equal(shared, weight_index(full))


def test_sharing_alone_is_a_toeplitz_matrix():
    index = weight_index(Conv((1, 6), 1, kernel_size=3), Wiring.SHARED)
    assert all(np.array_equal(above[:-1], below[1:]) for above, below in pairwise(index))


@pytest.mark.parametrize("wiring", [Wiring.SHARED, Wiring.CONV])
def test_sharing_on_a_ring_is_a_circulant_matrix(wiring):
    index = weight_index(Conv((1, 6), 1, 3, padding="same", padding_mode="circular"), wiring)
    assert all(np.array_equal(np.roll(above, 1), below) for above, below in pairwise(index))


def test_on_a_ring_the_taps_of_the_kernel_are_the_first_ids():
    ring = Conv((1, 7), 1, kernel_size=3, stride=2, padding=1, padding_mode="circular")
    mask = connectivity_mask(ring)
    assert np.array_equal(weight_index(ring, Wiring.SHARED)[mask], weight_index(ring)[mask])


def test_a_tap_that_never_reads_an_input_is_on_no_entry():
    layer = Conv((1, 2), 1, kernel_size=3, stride=3, padding=1)
    assert weight_index(layer).tolist() == [[1, 2]]
    assert weight_matrix(layer, Wiring.CONV, [7.0, 8.0, 9.0]).tolist() == [[8.0, 9.0]]


@pytest.mark.parametrize("wiring", [Wiring.SPARSE, Wiring.CONV])
def test_a_layer_whose_taps_all_lie_on_padding_is_blank(wiring):
    layer = Conv((1, 1), 1, kernel_size=2, dilation=2, padding=1)
    assert weight_index(layer, wiring).tolist() == [[-1]]
    assert connectivity_mask(layer, wiring).tolist() == [[False]]


def test_a_layer_without_weights_takes_none_and_is_zero():
    layer = Conv((1, 1), 1, kernel_size=2, dilation=2, padding=1)
    assert weight_matrix(layer, Wiring.SPARSE, []).tolist() == [[0.0]]


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
def test_rows_of_alexnets_first_layer_are_built_without_the_rest(wiring):
    last = weight_index(ALEXNET_CONV1, wiring, rows=slice(-1, None))
    connections = count(ALEXNET_CONV1, wiring).connections // ALEXNET_CONV1.num_outputs
    assert last.shape == (1, 154_587)
    assert np.count_nonzero(last >= 0) == len(np.unique(last[last >= 0])) == connections
    if wiring is not Wiring.SHARED:
        assert last.max() == count(ALEXNET_CONV1, wiring).weights - 1


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
@pytest.mark.parametrize(
    ("layer", "rows"),
    [
        (Conv((1, 40, 40), 1, 3, padding="same"), slice(None)),
        (Conv((1, 1500), 1, 3), slice(None)),
        (Conv((8, 6, 6, 6), 8, 3, padding=1), slice(None)),
        (Conv((1, 2000, 2000), 1, 3), slice(0, 1)),
        (Dense(1500, 1500), slice(None)),
    ],
)
@pytest.mark.usefixtures("traced_memory")
def test_building_an_index_takes_at_most_three_times_its_own_memory(layer, rows, wiring):
    size = weight_index(layer, wiring, rows).nbytes
    assert size > 16e6
    assert memory_peak() <= 3 * size


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
@pytest.mark.usefixtures("traced_memory")
def test_building_a_mask_takes_at_most_three_times_its_own_memory(wiring):
    size = connectivity_mask(Conv((1, 64, 64), 1, 3, padding=1), wiring).nbytes
    assert size > 16e6
    assert memory_peak() <= 3 * size


@pytest.mark.parametrize(
    ("layer", "gib"),
    [
        (Conv((1, 20_000), 1, 1), 3),
        (ALEXNET_CONV1, 335),
        (Conv((1, 2), 1, 1, padding=2**62), 2**37 + 1),
        (Conv((1, 2, 2), 1, 1, padding=2**40), 2**57 + 2**18 + 1),
    ],
)
@pytest.mark.usefixtures("traced_memory")
def test_an_index_too_large_is_refused_before_anything_is_allocated(layer, gib):
    with pytest.raises(ValueError, match=rf"would take {gib:,} GiB: expected at most 2 GiB, such as rows="):
        weight_index(layer)
    assert memory_peak() < 100_000


def test_the_rows_a_refusal_proposes_are_as_many_as_fit():
    with pytest.raises(ValueError, match="such as rows=slice") as caught:
        weight_index(ALEXNET_CONV1)
    fitting = int(re.search(r"such as rows=slice\(0, (\d+)\)", str(caught.value))[1])
    row_size = ALEXNET_CONV1.num_inputs * 8
    assert fitting * row_size <= 2 * GIB < (fitting + 1) * row_size


def test_where_not_one_row_fits_none_is_proposed():
    with pytest.raises(ValueError, match=r"rows=slice.*expected at most 2 GiB, which one row alone exceeds"):
        weight_index(Conv((1, 10**6, 10**6), 1, 3), rows=slice(0, 1))


def test_sizes_beyond_the_range_of_floats_are_refused_as_well():
    with pytest.raises(ValueError, match=r"rows=slice.*GiB"):
        weight_index(Conv((1, 10**200, 10**200), 1, 3))


@pytest.mark.parametrize(("build", "entry_size"), [(weight_index, 8), (connectivity_mask, 1)])
def test_an_array_of_just_the_limit_is_built_and_none_larger(monkeypatch, build, entry_size):
    layer = Conv((1, 10), 1, kernel_size=3)
    monkeypatch.setattr(masking, "MEMORY_LIMIT", 80 * entry_size)
    assert build(layer).shape == (8, 10)
    monkeypatch.setattr(masking, "MEMORY_LIMIT", 80 * entry_size - 1)
    with pytest.raises(ValueError, match="8 rows of 10 inputs"):
        build(layer)


def test_a_matrix_too_large_can_be_had_in_rows():
    layer = Conv((1, 10**5), 1, kernel_size=2)
    with pytest.raises(ValueError, match="such as rows=slice"):
        weight_matrix(layer, Wiring.CONV, [-1.0, 1.0])
    matrix = weight_matrix(layer, Wiring.CONV, [-1.0, 1.0], rows=slice(99_998, None))
    assert matrix[:, -3:].tolist() == [[0.0, -1.0, 1.0]]


@pytest.mark.parametrize(
    ("layer", "wiring"),
    [
        (Conv((1, 2, 2), 1, 1, padding=2**40), Wiring.CONV),
        (Conv((1, 2**20), 2**40, 1), Wiring.SPARSE),
        (Dense(2**20, 2**40), Wiring.DENSE),
        (Conv((1, 5), 1, 1, stride=2**60), Wiring.CONV),
        (Conv((1, 5), 1, 1, dilation=2**60), Wiring.CONV),
    ],
)
def test_numbers_too_large_for_the_arrays_are_refused(layer, wiring):
    with pytest.raises(ValueError, match=r"layer=.*: expected fewer than 2\*\*59 units, weights and cells"):
        weight_index(layer, wiring, rows=slice(-1, None))


def test_rows_are_numbered_without_an_array_as_long_as_the_axis():
    """Each of the 2**41 + 2 outputs but two in the middle has all its taps on padding."""
    layer = Conv((1, 2), 1, 1, padding=2**40)
    assert weight_index(layer, Wiring.SPARSE, rows=slice(2**40, 2**40 + 3)).tolist() == [
        [0, -1],
        [-1, 1],
        [-1, -1],
    ]

"""Transposed convolutions, against their definition cell by cell and what they transpose."""

from itertools import pairwise
from math import prod

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sparse_shared import (
    Conv,
    ConvTranspose,
    Wiring,
    connectivity_mask,
    count,
    reduction,
    weight_index,
    weight_matrix,
)

from .oracle import convolve_transposed, transposed_size, transposed_ties
from .strategies import FOUR_WIRINGS, conv_transpose_arguments, slices

WIRINGS = st.sampled_from(FOUR_WIRINGS)


def switches(wiring):
    return {"sparse": Wiring.SPARSE in wiring, "shared": Wiring.SHARED in wiring}


@given(conv_transpose_arguments())
def test_the_output_has_the_size_that_pytorch_documents(arguments):
    layer = ConvTranspose(**arguments)
    sizes = [transposed_size(arguments, axis) for axis in range(len(layer.axes))]
    assert layer.output_shape == (arguments["out_channels"], *sizes)
    assert layer.num_outputs == arguments["out_channels"] * prod(sizes)
    assert layer.num_inputs == prod(arguments["input_shape"])


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
@settings(max_examples=100)
@given(conv_transpose_arguments())
def test_equal_entries_of_the_index_are_ties(wiring, arguments):
    layer = ConvTranspose(**arguments)
    found = transposed_ties(arguments, **switches(wiring))
    index = weight_index(layer, wiring)
    mask = connectivity_mask(layer, wiring)
    assert {(int(row), int(column)) for row, column in np.argwhere(index >= 0)} == found.keys()
    assert np.array_equal(mask, index >= 0)
    ids_and_ties = {(index[pair], tie) for pair, tie in found.items()}
    assert len(ids_and_ties) == len({i for i, _ in ids_and_ties}) == len({tie for _, tie in ids_and_ties})


@given(WIRINGS, conv_transpose_arguments())
def test_connections_and_weights_are_those_counted_one_by_one(wiring, arguments):
    counts = count(ConvTranspose(**arguments), wiring)
    found = transposed_ties(arguments, **switches(wiring))
    assert counts.connections == len(found)
    if wiring is Wiring.CONV:
        kernel = arguments["input_shape"][0] * arguments["out_channels"] * prod(arguments["kernel_size"])
        assert counts.weights == kernel // arguments["groups"]
    else:
        assert counts.weights == len(set(found.values()))


@given(conv_transpose_arguments())
def test_a_nominal_border_gives_every_input_a_whole_kernel(arguments):
    counts = count(ConvTranspose(**arguments), border="nominal")
    assert counts.connections == counts.weights * prod(arguments["input_shape"][1:])


@given(WIRINGS, conv_transpose_arguments())
def test_the_index_is_that_of_the_convolution_it_transposes(wiring, arguments):
    layer = ConvTranspose(**arguments)
    there = {name: arguments[name] for name in ("kernel_size", "stride", "dilation", "groups")}
    padding = [
        (b, a - more) for (b, a), more in zip(arguments["padding"], arguments["output_padding"], strict=True)
    ]
    assume(all(after >= 0 for _, after in padding))
    convolution = Conv(layer.output_shape, layer.in_channels, padding=padding, **there)
    assert convolution.output_shape == layer.input_shape
    assert np.array_equal(weight_index(layer, wiring), weight_index(convolution, wiring).T)
    assert count(layer, wiring).weights == count(convolution, wiring).weights


@given(conv_transpose_arguments(), st.integers(0, 2**32))
def test_the_matrix_times_the_input_is_the_transposed_convolution(arguments, seed):
    random = np.random.default_rng(seed)
    image = random.normal(size=arguments["input_shape"])
    layer = ConvTranspose(**arguments)
    tensor = (layer.in_channels, layer.out_channels // layer.groups, *layer.kernel_size)
    weights = random.normal(size=tensor)
    output = convolve_transposed(arguments, image, weights)
    assert output.shape == layer.output_shape
    assert np.allclose(weight_matrix(layer, Wiring.CONV, weights) @ image.ravel(), output.ravel())


@given(WIRINGS, conv_transpose_arguments(), st.data())
def test_some_rows_are_those_rows_of_the_whole(wiring, arguments, data):
    layer = ConvTranspose(**arguments)
    rows = data.draw(slices(layer.num_outputs))
    assert np.array_equal(weight_index(layer, wiring, rows), weight_index(layer, wiring)[rows])
    assert np.array_equal(connectivity_mask(layer, wiring, rows), connectivity_mask(layer, wiring)[rows])


@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
def test_rows_of_a_large_layer_are_built_without_the_rest(wiring):
    layer = ConvTranspose((8, 128, 128), 32, kernel_size=4, stride=2, padding=1)
    last = weight_index(layer, wiring, rows=slice(-1, None))
    assert last.shape == (1, layer.num_inputs)
    assert layer.output_shape == (32, 256, 256)
    assert len(np.unique(last[last >= 0])) == np.count_nonzero(last >= 0)
    assert last.max() < count(layer, wiring).weights


@pytest.mark.parametrize(
    ("bias", "dense", "sparse", "shared", "conv"),
    [(True, 10, 10, 2, 2), ("unit", 10, 10, 10, 10), ("map", 2, 2, 2, 2), (False, 0, 0, 0, 0)],
)
def test_biases_are_those_of_its_own_outputs(bias, dense, sparse, shared, conv):
    layer = ConvTranspose((3, 2), 2, kernel_size=3, stride=2, bias=bias)
    assert layer.output_shape == (2, 5)
    assert [count(layer, wiring).biases for wiring in FOUR_WIRINGS] == [dense, sparse, shared, conv]


def test_the_generator_of_dcgan():
    """Radford et al. 2016, as PyTorch's tutorial builds it: with two values a normalised map, 3,576,704."""
    maps = [100, 512, 256, 128, 64, 3]
    layers = [ConvTranspose((100, 1, 1), 512, kernel_size=4, bias=False)]
    for of, to in pairwise(maps[1:]):
        layers.append(
            ConvTranspose(
                (of, *layers[-1].output_shape[1:]), to, kernel_size=4, stride=2, padding=1, bias=False
            )
        )
    assert layers[-1].output_shape == (3, 64, 64)
    assert sum(count(layer).parameters for layer in layers) + 2 * sum(maps[1:-1]) == 3_576_704


def test_both_roads_end_at_the_same_product():
    saving = reduction(ConvTranspose((3, 8, 8), 6, kernel_size=4, stride=2, padding=1))
    assert saving.sparsity.alone * saving.sharing.after_sparsity == saving.total
    assert saving.sharing.alone * saving.sparsity.after_sharing == saving.total

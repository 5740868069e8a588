"""Weights are read in the order of the index or refused, and what a refusal advises does as it says."""

from itertools import product
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparse_shared import Conv, ConvTranspose, Dense, Wiring, count, weight_matrix
from sparse_shared.weights import weight_shape

from .oracle import convolve, lines
from .strategies import FOUR_WIRINGS, conv_arguments
from .test_refusals import assert_refused, messages

LAYER = Conv((4, 7, 6), 6, kernel_size=(3, 2), stride=(2, 1), groups=2)
UP = ConvTranspose((4, 3, 2), 6, kernel_size=(3, 2), stride=(2, 1), groups=2)
NINE = Conv((1, 3, 3), 1, kernel_size=3)


def random(*shape):
    return np.random.default_rng(0).normal(size=shape)


BAD_WEIGHTS = [
    (
        [],
        ValueError,
        "weights of shape (0,): expected a flat array of 9 or the shape (1, 1, 3, 3), (out_channels",
    ),
    (1.0, ValueError, "weights of shape (): expected a flat array of 9"),
    (np.ones(8), ValueError, "weights of shape (8,): expected a flat array of 9...Wiring.CONV$"),
    (np.ones((2, 5)), ValueError, "weights of shape (2, 5): expected a flat array of 9...Wiring.CONV$"),
    (
        np.ones((3, 3)),
        ValueError,
        "weights of shape (3, 3): expected a flat...; put them in the order of weight_index",
    ),
    (np.ones((9, 1)), ValueError, "weights of shape (9, 1): expected a flat array of 9"),
    (np.ones((1, 1, 9)), ValueError, "weights of shape (1, 1, 9): expected a flat array of 9"),
    ([1.0] * 4 + [nan] * 5, ValueError, "weights[4]=nan: expected numbers"),
    (np.full((1, 1, 3, 3), nan), ValueError, "weights[0, 0, 0, 0]=nan: expected numbers"),
    ([[1.0], [1.0, 2.0]], ValueError, "weights=[[1.0], [1.0, 2.0]] are ragged: expected 9"),
    (np.ma.array([1.0] * 9, mask=[True] + [False] * 8), ValueError, "weights have masked values: expected 9"),
    ([1j] * 9, TypeError, "weights of dtype complex128: expected 9 real numbers"),
    ([True] * 9, TypeError, "weights of dtype bool: expected 9 real numbers"),
    (["1"] * 9, TypeError, "weights of dtype <U1: expected 9 real numbers"),
    ([None] * 9, TypeError, "weights of dtype object: expected 9 real numbers"),
    (iter([1.0] * 9), TypeError, "weights of dtype object: expected 9 real numbers"),
    (np.zeros(9, "V2"), TypeError, "weights of dtype |V2: expected 9 real numbers...such as float32"),
]


@pytest.mark.parametrize(("weights", "kind", "message"), BAD_WEIGHTS, ids=messages(BAD_WEIGHTS))
def test_bad_weights_are_refused_and_named(weights, kind, message):
    assert_refused(lambda: weight_matrix(NINE, Wiring.CONV, weights), kind, message)


class Tensor:
    """A tensor as PyTorch's behave when NumPy asks for an array (tried with 2.13)."""

    def __init__(self, values, requires_grad=False, bfloat16=False, device="cpu"):
        self.values, self.requires_grad, self.bfloat16, self.device = values, requires_grad, bfloat16, device

    def detach(self):
        return Tensor(self.values, False, self.bfloat16, self.device)

    def float(self):
        return Tensor(self.values, self.requires_grad, False, self.device)

    def cpu(self):
        return Tensor(self.values, self.requires_grad, self.bfloat16)

    def __array__(self, dtype=None, copy=None):
        if self.requires_grad:
            raise RuntimeError(
                "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead."
            )
        if self.device != "cpu":
            raise TypeError(
                "can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu() to copy the tensor"
            )
        if self.bfloat16:
            raise TypeError("Got unsupported ScalarType BFloat16")
        return np.asarray(self.values, dtype)


@pytest.mark.parametrize("tensor", [{"requires_grad": True}, {"device": "cuda:0"}, {"bfloat16": True}])
def test_a_tensor_that_is_no_array_yet_is_refused_with_the_way_to_one(tensor):
    weights = Tensor(random(9), **tensor)
    with pytest.raises(
        TypeError, match=r"weights of type Tensor: expected an array of 9 real numbers"
    ) as caught:
        weight_matrix(NINE, Wiring.CONV, weights)
    plain, of_bfloat16 = (
        str(caught.value).split("of a PyTorch tensor, pass ")[1].split(", and of one of bfloat16 ")
    )
    way = eval(of_bfloat16 if weights.bfloat16 else plain, {"weights": weights})
    assert weight_matrix(NINE, Wiring.CONV, way).ravel().tolist() == weights.values.tolist()


@given(conv_arguments(), st.integers(0, 2**32))
def test_a_tensor_of_pytorchs_shape_is_the_convolution(arguments, seed):
    arguments = arguments | {"channel_mask": None}
    layer = Conv(**arguments)
    seen = layer.in_channels // layer.groups
    tensor = np.random.default_rng(seed).normal(size=(layer.out_channels, seen, *layer.kernel_size))
    image = random(*layer.input_shape)
    output = convolve(arguments, image, tensor.ravel())
    assert np.allclose(weight_matrix(layer, Wiring.CONV, tensor) @ image.ravel(), output.ravel())


@given(conv_arguments(), st.integers(0, 2**32))
def test_a_kernel_an_output_in_the_documented_shape_is_the_locally_connected_layer(arguments, seed):
    arguments = arguments | {"channel_mask": None, "padding": 0}
    arguments["input_shape"] = (arguments["input_shape"][0], *(n + 9 for n in arguments["input_shape"][1:]))
    if all(line.starts for line in lines(arguments)):
        layer = Conv(**arguments)
        shape, _ = weight_shape(layer, Wiring.SPARSE)
        weights = np.random.default_rng(seed).normal(size=shape)
        image = random(*layer.input_shape)
        output = weight_matrix(layer, Wiring.SPARSE, weights) @ image.ravel()
        places = list(product(*map(range, layer.output_shape[1:])))
        for place in places[0], places[seed % len(places)], places[-1]:
            kernels = weights[:, *place].ravel()
            expected = convolve(arguments, image, kernels)[:, *place]
            assert np.allclose(output.reshape(layer.output_shape)[:, *place], expected)


def test_a_wide_kernel_in_the_documented_shape_is_the_shared_only_layer():
    layer = Conv((2, 5, 4), 3, kernel_size=3, padding=1)
    shape, _ = weight_shape(layer, Wiring.SHARED)
    kernel, image = random(*shape), random(2, 5, 4)
    wide = {"input_shape": (2, 5, 4), "out_channels": 3, "kernel_size": (9, 7), "padding": ((4, 4), (3, 3))}
    output = weight_matrix(layer, Wiring.SHARED, kernel) @ image.ravel()
    assert np.allclose(output, convolve(wide, image, kernel.ravel()).ravel())


@pytest.mark.parametrize("layer", [LAYER, Dense(5, 3)])
def test_the_matrix_of_the_dense_layer_is_its_weights(layer):
    weights = random(layer.num_outputs, layer.num_inputs)
    assert np.array_equal(weight_matrix(layer, Wiring.DENSE, weights), weights)


def test_the_dense_matrix_of_a_transposed_convolution_is_that_of_what_it_transposes():
    weights = random(UP.num_inputs, UP.num_outputs)
    assert np.array_equal(weight_matrix(UP, Wiring.DENSE, weights), weights.T)


@pytest.mark.parametrize("layer", [LAYER, UP, Dense(5, 3), Conv((1, 9), 2, 3, padding_mode="circular")])
@pytest.mark.parametrize("wiring", FOUR_WIRINGS)
def test_the_documented_shape_has_the_order_of_the_flat_array(layer, wiring):
    shape, _ = weight_shape(layer, wiring)
    weights = random(*shape)
    assert weights.size == count(layer, wiring).weights
    expected = weight_matrix(layer, wiring, weights.ravel())
    assert np.array_equal(weight_matrix(layer, wiring, weights), expected)


@pytest.mark.parametrize(
    ("layer", "wiring"),
    [
        (Conv((1, 9), 2, 3, padding=1), Wiring.SPARSE),
        (Conv((2, 9), 2, 3, channel_mask=[[True, False]] * 2), Wiring.SPARSE),
        (Conv((2, 9), 2, 3, channel_mask=[[True, False]] * 2), Wiring.CONV),
        (ConvTranspose((1, 9), 2, 3, padding=1), Wiring.SPARSE),
    ],
)
def test_where_rows_differ_only_a_flat_array_will_do(layer, wiring):
    weights = random(count(layer, wiring).weights)
    assert weight_shape(layer, wiring) is None
    assert weight_matrix(layer, wiring, weights).any()
    with pytest.raises(ValueError, match=rf"expected a flat array of {weights.size}, for {wiring}"):
        weight_matrix(layer, wiring, weights[None])


C3 = Conv((3, 8), 2, kernel_size=3, channel_mask=[[True, False, True], [False, True, True]])
DEPTHWISE = Conv((3, 8, 9), 6, kernel_size=(3, 2), groups=3)
UNSHARED = Conv((3, 6, 5), 4, kernel_size=2)

OTHER_ORDERS = [
    pytest.param(LAYER, Wiring.CONV, (6, 2, 3, 2), lambda w: np.moveaxis(w, (0, 1), (-1, -2)), id="Keras"),
    pytest.param(UP, Wiring.CONV, (4, 3, 3, 2), lambda w: w.transpose(2, 3, 1, 0), id="Keras, transposed"),
    pytest.param(
        DEPTHWISE,
        Wiring.CONV,
        (6, 1, 3, 2),
        lambda w: w.reshape(3, 2, 3, 2).transpose(2, 3, 0, 1),
        id="depthwise",
    ),
    pytest.param(Dense(5, 3), Wiring.CONV, (3, 5), lambda w: w.T, id="Keras, Dense"),
    pytest.param(Dense(5, 3), Wiring.DENSE, (3, 5), lambda w: w.T, id="a transposed matrix"),
    pytest.param(
        UNSHARED,
        Wiring.SPARSE,
        (4, 5, 4, 3, 2, 2),
        lambda w: w.reshape(4, 20, 12).swapaxes(1, 2),
        id="the locally connected layer of the Questions page",
    ),
]


@pytest.mark.parametrize(("layer", "wiring", "shape", "reorder"), OTHER_ORDERS)
def test_an_order_that_is_known_is_refused_with_the_way_to_ours(layer, wiring, shape, reorder):
    ours = random(*shape)
    with pytest.raises(ValueError, match=r"weights of shape .*: expected a flat array") as caught:
        weight_matrix(layer, wiring, reorder(ours))
    way = eval(str(caught.value).split("pass ")[1], {"np": np, "weights": reorder(ours)})
    assert np.array_equal(weight_matrix(layer, wiring, way), weight_matrix(layer, wiring, ours))


def test_a_whole_tensor_where_a_mask_leaves_pairs_out_is_refused_with_the_way_to_the_rest():
    whole, image = random(2, 3, 3), random(3, 8)
    with pytest.raises(
        ValueError, match=r"weights of shape \(2, 3, 3\): expected a flat array of 12, for"
    ) as caught:
        weight_matrix(C3, Wiring.CONV, whole)
    way = eval(str(caught.value).split("pass ")[1], {"np": np, "layer": C3, "weights": whole})
    masked = whole * np.array(C3.channel_mask)[..., None]
    unmasked = {"input_shape": (3, 8), "out_channels": 2, "kernel_size": 3}
    output = weight_matrix(C3, Wiring.CONV, way) @ image.ravel()
    assert np.allclose(output, convolve(unmasked, image, masked.ravel()).ravel())

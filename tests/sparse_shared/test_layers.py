"""Layers are normalised at construction: every form of one layer is the same layer."""

from dataclasses import replace
from math import prod

import numpy as np
import pytest
from hypothesis import given

from sparse_shared import Conv, Dense

from .oracle import lines
from .strategies import conv_arguments

LAYER = Conv(input_shape=(2, 8, 8), out_channels=4, kernel_size=3)


@given(conv_arguments())
def test_the_output_has_a_unit_wherever_the_kernel_fits(arguments):
    layer = Conv(**arguments)
    positions = tuple(len(axis.starts) for axis in lines(arguments))
    assert layer.output_shape == (arguments["out_channels"], *positions)
    assert layer.num_outputs == arguments["out_channels"] * prod(positions)
    assert layer.num_inputs == prod(arguments["input_shape"])


@pytest.mark.parametrize("stride", [1, 2, 3, 4, 7])
@pytest.mark.parametrize("kernel_size", [1, 2, 3, 6])
def test_same_padding_gives_an_output_for_every_strideth_input(kernel_size, stride):
    layer = Conv((1, 10), 1, kernel_size, stride=stride, padding="same")
    assert layer.output_shape == (1, -(-10 // stride))


def test_same_padding_puts_the_odd_cell_at_the_end():
    odd = Conv((1, 10), 1, kernel_size=4, padding="same")
    explicit = Conv((1, 10), 1, kernel_size=4, padding=((1, 2),))
    assert odd.axes == explicit.axes


@pytest.mark.parametrize(
    "padding",
    [1, np.int8(1), (1, 1), [1, 1], np.array([1, 1]), ((1, 1), (1, 1)), [[1, 1], 1], np.ones((2, 2), int)],
)
def test_every_form_of_one_padding_is_the_same_layer(padding):
    assert replace(LAYER, padding=padding).padding == ((1, 1), (1, 1))


@pytest.mark.parametrize("name", ["kernel_size", "stride", "dilation"])
@pytest.mark.parametrize("value", [2, (2, 2), [2, 2], np.array([2, 2]), np.uint8(2)])
def test_every_form_of_one_size_is_the_same_layer(name, value):
    assert getattr(replace(LAYER, **{name: value}), name) == (2, 2)


def test_numpy_ints_become_python_ints_that_cannot_overflow():
    layer = Conv(np.array([1, 100], dtype=np.int8), np.int8(100), np.int16(3), groups=np.int32(1))
    assert layer.num_outputs == 9800
    assert {type(n) for n in (*layer.input_shape, layer.out_channels, layer.groups)} == {int}
    assert {type(n) for n in (*layer.kernel_size, *layer.stride, *layer.dilation, *layer.padding[0])} == {int}
    assert type(Dense(np.int8(1), 1).num_inputs) is int


@pytest.mark.parametrize("row", [[True, False], (True, False), np.array([True, False]), [np.True_, False]])
@pytest.mark.parametrize("table", [list, tuple, np.array])
def test_every_form_of_one_channel_mask_is_the_same_layer(table, row):
    mask = table([row] * 4)
    assert replace(LAYER, channel_mask=mask).channel_mask == ((True, False),) * 4


def test_equal_layers_are_equal_and_hash_alike():
    layers = {
        Conv([1, 4], 2, 3, channel_mask=[[True], [False]], padding=1),
        Conv((1, 4), 2, (3,), channel_mask=((True,), (False,)), padding=[(1, 1)]),
    }
    assert len(layers) == 1


def test_a_layer_can_be_made_of_another():
    assert replace(LAYER, padding_mode="circular", padding=1).output_shape == (4, 8, 8)


def test_a_dense_layer_has_its_features_as_units():
    layer = Dense(5, 3)
    assert (layer.num_inputs, layer.num_outputs) == (5, 3)
    assert (layer.input_shape, layer.output_shape) == ((5,), (3,))


@pytest.mark.parametrize(
    "arguments",
    [
        {"kernel_size": 8},
        {"kernel_size": 4, "dilation": 2, "padding": ((0, 0), (0, 0)), "stride": 100},
        {"kernel_size": 10, "padding": 1},
        {"kernel_size": 8, "padding": "same", "padding_mode": "circular"},
        {"padding": 8, "padding_mode": "circular"},
        {"channel_mask": [[False, False]] * 4},
        {"groups": 2},
    ],
)
def test_the_last_value_within_a_rule_is_accepted(arguments):
    assert replace(LAYER, **arguments).num_outputs > 0

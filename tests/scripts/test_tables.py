"""What tools, courses and books say of layers, and what algorithms save, against counts nobody here wrote."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from content.layers import LAYERS
from content.tables import asked, fast_algorithms, tools_say
from sparse_shared import Wiring, connectivity_mask, count, weight_index, weight_matrix

ROOT = Path(__file__).resolve().parents[2]


def test_what_was_said_is_nominal_but_for_two_slips():
    rows = [row for row in asked.rows() if row.what != "outputs"]
    assert [row.said for row in rows if row.said != f"{row.nominal:,}"] == ["56,448"]
    assert [row.exact for row in rows] == [729_920, 3_860, 12_800, 110_321_664, 11_601_920, 10_773_600]


def test_a_book_multiplied_at_every_input_and_not_at_every_output():
    book = asked.BOOK
    assert 14 * 14 * book.conv.weights == asked.BOOK_WORK
    assert 7 * 7 * book.conv.weights == book.sparse_nominal.multiply_adds


def test_a_field_of_four_has_a_position_more_than_was_said():
    row = asked.rows()[-1]
    assert (row.exact, asked.FIELD.conv.connections) == (29 * 29, 13_456)
    assert asked.FIELD_SIDE == 32 - 4


def test_every_number_a_tool_printed_is_explained():
    rows = {row.tool.partition(" ")[0]: row for row in tools_say.rows()}
    assert {row.parameters for row in rows.values()} == {296, None}
    assert rows["torchinfo"].meaning == "nominal + biases"
    assert rows["fvcore"].meaning == rows["thop"].meaning == "nominal"
    assert rows["XLA,"].meaning == "2 × exact + biases"
    assert (rows["PyTorch"].work, rows["Keras"].work) == (2 * 14_112, None)


def test_the_tools_were_asked_about_the_layer_of_the_table():
    spec = importlib.util.spec_from_file_location("tools_say_command", ROOT / "tests/tools_say.py")
    command = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(command)
    layer = tools_say.LAYER.layer
    assert layer.input_shape == (command.MAPS_IN, command.SIDE, command.SIDE)
    assert (layer.out_channels, layer.kernel_size) == (command.MAPS_OUT, (command.KERNEL,) * 2)
    assert layer.stride == (command.STRIDE,) * 2
    assert layer.padding == ((command.PADDING,) * 2,) * 2
    asked_of = [ask.__name__ for ask in command.TOOLS]
    assert list(dict.fromkeys(line["tool"] for line in tools_say.printed())) == asked_of
    assert not {"torch", "jax", "keras"} & set(sys.modules)


@pytest.mark.parametrize("name", ["ng", "ng_wide"])
def test_a_transform_of_the_length_counted_computes_the_layer(name):
    """By NumPy's FFT, one output map: no output is reached round the edge, and one size less would not do."""
    named = LAYERS[name]
    layer, length = named.layer, fast_algorithms.fft_length(named)
    generator = np.random.default_rng(1)
    kernel = generator.normal(size=(3, *layer.kernel_size))
    image = generator.normal(size=layer.input_shape)
    before = layer.axes[0].before

    def by_fft(length: int) -> np.ndarray:
        image_hat = np.fft.fft2(image, (length, length))
        kernel_hat = np.fft.fft2(kernel, (length, length))
        y = np.fft.ifft2((image_hat * kernel_hat.conj()).sum(axis=0)).real
        return np.roll(y, (before, before), axis=(0, 1))[:28, :28]

    matrix = weight_matrix(replace(layer, out_channels=1), Wiring.CONV, kernel.ravel())
    expected = (matrix @ image.ravel()).reshape(28, 28)
    assert np.allclose(by_fft(length), expected)
    with pytest.raises((AssertionError, ValueError)):
        assert np.allclose(by_fft(length // 2), expected)


def test_winograd_on_three_by_three_saves_what_lavin_and_gray_publish():
    """Section 4.1: F(2×2, 3×3) takes 16 multiplications where direct convolution takes 36."""
    named = LAYERS["dumoulin"]
    assert named.conv.multiply_adds == 36
    assert fast_algorithms.winograd(named) == 16


def test_shared_only_is_the_wide_convolution():
    for name, wide in (("ng", "ng_wide"), ("toy", "toy_wide")):
        shared, conv = LAYERS[name].layer, LAYERS[wide].layer
        assert conv.output_shape == shared.output_shape
        rows = slice(0, None, 97) if name == "ng" else slice(None)
        assert connectivity_mask(conv, Wiring.CONV, rows=rows).all()
        ours = weight_index(shared, Wiring.SHARED, rows=rows)
        theirs = weight_index(conv, Wiring.CONV, rows=rows)
        assert (ours == theirs).all()


def test_same_at_stride_two_counts_alike_and_connects_otherwise():
    first, second = LAYERS["same_tensorflow"].layer, LAYERS["same_pytorch"].layer
    assert [(layer.axes[0].before, layer.axes[0].after) for layer in (first, second)] == [(0, 1), (1, 1)]
    assert [count(first, wiring) == count(second, wiring) for wiring in (Wiring.SPARSE, Wiring.CONV)] == [
        True
    ] * 2
    assert (connectivity_mask(first) != connectivity_mask(second)).any()

"""Read the weights of a layer in the order of its weight index, and refuse what may be in another.

An array with as many values in another order would give a matrix that is wrong without a word. So weights
come flat, in the index's order, or in the one shape whose C order that is. Only where another order gives the
same shape, as (3, 3, 3, 3) or a square matrix may have, can nobody tell.
"""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sparse_shared.counting import Wiring, count
from sparse_shared.layers import Layer


def weight_shape(layer: Layer, wiring: Wiring) -> tuple[tuple[int, ...], str] | None:
    """Return the shape that has a layer's weights in the order of their ids, and its meaning in words.

    There is none where a channel mask leaves pairs of channels out, nor where weights are not shared and
    outputs at the border have fewer of them than others.

    Examples:
        >>> from sparse_shared import Conv
        >>> weight_shape(Conv(input_shape=(3, 32, 32), out_channels=6, kernel_size=5), Wiring.CONV)
        ((6, 3, 5, 5), '(out_channels, in_channels / groups, *kernel_size)')
    """
    to, of = "out", "in"
    outputs, inputs = layer.out_channels, layer.in_channels
    units = layer.num_outputs, layer.num_inputs
    if layer.transposed:
        to, of, outputs, inputs, units = of, to, inputs, outputs, units[::-1]
    if wiring is Wiring.DENSE or not layer.axes:
        return units, f"({to}puts, {of}puts)"
    if wiring is Wiring.SHARED:
        offsets = (axis.offsets for axis in layer.axes)
        return (outputs, inputs, *offsets), f"({to}_channels, {of}_channels, *offsets)"
    if layer.channel_mask is not None:
        return None
    kernel = inputs // layer.groups, *(axis.kernel_size for axis in layer.axes)
    kernel_words = f"{of}_channels / groups, *kernel_size"
    if wiring is Wiring.CONV:
        return (outputs, *kernel), f"({to}_channels, {kernel_words})"
    if any(axis.before or axis.after for axis in layer.axes):
        return None
    positions = (axis.outputs for axis in layer.axes)
    return (outputs, *positions, *kernel), f"({to}_channels, *positions, {kernel_words})"


def read_weights(layer: Layer, wiring: Wiring, weights: ArrayLike) -> NDArray[Any]:
    """Return the weights of a layer as a flat array of floats, in the order of their ids.

    Raises:
        ValueError: They are of another shape than may be, too many or too few, or one is NaN.
        TypeError: They are no real numbers.
    """
    expected = count(layer, wiring).weights
    values = _as_array(weights, expected)
    if values.dtype.kind not in "fiu":
        raise TypeError(
            f"weights of dtype {values.dtype}: expected {expected} real numbers of a type that NumPy has, "
            "such as float32"
        )
    shape = weight_shape(layer, wiring)
    if values.shape != (expected,) and (shape is None or values.shape != shape[0]):
        in_shape = f" or the shape {shape[0]}, {shape[1]}" if shape else ""
        raise ValueError(
            f"weights of shape {values.shape}: expected a flat array of {expected}{in_shape}, for {wiring}"
            + _way_there(layer, wiring, values.shape)
        )
    nan = np.argwhere(np.isnan(values))
    if nan.size:
        raise ValueError(f"weights[{', '.join(map(str, nan[0]))}]=nan: expected numbers")
    return values.ravel() if values.dtype.kind == "f" else values.ravel().astype(np.float64)


def _as_array(weights: ArrayLike, expected: int) -> NDArray[Any]:
    if np.ma.is_masked(weights):
        raise ValueError(f"weights have masked values: expected {expected} real numbers, without a mask")
    try:
        return np.asarray(weights)
    except ValueError:
        raise ValueError(f"weights={weights!r} are ragged: expected {expected} real numbers") from None
    except (TypeError, RuntimeError) as error:  # as PyTorch's tensors raise them
        raise TypeError(
            f"weights of type {type(weights).__name__}: expected an array of {expected} real numbers, and "
            f"they do not become one ({error}); of a PyTorch tensor, pass weights.detach().cpu(), and of one "
            "of bfloat16 weights.detach().cpu().float()"
        ) from None


def _way_there(layer: Layer, wiring: Wiring, shape: tuple[int, ...]) -> str:
    """Say how an array of an order that is known becomes one in the order of ids."""
    kernel = tuple(axis.kernel_size for axis in layer.axes)
    ways: dict[tuple[int, ...], str] = {}
    known = weight_shape(layer, wiring)
    if known is None:
        if wiring is Wiring.CONV:
            whole = layer.out_channels, layer.in_channels, *kernel
            ways[whole] = "a whole weight tensor, pass weights[np.array(layer.channel_mask)].ravel()"
    elif wiring is Wiring.CONV:
        outputs, seen, *_ = known[0]
        if seen == 1:
            ways[*kernel, layer.groups, outputs // layer.groups] = (
                "Keras' depthwise kernel, (*kernel_size, in_channels, multiplier), pass "
                f"np.moveaxis(weights, (-2, -1), (0, 1)).reshape({known[0]})"
            )
        channels_last = "pass np.moveaxis(weights, (-1, -2), (0, 1))"
        ways[*kernel, seen, outputs] = f"Keras' kernel, which has the channels last, {channels_last}"
    elif wiring is Wiring.SPARSE:
        outputs, positions = known[0][0], prod(axis.outputs for axis in layer.axes)
        in_two = outputs, prod(known[0]) // (outputs * positions), positions
        ways[in_two] = "(out_channels, taps, positions), pass weights.swapaxes(1, 2).ravel()"
    if known and len(known[0]) == 2:
        ways[known[0][::-1]] = "its transpose, as in Keras, pass weights.T"
    if shape in ways:
        return f"; of {ways[shape]}"
    return (
        "; put them in the order of weight_index first" if prod(shape) == count(layer, wiring).weights else ""
    )

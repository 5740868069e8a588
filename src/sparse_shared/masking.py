"""Draw up a layer's wiring as arrays of shape (outputs, inputs).

The weight index says it all: -1 where there is no connection, and otherwise which weight the
connection uses. Equal entries are one shared weight. Units are numbered in C order of
(channel, *spatial) on both sides.

A row of the index is built as the layer is: one axis after the other. Along each axis `numbering` gives a
number to each link of an output to an input; the id of a connection is made of its numbers as the place of
an element in an array is made of its coordinates, in C order. The channels are one such axis more, the
first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sparse_shared.counting import Wiring, count
from sparse_shared.layers import Layer
from sparse_shared.numbering import Ints, Numbers, number_axis, number_channels
from sparse_shared.weights import read_weights

MEMORY_LIMIT = 2 * 2**30
"""The largest array, in bytes, that is built at one go: the same on every machine."""

_ABSENT = -(2**59)
"""A term of an id where nothing is connected: sums with it stay negative whatever is added."""

_BLOCK = 2**17
"""How many entries are built at a time."""

_Builder = Callable[[Layer, Wiring, Ints], NDArray[Any]]


def weight_index(layer: Layer, wiring: Wiring = Wiring.CONV, rows: slice = slice(None)) -> Ints:
    """Return which weight each connection uses: int64 of shape (rows, inputs), -1 for no connection.

    Ids run from 0 to ``count(layer, wiring).weights - 1``; for the convolution an id is the C-order
    position in its weight tensor ``(out_channels, in_channels / groups, *kernel_size)``, less what a
    channel mask leaves out.

    Args:
        layer: What to draw up.
        wiring: Which of the two switches are on.
        rows: For which outputs. They are built without the rest.

    Raises:
        ValueError: The array would take more than 2 GiB; nothing has been allocated. Ask for fewer rows.

    Examples:
        A kernel of 2 on 4 inputs makes 3 outputs; all four wirings of it:

        >>> from sparse_shared import Conv
        >>> layer = Conv(input_shape=(1, 4), out_channels=1, kernel_size=2)
        >>> weight_index(layer, Wiring.CONV)
        array([[ 0,  1, -1, -1],
               [-1,  0,  1, -1],
               [-1, -1,  0,  1]])
        >>> weight_index(layer, Wiring.SPARSE)
        array([[ 0,  1, -1, -1],
               [-1,  2,  3, -1],
               [-1, -1,  4,  5]])
        >>> weight_index(layer, Wiring.SHARED)
        array([[2, 3, 4, 5],
               [1, 2, 3, 4],
               [0, 1, 2, 3]])
        >>> weight_index(layer, Wiring.DENSE, rows=slice(2))
        array([[0, 1, 2, 3],
               [4, 5, 6, 7]])
    """
    return _in_blocks(layer, wiring, rows, np.dtype(np.int64), _index_rows)


def connectivity_mask(
    layer: Layer, wiring: Wiring = Wiring.CONV, rows: slice = slice(None)
) -> NDArray[np.bool_]:
    """Return which inputs each output is connected to: bool of shape (rows, inputs).

    Args:
        layer: What to draw up.
        wiring: Which of the two switches are on; sharing makes no difference here.
        rows: For which outputs. They are built without the rest.

    Raises:
        ValueError: The array would take more than 2 GiB.

    Examples:
        >>> from sparse_shared import Conv
        >>> connectivity_mask(Conv(input_shape=(1, 4), out_channels=1, kernel_size=2)).astype(int)
        array([[1, 1, 0, 0],
               [0, 1, 1, 0],
               [0, 0, 1, 1]])
    """
    return _in_blocks(layer, wiring, rows, np.dtype(bool), _mask_rows)


def weight_matrix(
    layer: Layer, wiring: Wiring, weights: ArrayLike, rows: slice = slice(None)
) -> NDArray[Any]:
    """Return the matrix of a layer: floats of shape (rows, inputs), 0 where nothing is connected.

    Without biases, ``weight_matrix(...) @ x.ravel()`` is the layer's output, ravelled.

    Args:
        layer: What to draw up.
        wiring: Which of the two switches are on.
        weights: The values, in a flat array in the order of their ids (see `weight_index`), or in the shape
            whose C order that is. For the convolution it is PyTorch's weight tensor, ``(out_channels,
            in_channels / groups, *kernel_size)``, unless there is a channel mask; for the dense wiring
            ``(outputs, inputs)``; for the shared only one ``(out_channels, in_channels, *offsets)``; for
            the sparse only one, unless there is padding or a channel mask, ``(out_channels, *positions,
            in_channels / groups, *kernel_size)``. A transposed convolution has all this from its inputs
            to its outputs, as PyTorch's ``(in_channels, out_channels / groups, *kernel_size)``. An array
            whose shape is right in two orders cannot be told apart, such as a kernel of Keras with as many
            channels as taps: turn it round first, always.
        rows: For which outputs. They are built without the rest.

    Raises:
        ValueError: The weights are of any other shape, too many or too few, or one is NaN, or the array
            would take more than 2 GiB.
        TypeError: The weights are no real numbers.

    Examples:
        >>> from sparse_shared import Conv
        >>> layer = Conv(input_shape=(1, 4), out_channels=1, kernel_size=2)
        >>> weight_matrix(layer, Wiring.CONV, [-1.0, 1.0]) @ [1.0, 4.0, 9.0, 16.0]
        array([3., 5., 7.])

        What Keras calls a kernel has its axes in another order:

        >>> kernel = np.arange(2.0).reshape(2, 1, 1)
        >>> weight_matrix(layer, Wiring.CONV, kernel)
        Traceback (most recent call last):
        ValueError: weights of shape (2, 1, 1): expected a flat array of 2 or the shape (1, 1, 2), \
(out_channels, in_channels / groups, *kernel_size), for Wiring.CONV; of Keras' kernel, which has \
the channels last, pass np.moveaxis(weights, (-1, -2), (0, 1))
        >>> weight_matrix(layer, Wiring.CONV, np.moveaxis(kernel, (-1, -2), (0, 1)))[0]
        array([0., 1., 0., 0.])
    """
    values = read_weights(layer, wiring, weights)
    absent_is_last = np.append(values, values.dtype.type(0))

    def matrix_rows(layer: Layer, wiring: Wiring, outputs: Ints) -> NDArray[Any]:
        return absent_is_last[_index_rows(layer, wiring, outputs)]

    return _in_blocks(layer, wiring, rows, values.dtype, matrix_rows)


def _in_blocks(
    layer: Layer, wiring: Wiring, rows: slice, dtype: np.dtype[Any], build: _Builder
) -> NDArray[Any]:
    """Return an array (rows, inputs) that *build* makes, some rows at a time.

    What is needed on the way to an entry may take several times its room; so it is needed for few
    entries at a time.
    """
    counts = count(layer, wiring)
    if not isinstance(rows, slice):
        raise TypeError(f"rows={rows!r}: expected a slice of outputs, such as slice(0, 100)")
    try:
        selected = range(counts.outputs)[rows]
    except (TypeError, ValueError) as error:
        raise type(error)(f"rows={rows}: expected a slice of outputs, but {error}") from None
    length = max(0, -((selected.start - selected.stop) // selected.step))  # len() stops at 2**63
    row_size = counts.inputs * dtype.itemsize
    if length * row_size > MEMORY_LIMIT:
        fitting = MEMORY_LIMIT // row_size
        raise ValueError(
            f"rows={rows}: {length} rows of {counts.inputs} inputs would take "
            f"{-(-length * row_size // 2**30):,} GiB: expected at most {MEMORY_LIMIT // 2**30} GiB, "
            + (f"such as rows=slice(0, {fitting})" if fitting else "which one row alone exceeds")
        )
    largest = [counts.inputs, counts.outputs, counts.weights]
    for axis in layer.axes:
        largest += axis.padded_size, axis.stride, axis.dilation
    if max(largest) >= -_ABSENT:
        raise ValueError(f"{wiring} of layer={layer!r}: expected fewer than 2**59 units, weights and cells")

    outputs = np.arange(selected.start, selected.stop, selected.step, dtype=np.int64)
    array = np.empty((length, layer.num_inputs), dtype)
    block = max(1, _BLOCK // layer.num_inputs)
    for start in range(0, length, block):
        array[start : start + block] = build(layer, wiring, outputs[start : start + block])
    return array


def _index_rows(layer: Layer, wiring: Wiring, rows: Ints) -> Ints:
    """Return some rows of the weight index: an id is the C-order place of its numbers along the axes.

    From the last axis to the first, as C order counts, `step` is how many ids lie between two numbers of an
    axis. Where nothing is shared, ids run on from row to row. Above a row are, on an axis, the links of
    outputs further up, each with all `inner_links` of the axes further in; and with each link of its own
    output, those above it further in.

    A 2×2 kernel on 3×3 inputs has 2 outputs an axis, of 2 links each: the second has 2 above it, of 4 in
    all. So above output (1, 1) are 2 * 4 links, those of outputs (0, 0) and (0, 1), and 2 * 2 of output
    (1, 0), and its first id is 12.
    """
    step: Ints | int = 1
    inner_links = 1
    above: Ints | int = 0
    terms: list[Ints] = []
    for axis in reversed(_numbers(layer, wiring, rows)):
        terms.insert(0, np.where(axis.number < 0, _ABSENT, axis.number * step))
        above = axis.above * inner_links + axis.how_many * above
        step = step * axis.how_many
        inner_links *= axis.links
    terms[0] = terms[0] + above
    ids = reduce(np.add, terms)
    np.maximum(ids, -1, out=ids)
    return ids.reshape(-1, layer.num_inputs)


def _mask_rows(layer: Layer, wiring: Wiring, rows: Ints) -> NDArray[np.bool_]:
    """Return some rows of the connectivity mask: linked is what is linked along every axis."""
    linked = [axis.number >= 0 for axis in _numbers(layer, wiring, rows)]
    return reduce(np.logical_and, linked).reshape(-1, layer.num_inputs)


def _numbers(layer: Layer, wiring: Wiring, rows: Ints) -> list[Numbers]:
    """Number the links of some rows along the channels and each spatial axis.

    The coordinates of rows run along the first dimension of every array, those of columns along one each.
    """
    columns = np.meshgrid(*map(np.arange, (1, *layer.input_shape)), indexing="ij", sparse=True)[1:]
    along_rows = [at.reshape(-1, *[1] * len(columns)) for at in np.unravel_index(rows, layer.output_shape)]
    outputs, inputs = (columns, along_rows) if layer.transposed else (along_rows, columns)
    return [
        number_channels(layer, wiring, outputs[0], inputs[0]),
        *(
            number_axis(axis, wiring, *at)
            for axis, *at in zip(layer.axes, outputs[1:], inputs[1:], strict=True)
        ),
    ]

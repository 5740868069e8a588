"""Draw up a layer's wiring as arrays of shape (outputs, inputs).

The weight index says it all: -1 where there is no connection, and otherwise which weight the
connection uses. Equal entries are one shared weight. Units are numbered in C order of
(channel, *spatial) on both sides.

A row of the index is built as the layer is: one axis after the other. Along each axis an output has
some links to inputs, and each link a *slot*; the id of a connection is the C-order position of its
slots, as the index of an element of an array is of its coordinates. The channels are one such axis
more, the first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sparse_shared.counting import Wiring, count
from sparse_shared.layers import Layer
from sparse_shared.slots import Ints, parts_of

MEMORY_LIMIT = 2 * 2**30
"""The largest array, in bytes, that is built at one go: the same on every machine."""

_ABSENT = -(2**59)
"""A slot's value where nothing is connected: sums with it stay negative whatever is added."""

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
        weights: The values, numbered as in `weight_index`, in an array of any shape: a framework's
            weight tensor will do.
        rows: For which outputs. They are built without the rest.

    Raises:
        ValueError: There are too many or too few weights, or a NaN among them, or the array would take
            more than 2 GiB.
        TypeError: The weights are no real numbers.

    Examples:
        >>> from sparse_shared import Conv
        >>> layer = Conv(input_shape=(1, 4), out_channels=1, kernel_size=2)
        >>> weight_matrix(layer, Wiring.CONV, [-1.0, 1.0]) @ [1.0, 4.0, 9.0, 16.0]
        array([3., 5., 7.])
    """
    expected = count(layer, wiring).weights
    try:
        values = np.asarray(weights)
    except ValueError:
        raise ValueError(f"weights={weights!r} are ragged: expected {expected} real numbers") from None
    if values.dtype.kind not in "fiu":
        raise TypeError(f"weights of dtype {values.dtype}: expected {expected} real numbers")
    if values.size != expected:
        raise ValueError(f"weights of shape {values.shape}: expected {expected} of them for {wiring}")
    if np.isnan(values).any():
        raise ValueError(f"weights[{np.flatnonzero(np.isnan(values))[0]}]=nan: expected numbers")
    if values.dtype.kind != "f":
        values = values.astype(np.float64)
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
    if max(counts.inputs, counts.outputs, counts.weights) >= -_ABSENT:
        raise ValueError(f"{wiring} of layer={layer!r}: expected fewer than 2**59 units and weights")

    outputs = np.arange(selected.start, selected.stop, selected.step, dtype=np.int64)
    array = np.empty((length, layer.num_inputs), dtype)
    block = max(1, _BLOCK // layer.num_inputs)
    for start in range(0, length, block):
        array[start : start + block] = build(layer, wiring, outputs[start : start + block])
    return array


def _index_rows(layer: Layer, wiring: Wiring, outputs: Ints) -> Ints:
    """Return the rows of the weight index that belong to some *outputs*."""
    shared = Wiring.SHARED in wiring
    step = np.ones(len(outputs), dtype=np.int64)
    first = np.zeros_like(step)
    links = 1
    terms: list[Ints] = []
    for part in reversed(parts_of(layer, wiring, outputs)):
        slot = part.slot
        if shared:
            slot = slot + part.earlier[:, None]
        else:  # each row numbers its own connections, after those of all rows above
            first = part.earlier * links + part.slots * first
            links *= part.links
        terms.insert(0, np.where(part.linked, slot * step[:, None], _ABSENT))
        step = step * part.slots
    terms[0] += first[:, None]
    index: Ints = _spread(np.add, terms)
    np.maximum(index, -1, out=index)
    return index.reshape(len(outputs), -1)


def _mask_rows(layer: Layer, wiring: Wiring, outputs: Ints) -> NDArray[np.bool_]:
    """Return the rows of the connectivity mask that belong to some *outputs*."""
    linked = [part.linked for part in parts_of(layer, wiring, outputs)]
    return _spread(np.logical_and, linked).reshape(len(outputs), -1)


def _spread(combine: np.ufunc, parts: list[NDArray[Any]]) -> NDArray[Any]:
    """Combine one (rows, size) array an axis into (rows, size of the first, size of the second, …)."""
    axes = len(parts)
    shaped = [
        part.reshape(len(part), *(part.shape[1] if i == j else 1 for j in range(axes)))
        for i, part in enumerate(parts)
    ]
    return reduce(combine, shaped)

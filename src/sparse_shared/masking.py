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
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sparse_shared.axis import Axis
from sparse_shared.counting import Wiring, count
from sparse_shared.layers import Layer

MEMORY_LIMIT = 2 * 2**30
"""The largest array, in bytes, that is built at one go: the same on every machine."""

_ABSENT = -(2**59)
"""A slot's value where nothing is connected: sums with it stay negative whatever is added."""

_BLOCK = 2**17
"""How many entries are built at a time."""

_Ints = NDArray[np.int64]
_Builder = Callable[[Layer, Wiring, _Ints], NDArray[Any]]


def weight_index(layer: Layer, wiring: Wiring = Wiring.CONV, rows: slice = slice(None)) -> _Ints:
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

    def matrix_rows(layer: Layer, wiring: Wiring, outputs: _Ints) -> NDArray[Any]:
        return absent_is_last[_index_rows(layer, wiring, outputs)]

    return _in_blocks(layer, wiring, rows, values.dtype, matrix_rows)


@dataclass(frozen=True)
class _Part:
    """What one axis (the channels, or a spatial one) contributes to some rows of the index."""

    linked: NDArray[np.bool_]
    """Which inputs the axis links to each row's output: (rows, size)."""
    slot: _Ints
    """The number of each link: (rows, size), of no meaning where nothing is linked."""
    slots: _Ints
    """How many slots a row's output has: (rows,)."""
    earlier: _Ints
    """How many slots belong to outputs further up the axis, and to no other: (rows,)."""
    links: int
    """How many links the axis has over all its outputs."""


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


def _index_rows(layer: Layer, wiring: Wiring, outputs: _Ints) -> _Ints:
    """Return the rows of the weight index that belong to some *outputs*."""
    shared = Wiring.SHARED in wiring
    step = np.ones(len(outputs), dtype=np.int64)
    first = np.zeros_like(step)
    links = 1
    terms: list[_Ints] = []
    for part in reversed(_parts(layer, wiring, outputs)):
        slot = part.slot
        if shared:
            slot = slot + part.earlier[:, None]
        else:  # each row numbers its own connections, after those of all rows above
            first = part.earlier * links + part.slots * first
            links *= part.links
        terms.insert(0, np.where(part.linked, slot * step[:, None], _ABSENT))
        step = step * part.slots
    terms[0] += first[:, None]
    index: _Ints = _spread(np.add, terms)
    np.maximum(index, -1, out=index)
    return index.reshape(len(outputs), -1)


def _mask_rows(layer: Layer, wiring: Wiring, outputs: _Ints) -> NDArray[np.bool_]:
    """Return the rows of the connectivity mask that belong to some *outputs*."""
    linked = [part.linked for part in _parts(layer, wiring, outputs)]
    return _spread(np.logical_and, linked).reshape(len(outputs), -1)


def _parts(layer: Layer, wiring: Wiring, outputs: _Ints) -> list[_Part]:
    """Return what the channels and each spatial axis contribute to the rows of *outputs*."""
    channel, *places = np.unravel_index(outputs, layer.output_shape)
    along_axes = [_axis_part(a, wiring, p) for a, p in zip(layer.axes, places, strict=True)]
    return [_channel_part(layer, wiring, channel), *along_axes]


def _channel_part(layer: Layer, wiring: Wiring, channel: _Ints) -> _Part:
    """Number the (output channel, input channel) pairs in C order, those connected only."""
    inputs = np.arange(layer.in_channels)
    if Wiring.SPARSE in wiring and layer.channel_mask is not None:
        mask = np.array(layer.channel_mask, dtype=bool)
        linked = mask[channel]
        per_output = mask.sum(axis=1)
        slots, earlier = per_output[channel], (np.cumsum(per_output) - per_output)[channel]
    else:
        groups = layer.groups if Wiring.SPARSE in wiring else 1
        seen = layer.in_channels // groups
        own = channel // (layer.out_channels // groups)
        linked = inputs // seen == own[:, None]
        slots, earlier = np.full_like(channel, seen), channel * seen
    links = layer.channel_pairs if Wiring.SPARSE in wiring else layer.in_channels * layer.out_channels
    return _Part(linked, np.cumsum(linked, axis=1) - 1, slots, earlier, links)


def _axis_part(axis: Axis, wiring: Wiring, place: _Ints) -> _Part:
    """Number the links of a spatial axis: by tap, by relative offset, or one by one."""
    places, where = np.unique(place, return_inverse=True)
    tap = _taps(axis, places) if Wiring.SPARSE in wiring else None
    linked = np.ones((len(places), axis.size), dtype=bool) if tap is None else tap >= 0
    if Wiring.SHARED in wiring:
        slot = _offsets(axis, places) if tap is None else tap
        slots = np.full_like(places, axis.offsets if tap is None else axis.kernel_size)
        earlier = np.zeros_like(places)
        links = 0
    else:
        slot = np.cumsum(linked, axis=1) - 1
        per_output = _links_per_output(axis) if tap is not None else np.full(axis.outputs, axis.size)
        slots, earlier = per_output[places], (np.cumsum(per_output) - per_output)[places]
        links = int(per_output.sum())
    return _Part(linked[where], slot[where], slots[where], earlier[where], links)


def _taps(axis: Axis, places: _Ints) -> _Ints:
    """Return which tap of the kernel links each output to each input, or -1: (places, size)."""
    position = places[:, None] * axis.stride - axis.before + np.arange(axis.kernel_size) * axis.dilation
    if axis.circular:
        position %= axis.size
    row, tap = np.nonzero((position >= 0) & (position < axis.size))
    taps = np.full((len(places), axis.size), -1, dtype=np.int64)
    taps[row, position[row, tap]] = tap
    return taps


def _offsets(axis: Axis, places: _Ints) -> _Ints:
    """Return the relative offset of each input to each output, numbered from 0: (places, size).

    On a ring the first slots are where the kernel's taps lie.
    """
    inputs = np.arange(axis.size)
    if axis.circular:
        return (inputs + axis.before - places[:, None] * axis.stride) % axis.size
    return inputs + (axis.outputs - 1 - places[:, None]) * min(axis.stride, axis.size)


def _links_per_output(axis: Axis) -> _Ints:
    """Return how many taps of each output lie on inputs: (outputs,)."""
    if axis.circular:
        return np.full(axis.outputs, axis.kernel_size)
    start = np.arange(axis.outputs) * axis.stride - axis.before
    left_of_end, left_of_start = (
        np.clip(-((start - end) // axis.dilation), 0, axis.kernel_size) for end in (axis.size, 0)
    )
    return left_of_end - left_of_start


def _spread(combine: np.ufunc, parts: list[NDArray[Any]]) -> NDArray[Any]:
    """Combine one (rows, size) array an axis into (rows, size of the first, size of the second, …)."""
    axes = len(parts)
    shaped = [
        part.reshape(len(part), *(part.shape[1] if i == j else 1 for j in range(axes)))
        for i, part in enumerate(parts)
    ]
    return reduce(combine, shaped)

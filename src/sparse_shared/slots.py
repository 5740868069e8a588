"""Number the links along each axis of a layer, for some of its outputs.

The weight index is made of these (see `masking`): an output has links to inputs along the channels and
along every spatial axis, and each link a *slot*, a number of its own or one that it shares.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sparse_shared.axis import Axis
from sparse_shared.counting import Wiring
from sparse_shared.layers import Layer

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Part:
    """What one axis (the channels, or a spatial one) contributes to some rows of the index."""

    linked: NDArray[np.bool_]
    """Which inputs the axis links to each row's output: (rows, size)."""
    slot: Ints
    """The number of each link: (rows, size), of no meaning where nothing is linked."""
    slots: Ints
    """How many slots a row's output has: (rows,)."""
    earlier: Ints
    """How many slots belong to outputs further up the axis, and to no other: (rows,)."""
    links: int
    """How many links the axis has over all its outputs."""


def parts_of(layer: Layer, wiring: Wiring, outputs: Ints) -> list[Part]:
    """Return what the channels and each spatial axis contribute to the rows of *outputs*."""
    channel, *places = np.unravel_index(outputs, layer.output_shape)
    along_axes = [_axis_part(a, wiring, p) for a, p in zip(layer.axes, places, strict=True)]
    return [_channel_part(layer, wiring, channel), *along_axes]


def _channel_part(layer: Layer, wiring: Wiring, channel: Ints) -> Part:
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
    return Part(linked, np.cumsum(linked, axis=1) - 1, slots, earlier, links)


def _axis_part(axis: Axis, wiring: Wiring, place: Ints) -> Part:
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
    return Part(linked[where], slot[where], slots[where], earlier[where], links)


def _taps(axis: Axis, places: Ints) -> Ints:
    """Return which tap of the kernel links each output to each input, or -1: (places, size)."""
    position = places[:, None] * axis.stride - axis.before + np.arange(axis.kernel_size) * axis.dilation
    if axis.circular:
        position %= axis.size
    row, tap = np.nonzero((position >= 0) & (position < axis.size))
    taps = np.full((len(places), axis.size), -1, dtype=np.int64)
    taps[row, position[row, tap]] = tap
    return taps


def _offsets(axis: Axis, places: Ints) -> Ints:
    """Return the relative offset of each input to each output, numbered from 0: (places, size).

    On a ring the first slots are where the kernel's taps lie.
    """
    inputs = np.arange(axis.size)
    if axis.circular:
        return (inputs + axis.before - places[:, None] * axis.stride) % axis.size
    return inputs + (axis.outputs - 1 - places[:, None]) * min(axis.stride, axis.size)


def _links_per_output(axis: Axis) -> Ints:
    """Return how many taps of each output lie on inputs: (outputs,)."""
    if axis.circular:
        return np.full(axis.outputs, axis.kernel_size)
    start = np.arange(axis.outputs) * axis.stride - axis.before
    left_of_end, left_of_start = (
        np.clip(-((start - end) // axis.dilation), 0, axis.kernel_size) for end in (axis.size, 0)
    )
    return left_of_end - left_of_start

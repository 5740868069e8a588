"""Number the links between outputs and inputs, one axis at a time.

The weight index is made of these numbers (see `masking`). All arrays broadcast: along an axis, ``output``
holds the coordinates of some outputs, ``input`` those of some inputs, and what comes back has an entry for
each pair of them.
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
class Numbers:
    """How one axis (the channels, or a spatial one) numbers links.

    Where weights are shared, a number stands for all links that are tied, and outputs number alike.
    Where they are not, each output numbers its own links from 0, in the order of the inputs.

    Examples:
        A kernel of 2 on 3 inputs: tied, both outputs have taps 0 and 1; else output 1 has 2 links above it.

        >>> output, input = np.ogrid[:2, :3]
        >>> axis = Axis(size=3, kernel_size=2)
        >>> number_axis(axis, Wiring.CONV, output, input).number
        array([[ 0,  1, -1],
               [-1,  0,  1]])
        >>> number_axis(axis, Wiring.SPARSE, output, input).above.ravel()
        array([0, 2])
    """

    number: Ints
    """The number of each link, negative where an input is not linked to an output."""
    how_many: Ints | int
    """How many numbers an output has."""
    above: Ints | int = 0
    """How many links of this axis belong to outputs further up on it, and are numbered before."""
    links: int = 0
    """How many links the axis has in all that are numbered one by one."""


def number_channels(layer: Layer, wiring: Wiring, output: Ints, input: Ints) -> Numbers:
    """Number the pairs of channels that are linked, in reading order."""
    mask = layer.channel_mask
    if Wiring.SPARSE in wiring and mask is not None:
        linked = np.array(mask, dtype=bool)
        pair = np.where(linked, np.cumsum(linked).reshape(linked.shape) - 1, -1)[output, input]
        per_output = linked.sum(axis=1)
        seen, above = per_output[output], (np.cumsum(per_output) - per_output)[output]
    else:
        groups = layer.groups if Wiring.SPARSE in wiring else 1
        outputs, inputs = layer.out_channels, layer.in_channels
        if layer.transposed:
            outputs, inputs = inputs, outputs
        seen = inputs // groups
        group = output // (outputs // groups)
        above = output * seen
        pair = np.where(input // seen == group, above + input % seen, -1)
    if Wiring.SHARED in wiring:
        return Numbers(pair, how_many=1)  # of all outputs at once: no axis lies further out
    return Numbers(pair - above, seen, above)


def number_axis(axis: Axis, wiring: Wiring, output: Ints, input: Ints) -> Numbers:
    """Number the links of a spatial axis: by tap or relative offset where shared, or else one by one."""
    if wiring is Wiring.DENSE:
        return Numbers(
            np.broadcast_arrays(input, output)[0], axis.size, output * axis.size, axis.outputs * axis.size
        )
    if wiring is Wiring.SHARED:
        return Numbers(_offset(axis, output, input), axis.offsets)
    distance = _distance(axis, output, input)
    if wiring is Wiring.CONV:
        return Numbers(_tap(axis, distance), axis.kernel_size)
    above = _links_above(axis, output)
    how_many = _links_above(axis, output + 1) - above
    return Numbers(_rank(axis, output, distance), how_many, above, axis.links)


def _distance(axis: Axis, output: Ints, input: Ints) -> Ints:
    """Return how far each input lies from the first tap of each output's kernel."""
    distance = input + axis.before - output * axis.stride
    return distance % axis.size if axis.circular else distance


def _offset(axis: Axis, output: Ints, input: Ints) -> Ints:
    """Return the relative offset of each input to each output, numbered from 0.

    On a ring the first numbers are where the kernel's taps lie.
    """
    if axis.circular:
        return _distance(axis, output, input)
    return input + (axis.outputs - 1 - output) * min(axis.stride, axis.size)


def _tap(axis: Axis, distance: Ints) -> Ints:
    """Return which tap of the kernel lies at each distance from its first, or -1."""
    if axis.circular:
        tap_at = np.full(axis.size, -1)
        tap_at[np.arange(axis.kernel_size) * axis.dilation % axis.size] = np.arange(axis.kernel_size)
        return tap_at[distance]
    tap = distance // axis.dilation
    return np.where((tap * axis.dilation == distance) & (tap >= 0) & (tap < axis.kernel_size), tap, -1)


def _rank(axis: Axis, output: Ints, distance: Ints) -> Ints:
    """Return how many inputs to the left of each are linked to the same output, or a negative number."""
    if not axis.circular:  # the taps lie in the order of the inputs, the first few perhaps on padding
        on_padding = -((output * axis.stride - axis.before) // axis.dilation)
        return _tap(axis, distance) - np.clip(on_padding, 0, axis.kernel_size)
    # From input 0 on, a ring's taps are met in the order of their distances, from that of input 0 on.
    taps = np.sort(np.arange(axis.kernel_size) * axis.dilation % axis.size)
    order = np.full(axis.size, -2 * axis.kernel_size)
    order[taps] = np.arange(axis.kernel_size)
    rank = order[distance] - np.searchsorted(taps, (axis.before - output * axis.stride) % axis.size)
    return rank + axis.kernel_size * (rank < 0)


def _links_above(axis: Axis, output: Ints) -> Ints:
    """Return how many links belong to outputs before each."""
    first, stop = np.array(axis.readings()).T
    above: Ints = np.sum(np.clip(output[..., None], first, stop) - first, axis=-1)
    return above

"""What the package should compute, said a second time: plain loops over the definitions, and a direct sum.

Nothing here imports the package. A layer is the dictionary of arguments that `Conv` is built from.
"""

from dataclasses import dataclass, replace
from itertools import count, product
from math import ceil

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


@dataclass(frozen=True)
class Line:
    """One spatial axis, cell by cell."""

    size: int
    kernel_size: int
    stride: int = 1
    dilation: int = 1
    before: int = 0
    after: int = 0
    circular: bool = False

    @property
    def span(self):
        """How many cells there are from the first tap to the last, both included."""
        return (self.kernel_size - 1) * self.dilation + 1

    @property
    def starts(self):
        """Where the first tap of each output lies: wherever the whole kernel fits on the padded input."""
        return range(-self.before, self.size + self.after - self.span + 1, self.stride)

    @property
    def links(self):
        """Every (output, input, tap) where a tap reads an input and not a zero."""
        found = []
        for output, start in enumerate(self.starts):
            for tap in range(self.kernel_size):
                cell = start + tap * self.dilation
                if self.circular:
                    cell %= self.size
                if 0 <= cell < self.size:
                    found.append((output, cell, tap))
        return found

    def offset(self, output, cell):
        """How far an input lies from where an output starts, counted round the ring if it is one."""
        offset = cell - self.starts[output]
        return offset % self.size if self.circular else offset


def lines(arguments):
    """Return the spatial axes of a layer."""
    sizes = arguments["input_shape"][1:]
    kernels, strides, dilations = (
        _each(arguments.get(name, 1), len(sizes)) for name in ("kernel_size", "stride", "dilation")
    )
    padding = arguments.get("padding", 0)
    paddings = [padding] * len(sizes) if isinstance(padding, str) else _each(padding, len(sizes))
    circular = arguments.get("padding_mode") == "circular"
    unpadded = map(Line, sizes, kernels, strides, dilations)
    return [
        Line(line.size, line.kernel_size, line.stride, line.dilation, *_before_after(line, item), circular)
        for line, item in zip(unpadded, paddings, strict=True)
    ]


def ties(arguments, *, sparse, shared):
    """Return {(output unit, input unit): tie} of the connected pairs; equal ties are one weight."""
    axes = lines(arguments)
    reads = [{(output, cell): tap for output, cell, tap in axis.links} for axis in axes]
    outputs = product(range(arguments["out_channels"]), *(range(len(axis.starts)) for axis in axes))
    inputs = list(product(*map(range, arguments["input_shape"])))
    found = {}
    for row, (to, *places) in enumerate(outputs):
        for column, (of, *cells) in enumerate(inputs):
            pairs = list(zip(places, cells, strict=True))
            taps = [read.get(pair) for read, pair in zip(reads, pairs, strict=True)]
            if sparse and (None in taps or not sees(arguments, to, of)):
                continue
            if not shared:
                found[row, column] = (row, column)
            elif sparse:
                found[row, column] = (to, of, *taps)
            else:
                offsets = [axis.offset(*pair) for axis, pair in zip(axes, pairs, strict=True)]
                found[row, column] = (to, of, *offsets)
    return found


def sees(arguments, to, of):
    """Tell whether an output channel is connected to an input channel."""
    if arguments.get("channel_mask") is not None:
        return arguments["channel_mask"][to][of]
    groups = arguments.get("groups", 1)
    return to * groups // arguments["out_channels"] == of * groups // arguments["input_shape"][0]


def weight_positions(arguments):
    """Number the (output channel, input channel, *taps) of the weight tensor in C order."""
    kernel = [axis.kernel_size for axis in lines(arguments)]
    channels = arguments["out_channels"], arguments["input_shape"][0]
    slots = (slot for slot in product(*map(range, (*channels, *kernel))) if sees(arguments, *slot[:2]))
    return {slot: position for position, slot in enumerate(slots)}


def nominal_connections(arguments):
    """Count one connection for each output unit, channel it sees and tap, wherever the tap lies."""
    positions = list(product(*(range(len(axis.starts)) for axis in lines(arguments))))
    return sum(1 for _ in product(weight_positions(arguments), positions))


def convolve(arguments, image, weights):
    """Sum over sliding windows, as a framework's convolution layer does without biases."""
    axes = lines(arguments)
    spatial = range(1, len(axes) + 1)
    mode = "wrap" if arguments.get("padding_mode") == "circular" else "constant"
    padded = np.pad(image, [(0, 0), *((axis.before, axis.after) for axis in axes)], mode=mode)
    windows = sliding_window_view(padded, [axis.span for axis in axes], axis=tuple(spatial))
    every_position = [slice(None, None, axis.stride) for axis in axes]
    every_tap = [slice(None, None, axis.dilation) for axis in axes]
    windows = windows[(slice(None), *every_position, *every_tap)]
    tensor = np.zeros((arguments["out_channels"], len(image), *(axis.kernel_size for axis in axes)))
    for slot, position in weight_positions(arguments).items():
        tensor[slot] = weights[position]
    taps = [len(axes) + i for i in spatial]
    return np.tensordot(tensor, windows, axes=([1, *(i + 1 for i in spatial)], [0, *taps]))


def transposed_size(arguments, axis):
    """How many outputs a transposed convolution has along an axis, by PyTorch's documentation."""
    size = arguments["input_shape"][axis + 1]
    kernel, stride, added, dilation = (
        arguments[name][axis] for name in ("kernel_size", "stride", "output_padding", "dilation")
    )
    before, after = arguments["padding"][axis]
    return (size - 1) * stride - before - after + dilation * (kernel - 1) + added + 1


def transposed_ties(arguments, *, sparse, shared):
    """Return {(output unit, input unit): tie} of a transposed convolution, cell by cell."""
    axes = range(len(arguments["input_shape"]) - 1)
    inputs = list(product(*map(range, arguments["input_shape"])))
    sizes = [transposed_size(arguments, axis) for axis in axes]
    outputs = list(product(range(arguments["out_channels"]), *map(range, sizes)))
    per_group = (
        arguments["input_shape"][0] // arguments["groups"],
        arguments["out_channels"] // arguments["groups"],
    )
    found = {}
    for (column, (of, *cells)), (row, (to, *places)) in product(enumerate(inputs), enumerate(outputs)):
        offsets = [
            place - (cell * arguments["stride"][axis] - arguments["padding"][axis][0])
            for axis, cell, place in zip(axes, cells, places, strict=True)
        ]
        taps = [divmod(offset, arguments["dilation"][axis]) for axis, offset in enumerate(offsets)]
        reached = all(
            between == 0 and 0 <= tap < arguments["kernel_size"][axis]
            for axis, (tap, between) in enumerate(taps)
        )
        if sparse and not (reached and of // per_group[0] == to // per_group[1]):
            continue
        found[row, column] = (of, to, *offsets) if shared else (row, column)
    return found


def convolve_transposed(arguments, image, weights):
    """Add a kernel, times its value, for each input to the outputs it reaches; *weights* as PyTorch's."""
    axes = range(image.ndim - 1)
    sizes = [transposed_size(arguments, axis) for axis in axes]
    output = np.zeros((arguments["out_channels"], *sizes))
    groups, per_group = arguments["groups"], weights.shape[1]
    for of, to, *taps in np.ndindex(weights.shape):
        channel = of * groups // len(image) * per_group + to
        for cells in np.ndindex(image.shape[1:]):
            place = [
                cells[i] * arguments["stride"][i]
                - arguments["padding"][i][0]
                + taps[i] * arguments["dilation"][i]
                for i in axes
            ]
            if all(0 <= p < size for p, size in zip(place, sizes, strict=True)):
                output[channel, *place] += image[of, *cells] * weights[of, to, *taps]
    return output


def _each(value, axes):
    return [value] * axes if isinstance(value, int) else list(value)


def _before_after(line, padding):
    if padding == "valid":
        return 0, 0
    if padding == "same":
        outputs = ceil(line.size / line.stride)
        total = next(n for n in count() if len(replace(line, after=n).starts) == outputs)
        return total // 2, total - total // 2
    return (padding, padding) if isinstance(padding, int) else padding

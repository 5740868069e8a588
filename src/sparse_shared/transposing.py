"""Transposed convolutions: those whose weight matrix is that of a convolution, transposed.

y = W @ x        the convolution, from its inputs to its outputs
x = W.T @ y      the transposed one, from what were outputs to what were inputs
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sparse_shared.arguments import READING, integer, per_axis, shape
from sparse_shared.axis import Axis
from sparse_shared.layers import Bias, Layer, PerAxis, check_bias, check_groups, settle
from sparse_shared.padding import Padding, resolve_padding_of_transposed


@dataclass(frozen=True)
class ConvTranspose(Layer):
    """Describe a transposed convolution ("deconvolution") in one, two or three dimensions, as PyTorch does.

    Each input adds a kernel, times its value, to the outputs that it reaches; along an axis that makes
    ``(input - 1) * stride + dilation * (kernel_size - 1) + 1 + output_padding`` outputs, less the padding.
    Connections, weights and ids are those of the convolution from the outputs to the inputs, so the
    weight index is that convolution's, transposed. Biases are added to this layer's own outputs.

    Args:
        input_shape: ``(channels, *spatial)``, channels first, without a batch.
        out_channels: How many output maps there are.
        kernel_size: How many taps the kernel has: an int, or one per axis.
        stride: How many outputs the kernel moves from one input to the next: an int, or one per axis.
        padding: How many outputs are cut off at the ends: an int, one int per axis, or one
            ``(before, after)`` pair per axis.
        output_padding: How many outputs are added at the end of each axis, less than its stride or its
            dilation: an int, or one per axis.
        dilation: How many outputs lie from one tap to the next: an int, or one per axis.
        groups: Into how many groups the channels are split that do not see each other.
        bias: As in `Conv`.

    Raises:
        ValueError: An argument makes no sense; the message names it, its value and what was expected.
        TypeError: An argument is of the wrong kind.

    Examples:
        >>> from sparse_shared import weight_index
        >>> layer = ConvTranspose(input_shape=(1, 2), out_channels=1, kernel_size=3, stride=2)
        >>> layer.output_shape
        (1, 5)
        >>> weight_index(layer)
        array([[ 0, -1],
               [ 1, -1],
               [ 2,  0],
               [-1,  1],
               [-1,  2]])
    """

    input_shape: Sequence[int]
    out_channels: int
    kernel_size: PerAxis
    stride: PerAxis = field(default=1, kw_only=True)
    padding: Padding = field(default=0, kw_only=True)
    output_padding: PerAxis = field(default=0, kw_only=True)
    dilation: PerAxis = field(default=1, kw_only=True)
    groups: int = field(default=1, kw_only=True)
    bias: Bias = field(default=True, kw_only=True)

    channel_mask = None
    transposed = True

    def __post_init__(self) -> None:
        input_shape = shape("input_shape", self.input_shape)
        sizes = input_shape[1:]
        kernel = per_axis("kernel_size", self.kernel_size, len(sizes), minimum=1)
        stride = per_axis("stride", self.stride, len(sizes), minimum=1)
        dilation = per_axis("dilation", self.dilation, len(sizes), minimum=1)
        added = per_axis("output_padding", self.output_padding, len(sizes), minimum=0)
        spans = [d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True)]
        padding = resolve_padding_of_transposed(self.padding, sizes, stride, spans)
        axes = []
        for i, size in enumerate(sizes):
            if added[i] >= max(stride[i], dilation[i]):
                raise ValueError(
                    f"output_padding={self.output_padding!r}: expected less than the stride of {stride[i]} "
                    f"or the dilation of {dilation[i]} on input_shape[{i + 1}]"
                )
            before, after = padding[i]
            whole = (size - 1) * stride[i] + spans[i] + added[i]
            if before + after >= whole:
                raise ValueError(
                    f"padding={self.padding!r} cuts {before} + {after} outputs off on input_shape[{i + 1}]"
                    f"={size}: expected at most {whole - 1}, since there are {whole}; {READING}"
                )
            outputs = whole - before - after
            axes.append(Axis(outputs, kernel[i], stride[i], dilation[i], before, after - added[i]))

        out_channels = integer("out_channels", self.out_channels, minimum=1)
        settle(
            self,
            input_shape=input_shape,
            out_channels=out_channels,
            kernel_size=kernel,
            stride=stride,
            padding=padding,
            output_padding=added,
            dilation=dilation,
            groups=check_groups(self.groups, input_shape[0], out_channels),
            bias=check_bias(self.bias),
            axes=tuple(axes),
        )

    @property
    def output_shape(self) -> tuple[int, ...]:
        """The output's shape, ``(out_channels, *spatial)``: the inputs of the convolution it transposes."""
        return (self.out_channels, *(axis.size for axis in self.axes))

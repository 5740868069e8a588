"""Layers as plain data: what is connected to what, checked once, at construction.

Sizes are in cells, channels in maps; shapes are ``(channels, *spatial)`` and carry no batch.
Convolution means cross-correlation throughout, as in every framework.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import gcd, prod
from numbers import Integral
from typing import Literal

from sparse_shared.arguments import bool_table, choice, integer, per_axis, sequence
from sparse_shared.axis import Axis

PerAxis = int | Sequence[int]
Padding = int | str | Sequence[int] | Sequence[tuple[int, int]]
Bias = bool | Literal["unit"]


@dataclass(frozen=True)
class Conv:
    """Describe a convolution in one, two or three dimensions, by the length of *input_shape*.

    The arguments have PyTorch's names, and are normalised to one int per spatial axis.

    Args:
        input_shape: ``(channels, *spatial)``, without a batch.
        out_channels: How many output maps there are, one per kernel.
        kernel_size: How many taps the kernel has: an int, or one per axis.
        stride: How many cells the kernel moves from one output to the next: an int, or one per axis.
        padding: How many cells are added at the ends: an int, one int per axis, one ``(before, after)``
            pair per axis, ``"valid"`` (none) or ``"same"`` (as many outputs as ``ceil(input / stride)``,
            an odd cell of padding at the end).
        padding_mode: ``"zeros"``, or ``"circular"``, which makes every axis a ring. Without padding the
            convolution is the plain valid one, as in PyTorch; sharing alone ties its offsets round the
            ring all the same.
        dilation: How many cells lie from one tap to the next: an int, or one per axis.
        groups: Into how many groups the channels are split that do not see each other.
        channel_mask: Instead of groups, a table of bools ``(out_channels, in_channels)`` of who sees
            whom.
        bias: ``True`` (one per unit where weights are not shared, one per output map where they are),
            ``"unit"`` (one per unit always, as LeCun did in 1989) or ``False``.

    Raises:
        ValueError: An argument makes no sense; the message names it, its value and what was expected.
        TypeError: An argument is of the wrong kind.

    Examples:
        >>> layer = Conv(input_shape=(3, 32, 32), out_channels=6, kernel_size=5)
        >>> layer.output_shape
        (6, 28, 28)
        >>> Conv(input_shape=(1, 4), out_channels=1, kernel_size=3, stride=0)
        Traceback (most recent call last):
        ValueError: stride=0: expected an integer of at least 1
    """

    input_shape: Sequence[int]
    out_channels: int
    kernel_size: PerAxis
    stride: PerAxis = field(default=1, kw_only=True)
    padding: Padding = field(default=0, kw_only=True)
    padding_mode: str = field(default="zeros", kw_only=True)
    dilation: PerAxis = field(default=1, kw_only=True)
    groups: int = field(default=1, kw_only=True)
    channel_mask: Sequence[Sequence[bool]] | None = field(default=None, kw_only=True)
    bias: Bias = field(default=True, kw_only=True)

    axes: tuple[Axis, ...] = field(init=False, repr=False, compare=False)
    """The spatial axes, each with all that concerns it."""

    def __post_init__(self) -> None:
        shape = sequence("input_shape", self.input_shape, "(channels, *spatial)")
        if not 2 <= len(shape) <= 4:
            raise ValueError(
                f"input_shape={self.input_shape!r}: expected (channels, *spatial) "
                f"with 1, 2 or 3 spatial axes, so 2 to 4 sizes, not {len(shape)}"
            )
        shape = tuple(integer(f"input_shape[{i}]", n, minimum=1) for i, n in enumerate(shape))
        spatial = len(shape) - 1
        kernel = per_axis("kernel_size", self.kernel_size, spatial, minimum=1)
        stride = per_axis("stride", self.stride, spatial, minimum=1)
        dilation = per_axis("dilation", self.dilation, spatial, minimum=1)
        circular = choice("padding_mode", self.padding_mode, ("zeros", "circular")) == "circular"
        unpadded = [
            Axis(n, k, s, d, circular=circular)
            for n, k, s, d in zip(shape[1:], kernel, stride, dilation, strict=True)
        ]
        padding, pairs = _resolve_padding(self.padding, unpadded)
        axes = tuple(
            Axis(a.size, a.kernel_size, a.stride, a.dilation, *pair, circular)
            for a, pair in zip(unpadded, pairs, strict=True)
        )
        for i, axis in enumerate(axes):
            _check_axis(i, axis, self.padding)

        out_channels = integer("out_channels", self.out_channels, minimum=1)
        mask = self.channel_mask
        if mask is not None:
            mask = bool_table("channel_mask", mask, out_channels, shape[0])
        settled = {
            "input_shape": shape,
            "out_channels": out_channels,
            "kernel_size": kernel,
            "stride": stride,
            "padding": padding,
            "dilation": dilation,
            "groups": _check_groups(self.groups, shape[0], out_channels, mask),
            "channel_mask": mask,
            "bias": _check_bias(self.bias),
            "axes": axes,
        }
        for name, value in settled.items():
            object.__setattr__(self, name, value)

    @property
    def in_channels(self) -> int:
        """How many maps come in."""
        return self.input_shape[0]

    @property
    def output_shape(self) -> tuple[int, ...]:
        """The output's shape, ``(out_channels, *spatial)``."""
        return (self.out_channels, *(axis.outputs for axis in self.axes))

    @property
    def num_inputs(self) -> int:
        """How many input units there are, over all channels and positions."""
        return prod(self.input_shape)

    @property
    def num_outputs(self) -> int:
        """How many output units there are, over all channels and positions."""
        return prod(self.output_shape)

    @property
    def channel_pairs(self) -> int:
        """How many (output channel, input channel) pairs the layer connects."""
        if self.channel_mask is not None:
            return sum(map(sum, self.channel_mask))
        return self.out_channels * self.in_channels // self.groups


@dataclass(frozen=True)
class Dense:
    """Describe a fully connected layer: a convolution without spatial axes.

    Each feature is a channel of its own, so there is no position to share weights over, and every
    `Wiring` of it is the same.

    Args:
        in_features: How many inputs there are.
        out_features: How many outputs there are.
        bias: Whether each output has one; ``"unit"`` means the same as ``True`` here.

    Examples:
        >>> Dense(100, 100).num_outputs
        100
    """

    in_features: int
    out_features: int
    bias: Bias = field(default=True, kw_only=True)

    axes = ()
    groups = 1
    channel_mask = None

    def __post_init__(self) -> None:
        for name in ("in_features", "out_features"):
            object.__setattr__(self, name, integer(name, getattr(self, name), minimum=1))
        _check_bias(self.bias)

    @property
    def in_channels(self) -> int:
        """The input features: each is a channel of its own."""
        return self.in_features

    @property
    def out_channels(self) -> int:
        """The output features: each is a channel of its own."""
        return self.out_features

    @property
    def input_shape(self) -> tuple[int]:
        """The input's shape, ``(in_features,)``."""
        return (self.in_channels,)

    @property
    def output_shape(self) -> tuple[int]:
        """The output's shape, ``(out_features,)``."""
        return (self.out_channels,)

    num_inputs = in_channels
    num_outputs = out_channels

    @property
    def channel_pairs(self) -> int:
        """How many (output feature, input feature) pairs there are: all."""
        return self.in_features * self.out_features


Layer = Conv | Dense


def _resolve_padding(padding: object, axes: list[Axis]) -> tuple[object, list[tuple[int, int]]]:
    """Return the padding in its normal form, and as one (before, after) pair an axis."""
    if isinstance(padding, str):
        if choice("padding", padding, ("valid", "same")) == "valid":
            return padding, [(0, 0) for _ in axes]
        return padding, [_same_padding(axis) for axis in axes]
    if isinstance(padding, Integral):
        padding = (integer("padding", padding, minimum=0),) * len(axes)
    expected = (
        f"an int, {len(axes)} ints or {len(axes)} (before, after) pairs (one a spatial axis), "
        "'valid' or 'same'"
    )
    items = sequence("padding", padding, expected)
    if len(items) != len(axes):
        raise ValueError(f"padding={padding!r}: expected {expected}, not {len(items)}")
    pairs = [_padding_pair(f"padding[{i}]", item) for i, item in enumerate(items)]
    return tuple(pairs), pairs


def _padding_pair(name: str, item: object) -> tuple[int, int]:
    if not hasattr(item, "__len__"):
        return (integer(name, item, minimum=0),) * 2
    pair = sequence(name, item, "an int or a (before, after) pair")
    if len(pair) != 2:
        raise ValueError(f"{name}={item!r}: expected an int or a (before, after) pair")
    return integer(f"{name}[0]", pair[0], minimum=0), integer(f"{name}[1]", pair[1], minimum=0)


def _same_padding(axis: Axis) -> tuple[int, int]:
    """Return the padding that gives ceil(size / stride) outputs, as Keras and ONNX SAME_UPPER do."""
    outputs = -(-axis.size // axis.stride)
    needed = max((outputs - 1) * axis.stride + axis.span - axis.size, 0)
    return needed // 2, needed - needed // 2


def _check_axis(i: int, axis: Axis, padding: object) -> None:
    kernel = f"kernel_size={axis.kernel_size}"
    if axis.dilation > 1:
        kernel += f" at dilation={axis.dilation}"
    if axis.span > axis.padded_size:
        raise ValueError(
            f"{kernel} spans {axis.span} cells on axis {i}: expected at most {axis.padded_size}, "
            f"the input of {axis.size} with its padding of {axis.before} + {axis.after}"
        )
    if not axis.circular:
        return
    if max(axis.before, axis.after) > axis.size:
        raise ValueError(
            f"padding={padding!r} is circular and wraps {max(axis.before, axis.after)} cells on axis {i}: "
            f"expected at most the input's {axis.size}"
        )
    ring = axis.size // gcd(axis.size, axis.dilation)
    if axis.kernel_size > ring:
        raise ValueError(
            f"{kernel} wraps round axis {i} (a ring of {axis.size}) and reads an input twice: "
            f"expected a kernel_size of at most {ring}"
        )


def _check_groups(groups: object, in_channels: int, out_channels: int, mask: object) -> int:
    groups = integer("groups", groups, minimum=1)
    if mask is not None and groups != 1:
        raise ValueError(f"groups={groups}: expected 1, since a channel_mask says who sees whom")
    for name, channels in (("in_channels", in_channels), ("out_channels", out_channels)):
        if channels % groups:
            raise ValueError(f"groups={groups}: expected a divisor of {name}={channels}")
    return groups


def _check_bias(bias: object) -> Bias:
    if isinstance(bias, bool) or (isinstance(bias, str) and bias == "unit"):
        return bias  # type: ignore[return-value]  # mypy does not narrow to the literal
    kind = ValueError if isinstance(bias, str) else TypeError
    raise kind(f"bias={bias!r}: expected True, False or 'unit'")

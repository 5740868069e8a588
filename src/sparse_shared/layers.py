"""Layers as plain data: what is connected to what, checked once, at construction.

Sizes are in cells, channels in maps; shapes are ``(channels, *spatial)``, channels first, and carry no
batch. Convolution means cross-correlation throughout, as in PyTorch, Keras and JAX.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import gcd, prod

from sparse_shared.arguments import READING, bool_table, integer, per_axis, shape
from sparse_shared.axis import Axis
from sparse_shared.padding import Padding, check_padding_mode, resolve_padding

TYPE_CHECKING = False  # see sparse_shared/__init__
if TYPE_CHECKING:
    from typing import ClassVar, Literal, TypeAlias

PerAxis = int | Sequence[int]
Bias: TypeAlias = "bool | Literal['unit', 'map']"


class Layer:
    """What there is to know of a layer of any kind: `Conv`, `Dense` or `ConvTranspose`."""

    input_shape: Sequence[int]
    out_channels: int
    axes: tuple[Axis, ...]
    """The spatial axes, each with all that concerns it."""
    groups: int
    channel_mask: Sequence[Sequence[bool]] | None
    bias: Bias
    transposed: ClassVar[bool] = False
    """Whether `axes` run from the outputs to the inputs: those of the convolution that is transposed."""

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
class Conv(Layer):
    """Describe a convolution in one, two or three dimensions, by the length of *input_shape*.

    The arguments have PyTorch's names, and are normalised to one int per spatial axis.

    Args:
        input_shape: ``(channels, *spatial)``, channels first, without a batch; a grey image is
            ``(1, height, width)``.
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
            ``"map"`` (one per output map always), ``"unit"`` (one per unit always, as LeCun did in 1989)
            or ``False``.

    Raises:
        ValueError: An argument makes no sense; the message names it, its value and what was expected.
        TypeError: An argument is of the wrong kind.

    Examples:
        >>> layer = Conv(input_shape=(3, 32, 32), out_channels=6, kernel_size=5)
        >>> layer.output_shape
        (6, 28, 28)

        Two common slips, a batch in front and channels last, are refused where the kernel does not fit
        on what they make of the shape:

        >>> Conv(input_shape=(1, 3, 32, 32), out_channels=6, kernel_size=5)
        Traceback (most recent call last):
        ValueError: kernel_size=5 spans 5 cells on input_shape[1]=3: expected at most 3, that input with its \
padding of 0 + 0; input_shape is (channels, *spatial), channels first, no batch
        >>> Conv(input_shape=(32, 32, 3), out_channels=6, kernel_size=5)
        Traceback (most recent call last):
        ValueError: kernel_size=5 spans 5 cells on input_shape[2]=3: expected at most 3, that input with its \
padding of 0 + 0; input_shape is (channels, *spatial), channels first, no batch
    """

    input_shape: Sequence[int]
    out_channels: int
    kernel_size: PerAxis
    stride: PerAxis = field(default=1, kw_only=True)
    padding: Padding = field(default=0, kw_only=True)
    padding_mode: Literal["zeros", "circular"] = field(default="zeros", kw_only=True)
    dilation: PerAxis = field(default=1, kw_only=True)
    groups: int = field(default=1, kw_only=True)
    channel_mask: Sequence[Sequence[bool]] | None = field(default=None, kw_only=True)
    bias: Bias = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        input_shape = shape("input_shape", self.input_shape)
        sizes = input_shape[1:]
        kernel = per_axis("kernel_size", self.kernel_size, len(sizes), minimum=1)
        stride = per_axis("stride", self.stride, len(sizes), minimum=1)
        dilation = per_axis("dilation", self.dilation, len(sizes), minimum=1)
        spans = [d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True)]
        padding = resolve_padding(self.padding, sizes, stride, spans)
        circular = check_padding_mode(self.padding_mode) == "circular"
        axes = tuple(
            Axis(size, taps, step, gap, *pair, circular)
            for size, taps, step, gap, pair in zip(sizes, kernel, stride, dilation, padding, strict=True)
        )
        for i, axis in enumerate(axes):
            _check_axis(f"input_shape[{i + 1}]", axis, self.padding)

        out_channels = integer("out_channels", self.out_channels, minimum=1)
        mask = self.channel_mask
        if mask is not None:
            mask = bool_table("channel_mask", mask, out_channels, input_shape[0])
        settle(
            self,
            input_shape=input_shape,
            out_channels=out_channels,
            kernel_size=kernel,
            stride=stride,
            padding=self.padding if isinstance(self.padding, str) else padding,
            dilation=dilation,
            groups=check_groups(self.groups, input_shape[0], out_channels, mask),
            channel_mask=mask,
            bias=check_bias(self.bias),
            axes=axes,
        )


@dataclass(frozen=True)
class Dense(Layer):
    """Describe a fully connected layer: a convolution without spatial axes.

    Each feature is a channel of its own, so there is no position to share weights over, and every
    `Wiring` of it is the same.

    Args:
        in_features: How many inputs there are.
        out_features: How many outputs there are.
        bias: Whether each output has one; ``"unit"`` and ``"map"`` mean the same as ``True`` here.

    Examples:
        >>> Dense(100, 10).output_shape
        (10,)
    """

    in_features: int
    out_features: int
    bias: Bias = field(default=True, kw_only=True)

    axes = ()
    groups = 1
    channel_mask = None

    def __post_init__(self) -> None:
        in_features = integer("in_features", self.in_features, minimum=1)
        out_features = integer("out_features", self.out_features, minimum=1)
        settle(
            self,
            in_features=in_features,
            out_features=out_features,
            bias=check_bias(self.bias),
            input_shape=(in_features,),
            out_channels=out_features,
        )


def settle(layer: Layer, **values: object) -> None:
    """Set attributes of a layer that is frozen, which is done once, when it is made."""
    for name, value in values.items():
        object.__setattr__(layer, name, value)


def check_groups(groups: object, in_channels: int, out_channels: int, mask: object = None) -> int:
    """Return into how many groups the channels are split, refusing what does not divide them."""
    groups = integer("groups", groups, minimum=1)
    if mask is not None and groups != 1:
        raise ValueError(f"groups={groups}: expected 1, since a channel_mask says who sees whom")
    if in_channels % groups:
        raise ValueError(f"groups={groups}: expected a divisor of input_shape[0]={in_channels}; {READING}")
    if out_channels % groups:
        raise ValueError(f"groups={groups}: expected a divisor of out_channels={out_channels}")
    return groups


def check_bias(bias: object) -> Bias:
    """Return which biases a layer has, refusing what is none of the four choices."""
    if isinstance(bias, bool) or (isinstance(bias, str) and bias in ("unit", "map")):
        return bias  # type: ignore[return-value]  # mypy does not narrow to the literals
    kind = ValueError if isinstance(bias, str) else TypeError
    raise kind(f"bias={bias!r}: expected True, False, 'map' or 'unit'")


def _check_axis(name: str, axis: Axis, padding: object) -> None:
    kernel = f"kernel_size={axis.kernel_size}"
    if axis.dilation > 1:
        kernel += f" at dilation={axis.dilation}"
    if axis.span > axis.padded_size:
        raise ValueError(
            f"{kernel} spans {axis.span} cells on {name}={axis.size}: expected at most {axis.padded_size}, "
            f"that input with its padding of {axis.before} + {axis.after}; {READING}"
        )
    if not axis.circular:
        return
    if max(axis.before, axis.after) > axis.size:
        raise ValueError(
            f"padding={padding!r} is circular and wraps {max(axis.before, axis.after)} cells on {name}: "
            f"expected at most that input's {axis.size}; {READING}"
        )
    ring = axis.size // gcd(axis.size, axis.dilation)
    if axis.kernel_size > ring:
        raise ValueError(
            f"{kernel} wraps round {name}, a ring of {axis.size}, and reads an input twice: "
            f"expected a kernel_size of at most {ring}; {READING}"
        )

"""Follow one output of a stack of layers back to the inputs that it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sparse_shared.arguments import READING
from sparse_shared.layers import Conv


@dataclass(frozen=True, slots=True)
class ReceptiveField:
    """Where the outputs of a stack look along one axis: output ``o`` at cells from ``start + o * step`` on.

    Attributes:
        size: How many cells there are from the first input that an output depends on to the last. With
            dilation, some in between may be left out.
        step: How many cells lie from one output's field to the next: the product of the strides.
        start: Where output 0's field begins. Below 0, it begins on padding.

    Examples:
        >>> ReceptiveField(size=5, step=2, start=-1)
        ReceptiveField(size=5, step=2, start=-1)
    """

    size: int
    step: int
    start: int


def receptive_field(layers: Iterable[Conv]) -> tuple[ReceptiveField, ...]:
    """Return what one output of a stack of convolutions depends on, one item a spatial axis.

    A pooling is said as a depthwise convolution of the same window and stride. Channels play no part: each
    layer has to have the spatial sizes that the one before it gives, and may have more or fewer maps.
    Source: Araujo, Norris, Sim, "Computing receptive fields of convolutional neural networks", 2019.

    Args:
        layers: The convolutions, in the order in which they compute.

    Raises:
        TypeError: One of them is no `Conv`. A fully connected layer depends on every input.
        ValueError: There are none, or the sizes of two neighbours do not fit together.

    Examples:
        Two convolutions of 3 with a pooling of 2 between them:

        >>> first = Conv(input_shape=(1, 32, 32), out_channels=6, kernel_size=3, padding=1)
        >>> pool = Conv(input_shape=(6, 32, 32), out_channels=6, kernel_size=2, stride=2, groups=6)
        >>> second = Conv(input_shape=(6, 16, 16), out_channels=16, kernel_size=3, padding=1)
        >>> rows, columns = receptive_field([first, pool, second])
        >>> rows
        ReceptiveField(size=8, step=2, start=-3)
    """
    fields = list(receptive_fields(layers))
    if not fields:
        raise ValueError("layers has no items: expected at least one Conv")
    return fields[-1]


def receptive_fields(layers: Iterable[Conv]) -> Iterator[tuple[ReceptiveField, ...]]:
    """Yield, layer by layer, what one output of the stack up to it depends on, as `receptive_field` does."""
    if not isinstance(layers, Iterable):
        raise TypeError(f"layers={layers!r}: expected several, such as [layer]")
    fields: tuple[ReceptiveField, ...] = ()
    sizes: tuple[int, ...] = ()
    for i, layer in enumerate(layers):
        if not isinstance(layer, Conv):
            raise TypeError(f"layers[{i}]={layer!r}: expected a Conv")
        if i == 0:
            fields = (ReceptiveField(size=1, step=1, start=0),) * len(layer.axes)
        elif tuple(layer.input_shape[1:]) != sizes:
            raise ValueError(
                f"layers[{i}] has input_shape={layer.input_shape}: expected the spatial sizes {sizes} "
                f"that layers[{i - 1}] gives; {READING}"
            )
        fields = tuple(
            ReceptiveField(
                size=field.size + (axis.span - 1) * field.step,
                step=field.step * axis.stride,
                start=field.start - axis.before * field.step,
            )
            for field, axis in zip(fields, layer.axes, strict=True)
        )
        yield fields
        sizes = layer.output_shape[1:]

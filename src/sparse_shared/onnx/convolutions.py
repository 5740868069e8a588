"""What ONNX says of a convolution, as a layer: strides, dilations and the ways to say padding."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from sparse_shared.axis import MOST_TAPS
from sparse_shared.layers import Conv, Layer
from sparse_shared.onnx.found import MOST_CELLS, Found, Product, sizes_of
from sparse_shared.onnx.graph import Node
from sparse_shared.onnx.sources import Scope
from sparse_shared.onnx.wire import MalformedError
from sparse_shared.transposing import ConvTranspose

INPUTS = {
    "Conv": (0, 1, 2),
    "ConvInteger": (0, 1, None),
    "QLinearConv": (0, 3, 8),
    "ConvTranspose": (0, 1, 2),
}
"""At which of its inputs an operator has the data, the weights and the biases."""


def convolution(scope: Scope, node: Node, batch: int) -> Iterator[Found | Product]:
    """Find the layer of a convolution, or count its taps where the kernel is computed."""
    data, weight, bias = INPUTS[node.op]
    transposed = node.op == "ConvTranspose"
    shape = sizes_of(scope, node, node.input(data), 3, 5)
    kernel_shape = sizes_of(scope, node, node.input(weight), len(shape), len(shape))
    groups = node.integer("group", 1)
    kernel = kernel_shape[2:]
    if node.integers("kernel_shape") not in (None, kernel):
        raise MalformedError(
            f"{node.op} {node.name!r} says kernel_shape={node.integers('kernel_shape')}, and has {kernel}"
        )
    if max(kernel) > MOST_TAPS:
        raise MalformedError(
            f"{node.op} {node.name!r} has a kernel of {max(kernel):,} taps: expected {MOST_TAPS:,} at most"
        )
    reads = kernel_shape[0] if transposed else kernel_shape[1] * groups
    if reads != shape[1]:
        raise MalformedError(f"{node.op} {node.name!r} has weights for {reads} channels and reads {shape[1]}")
    out_channels = kernel_shape[1] * groups if transposed else kernel_shape[0]
    stride = _per_axis(node, "strides", kernel, 1)
    dilation = _per_axis(node, "dilations", kernel, 1)
    pads = _pads(node, shape[2:], kernel, stride, dilation)
    inputs = (shape[1], *shape[2:])
    repeats = shape[0] // batch if shape[0] % batch == 0 else shape[0]

    def build(has_bias: bool) -> Layer:
        if transposed:
            return _transposed(node, inputs, out_channels, kernel, stride, dilation, groups, has_bias)
        if repeats == 1:
            return Conv(
                inputs,
                out_channels,
                kernel,
                stride=stride,
                padding=pads,
                dilation=dilation,
                groups=groups,
                bias=has_bias,
            )
        return Conv(
            (inputs[0], repeats, *inputs[1:]),
            out_channels,
            (1, *kernel),
            stride=(1, *stride),
            padding=((0, 0), *pads),
            dilation=(1, *dilation),
            groups=groups,
            bias=has_bias,
        )

    layer = build(False)
    says = scope.shape(node.outputs[0]) if node.outputs else None
    if says is not None and None not in says and says[2:] != layer.output_shape[-len(kernel) :]:
        raise MalformedError(
            f"{node.op} {node.name!r} is said to give {says[2:]}: expected {layer.output_shape[1:]}"
        )
    if scope.sources(node.input(weight)) is None:
        links = layer.channel_pairs * prod(axis.links for axis in layer.axes)
        yield Product(links, has_kernel=True)
        return
    yield Found(node.name, build, node.input(weight), node.input(bias) if bias else "")


def _transposed(
    node: Node,
    inputs: tuple[int, ...],
    out_channels: int,
    kernel: tuple[int, ...],
    stride: tuple[int, ...],
    dilation: tuple[int, ...],
    groups: int,
    has_bias: bool,
) -> Layer:
    extra = _per_axis(node, "output_padding", kernel, 0)
    wanted = node.integers("output_shape")
    full = [
        (n - 1) * s + (k - 1) * d + 1 for n, s, k, d in zip(inputs[1:], stride, kernel, dilation, strict=True)
    ]
    auto = node.word("auto_pad", "NOTSET")
    if wanted is None and auto in ("SAME_UPPER", "SAME_LOWER"):
        wanted = tuple(n * s for n, s in zip(inputs[1:], stride, strict=True))
    if wanted is None:
        pads = _pads(node, inputs[1:], kernel, stride, dilation)
    else:
        cut = [f + e - w for f, e, w in zip(full, extra, wanted[-len(kernel) :], strict=True)]
        if min(cut) < 0:
            raise MalformedError(
                f"{node.op} {node.name!r} wants an output of {wanted}, larger than its taps reach"
            )
        pads = tuple((c // 2, c - c // 2) if auto == "SAME_UPPER" else (c - c // 2, c // 2) for c in cut)
    return ConvTranspose(
        inputs,
        out_channels,
        kernel,
        stride=stride,
        padding=pads,
        output_padding=extra,
        dilation=dilation,
        groups=groups,
        bias=has_bias,
    )


def _per_axis(node: Node, name: str, kernel: tuple[int, ...], default: int) -> tuple[int, ...]:
    values = node.integers(name) or (default,) * len(kernel)
    if len(values) != len(kernel) or min(values) < default or max(values) > MOST_CELLS:
        raise MalformedError(
            f"{node.op} {node.name!r} says {name}={values}: expected {len(kernel)} ints, {default} or more"
        )
    return values


def _pads(
    node: Node,
    spatial: tuple[int, ...],
    kernel: tuple[int, ...],
    stride: tuple[int, ...],
    dilation: tuple[int, ...],
) -> tuple[tuple[int, int], ...]:
    """Return the padding as one (before, after) pair an axis: ONNX has all the befores first."""
    auto = node.word("auto_pad", "NOTSET")
    if auto in ("SAME_UPPER", "SAME_LOWER"):
        axes = Conv((1, *spatial), 1, kernel, stride=stride, dilation=dilation, padding="same").axes
        pairs = tuple((axis.before, axis.after) for axis in axes)
        return pairs if auto == "SAME_UPPER" else tuple((after, before) for before, after in pairs)
    if auto not in ("NOTSET", "VALID", ""):
        raise MalformedError(
            f"{node.op} {node.name!r} says auto_pad={auto!r}: expected NOTSET, VALID or SAME_…"
        )
    pads = node.integers("pads") if auto != "VALID" else None
    pads = pads or (0,) * (2 * len(kernel))
    if len(pads) != 2 * len(kernel) or min(pads) < 0 or max(pads) > MOST_CELLS:
        raise MalformedError(
            f"{node.op} {node.name!r} says pads={pads}: expected {2 * len(kernel)} ints of 0 or more"
        )
    return tuple(zip(pads[: len(kernel)], pads[len(kernel) :], strict=True))

"""What each operator with weights is as a layer: a convolution, or a matrix applied at every position.

A matrix that multiplies all tokens of a text, or all pixels of an image, is a convolution with a kernel
of 1: it is shared over positions. So is each step of a recurrent layer, over time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod

from sparse_shared.layers import Conv, Dense, Layer
from sparse_shared.onnx.graph import Node
from sparse_shared.onnx.sources import Scope
from sparse_shared.onnx.wire import MalformedError
from sparse_shared.transposing import ConvTranspose


@dataclass(frozen=True)
class Found:
    """Describe a layer found in a graph.

    Attributes:
        name: What the file calls its node.
        op: The operator.
        build: Makes the layer, with biases or without.
        weight: The name of the value that holds its weights.
        bias: The name of the value that holds its biases, ``""`` if there is none.
        bias_part: Which part of that is meant, where two layers of a node have one each.
    """

    name: str
    op: str
    build: Callable[[bool], Layer]
    weight: str
    bias: str
    bias_part: str = ""


@dataclass(frozen=True)
class Product:
    """Say how many multiply-adds of two computed values a node takes."""

    name: str
    multiply_adds: int
    has_kernel: bool = False


class UnknownSizeError(MalformedError):
    """Raised where the size of a *value* is not known: it, or an input's, would have to be said."""

    def __init__(self, message: str, value: str = "") -> None:
        super().__init__(message)
        self.value = value


_INPUTS = {
    "Conv": (0, 1, 2),
    "ConvInteger": (0, 1, None),
    "QLinearConv": (0, 3, 8),
    "ConvTranspose": (0, 1, 2),
    "MatMul": (0, 1, None),
    "MatMulInteger": (0, 1, None),
    "QLinearMatMul": (0, 3, None),
    "Gemm": (0, 1, 2),
}
"""At which of its inputs an operator has the data, the weights and the biases."""

_GATES = {"LSTM": 4, "GRU": 3, "RNN": 1}
LAYERS = frozenset({*_INPUTS, *_GATES})
"""The operators with weights on connections."""

_MOST_TAPS = 2**16
_MOST_CELLS = 2**31


def found_in(scope: Scope, node: Node, batch: int) -> Iterator[Found | Product]:
    """Yield the layers of a node, or how often it multiplies two computed values.

    Args:
        scope: Where the node stands.
        node: One of the `LAYERS`.
        batch: How many images, or texts, the file is made for at a time.

    Raises:
        UnknownSizeError: A size is not known.
        MalformedError: The sizes contradict each other.
    """
    try:
        if node.op in _GATES:
            yield from _recurrent(scope, node, batch)
        elif "Conv" in node.op:
            yield from _convolution(scope, node, batch)
        else:
            yield from _product(scope, node, batch)
    except ValueError as error:
        if isinstance(error, MalformedError):
            raise
        raise MalformedError(f"{node.op} {node.name!r}: {error}") from None


def _sizes(scope: Scope, node: Node, name: str, least: int, most: int) -> tuple[int, ...]:
    """Return the sizes of a value, all known, all of at least 1, at least and at most so many."""
    shape = scope.shape(name)
    if shape is None or None in shape:
        raise UnknownSizeError(
            f"{node.op} {node.name!r} reads {name!r}, whose size does not follow from the file", name
        )
    sizes = tuple(size or 0 for size in shape)
    if not least <= len(sizes) <= most:
        raise MalformedError(
            f"{node.op} {node.name!r} reads {name!r} of shape {sizes}: expected {least} to {most} axes"
        )
    if min(sizes, default=1) < 1 or max(sizes, default=1) > _MOST_CELLS:
        raise MalformedError(
            f"{node.op} {node.name!r} reads {name!r} of shape {sizes}: expected sizes of 1 to {_MOST_CELLS}"
        )
    return sizes


def _convolution(scope: Scope, node: Node, batch: int) -> Iterator[Found | Product]:
    data, weight, bias = _INPUTS[node.op]
    transposed = node.op == "ConvTranspose"
    shape = _sizes(scope, node, node.input(data), 3, 5)
    kernel_shape = _sizes(scope, node, node.input(weight), len(shape), len(shape))
    groups = node.integer("group", 1)
    kernel = kernel_shape[2:]
    if node.integers("kernel_shape") not in (None, kernel):
        raise MalformedError(
            f"{node.op} {node.name!r} says kernel_shape={node.integers('kernel_shape')}, and has {kernel}"
        )
    if max(kernel) > _MOST_TAPS:
        raise MalformedError(
            f"{node.op} {node.name!r} has a kernel of {max(kernel):,} taps: expected {_MOST_TAPS:,} at most"
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
        yield Product(node.name, links, has_kernel=True)
        return
    yield Found(node.name, node.op, build, node.input(weight), node.input(bias) if bias else "")


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
    if len(values) != len(kernel) or min(values) < default or max(values) > _MOST_CELLS:
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
    if len(pads) != 2 * len(kernel) or min(pads) < 0 or max(pads) > _MOST_CELLS:
        raise MalformedError(
            f"{node.op} {node.name!r} says pads={pads}: expected {2 * len(kernel)} ints of 0 or more"
        )
    return tuple(zip(pads[: len(kernel)], pads[len(kernel) :], strict=True))


def _product(scope: Scope, node: Node, batch: int) -> Iterator[Found | Product]:
    """Find the matrix among the two factors of a product, and to how many positions it is applied."""
    first, second, bias = _INPUTS[node.op]
    names = node.input(first), node.input(second)
    shapes = [_sizes(scope, node, name, 1, 16) for name in names]
    flips = [bool(node.integer(name, 0)) for name in ("transA", "transB")]
    shapes = [
        (*s[:-2], s[-1], s[-2]) if flip and len(s) > 1 else s for s, flip in zip(shapes, flips, strict=True)
    ]
    constant = [scope.sources(name) is not None for name in names]
    # Both as (batch axes, kept axis, summed axis); the right one comes with the last two the other way round.
    left, right = shapes
    left = left if len(left) > 1 else (1, *left)
    right = (*right[:-2], right[-1], right[-2]) if len(right) > 1 else (1, *right)
    if left[-1] != right[-1]:
        raise MalformedError(
            f"{node.op} {node.name!r} multiplies shapes {shapes[0]} and {shapes[1]}, which do not fit"
        )
    if constant[0] == constant[1]:
        rows = _broadcast(node, left[:-2], right[:-2])
        if not constant[0]:
            yield Product(node.name, prod(rows) * left[-2] * right[-2] * left[-1])
        return
    weight, data, name = (left, right, names[0]) if constant[0] else (right, left, names[1])
    biases = node.input(bias) if bias else ""
    yield Found(node.name, node.op, _matrix(node, weight, data, batch), name, biases)


def _matrix(
    node: Node, weight: tuple[int, ...], data: tuple[int, ...], batch: int
) -> Callable[[bool], Layer]:
    """Return what builds the layer of a matrix, or of several, each for its own part of the data.

    Both shapes are (batch axes, kept axis, summed axis).
    """
    outer = _broadcast(node, weight[:-2], data[:-2])
    own = (1,) * (len(outer) - len(weight) + 2) + weight[:-2]
    read = (1,) * (len(outer) - len(data) + 2) + data[:-2]
    groups = prod(w for w, d in zip(own, read, strict=True) if w > 1 and d > 1)
    copies = prod(w for w, d in zip(own, read, strict=True) if w > 1 and d == 1)
    positions = [d for w, d in zip(own, read, strict=True) if w == 1] + [data[-2]]
    return _applied(weight[-1] * groups, weight[-2] * groups * copies, positions, groups, batch)


def _applied(
    inputs: int, outputs: int, positions: list[int], groups: int, batch: int
) -> Callable[[bool], Layer]:
    """Return what builds a layer that is applied at *positions*, of which the first may be the batch."""
    if positions and positions[0] % batch == 0:
        positions = [positions[0] // batch, *positions[1:]]
    spatial = [n for n in positions if n > 1]
    if len(spatial) > 3:
        spatial = [prod(spatial[:-2]), *spatial[-2:]]

    def build(has_bias: bool) -> Layer:
        if groups == 1 and not spatial:
            return Dense(inputs, outputs, bias=has_bias)
        return Conv((inputs, *(spatial or [1])), outputs, 1, groups=groups, bias=has_bias)

    return build


def _broadcast(node: Node, a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    length = max(len(a), len(b))
    pairs = list(zip((1,) * (length - len(a)) + a, (1,) * (length - len(b)) + b, strict=True))
    if any(x != y and 1 not in (x, y) for x, y in pairs):
        raise MalformedError(
            f"{node.op} {node.name!r} multiplies stacks of {a} and {b} matrices, which do not fit"
        )
    return tuple(max(pair) for pair in pairs)


def _recurrent(scope: Scope, node: Node, batch: int) -> Iterator[Found | Product]:
    """Find the two layers of a recurrent one: from the inputs, and from the state one step before."""
    shape = _sizes(scope, node, node.input(0), 3, 3)
    steps, items = (shape[1], shape[0]) if node.integer("layout", 0) else shape[:2]
    directions, rows, inputs = _sizes(scope, node, node.input(1), 3, 3)
    state = _sizes(scope, node, node.input(2), 3, 3)[2]
    if inputs != shape[2] or rows != _GATES[node.op] * state:
        raise MalformedError(
            f"{node.op} {node.name!r} has weights of {rows}×{inputs} for {shape[2]} inputs, {state} states"
        )
    positions = [items // batch if items % batch == 0 else items, steps]
    for part, width, weight, groups in (
        ("input", inputs, node.input(1), 1),
        ("state", state * directions, node.input(2), directions),
    ):
        build = _applied(width, directions * rows, positions, groups, 1)
        yield Found(f"{node.name}.{part}", node.op, build, weight, node.input(3), part)

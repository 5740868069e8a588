"""What each operator with weights is as a layer: a convolution, or a matrix applied at every position.

A matrix that multiplies all tokens of a text, or all pixels of an image, is a convolution with a kernel
of 1: it is shared over positions. So is each step of a recurrent layer, over time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import prod

from sparse_shared.layers import Conv, Dense, Layer
from sparse_shared.onnx import convolutions
from sparse_shared.onnx.found import Found, Product, sizes_of
from sparse_shared.onnx.graph import Node
from sparse_shared.onnx.sources import Scope
from sparse_shared.onnx.wire import MalformedError

_FACTORS = {
    "MatMul": (0, 1, None),
    "MatMulInteger": (0, 1, None),
    "QLinearMatMul": (0, 3, None),
    "Gemm": (0, 1, 2),
}
"""At which of its inputs a product has its two factors and the biases."""

_GATES = {"LSTM": 4, "GRU": 3, "RNN": 1}
LAYERS = frozenset({*convolutions.INPUTS, *_FACTORS, *_GATES})
"""The operators with weights on connections."""


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
        elif node.op in convolutions.INPUTS:
            yield from convolutions.convolution(scope, node, batch)
        else:
            yield from _product(scope, node, batch)
    except ValueError as error:
        if isinstance(error, MalformedError):
            raise
        raise MalformedError(f"{node.op} {node.name!r}: {error}") from None


def _product(scope: Scope, node: Node, batch: int) -> Iterator[Found | Product]:
    """Find the matrix among the two factors of a product, and to how many positions it is applied."""
    first, second, bias = _FACTORS[node.op]
    names = node.input(first), node.input(second)
    shapes = [sizes_of(scope, node, name, 1, 16) for name in names]
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
            yield Product(prod(rows) * left[-2] * right[-2] * left[-1])
        return
    weight, data, name = (left, right, names[0]) if constant[0] else (right, left, names[1])
    biases = node.input(bias) if bias else ""
    yield Found(node.name, _matrix(node, weight, data, batch), name, biases)


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
    shape = sizes_of(scope, node, node.input(0), 3, 3)
    steps, items = (shape[1], shape[0]) if node.integer("layout", 0) else shape[:2]
    directions, rows, inputs = sizes_of(scope, node, node.input(1), 3, 3)
    state = sizes_of(scope, node, node.input(2), 3, 3)[2]
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
        yield Found(f"{node.name}.{part}", build, weight, node.input(3), part)

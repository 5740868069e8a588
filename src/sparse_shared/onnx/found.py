"""What a node with weights is said to be, and the sizes that say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sparse_shared.layers import Layer
from sparse_shared.onnx.graph import Node
from sparse_shared.onnx.sources import Scope
from sparse_shared.onnx.wire import MalformedError

MOST_CELLS = 2**31
"""What no size of anything is allowed to be above."""


@dataclass(frozen=True)
class Found:
    """Describe a layer found in a graph.

    Attributes:
        name: What the file calls its node.
        build: Makes the layer, with biases or without.
        weight: The name of the value that holds its weights.
        bias: The name of the value that holds its biases, ``""`` if there is none.
        bias_part: Which part of that is meant, where two layers of a node have one each.
    """

    name: str
    build: Callable[[bool], Layer]
    weight: str
    bias: str
    bias_part: str = ""


@dataclass(frozen=True)
class Product:
    """Say how many multiply-adds of two computed values a node takes."""

    multiply_adds: int
    has_kernel: bool = False


class UnknownSizeError(MalformedError):
    """Raised where a size does not follow from the file, and has to be said.

    Attributes:
        what: A sentence on whose size it is.
        likely: What to say, by name, with sizes that are an example.
    """

    def __init__(self, what: str, likely: Mapping[str, tuple[int, ...]]) -> None:
        super().__init__(f"{what}: say sizes, batch included, such as sizes={dict(likely)}")
        self.what, self.likely = what, likely


def sizes_of(scope: Scope, node: Node, name: str, least: int, most: int) -> tuple[int, ...]:
    """Return the sizes of a value, all known, all of at least 1, at least and at most so many."""
    shape = scope.shape(name)
    if shape is None or None in shape:
        raise UnknownSizeError(
            f"{node.op} {node.name!r} reads {name!r}, whose size does not follow from the file",
            {name: (1, 64, 56, 56)},
        )
    sizes = tuple(size or 0 for size in shape)
    if not least <= len(sizes) <= most:
        raise MalformedError(
            f"{node.op} {node.name!r} reads {name!r} of shape {sizes}: expected {least} to {most} axes"
        )
    if min(sizes, default=1) < 1 or max(sizes, default=1) > MOST_CELLS:
        raise MalformedError(
            f"{node.op} {node.name!r} reads {name!r} of shape {sizes}: expected sizes of 1 to {MOST_CELLS}"
        )
    return sizes

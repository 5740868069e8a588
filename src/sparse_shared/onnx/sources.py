"""Where a value comes from: out of which stored tensors, whole or in part, if it is the same at every run.

Exporters put a weight into an initialiser, a Constant or a ConstantOfShape, and often something in between:
a Transpose, a Cast, a DequantizeLinear, a Slice of three matrices stored as one. It is a weight all the same,
and two layers that reach the same part of the same tensor share it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from sparse_shared.onnx.graph import Graph, Node, Shape
from sparse_shared.onnx.tensors import Tensor
from sparse_shared.onnx.wire import MalformedError

_ABOUT_FIRST = frozenset(
    [
        "Identity",
        "Reshape",
        "Transpose",
        "Cast",
        "CastLike",
        "Squeeze",
        "Unsqueeze",
        "Flatten",
        "Slice",
        "Gather",
        "Split",
        "Pad",
        "Expand",
        "Tile",
        "Clip",
        "QuantizeLinear",
        "DequantizeLinear",
        "DynamicQuantizeLinear",
        "Dropout",
        "DepthToSpace",
        "SpaceToDepth",
    ]
)
"""Operators whose first input is what they are about; the others say how."""

TAKEN = "always_taken"
"""The setting that `infer_shapes`, which stands alone, adds to an If whose condition never changes."""

DATA, HOW, QUANTISING = "data", "how", "quantising"
"""What a stored value is to one made of it: its values, or what only says what is done to them."""

_CUTS = frozenset({"Slice", "Gather", "Split"})
_QUANTISES = frozenset({"QuantizeLinear", "DequantizeLinear"})
_NEVER_CONSTANT = ("Random", "Bernoulli", "Multinomial")
_MOST_PARTS = 500


@dataclass(frozen=True, slots=True)
class Part:
    """Say which part of a stored tensor a value is made of.

    Attributes:
        mark: The tensor.
        cut: How the part is cut out of it; nothing if it is the whole.
        size: How many values the part has.
        role: `DATA`, or `HOW` and `QUANTISING` if it only says what is done to the data.
    """

    mark: int
    cut: tuple[object, ...]
    size: int
    role: str = DATA


class Scope:
    """A graph and what its names mean, of which those of the graphs around it are visible too.

    Attributes:
        tensors: All stored tensors of the model by mark, and those that a ConstantOfShape makes.
        made: The marks of the latter.
        parts: What each constant of this graph is made of.
        readers: The nodes of this graph that read a value.
        idle: Whether this is the branch of an If that it never takes.
        inner: The scopes of the graphs inside a node, by the node's id.
    """

    def __init__(
        self,
        graph: Graph,
        tensors: list[Tensor],
        made: set[int],
        parent: Scope | None = None,
        idle: bool = False,
    ) -> None:
        self.graph, self.tensors, self.made, self.parent, self.idle = graph, tensors, made, parent, idle
        self.parts: dict[str, tuple[Part, ...]] = {}
        self.readers: dict[str, list[Node]] = {}
        self.inner: dict[int, list[Scope]] = {}
        self._own = {*graph.inputs, *graph.stored, *(name for node in graph.nodes for name in node.outputs)}
        self._shapes: dict[str, Shape] = {}
        for name, mark in graph.stored.items():
            self._keep(name, mark)
        for node in graph.nodes:
            for name in filter(None, node.inputs):
                self.readers.setdefault(name, []).append(node)
            taken = node.word(TAKEN, "")
            self.inner[id(node)] = [
                Scope(inner, tensors, made, self, idle or (taken != "" and taken != name))
                for name, inner in node.graphs
            ]
            self._settle(node)

    def walk(self) -> Iterator[tuple[Scope, Node]]:
        """Yield every node with its scope, those of inner graphs right after the node that holds them."""
        for node in self.graph.nodes:
            yield self, node
            for scope in self.inner[id(node)]:
                yield from scope.walk()

    def home(self, name: str) -> Scope | None:
        """Return the scope in which a name is given its value, None if nowhere."""
        scope: Scope | None = self
        while scope is not None and name not in scope._own:
            scope = scope.parent
        return scope

    def sources(self, name: str) -> tuple[Part, ...] | None:
        """Return what a value is made of if it is the same at every run, else None."""
        scope = self.home(name) if name else None
        return None if scope is None else scope.parts.get(name)

    def shape(self, name: str) -> Shape | None:
        """Return the sizes of a value, None if not even their number is known."""
        scope = self.home(name) if name else None
        if scope is None:
            return None
        return scope._shapes[name] if name in scope._shapes else scope.graph.shapes.get(name)

    def _keep(self, name: str, mark: int) -> None:
        """Note that a constant is a whole tensor."""
        self.parts[name] = (Part(mark, (), self.tensors[mark].size),)
        self._shapes[name] = self.tensors[mark].shape

    def _make(self, name: str, shape: tuple[int, ...], kind: int) -> int:
        """Note that a constant is a tensor that stands in no tensor of the file."""
        self.tensors.append(Tensor(name, shape, kind))
        self._keep(name, len(self.tensors) - 1)
        return len(self.tensors) - 1

    def _settle(self, node: Node) -> None:
        """Find out whether what a node writes is constant, and if so what it is made of."""
        if node.op == "Constant":
            if node.tensors:
                self._keep(node.outputs[0], node.tensors[0])
            elif node.outputs:
                ints = node.integers("value_ints")
                floats = 0 if ints or "value_int" in node.settings else node.floats
                self._make(node.outputs[0], (len(ints or ()) or floats or 1,), 1 if floats else 7)
            return
        inputs = [self.sources(name) for name in node.inputs if name]
        if not inputs or None in inputs or node.graphs or node.op.startswith(_NEVER_CONSTANT):
            return
        for name in filter(None, node.outputs):
            parts = dict.fromkeys(self._parts_of(node, name))
            if len(parts) > _MOST_PARTS:
                raise MalformedError(
                    f"{node.name!r} is made of more than {_MOST_PARTS} constants: expected a weight"
                )
            shape = self.graph.shapes.get(name)
            if node.op == "ConstantOfShape" and shape is not None and None not in shape:
                self.made.add(self._make(name, tuple(n or 0 for n in shape), 1))
            self.parts[name] = (*self.parts.get(name, ()), *parts)

    def _parts_of(self, node: Node, name: str) -> Iterator[Part]:
        shape = self.graph.shapes.get(name)
        size = prod(n or 0 for n in shape) if shape is not None else None
        for position, source in enumerate(node.inputs):
            is_data = position == 0 or node.op not in _ABOUT_FIRST
            is_data = is_data and node.op != "ConstantOfShape"
            role = QUANTISING if node.op in _QUANTISES else HOW
            for part in self.sources(source) or ():
                if part.role != DATA or not is_data:
                    yield Part(part.mark, part.cut, part.size, part.role if part.role != DATA else role)
                elif node.op in _CUTS and size is not None and size < part.size:
                    yield Part(part.mark, (*part.cut, self._cut(node, name)), size)
                else:
                    yield part

    def _cut(self, node: Node, name: str) -> object:
        """Return by what a part is cut out, equal for two nodes that cut out the same."""
        how: list[object] = [node.op, node.outputs.index(name), tuple(sorted(node.settings.items()))]
        for source in node.inputs[1:]:
            for part in self.sources(source) or ():
                how.append(self.tensors[part.mark].values or source)
        return tuple(how)

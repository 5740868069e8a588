"""A model's graph as plain data: its operators, what each reads and writes, and every size that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import nan

from sparse_shared.onnx.wire import MalformedError, Value, fields, numbers, signed, text

Shape = tuple[int | None, ...]
"""Sizes, None where one is not known."""
Setting = int | float | str | tuple[int, ...]
"""An attribute's value."""


@dataclass(frozen=True)
class Node:
    """Describe an operator at work.

    Attributes:
        op: What it does: ``"Conv"``, say, or ``"com.microsoft.FusedConv"`` if it is none of ONNX's own.
        name: What the file calls it, or else its first output's name.
        inputs: The names of what it reads, ``""`` where an input is left out.
        outputs: The names of what it writes.
        settings: Its attributes: ints, strings, or lists of ints. NaN stands for real numbers, which are of
            no account here, and other kinds are left out.
        graphs: The graphs inside it, with the names of what they are: an If's branches, a Loop's body.
        tensors: The marks of the tensors inside it: a Constant's value.
        floats: How many real numbers stand in its attributes.
    """

    op: str
    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    settings: dict[str, Setting]
    graphs: tuple[tuple[str, Graph], ...]
    tensors: tuple[int, ...]
    floats: int

    def integer(self, name: str, default: int) -> int:
        """Return a setting that is an int."""
        value = self.settings.get(name, default)
        if not isinstance(value, int):
            raise self._wrong(name, "an int")
        return value

    def word(self, name: str, default: str) -> str:
        """Return a setting that is a string."""
        value = self.settings.get(name, default)
        if not isinstance(value, str):
            raise self._wrong(name, "a string")
        return value

    def integers(self, name: str) -> tuple[int, ...] | None:
        """Return a setting that is a list of ints, None if it is left out."""
        value = self.settings.get(name)
        if value is not None and not isinstance(value, tuple):
            raise self._wrong(name, "a list of ints")
        return value

    def _wrong(self, name: str, expected: str) -> MalformedError:
        """Say that a setting is of another kind: to pass over it would be to count another layer."""
        value = self.settings[name]
        words = "in real numbers" if isinstance(value, float) else repr(value)
        return MalformedError(f"{self.op} {self.name!r} says {name} {words}: expected {expected}")

    def input(self, position: int) -> str:
        """Return the name of an input, ``""`` if it is left out."""
        return self.inputs[position] if position < len(self.inputs) else ""


@dataclass(frozen=True)
class Graph:
    """Describe a graph.

    Attributes:
        nodes: Its operators, in the order in which they can be run.
        stored: The marks of its initialisers, by name.
        inputs: What comes in, and in which sizes, None if not even their number is known.
        outputs: The names of what goes out.
        shapes: The sizes of what it computes, where they are known.
    """

    nodes: list[Node] = field(default_factory=list)
    stored: dict[str, int] = field(default_factory=dict)
    inputs: dict[str, Shape | None] = field(default_factory=dict)
    outputs: list[str] = field(default_factory=list)
    shapes: dict[str, Shape] = field(default_factory=dict)

    def walk(self) -> Iterator[Graph]:
        """Yield this graph and all that lie in it."""
        yield self
        for node in self.nodes:
            for _, inner in node.graphs:
                yield from inner.walk()


def read_model(model: bytes) -> Graph:
    """Return the graph of a stripped model (see `strip`)."""
    graph = Graph()
    for number, _, value in fields(memoryview(model)):
        if number == 7:
            _read_graph(_bytes(value), graph)
    return graph


def _bytes(value: Value) -> memoryview:
    if isinstance(value, int):
        raise MalformedError(f"the number {value} stands where a message belongs")
    return value


def _read_graph(message: memoryview, graph: Graph) -> Graph:
    for number, _, value in fields(message):
        if number == 1:
            graph.nodes.append(_read_node(_bytes(value)))
        elif number == 5:
            name, mark = _read_tensor(_bytes(value))
            graph.stored[name] = mark
        elif number in (11, 12, 13):
            name, shape = _read_value(_bytes(value))
            if shape is not None:
                graph.shapes[name] = shape
            if number == 11:
                graph.inputs[name] = shape
            elif number == 12:
                graph.outputs.append(name)
    return graph


def _read_node(message: memoryview) -> Node:
    inputs, outputs = [], []
    op = name = domain = ""
    settings: dict[str, Setting] = {}
    graphs: list[tuple[str, Graph]] = []
    tensors: list[int] = []
    floats = 0
    for number, _, value in fields(message):
        if number == 1:
            inputs.append(text(value))
        elif number == 2:
            outputs.append(text(value))
        elif number == 3:
            name = text(value)
        elif number == 4:
            op = text(value)
        elif number == 5:
            floats += _read_attribute(_bytes(value), settings, graphs, tensors)
        elif number == 7:
            domain = text(value)
    if domain not in ("", "ai.onnx"):
        op = f"{domain}.{op}"
    name = name or next(filter(None, outputs), op)
    return Node(op, name, tuple(inputs), tuple(outputs), settings, tuple(graphs), tuple(tensors), floats)


def _read_attribute(
    message: memoryview,
    settings: dict[str, Setting],
    graphs: list[tuple[str, Graph]],
    tensors: list[int],
) -> int:
    """Add an attribute to what a node has, and return how many real numbers it holds."""
    name = ""
    floats = 0
    setting: int | str | None = None
    several: list[int] = []
    inner: list[Graph] = []
    for number, kind, value in fields(message):
        if number == 1:
            name = text(value)
        elif number in (2, 7):
            floats += len(_bytes(value)) // 4
        elif number == 3 and isinstance(value, int):
            setting = signed(value)
        elif number == 4:
            setting = text(value)
        elif number == 8:
            several.extend(numbers(kind, value))
        elif number in (5, 10):
            tensors.append(_read_tensor(_bytes(value))[1])
        elif number in (6, 11):
            inner.append(_read_graph(_bytes(value), Graph()))
    graphs.extend((name, graph) for graph in inner)
    if several:
        settings[name] = tuple(several)
    elif setting is not None:
        settings[name] = setting
    elif floats:
        settings[name] = nan
    return floats


def _read_tensor(message: memoryview) -> tuple[str, int]:
    """Return a tensor's name and its mark."""
    name = mark = ""
    for number, _, value in fields(message):
        if number == 8:
            name = text(value)
        elif number == 12:
            mark = text(value)
    if not mark.isdecimal():
        raise MalformedError(f"the tensor {name!r} appeared from nowhere")
    return name, int(mark)


def _read_value(message: memoryview) -> tuple[str, Shape | None]:
    """Return the name and the sizes of a ValueInfoProto."""
    name = ""
    shape: Shape | None = None
    for number, _, value in fields(message):
        if number == 1:
            name = text(value)
        elif number == 2:
            for kind_of_type, _, tensor in fields(_bytes(value)):
                if kind_of_type == 1:
                    shape = next(
                        (_read_shape(_bytes(v)) for n, _, v in fields(_bytes(tensor)) if n == 2), None
                    )
    return name, shape


def _read_shape(message: memoryview) -> Shape:
    sizes: list[int | None] = []
    for number, _, dimension in fields(message):
        if number == 1:
            size = [signed(v) for n, _, v in fields(_bytes(dimension)) if n == 1 and isinstance(v, int)]
            sizes.append(size[-1] if size and size[-1] >= 0 else None)
    return tuple(sizes)

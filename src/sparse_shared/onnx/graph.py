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

_FIELDS = {
    "model": {7: "graph"},
    "graph": {1: "node", 5: "initializer", 11: "input", 12: "output", 13: "value_info"},
    "node": {1: "input", 2: "output", 3: "name", 4: "op_type", 5: "attribute", 7: "domain"},
    "attribute": {
        1: "name",
        2: "f",
        3: "i",
        4: "s",
        5: "t",
        6: "g",
        7: "floats",
        8: "ints",
        10: "tensors",
        11: "graphs",
    },
    "tensor": {8: "name", 12: "mark"},
    "value_info": {1: "name", 2: "type"},
    "type": {1: "tensor_type"},
    "tensor_type": {2: "shape"},
    "shape": {1: "dim"},
    "dim": {1: "dim_value"},
}
"""The fields that are read, by message, with the numbers and the names of onnx.proto. In a tensor's
doc_string stands the mark that `strip` gives it.

Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
"""


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
    for _, _, value in _read("model", memoryview(model)):
        _read_graph(value, graph)
    return graph


def _read(message: str, value: Value) -> Iterator[tuple[str, int, Value]]:
    """Yield the name, the kind and the value of each field of a message that is read."""
    names = _FIELDS[message]
    for number, kind, inside in fields(_bytes(value)):
        if number in names:
            yield names[number], kind, inside


def _bytes(value: Value) -> memoryview:
    if isinstance(value, int):
        raise MalformedError(f"the number {value} stands where a message belongs")
    return value


def _read_graph(message: Value, graph: Graph) -> Graph:
    for what, _, value in _read("graph", message):
        if what == "node":
            graph.nodes.append(_read_node(value))
        elif what == "initializer":
            name, mark = _read_tensor(value)
            graph.stored[name] = mark
        else:
            name, shape = _read_value(value)
            if shape is not None:
                graph.shapes[name] = shape
            if what == "input":
                graph.inputs[name] = shape
            elif what == "output":
                graph.outputs.append(name)
    return graph


def _read_node(message: Value) -> Node:
    inputs, outputs = [], []
    op = name = domain = ""
    settings: dict[str, Setting] = {}
    graphs: list[tuple[str, Graph]] = []
    tensors: list[int] = []
    floats = 0
    for what, _, value in _read("node", message):
        if what == "input":
            inputs.append(text(value))
        elif what == "output":
            outputs.append(text(value))
        elif what == "name":
            name = text(value)
        elif what == "op_type":
            op = text(value)
        elif what == "attribute":
            floats += _read_attribute(value, settings, graphs, tensors)
        elif what == "domain":
            domain = text(value)
    if domain not in ("", "ai.onnx"):
        op = f"{domain}.{op}"
    name = name or next(filter(None, outputs), op)
    return Node(op, name, tuple(inputs), tuple(outputs), settings, tuple(graphs), tuple(tensors), floats)


def _read_attribute(
    message: Value,
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
    for what, kind, value in _read("attribute", message):
        if what == "name":
            name = text(value)
        elif what in ("f", "floats"):
            floats += len(_bytes(value)) // 4
        elif what == "i" and isinstance(value, int):
            setting = signed(value)
        elif what == "s":
            setting = text(value)
        elif what == "ints":
            several.extend(numbers(kind, value))
        elif what in ("t", "tensors"):
            tensors.append(_read_tensor(value)[1])
        elif what in ("g", "graphs"):
            inner.append(_read_graph(value, Graph()))
    graphs.extend((name, graph) for graph in inner)
    if several:
        settings[name] = tuple(several)
    elif setting is not None:
        settings[name] = setting
    elif floats:
        settings[name] = nan
    return floats


def _read_tensor(message: Value) -> tuple[str, int]:
    """Return a tensor's name and its mark."""
    found = {what: text(value) for what, _, value in _read("tensor", message)}
    name, mark = found.get("name", ""), found.get("mark", "")
    if not mark.isdecimal():
        raise MalformedError(f"the tensor {name!r} appeared from nowhere")
    return name, int(mark)


def _read_value(message: Value) -> tuple[str, Shape | None]:
    """Return the name and the sizes of a ValueInfoProto."""
    name = ""
    shape: Shape | None = None
    for what, _, value in _read("value_info", message):
        if what == "name":
            name = text(value)
            continue
        for _, _, tensor in _read("type", value):
            shape = next((_read_shape(v) for _, _, v in _read("tensor_type", tensor)), None)
    return name, shape


def _read_shape(message: Value) -> Shape:
    sizes: list[int | None] = []
    for _, _, dimension in _read("shape", message):
        size = [signed(v) for _, _, v in _read("dim", dimension) if isinstance(v, int)]
        sizes.append(size[-1] if size and size[-1] >= 0 else None)
    return tuple(sizes)

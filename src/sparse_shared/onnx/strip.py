"""A model without the values of its tensors: a few kilobytes of graph, however many gigabytes it weighs.

Everything that decides sizes stays: operators, attributes, shapes, and the few integers that a Reshape
goes by.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sparse_shared.onnx.tensors import Tensor, read_tensor
from sparse_shared.onnx.wire import BYTES, MalformedError, encode, fields

_Inside = dict[int, str]

_MESSAGES: dict[str, _Inside] = {
    "model": {7: "graph", 25: "function"},
    "graph": {1: "node", 5: "tensor", 15: "sparse tensor"},
    "function": {7: "node", 11: "attribute"},
    "node": {5: "attribute"},
    "attribute": {
        5: "tensor",
        6: "graph",
        10: "tensor",
        11: "graph",
        22: "sparse tensor",
        23: "sparse tensor",
    },
}
"""Which messages hold tensors, and in which of their fields, by the numbers of onnx.proto."""

_LEFT_OUT = {
    "model": {2, 3, 4, 5, 6, 14, 20},
    "graph": {10, 14, 16},
    "function": {8, 14},
    "node": {6, 9},
    "attribute": {13},
}
"""Comments, who made it, and how it was trained: no size follows from these."""

_DEEPEST = 90
_MOST_FIELDS = 1_000_000


def strip(
    model: memoryview, folder: Path | None = None, progress: Callable[[float], None] = lambda done: None
) -> tuple[bytes, list[Tensor]]:
    """Return a ModelProto without values, and the tensors that it stores, in the order of their marks.

    Args:
        model: The file's bytes. Those of tensors are not touched.
        folder: Where it lies, to see that values in files of their own are there.
        progress: Told from time to time how much is done, 0 to 1.

    Raises:
        MalformedError: The bytes are no model, break off, or say what cannot be.
    """
    stripper = _Stripper(folder)
    parts = []
    for number, kind, value in fields(model):
        stripper.count()
        if number == 7 and isinstance(value, memoryview):  # the graph, all that takes long
            stripper.progress, stripper.whole = progress, len(value)
            value = memoryview(stripper.strip("graph", value, 1))
        elif number in _LEFT_OUT["model"]:
            continue
        elif number in _MESSAGES["model"] and isinstance(value, memoryview):
            value = memoryview(stripper.strip(_MESSAGES["model"][number], value, 1))
        parts.append(encode(number, kind, value))
    if not stripper.graphs:
        raise MalformedError("there is no graph in it")
    return b"".join(parts), stripper.tensors


class _Stripper:
    """Walks nested messages, and collects the tensors on the way."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.tensors: list[Tensor] = []
        self.seen = 0
        self.graphs = 0
        self.progress: Callable[[float], None] = lambda done: None
        self.whole = 1

    def count(self) -> None:
        """Count one field more, and give up when they are more than a network can have."""
        self.seen += 1
        if self.seen > _MOST_FIELDS:
            raise MalformedError(f"it has more than {_MOST_FIELDS:,} pieces, more than any network")

    def strip(self, message: str, view: memoryview, depth: int) -> bytes:
        if depth > _DEEPEST:
            raise MalformedError(f"graphs lie in graphs, more than {_DEEPEST} deep")
        self.graphs += message == "graph"
        inside, left_out = _MESSAGES[message], _LEFT_OUT[message]
        parts = []
        done, has_operator = 0, False
        for number, kind, value in fields(view):
            self.count()
            has_operator |= number == 4
            if number in left_out:
                continue
            if number in inside:
                if kind != BYTES or isinstance(value, int):
                    raise MalformedError(f"a number stands where a {inside[number]} belongs")
                done += len(value)
                parts.append(encode(number, BYTES, self.one(inside[number], value, depth)))
            else:
                parts.append(encode(number, kind, value))
            if depth == 1:
                self.progress(done / self.whole)
        if message == "node" and not has_operator:
            raise MalformedError("a node has no operator")
        return b"".join(parts)

    def one(self, message: str, view: memoryview, depth: int) -> bytes:
        if message == "tensor":
            tensor, stripped = read_tensor(view, len(self.tensors), self.folder)
            self.tensors.append(tensor)
            return stripped
        if message == "sparse tensor":
            raise MalformedError("it stores sparse tensors, which cannot be counted: save it with dense ones")
        return self.strip(message, view, depth + 1)

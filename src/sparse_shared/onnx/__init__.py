"""A reader's own network, from an ONNX file: the layers it has, and where every value it stores belongs.

    from sparse_shared import onnx

    net = onnx.load("model.onnx", sizes={"image": (1, 3, 224, 224)})
    net.count(Wiring.SPARSE).weights            # what it would weigh without sharing

Values are never read: what takes time is the graph, not the gigabytes. The modules, in the order in
which a file goes through them: `wire`, `tensors`, `strip`, `shapes` (and `infer_shapes`), `graph`,
`sources`, `operators` (with `convolutions`, and `found` for what both say), `account`.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sparse_shared.arguments import integer, sequence
from sparse_shared.counting import Wiring
from sparse_shared.networks.network import Network
from sparse_shared.onnx.account import SAME_BRANCH, UNTRAINED, Account
from sparse_shared.onnx.found import MOST_CELLS, UnknownSizeError
from sparse_shared.onnx.graph import Graph, Shape, read_model
from sparse_shared.onnx.shapes import with_shapes
from sparse_shared.onnx.sources import Scope
from sparse_shared.onnx.strip import strip
from sparse_shared.onnx.tensors import Tensor
from sparse_shared.onnx.wire import MalformedError

__all__ = ["OnnxNetwork", "UnknownSizeError", "load"]


@dataclass(frozen=True)
class OnnxNetwork(Network):
    """Describe a network as an ONNX file has it.

    Attributes:
        ops: Each layer's operator, by the layer's name.
        untrained: Stored values that training does not change, by what they are.
        stored: How many values the file stores, and has a ConstantOfShape make for a layer. They are all
            accounted for: `parameters` and `untrained` add up to as many.
        inputs: The sizes of what comes in, batch included, as far as they were used.
        notes: What a reader should know of how it was counted.
    """

    ops: Mapping[str, str] = field(default_factory=dict)
    untrained: Mapping[str, int] = field(default_factory=dict)
    stored: int = 0
    inputs: Mapping[str, tuple[int | None, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def load(
    path: str | Path,
    *,
    sizes: Mapping[str, tuple[int, ...]] | None = None,
    fixed: Iterable[str] = (),
    progress: Callable[[str, float], None] = lambda what, done: None,
) -> OnnxNetwork:
    """Read a network from an ONNX file.

    Args:
        path: The file.
        sizes: The sizes of inputs that the file leaves open, by name, batch included. A batch that is
            left open is 1. Values inside the graph may be named too, where an operator is unknown; and
            of an input that is a single number, its value is meant: which branch is taken may depend
            on it.
        fixed: Which weights training does not change, by shell patterns of their names or their
            layers', besides those named as buffers, windows or Fourier filters.
        progress: Told now and then what is being done, ``"reading"`` and then ``"sizes"``, and how much of it
            is, 0 to 1.

    Raises:
        OSError: The file cannot be read.
        ImportError: The `onnx` package is not installed.
        UnknownSizeError: A size has to be said that does not follow from the file.
        ValueError: It is no ONNX file, or says what cannot be, a size makes no sense, or a pattern of
            *fixed* fits no layer.
        TypeError: An argument is of the wrong kind.
    """
    patterns = tuple(fixed)
    if isinstance(fixed, str) or not all(isinstance(pattern, str) for pattern in patterns):
        raise TypeError(f"fixed={fixed!r}: expected a list of patterns, such as ['*blur*']")
    if not isinstance(sizes, Mapping | None):
        raise TypeError(f"sizes={sizes!r}: expected a dict, such as {{'image': (1, 3, 224, 224)}}")
    path = Path(path)
    try:
        model, tensors = _stripped(path, lambda done: progress("reading", done))
    except MalformedError as error:
        raise MalformedError(f"{path.name} cannot be read as ONNX: {error}") from None
    graph = read_model(model)
    given = {name: shape for name, shape in graph.inputs.items() if name not in graph.stored}
    sizes = {name: _check_sizes(name, shape, graph) for name, shape in (sizes or {}).items()}
    values = {name: sizes.pop(name)[0] for name, shape in given.items() if shape == () and name in sizes}
    assumed = {**_with_batch_of_one(given), **sizes}
    try:
        inferred = read_model(with_shapes(model, assumed, values, lambda done: progress("sizes", done)))
        scope = Scope(inferred, tensors, set())
        account = Account(scope, _batch(given, assumed), patterns)
    except UnknownSizeError as error:
        raise UnknownSizeError(f"{path.name}: {error.what}", _likely(given, sizes) or error.likely) from None
    except MalformedError as error:
        raise MalformedError(f"{path.name}: {error}") from None
    except RecursionError:
        raise MalformedError(f"{path.name}: graphs lie in graphs, deeper than any network's") from None
    network = OnnxNetwork(
        name=path.stem,
        title=path.name,
        layers=tuple(account.layers),
        other={name: n for name, n in account.classes.items() if name not in UNTRAINED},
        fixed=frozenset(account.fixed),
        again=account.again,
        products={"products of two computed values": account.products} if account.products else {},
        ops=account.ops,
        untrained={name: n for name, n in account.classes.items() if name in UNTRAINED},
        stored=account.stored,
        inputs={name: assumed.get(name, shape) for name, shape in given.items() if shape is not None},
        notes=tuple(_notes(account)),
    )
    accounted = network.count(Wiring.CONV).parameters + sum(network.untrained.values())
    if accounted != network.stored:
        raise MalformedError(
            f"{path.name}: {network.stored:,} values are there and {accounted:,} accounted for"
        )
    return network


def _stripped(path: Path, progress: Callable[[float], None]) -> tuple[bytes, list[Tensor]]:
    """Return the model in a file without the values of its tensors, and what the file says of these."""
    with path.open("rb") as file:
        if not path.is_file():
            raise MalformedError("it is no regular file")
        if not path.stat().st_size:
            raise MalformedError("it is empty")
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return strip(memoryview(content), path.parent, progress)


def _with_batch_of_one(given: Mapping[str, Shape | None]) -> dict[str, Shape]:
    """Return the inputs whose first axis is left open, as the batch mostly is, with a 1 there."""
    return {
        name: (1, *shape[1:])
        for name, shape in given.items()
        if shape and shape[0] is None and len(shape) > 1
    }


def _batch(given: Mapping[str, Shape | None], assumed: Mapping[str, Shape]) -> int:
    """Return how many images, or texts, come in at a time: the first axis of the first input with two."""
    shapes = [assumed.get(name, shape) for name, shape in given.items()]
    return next((shape[0] for shape in shapes if shape and len(shape) > 1 and shape[0]), 1)


def _check_sizes(name: str, shape: object, graph: Graph) -> tuple[int, ...]:
    """Return what is said of an input, or of a value inside, if it can be that one's sizes, or its value."""
    argument = f"sizes[{name!r}]"
    if name not in {*graph.inputs, *(name for node in graph.nodes for name in node.outputs)}:
        inputs = ", ".join(name for name in graph.inputs if name not in graph.stored) or "none, it has none"
        raise ValueError(f"{argument}={shape!r}: expected the name of an input, one of: {inputs}")
    in_file = graph.inputs.get(name)
    if in_file == ():
        items = sequence(argument, shape, "the number that comes in, such as (16000,)")
        if len(items) != 1:
            raise ValueError(f"{argument}={shape!r}: expected one number, as the file says")
        return (integer(f"{argument}[0]", items[0], minimum=-(2**63)),)
    items = sequence(argument, shape, "sizes, batch included, such as (1, 3, 224, 224)")
    sizes = tuple(integer(f"{argument}[{i}]", size, minimum=1) for i, size in enumerate(items))
    if not sizes or max(sizes) > MOST_CELLS:
        raise ValueError(f"{argument}={shape!r}: expected sizes of 1 to {MOST_CELLS:,}, batch included")
    if in_file is not None and len(in_file) != len(sizes):
        raise ValueError(
            f"{argument}={shape!r}: expected {len(in_file)} sizes, batch included, as the file says"
        )
    return sizes


def _likely(
    given: Mapping[str, Shape | None], sizes: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """Return sizes for the inputs that are open, as an example: 224 pixels a side, or 128 steps."""
    likely = {}
    for name, shape in given.items():
        if name not in sizes and (shape is None or None in shape[1:]):
            first, *others = shape or (1, 3, None, None)
            example = 224 if len(others) > 2 else 128
            likely[name] = (first or 1, *(n or example for n in others))
    return likely


def _notes(account: Account) -> list[str]:
    notes = []
    if account.branches["If"]:
        notes.append("All branches of the If nodes are counted, though only one of two runs.")
    if account.branches[SAME_BRANCH]:
        notes.append(
            "Branches that are never taken at these sizes are left out; what only they use is unused."
        )
    if account.branches["Loop"] or account.branches["Scan"]:
        notes.append("The connections of what a Loop or Scan repeats are counted for one step.")
    if account.kernels_from_elsewhere:
        notes.append(
            "Convolutions whose kernels are computed or come in as inputs: "
            f"{account.kernels_from_elsewhere}. "
            "They have no weights in the file, and stand under the multiply-adds of two computed values."
        )
    return notes

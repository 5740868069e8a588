"""The sizes of everything a model computes, by the `onnx` package, in a process that may fail.

What comes from a stranger's file is handed to a large library here. Should it crash, or ask for all of
the memory, or for ever, that is this process's end and not the reader's: it may have as much of both as
a graph of its length takes. Run as a script: what is said of sizes, in JSON, and a model come in, a model
comes out.

Sizes often go by what is computed from other sizes ("as wide as that, and half as high"). ONNX's own
inference follows little of this; so the small values that are the same at every run are worked out, too,
until no more sizes follow.
"""

from __future__ import annotations

import json
import sys
from collections import ChainMap
from collections.abc import Iterator
from math import prod
from time import process_time
from typing import Any

import numpy as np
import onnx
from onnx import inliner, numpy_helper, shape_inference
from onnx.reference import ReferenceEvaluator

_ABOUT_SIZES = frozenset([
    "Identity", "Shape", "Size", "Gather", "Slice", "Concat", "Reshape", "Transpose", "Cast",
    "Unsqueeze", "Squeeze", "Flatten", "Add", "Sub", "Mul", "Div", "Mod", "Neg", "Abs", "Floor",
    "Ceil", "Min", "Max", "Equal", "Not", "And", "Or", "Less", "Greater", "LessOrEqual",
    "GreaterOrEqual", "Where", "ConstantOfShape", "Range", "Expand", "ReduceProd", "ReduceSum",
    "ReduceMax", "ReduceMin", "Split",
])  # fmt: skip
"""The operators whose values may say a size."""

TAKEN = "always_taken"
"""An attribute that is added to an If whose condition never changes: the name of the branch it takes."""

TOO_MUCH = 3
"""The exit code when memory runs out."""

_FEW = 256
_ROUNDS = 50

Known = ChainMap[str, Any]
"""Values by name, those of the graphs around included."""


def main() -> None:
    """Read sizes and values in a line of JSON, then a model; write the model with all sizes that follow."""
    said = json.loads(sys.stdin.buffer.readline())
    message = sys.stdin.buffer.read()
    _limit(seconds=1 + len(message) // 300_000, megabytes=110 + len(message) // 40_000)
    try:
        answer = with_sizes(message, said["sizes"], said["values"])
    except MemoryError:
        sys.exit(TOO_MUCH)
    except Exception as error:
        if "bad_alloc" in str(error):
            sys.exit(TOO_MUCH)
        lines = str(error).strip().splitlines() or [type(error).__name__]
        sys.exit(lines[0][:200])
    sys.stdout.buffer.write(answer)


def with_sizes(message: bytes, sizes: dict[str, list[int | None]], values: dict[str, int]) -> bytes:
    """Return a model with its functions put in place, and all sizes that follow from those that are set."""
    model = onnx.load_model_from_string(message)
    if model.functions:
        model = inliner.inline_local_functions(model)
    _set_sizes(model.graph, sizes)
    _rename(model)
    model = _infer(model)
    _merge(model.graph, _fold(model, values).graph)
    answer: bytes = model.SerializeToString()
    return answer


def _infer(model: onnx.ModelProto) -> onnx.ModelProto:
    try:
        return shape_inference.infer_shapes(model, data_prop=True)
    except MemoryError:
        raise
    except Exception:  # following values as well goes further, and fails more often
        return shape_inference.infer_shapes(model)


def _set_sizes(graph: onnx.GraphProto, sizes: dict[str, list[int | None]]) -> None:
    """Give inputs of a graph, or values inside it, the sizes that are set."""
    values: dict[str, Any] = {value.name: value for value in [*graph.value_info, *graph.output, *graph.input]}
    for name, shape in sizes.items():
        value = values[name] if name in values else graph.value_info.add(name=name)
        tensor = value.type.tensor_type
        if not tensor.elem_type:
            tensor.elem_type = onnx.TensorProto.FLOAT
        while len(tensor.shape.dim) < len(shape):
            tensor.shape.dim.add()
        for dimension, size in zip(tensor.shape.dim, shape, strict=True):
            if size is not None:
                dimension.dim_value = size


def _rename(model: onnx.ModelProto) -> None:
    """Call what ONNX Runtime has fused with an activation by its own name again: its sizes are the same.

    What claims to be one of ONNX's own operators and is none is given a domain that says so, and domains that
    the model forgot to name are named: inference asks for that.
    """
    known = {opset.domain for opset in model.opset_import}
    for node in _all_nodes(model.graph):
        if node.domain in ("", "ai.onnx") and not onnx.defs.has(node.op_type):
            node.domain = "unknown"
        if node.domain == "com.microsoft" and node.op_type in ("FusedConv", "FusedGemm"):
            node.domain, node.op_type = "", node.op_type.removeprefix("Fused")
        if node.domain not in known:
            known.add(node.domain)
            model.opset_import.add(domain=node.domain, version=1)


def _all_nodes(graph: onnx.GraphProto) -> Iterator[onnx.NodeProto]:
    for node in graph.node:
        yield node
        for attribute in node.attribute:
            for inner in [attribute.g] if attribute.HasField("g") else attribute.graphs:
                yield from _all_nodes(inner)


def _fold(model: onnx.ModelProto, values: dict[str, int]) -> onnx.ModelProto:
    """Return a copy of a model in which every small value that is always the same stands as a constant."""
    folded = onnx.ModelProto()
    folded.CopyFrom(model)
    opsets = {opset.domain: opset.version for opset in model.opset_import}
    deadline = process_time() + 0.5 + model.ByteSize() / 1_000_000
    for _ in range(_ROUNDS):
        if process_time() > deadline:
            break
        known = Known({name: np.array(value) for name, value in values.items()})
        if not _fold_graph(folded.graph, known, opsets):
            break
        folded = _infer(folded)
    return folded


def _fold_graph(graph: onnx.GraphProto, known: Known, opsets: dict[str, int]) -> bool:
    """Replace nodes of a graph by the constants that they compute, and return whether there were any."""
    changed = False
    shapes = {value.name: _shape(value) for value in [*graph.input, *graph.value_info, *graph.output]}
    for tensor in graph.initializer:
        if (array := _small(tensor)) is not None:
            known[tensor.name] = array
    for node in graph.node:
        if node.op_type == "Constant" and len(node.attribute) == 1 and node.attribute[0].HasField("t"):
            if (array := _small(node.attribute[0].t)) is not None:
                known[node.output[0]] = array
            continue
        branches = [attribute for attribute in node.attribute if attribute.HasField("g")]
        if node.op_type == "If" and node.input[0] in known and len(branches) == 2:
            changed |= _take_branch(node, branches, known, opsets)
            continue
        for branch in branches:
            changed |= _fold_graph(branch.g, known.new_child(), opsets)
        if len(node.output) == 1 and (array := _value(node, known, shapes, opsets)) is not None:
            name = node.output[0]
            known[name] = array
            node.CopyFrom(onnx.helper.make_node("Constant", [], [name], value=numpy_helper.from_array(array)))
            changed = True
    return changed | _bring_in(graph, known)


def _bring_in(graph: onnx.GraphProto, known: Known) -> bool:
    """Put values known in the graphs around into a graph that reads them: inference looks no further."""
    own = {tensor.name for tensor in graph.initializer} | {
        name for node in graph.node for name in node.output
    }
    missing = {name for node in graph.node for name in node.input if name in known} - own
    if len(known.maps) > 1:
        graph.initializer.extend(numpy_helper.from_array(known[name], name) for name in sorted(missing))
    return bool(missing) and len(known.maps) > 1


def _take_branch(node: onnx.NodeProto, branches: list[Any], known: Known, opsets: dict[str, int]) -> bool:
    """Put the branch that an If always takes in the other's place too: then its sizes are the If's."""
    taken, other = (
        branches
        if bool(known[node.input[0]].all()) == (branches[0].name == "then_branch")
        else branches[::-1]
    )
    inside = known.new_child()
    changed = _fold_graph(taken.g, inside, opsets) or taken.g != other.g
    other.g.CopyFrom(taken.g)
    if not any(attribute.name == TAKEN for attribute in node.attribute):
        node.attribute.add(name=TAKEN, type=onnx.AttributeProto.STRING, s=taken.name.encode())
    for name, output in zip(node.output, taken.g.output, strict=False):
        if output.name in inside:
            known[name] = inside[output.name]
    return changed


def _value(node: onnx.NodeProto, known: Known, shapes: dict[str, Any], opsets: dict[str, int]) -> Any:
    """Return what a node computes, None if that is not known or not small."""
    if node.domain not in ("", "ai.onnx") or node.op_type not in _ABOUT_SIZES:
        return None
    if node.op_type in ("Shape", "Size") and node.input[0] not in known:
        shape = shapes.get(node.input[0])
        if shape is None:
            return None
        if node.op_type == "Size":
            return np.array(prod(shape), dtype=np.int64)
        ends = {attribute.name: attribute.i for attribute in node.attribute}
        return np.array(shape[ends.get("start") : ends.get("end")], dtype=np.int64)
    if not all(name in known for name in node.input if name):
        return None
    inputs = {name: known[name] for name in node.input if name}
    if node.op_type in ("ConstantOfShape", "Expand") and prod(int(n) for n in known[node.input[-1]]) > _FEW:
        return None
    if node.op_type == "Range" and abs(known[node.input[1]] - known[node.input[0]]) > _FEW:
        return None
    try:
        (array,) = ReferenceEvaluator(node, opsets=opsets).run(None, inputs)
    except Exception:  # whatever is wrong with it, the value stays unknown
        return None
    array = np.asarray(array)
    return array if array.size <= _FEW and array.dtype.kind in "biuf" else None


def _small(tensor: onnx.TensorProto) -> Any:
    """Return a tensor's values where they are few and were kept."""
    if prod(tensor.dims) > _FEW or tensor.data_type == onnx.TensorProto.STRING:
        return None
    try:
        return numpy_helper.to_array(tensor)
    except Exception:  # stripped of its values, or of no type that NumPy knows: it stays unknown
        return None


def _shape(value: onnx.ValueInfoProto) -> tuple[int, ...] | None:
    """Return the sizes of a value if all are known."""
    tensor = value.type.tensor_type
    if not tensor.HasField("shape") or any(d.WhichOneof("value") != "dim_value" for d in tensor.shape.dim):
        return None
    return tuple(d.dim_value for d in tensor.shape.dim)


def _merge(graph: onnx.GraphProto, folded: onnx.GraphProto) -> None:
    """Write the sizes found in a folded copy of a graph into the graph."""
    names = {name for node in graph.node for name in node.output}
    better = {v.name: v for v in [*folded.value_info, *folded.output] if v.name in names}
    kept = [value for value in graph.value_info if value.name not in better]
    del graph.value_info[:]
    graph.value_info.extend([*kept, *better.values()])
    for value in graph.output:
        if value.name in better:
            value.CopyFrom(better[value.name])
    for node, other in zip(graph.node, folded.node, strict=True):
        if other.op_type == "If":
            node.attribute.extend(attribute for attribute in other.attribute if attribute.name == TAKEN)
        for mine, theirs in zip(node.attribute, other.attribute, strict=False):
            if mine.HasField("g") and theirs.HasField("g") and _same_names(mine.g, theirs.g):
                _merge(mine.g, theirs.g)


def _same_names(graph: onnx.GraphProto, other: onnx.GraphProto) -> bool:
    return [node.output for node in graph.node] == [node.output for node in other.node]


def _limit(seconds: int, megabytes: int) -> None:
    """Let this process have no more time than that from now on, nor memory, where systems can say so."""
    try:
        import resource
        from pathlib import Path

        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, spent + seconds))
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        room = pages * resource.getpagesize() + megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        return


if __name__ == "__main__":
    main()

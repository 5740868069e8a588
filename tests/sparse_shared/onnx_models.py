"""Small ONNX models to read, built by the `onnx` package itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from sparse_shared.onnx import infer_shapes

FLOAT, INT64 = TensorProto.FLOAT, TensorProto.INT64


def tensor(name: str, *shape: int, dtype: type = np.float32) -> onnx.TensorProto:
    """Return a tensor of zeros."""
    return numpy_helper.from_array(np.zeros(shape, dtype), name)


def ints(name: str, *values: int) -> onnx.TensorProto:
    """Return a list of integers."""
    return numpy_helper.from_array(np.array(values, np.int64), name)


def value(name: str, shape: Sequence[int | str | None] | None, kind: int = FLOAT) -> onnx.ValueInfoProto:
    """Return an input or output."""
    return helper.make_tensor_value_info(name, kind, shape)


def model(
    nodes: Sequence[onnx.NodeProto],
    stored: Sequence[onnx.TensorProto] = (),
    inputs: Sequence[onnx.ValueInfoProto] = (),
    outputs: Sequence[str] = ("y",),
    functions: Sequence[onnx.FunctionProto] = (),
    opset: int = 17,
    **other_domains: int,
) -> onnx.ModelProto:
    """Return a model whose outputs are of any size."""
    graph = helper.make_graph(
        list(nodes), "graph", list(inputs), [value(y, None) for y in outputs], list(stored)
    )
    opsets = [helper.make_opsetid("", opset)]
    opsets += [
        helper.make_opsetid(domain.replace("_", "."), version) for domain, version in other_domains.items()
    ]
    return helper.make_model(graph, opset_imports=opsets, functions=list(functions))


def node(op: str, inputs: str, outputs: str, **settings: Any) -> onnx.NodeProto:
    """Return a node that reads and writes values, named in one string."""
    return helper.make_node(op, inputs.split(" "), outputs.split(" "), **settings)


def saved(folder: Path, proto: onnx.ModelProto, name: str = "model.onnx") -> Path:
    """Write a model into a folder."""
    path = folder / name
    path.write_bytes(proto.SerializeToString())
    return path


def stored_values(proto: onnx.ModelProto) -> int:
    """Add up what a model stores, by the `onnx` package: every tensor, wherever it lies."""

    def in_graph(graph: onnx.GraphProto) -> int:
        return sum(prod(t.dims) for t in graph.initializer) + sum(map(in_node, graph.node))

    def in_node(one: onnx.NodeProto) -> int:
        return sum(
            (prod(a.t.dims) if a.HasField("t") else 0)
            + sum(prod(t.dims) for t in a.tensors)
            + (in_graph(a.g) if a.HasField("g") else 0)
            + sum(map(in_graph, a.graphs))
            for a in one.attribute
        )

    return in_graph(proto.graph) + sum(in_node(n) for function in proto.functions for n in function.node)


def infer_here(
    model: bytes,
    sizes: Mapping[str, tuple[int | None, ...]],
    values: Mapping[str, int],
    progress: Callable[[float], None] = lambda done: None,
) -> bytes:
    """Do in this process what otherwise takes a process of its own, and with it 0.2 s a test."""
    return infer_shapes.with_sizes(model, {name: list(shape) for name, shape in sizes.items()}, dict(values))

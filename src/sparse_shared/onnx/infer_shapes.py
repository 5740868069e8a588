"""The sizes of everything a model computes, by the `onnx` package, in a process that may fail.

What comes from a stranger's file is handed to a large library here. Should it crash, or ask for all of the
memory, or for ever, that is this process's end and not the reader's: it may have so much of both as a graph of
its length takes. Run as a script: sizes that are set, in JSON, and a model come in, a model comes out.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import onnx
from onnx import inliner, shape_inference


def main() -> None:
    """Read a line of JSON and a model from standard input; write the model with all sizes that follow."""
    sizes = json.loads(sys.stdin.buffer.readline())
    message = sys.stdin.buffer.read()
    _limit(seconds=1 + len(message) // 200_000, megabytes=110 + len(message) // 20_000)
    try:
        model = onnx.load_model_from_string(message)
        if model.functions:
            model = inliner.inline_local_functions(model)
        _set_sizes(model.graph, sizes)
        _unfuse(model.graph)
        try:
            model = shape_inference.infer_shapes(model, data_prop=True)
        except MemoryError:
            raise
        except Exception:  # following values as well goes further, and fails more often
            model = shape_inference.infer_shapes(model)
        answer = model.SerializeToString()
    except Exception as error:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        sys.exit(lines[0][:200])
    sys.stdout.buffer.write(answer)


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


def _unfuse(graph: onnx.GraphProto) -> None:
    """Call what ONNX Runtime has fused with an activation by its own name again: its sizes are the same."""
    for node in graph.node:
        if node.domain == "com.microsoft" and node.op_type in ("FusedConv", "FusedGemm"):
            node.domain, node.op_type = "", node.op_type.removeprefix("Fused")


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

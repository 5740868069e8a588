"""Have the sizes of everything a model computes worked out, apart from this process (see `infer_shapes`)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic

from sparse_shared.onnx.graph import Shape
from sparse_shared.onnx.wire import MalformedError


def with_shapes(
    model: bytes,
    sizes: Mapping[str, Shape],
    values: Mapping[str, int],
    progress: Callable[[float], None] = lambda done: None,
) -> bytes:
    """Return a stripped *model* with its functions put in place and all sizes that follow.

    Args:
        model: As `strip` returns it.
        sizes: The sizes of inputs, or of values inside, by name; None leaves one as it is.
        values: The values of inputs that are single numbers, by name.
        progress: Told from time to time how much is done, by guess, 0 to 1.

    Raises:
        ImportError: The `onnx` package is not installed.
        MalformedError: The sizes contradict each other, or following them takes too much time or memory.
    """
    if find_spec("onnx") is None:
        raise ImportError("ONNX files are read with the package onnx: pip install 'sparse-shared[onnx]'")
    command = [sys.executable, "-P", "-B", str(Path(__file__).with_name("infer_shapes.py"))]
    path = os.pathsep.join(filter(None, sys.path))
    patience, guess = 60 + len(model) / 20_000, 0.5 + len(model) / 2_000_000
    with TemporaryFile() as question:
        question.write(json.dumps({"sizes": dict(sizes), "values": dict(values)}).encode() + b"\n" + model)
        question.seek(0)
        process = subprocess.Popen(
            command,
            stdin=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"},
        )
        started = monotonic()
        try:
            while True:
                waited = monotonic() - started
                progress(waited / (waited + guess))
                if waited > patience:
                    raise MalformedError("its sizes take too long to follow")
                try:
                    answer, complaint = process.communicate(timeout=0.1)
                    break
                except subprocess.TimeoutExpired:
                    continue
        finally:
            process.kill()
            process.wait()
    if process.returncode == 0:
        return answer
    if process.returncode == 1 and complaint:
        words = complaint.decode(errors="replace").strip().splitlines()[-1]
        raise MalformedError(f"its sizes cannot be followed: {words}")
    raise MalformedError(
        "its sizes cannot be followed: that takes more time or memory than a graph of its length should"
    )

"""What the command `sparse-shared` prints, for pages that show it."""

from __future__ import annotations

from sparse_shared import Conv, Dense
from sparse_shared.command import answer
from sparse_shared.command.formats import as_table
from sparse_shared.command.read import report
from sparse_shared.onnx import OnnxNetwork

LAYER = "layer --input 3x224x224 --out 64 --kernel 7 --stride 2 --padding 3"

_EXPORTED = (
    ("node_conv2d", "Conv", Conv((1, 28, 28), 6, 5, padding=2)),
    ("node_conv2d_1", "Conv", Conv((6, 14, 14), 16, 5)),
    ("node_linear", "Gemm", Dense(400, 120)),
    ("node_linear_1", "Gemm", Dense(120, 84)),
    ("node_linear_2", "Gemm", Dense(84, 10)),
)
"""The layers of the network that the page exports, under the names that PyTorch gives them."""

_STORED_BESIDES = 2
"""Where Flatten becomes a Reshape, PyTorch stores the shape to which."""


def exported() -> OnnxNetwork:
    """Return the network that the page exports, as it is read from the file."""
    network = OnnxNetwork(
        "model",
        "model.onnx",
        tuple((name, layer) for name, _, layer in _EXPORTED),
        ops={name: op for name, op, _ in _EXPORTED},
        untrained={"shapes and indices": _STORED_BESIDES},
        inputs={"input": (1, 1, 28, 28)},
    )
    return OnnxNetwork(**{**vars(network), "stored": network.parameters + _STORED_BESIDES})


def parameters() -> int:
    """Return how many parameters PyTorch and Keras count in that network."""
    return exported().parameters


def printed_of_file() -> str:
    """Return what `sparse-shared model.onnx` prints."""
    return as_table(report(exported()))


def printed_of_layer() -> str:
    """Return what the command prints for `LAYER`."""
    return answer(LAYER.split())

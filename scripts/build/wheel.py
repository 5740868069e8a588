"""Pack the project's own package as the wheel that the site carries, with the project's own build backend.

Whoever reads the site can then install what computed it, without its sources. A wheel is the same bytes
whenever and wherever it is packed, and is packed anew only when a file that it is made from has changed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build.mistakes import Mistake
from build.program import Failed, Program

FOLDER = "downloads"
_PROJECT = "pyproject.toml"
_EPOCH = "315532800"
"""The time of every file in it, the earliest that a ZIP can say: the same bytes at every build."""


@dataclass(frozen=True)
class Wheel:
    """A wheel as pages speak of it."""

    name: str
    """Its file's."""
    site: str
    """The address that the site is published at, or nothing where that is not known."""

    @property
    def path(self) -> str:
        """Where it lies in the site."""
        return f"{FOLDER}/{self.name}"

    @property
    def address(self) -> str:
        """What `pip install` takes: an address, or the name of a file that has been downloaded."""
        return f"{self.site.rstrip('/')}/{self.path}" if self.site else self.name

    def extra(self, names: str) -> str:
        """Return what `pip install` takes for the package and some of its extras."""
        package = self.name.partition("-")[0]
        return f"{package}[{names}] @ {self.address}" if self.site else f"./{self.name}[{names}]"


class Packing:
    """A packing at work.

    Args:
        files: The files of the project, by their path in it.
        wheel: What is to come of them.
        kept: The file that keeps the wheel until something in it changes.
    """

    def __init__(self, files: Mapping[str, bytes], wheel: Wheel, kept: Path) -> None:
        self.wheel = wheel
        command = ["hatchling", "build", "-t", "wheel", "-d", "../out"]
        self._program = Program(command, files, kept, SOURCE_DATE_EPOCH=_EPOCH)

    def files(self) -> dict[str, bytes]:
        """Return the wheel by its path in the site.

        Raises:
            Mistake: The project cannot be packed.
        """
        try:
            packed = self._program.made()
            if self.wheel.name in packed:
                return {self.wheel.path: packed[self.wheel.name]}
            why = f"packed as {', '.join(packed)}"
        except Failed as failure:
            why = str(failure).splitlines()[-1]
        raise Mistake(f"{_PROJECT}:1: {why}: expected {self.wheel.name}")


def begin(files: Mapping[str, bytes], site: str, kept: Path) -> Packing | None:
    """Begin to pack the *files* of a project for a *site*, if they are a package's at all.

    Raises:
        Mistake: The project file cannot be read.
    """
    if _PROJECT not in files:
        return None
    try:
        project = tomllib.loads(files[_PROJECT].decode())["project"]
        name = re.sub(r"[-_.]+", "_", project["name"]).lower()
        wheel = Wheel(f"{name}-{project['version']}-py3-none-any.whl", site)
    except (tomllib.TOMLDecodeError, KeyError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise Mistake(f"{_PROJECT}:{line[1] if line else 1}: {type(error).__name__}: {error}") from error
    return Packing(files, wheel, kept)

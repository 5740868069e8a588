"""Pack the project's own package as the wheel that the site carries, with the project's own build backend.

Whoever reads the site can then install what computed it, without its sources. A wheel is the same bytes
whenever and wherever it is packed, and is packed anew only when a file that it is made from has changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from build import cache
from build.mistakes import Mistake
from build.observe import libraries

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
    """A packing at work, by another program, unless what it would give is kept.

    Args:
        files: The files of the project, by their path in it.
        wheel: What is to come of them.
        kept: The file that keeps the wheel until something in it changes.
    """

    def __init__(self, files: Mapping[str, bytes], wheel: Wheel, kept: Path) -> None:
        self.wheel = wheel
        self._kept = kept
        self._digest = _digest(files)
        last = cache.kept(kept) or b""
        self._content = last.removeprefix(self._digest) if last.startswith(self._digest) else None
        if self._content is None:
            self._temporary = TemporaryDirectory()
            self._run = _begin(files, Path(self._temporary.name))

    def files(self) -> dict[str, bytes]:
        """Return the wheel by its path in the site.

        Raises:
            Mistake: The project cannot be packed.
        """
        if self._content is None:
            with self._temporary as folder:
                said = self._run.communicate()[1].strip().splitlines()
                packed = {path.name: path.read_bytes() for path in (Path(folder) / "out").glob("*.whl")}
                if self.wheel.name not in packed:
                    why = said[-1] if self._run.returncode else f"packed as {', '.join(packed)}"
                    raise Mistake(f"{_PROJECT}:1: {why}: expected {self.wheel.name}")
                self._content = packed[self.wheel.name]
            cache.keep(self._kept, self._digest + self._content)
        return {self.wheel.path: self._content}


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


def _begin(files: Mapping[str, bytes], folder: Path) -> subprocess.Popen[str]:
    """Begin to pack copies of the files, beside which nothing else lies that the backend might take in."""
    for name, content in files.items():
        (folder / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "in" / name).write_bytes(content)
    return subprocess.Popen(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "out")],
        cwd=folder / "in",
        env={**os.environ, "SOURCE_DATE_EPOCH": _EPOCH},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def _digest(files: Mapping[str, bytes]) -> bytes:
    """Return the fingerprint of all that decides the wheel's bytes: the files, and what packs them."""
    parts = [libraries().encode(), Path(__file__).read_bytes()]
    parts += [part for name in sorted(files) for part in (name.encode(), files[name])]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).digest()

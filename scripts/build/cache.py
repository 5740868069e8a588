"""Keep what figure modules made, until something they are made from changes.

A figure's key is the hash of its own source, of every module of this project it imports, directly or
not, and of the libraries that draw. So an edit to one figure redraws one, an edit to the counting
module redraws all that count, and an edit to prose draws nothing and does not even import Matplotlib.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".cache" / "figures"
_PACKAGES = (ROOT / "src", ROOT / "scripts")
_OWN = {path.stem for folder in _PACKAGES for path in folder.iterdir()}
_LIBRARIES = ("matplotlib", "numpy")
_IMPORT = re.compile(r"^\s*(?:from|import)\s+([\w.]+)(?:\s+import\s+(\([^)]*\)|.*))?", re.MULTILINE)


def key(*sources: Path) -> str:
    """Return the hash of some sources with all that they import from this project."""
    digest = hashlib.sha256(_libraries())
    for path in sorted(_closure(sources)):
        digest.update(_fingerprint(path))
    return digest.hexdigest()[:24]


@cache
def _libraries() -> bytes:
    versions = (f"{library}=={metadata.version(library)}" for library in _LIBRARIES)
    return "\n".join([sys.version, *versions]).encode()


@cache
def _fingerprint(path: Path) -> bytes:
    """Return the name and content of a file, with those of the fonts beside it."""
    files = [path, *sorted(path.parent.glob("fonts/*.ttf"))]
    return b"\0".join(
        file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() for file in files
    )


def _closure(sources: Iterable[Path]) -> set[Path]:
    found: set[Path] = set()
    waiting = list(sources)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imports(path)
    return found


@cache
def _imports(path: Path) -> list[Path]:
    """Return the files of this project that a file's import statements name.

    Read as text, for parsing every file at every build would take longer than the rest of it.
    """
    names = []
    for module, imported in _IMPORT.findall(path.read_text(encoding="utf-8")):
        if module.partition(".")[0] in _OWN:
            names += [module, *(f"{module}.{name}" for name in re.findall(r"\w+", imported))]
    candidates = (
        base / Path(*name.split(".")[:depth])
        for name in names
        for base in _PACKAGES
        for depth in range(1, name.count(".") + 2)
    )
    files = (f for c in candidates for f in (c.with_suffix(".py"), c / "__init__.py"))
    return [file for file in files if file.is_file()]


def kept(name: str, key: str) -> bool:
    """Say whether there is a figure under this key."""
    return (FOLDER / f"{name}-{key}").is_dir()


def load(name: str, key: str) -> dict[str, bytes] | None:
    """Return the files kept of a figure under this key, if there are any."""
    folder = FOLDER / f"{name}-{key}"
    if not kept(name, key):
        return None
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def store(name: str, key: str, files: dict[str, bytes]) -> None:
    """Keep the files of a figure, in place of those of an earlier key."""
    unfinished = FOLDER / f".{name}-{key}-{os.getpid()}"
    unfinished.mkdir(parents=True)
    for file, content in files.items():
        (unfinished / file).write_bytes(content)
    for old in FOLDER.glob(f"{name}-{'?' * len(key)}"):
        shutil.rmtree(old, ignore_errors=True)
    try:
        unfinished.rename(FOLDER / f"{name}-{key}")
    except OSError:  # another build was quicker, with the same content
        shutil.rmtree(unfinished)


def encode(text: dict[str, str]) -> bytes:
    """Return a figure's words as bytes to keep."""
    return json.dumps(text, ensure_ascii=False, indent=1).encode()


def decode(content: bytes) -> dict[str, str]:
    """Return the words that `encode` kept."""
    words: dict[str, str] = json.loads(content)
    return words

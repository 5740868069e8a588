"""Keep what was made in files that begin with a hash: what is damaged is as good as absent, and so is what
was made of something else than is asked for.

A file is written aside and then moved into its place, so that there is a whole one or none. What a killed
process leaves has that process's number in its name, and is swept away by the next.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Collection
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

CACHE = Path(__file__).resolve().parents[2] / ".cache"
"""Where all of it lies."""
UNFINISHED = ".unfinished"
_HASH = hashlib.sha256
_LONG = 3600
"""Seconds after which nobody is at work on an unfinished file any more."""


def keep(file: Path, content: bytes, made_of: bytes = b"") -> None:
    """Keep *content*, in place of what is kept there; *made_of*: all that it depends on, or a hash of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = unfinished(file)
    aside.write_bytes(_seal(content, made_of) + content)
    aside.replace(file)


def kept(file: Path, made_of: bytes = b"") -> bytes | None:
    """Return what is kept in a file, or None if that is nothing, or not what was once *made of* this."""
    try:
        whole = file.read_bytes()
    except OSError:
        return None
    seal, content = whole[: _HASH().digest_size], whole[_HASH().digest_size :]
    return content if _seal(content, made_of) == seal else None


def _seal(content: bytes, made_of: bytes) -> bytes:
    return _HASH(_HASH(made_of).digest() + content).digest()


def unfinished(path: Path) -> Path:
    """Return where this process puts together what is to become *path*."""
    return path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")


def clean(folder: Path, names: Collection[str]) -> None:
    """Remove from a folder what is kept there under other names, and what killed processes left."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in names and not path.name.endswith(UNFINISHED):
            _remove(path)
    sweep(folder)


def sweep(folder: Path) -> None:
    """Remove what killed processes left unfinished in a folder."""
    for path in folder.glob(f"*{UNFINISHED}"):
        if _abandoned(path):
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _abandoned(path: Path) -> bool:
    if os.name == "nt":  # where to ask for a process in this way is to end it
        return time.time() - path.stat().st_mtime > _LONG
    try:
        os.kill(int(path.name.removesuffix(UNFINISHED).rpartition(".")[2]), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, ValueError):
        return False
    return False


class Bytecode(jinja2.BytecodeCache):
    """Compiled templates. *made_of*: all that a compiled one depends on besides its own text."""

    def __init__(self, folder: Path, made_of: bytes = b"") -> None:
        self._folder = folder
        self._made_of = f"{sys.version} {jinja2.__version__}".encode() + made_of

    def load_bytecode(self, bucket: Bucket) -> None:
        content = kept(self._folder / bucket.key, self._made_of)
        if content:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        keep(self._folder / bucket.key, bucket.bytecode_to_string(), self._made_of)

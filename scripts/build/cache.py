"""Keep what was made in files that begin with their own hash: what is damaged is as good as absent.

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

UNFINISHED = ".unfinished"
_HASH = hashlib.sha256
_LONG = 3600
"""Seconds after which nobody is at work on an unfinished file any more."""


def keep(file: Path, content: bytes) -> None:
    """Keep *content*, in place of what is kept there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = unfinished(file)
    aside.write_bytes(_HASH(content).digest() + content)
    aside.replace(file)


def kept(file: Path) -> bytes | None:
    """Return what is kept in a file, or None if that is nothing, or not what was once kept."""
    try:
        whole = file.read_bytes()
    except OSError:
        return None
    digest, content = whole[: _HASH().digest_size], whole[_HASH().digest_size :]
    return content if _HASH(content).digest() == digest else None


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
        self._made_of = _HASH(f"{sys.version} {jinja2.__version__}".encode() + made_of).digest()

    def load_bytecode(self, bucket: Bucket) -> None:
        content = kept(self._folder / bucket.key) or b""
        if content.startswith(self._made_of):
            bucket.bytecode_from_string(content.removeprefix(self._made_of))

    def dump_bytecode(self, bucket: Bucket) -> None:
        keep(self._folder / bucket.key, self._made_of + bucket.bytecode_to_string())

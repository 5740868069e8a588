"""Observe what a process loads and opens, and tell later whether any of it has changed.

Python reports every file that is opened, and every folder that is listed, to an audit hook: modules,
however they are imported, data files and fonts alike. Files of the libraries are left out; what is
installed is one fingerprint for all of them.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import site
import sys
import sysconfig
import time
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
_INSTALLED = {
    *map(sysconfig.get_path, ("stdlib", "platstdlib", "purelib", "platlib")),
    *site.getsitepackages(),
    site.getusersitepackages(),
    *(
        folder
        for folder in map(os.path.abspath, filter(None, sys.path))
        if not Path(folder).is_relative_to(ROOT)
    ),
}
_LIBRARIES = (
    "<",  # what was never in a file
    *(
        os.path.join(form(folder), "")
        for folder in _INSTALLED
        if not ROOT.is_relative_to(folder)  # a folder that the project lies in holds more than libraries
        for form in (os.path.abspath, os.path.realpath)
    ),
)
_SYSTEM = ("/proc/", "/sys/", "/dev/")
_CHANGED_MEANWHILE = "changed while it was used"


def is_library(file: str) -> bool:
    """Say whether a file belongs to Python or to an installed library."""
    return os.path.join(file, "").startswith(_LIBRARIES)


@functools.cache
def libraries() -> str:
    """Return a fingerprint of Python and of every installed library's version."""
    names = {
        name
        for folder in sys.path
        if os.path.isdir(folder)
        for name in os.listdir(folder)
        if name.endswith((".dist-info", ".egg-info"))
    }
    return hashlib.sha256("\n".join([sys.version, *sorted(names)]).encode()).hexdigest()


class Observer:
    """Notes what this process reads from now on. Modules of the project it has loaded are loaded anew.

    Args:
        spared: Packages that are not forgotten, for they do the observing.
    """

    def __init__(self, *spared: str) -> None:
        self._began = time.time()
        self._read: set[str] = set()
        self._written: set[str] = set()
        for name, module in list(sys.modules.items()):
            if name.partition(".")[0] not in (*spared, "__main__", "__mp_main__") and _is_ours(module):
                del sys.modules[name]
        sys.addaudithook(self._hear)

    def note(self, file: str) -> None:
        """Note a file as read."""
        self._read.add(os.path.abspath(file))

    def sources(self) -> dict[str, str]:
        """Return the fingerprint of all that was read, by path, relative to the project where it is in it."""
        paths = {_source(path) for path in self._read - self._written}
        return {_name(path): self._fingerprint(path) for path in sorted(paths) if not _foreign(path)}

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            if isinstance(path, (str, bytes, os.PathLike)):
                writes = int(str(flags)) & (os.O_WRONLY | os.O_RDWR) or set(str(mode or "")) & set("wax+")
                (self._written if writes else self._read).add(os.path.abspath(os.fsdecode(path)))
        elif event in ("os.listdir", "os.scandir"):
            (folder,) = arguments
            if isinstance(folder, (str, bytes, os.PathLike)) and not _importing():
                self.note(os.fsdecode(folder))

    def _fingerprint(self, path: str) -> str:
        try:
            late = os.stat(path).st_mtime >= self._began
        except OSError:
            late = False
        return _CHANGED_MEANWHILE if late else fingerprint.__wrapped__(path)


def unchanged(sources: dict[str, str]) -> bool:
    """Say whether all files and folders still are as they were."""
    return all(fingerprint(os.path.join(ROOT, path)) == was for path, was in sources.items())


@functools.cache
def fingerprint(path: str) -> str:
    """Return the hash of a file's content or of a folder's names; of what is not there, too."""
    try:
        content = "\n".join(sorted(os.listdir(path))).encode() if os.path.isdir(path) else _read(path)
    except OSError:
        return "absent"
    return hashlib.sha256(content).hexdigest()


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _is_ours(module: ModuleType) -> bool:
    file = str(getattr(module, "__file__", None) or "<")
    return not file.startswith(_LIBRARIES) and not is_library(os.path.abspath(file))


def _source(path: str) -> str:
    """Return the source of a compiled module, and any other file as it is."""
    return importlib.util.source_from_cache(path) if _is_compiled(path) else path


def _is_compiled(path: str) -> bool:
    return path.endswith(".pyc") and os.path.basename(os.path.dirname(path)) == "__pycache__"


def _foreign(path: str) -> bool:
    return is_library(path) or path.startswith(_SYSTEM)


def _name(path: str) -> str:
    return Path(path).relative_to(ROOT).as_posix() if Path(path).is_relative_to(ROOT) else path


def _importing() -> bool:
    """Say whether the import system lists a folder, as it does for every one it looks in."""
    return sys._getframe(2).f_code.co_filename.startswith("<frozen importlib")

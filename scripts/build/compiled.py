"""Keep the code that modules compile to, for the processes forked from this one and for the next assembly.

A module is loaded anew for every figure, and Python may leave no `__pycache__` in a folder that is watched.
What a text compiles to depends on the text alone: a module's is compiled when it is another than it was.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from importlib.machinery import SourceFileLoader
from types import CodeType

from build import cache

_KEPT = cache.CACHE / "code"
_MADE_BY = f"{sys.version} {sys.flags.optimize}".encode()
_code: dict[str, tuple[bytes, CodeType]] = {}
"""By a module's path, the hash of its text and its code."""
_new: set[str] = set()
"""The paths of those that were compiled by this process."""


def remember() -> None:
    """Have every module of the project compiled only if its text has changed, from now on."""
    content = cache.kept(_KEPT, _MADE_BY)
    _code.update(marshal.loads(content) if content else {})
    SourceFileLoader.source_to_code = (  # type: ignore[method-assign]
        lambda _loader, data, path, **_options: _compiled(bytes(data), os.fspath(path))
    )


def keep() -> None:
    """Keep what has been compiled, if any of it is new."""
    if _new:
        cache.keep(_KEPT, marshal.dumps(_code), _MADE_BY)


def _compiled(text: bytes, path: str) -> CodeType:
    found = hashlib.sha256(text).digest()
    if path not in _code or _code[path][0] != found:
        _code[path] = found, compile(text, path, "exec", dont_inherit=True)
        _new.add(path)
    return _code[path][1]

"""Say where an author's mistake is: the file and line of this project that an exception came from."""

from __future__ import annotations

import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_AUTHORED = tuple(ROOT / folder for folder in ("docs", "scripts/figures", "scripts/tables", "src", "scripts"))


def locate(error: BaseException, source: Path) -> str:
    """Return ``file:line: what is wrong``, for an exception raised while *source* was at work.

    The line is that of *source* itself where it has a part in the error, since there the author meant
    something; if not, the last line of this project.
    """
    file, line = source, 1
    if isinstance(error, SyntaxError) and error.filename:
        file, line = Path(error.filename), error.lineno or 1
    elif getattr(error, "filename", None) and getattr(error, "lineno", None):  # Jinja's syntax errors
        file, line = Path(error.filename), error.lineno
    else:
        frames = [(Path(f.filename), f.lineno or 1) for f in traceback.extract_tb(error.__traceback__)]
        own = [frame for frame in frames if frame[0] == source]
        project = [frame for frame in frames if frame[0].is_relative_to(ROOT / "src")]
        file, line = next(iter(own[-1:] or project[-1:]), (source, 1))
    shown = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file
    kind = "" if type(error).__name__ == "UndefinedError" else f"{type(error).__name__}: "
    return f"{shown.as_posix()}:{line}: {kind}{_message(error)}"


def _message(error: BaseException) -> str:
    return error.msg if isinstance(error, SyntaxError) else str(error)

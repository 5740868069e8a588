"""Say where an author's mistake is: the file and line of this project that an exception came from."""

from __future__ import annotations

import traceback
from pathlib import Path

import jinja2

ROOT = Path(__file__).resolve().parents[2]
_AUTHORED = tuple(ROOT / folder for folder in ("docs", "scripts", "src"))

Place = tuple[Path, int]


def locate(error: BaseException, source: Path) -> str:
    """Return ``file:line: what is wrong``, for an exception raised while *source* was at work.

    The line is one of *source* if it had a part in the error, for there the author meant something;
    where the error was raised further down in this project is said behind the message.
    """
    place, origin = _places(error, source)
    unknown_name = isinstance(error, jinja2.UndefinedError)
    kind = "" if unknown_name else f"{type(error).__name__}: "
    raised = "" if origin[0] == place[0] else f" (raised at {_shown(origin)})"
    return f"{_shown(place)}: {kind}{getattr(error, 'msg', None) or error}{raised}"


def _places(error: BaseException, source: Path) -> tuple[Place, Place]:
    """Return where in *source* the error came through, and where in this project it was raised."""
    if isinstance(error, (SyntaxError, jinja2.TemplateSyntaxError)) and error.filename:
        place = Path(error.filename), error.lineno or 1
        return place, place
    frames = [(Path(f.filename), f.lineno or 1) for f in traceback.extract_tb(error.__traceback__)]
    ours = [frame for frame in frames if any(frame[0].is_relative_to(folder) for folder in _AUTHORED)]
    own = [frame for frame in ours if frame[0] == source]
    origin = ours[-1] if ours else (source, 1)
    return own[-1] if own else origin, origin


def _shown(place: Place) -> str:
    file, line = place
    return f"{(file.relative_to(ROOT) if file.is_relative_to(ROOT) else file).as_posix()}:{line}"

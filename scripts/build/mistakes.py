"""Say where an author's mistake is: the file and line of this project that an exception came from."""

from __future__ import annotations

import contextlib
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

import jinja2

from build.observe import is_library

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds of computing that a figure or a table may take: a hundred times what one takes."""

MISTAKES = (Exception, SystemExit)
"""What an author's code may raise that is reported and hidden by nobody; `exit()` is no way out."""

Place = tuple[Path, int]


class Mistake(Exception):  # noqa: N818  (it is what an author reads, of any kind)
    """What is wrong, as ``file:line: what``, ready to be read."""


def locate(error: BaseException, source: Path | None = None, line: int = 1) -> str:
    """Return ``file:line: what is wrong``, for an exception raised while *source* was at work.

    The line is one of *source*, for there the author meant something: where the error came through, or
    else *line*. Without a source it is where a value was asked for that has been refused, or else where the
    error was raised. Where it was raised further down in this project is said behind the message.
    """
    if isinstance(error, Mistake):
        return str(error)
    place, origin = _places(error, source, line)
    unknown_name = isinstance(error, jinja2.UndefinedError)
    kind = "" if unknown_name else f"{type(error).__name__}: "
    raised = "" if origin[0] == place[0] else f" (raised at {_shown(origin)})"
    return f"{_shown(place)}: {kind}{_message(error)}{raised}"


def at(function: Callable[..., object], error: Exception) -> Exception:
    """Return the mistake that lies in what a function of an author's gives, where the function begins."""
    code = getattr(function, "__code__", None)
    return Mistake(locate(error, Path(code.co_filename), code.co_firstlineno)) if code else error


def _message(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return "nothing on a page may end the build"
    return " ".join(str(getattr(error, "msg", None) or error).split())


def _places(error: BaseException, source: Path | None, line: int) -> tuple[Place, Place]:
    """Return where in *source* the error came through, and where in this project it was raised."""
    if isinstance(error, (SyntaxError, jinja2.TemplateSyntaxError)) and error.filename:
        place = Path(error.filename), error.lineno or 1
        return place, place
    if source and isinstance(error, UnicodeDecodeError) and source.read_bytes().startswith(error.object):
        place = source, error.object[: error.start].count(b"\n") + 1
        return place, place
    frames = [
        (Path(f.filename), f.lineno or 1)
        for cause in _causes(error)
        for f in traceback.extract_tb(cause.__traceback__)
    ]
    ours = [frame for frame in frames if not is_library(str(frame[0]))]
    own = [frame for frame in ours if frame[0] == source]
    said = [frame for frame in ours if not frame[0].is_relative_to(ROOT / "scripts" / "build")]
    origin = (said or [(source or ours[-1][0], line)])[-1]
    if source is None:
        meant = [frame for frame in said if not frame[0].is_relative_to(ROOT / "src")]
        refused = isinstance(
            error, (TypeError, ValueError)
        )  # what is true is right to refuse what was asked of it
        return (meant[-1] if meant and refused else origin), origin
    return own[-1] if own else (source, line), origin


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what it was raised from."""
    while error:
        yield error
        error = error.__cause__


def _shown(place: Place) -> str:
    file, line = place
    return f"{(file.relative_to(ROOT) if file.is_relative_to(ROOT) else file).as_posix()}:{line}"


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise ``TimeoutError`` where the work is after so many seconds of computing, in systems that can.

    They are the process's own: a machine that is busy with other things makes nobody's loop endless.
    """

    def late(number: int, frame: FrameType | None) -> NoReturn:
        raise TimeoutError(f"not finished after {seconds:g} seconds of computing")

    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

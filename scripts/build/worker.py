"""Draw one figure in a process of its own, which can be observed, timed and done without.

Whatever a figure does, its process answers for it: a warning is a mistake, an exit and an endless loop
are named, and a process that is killed leaves the others at work. It ends with the process that started it.
"""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import threading
import time
import warnings
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any

from build import drawing
from build.drawing import Drawing
from build.mistakes import PATIENCE, Mistake, locate, within
from build.observe import Observer, libraries

_ASLEEP = 5.0
"""Times its patience after which a process that computes nothing is ended, by the clock."""
_CONTEXT: Any = multiprocessing.get_context(
    "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
)


@dataclass(frozen=True)
class Made:
    """A drawing, and what it was made from."""

    drawing: Drawing
    sources: dict[str, str]
    libraries: str
    complete: bool
    """Whether PNG and PDF are its own, not those of an earlier drawing."""


class Worker:
    """A process that draws a figure.

    Args:
        name: The figure's name.
        package: The package its module is in.
        source: The module's file, which answers for what goes wrong.
        earlier: A drawing whose PNG and PDF may stand in.
        patience: Seconds it may take.
    """

    def __init__(
        self, name: str, package: str, source: Path, earlier: Drawing | None, patience: float = PATIENCE
    ) -> None:
        self._source = source
        self._patience = patience
        self._until = time.monotonic() + _ASLEEP * patience
        self.answer, sender = _CONTEXT.Pipe(duplex=False)
        arguments = name, package, source, earlier, patience, sender
        self._process = _CONTEXT.Process(target=_work, args=arguments, daemon=True)
        with warnings.catch_warnings():  # Python frowns on a fork beside threads, such as those of a NumPy
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        sender.close()

    def remaining(self) -> float:
        """Return the seconds it still has."""
        return max(0.0, self._until - time.monotonic())

    def result(self) -> Made | Mistake:
        """Return the drawing or what went wrong, when there is an answer or no time left."""
        try:
            answer: Made | Mistake = (
                self.answer.recv()
                if self.answer.poll()
                else self._failed(f"not finished after {_ASLEEP * self._patience:g} seconds")
            )
        except EOFError:
            self._process.join()
            answer = self._failed(f"the process that draws it ended by itself, {_ending(self._process)}")
        self._process.kill()
        self._process.join()
        self.answer.close()
        return answer

    def _failed(self, why: str) -> Mistake:
        return Mistake(locate(RuntimeError(why), self._source))


def _ending(process: multiprocessing.process.BaseProcess) -> str:
    code = process.exitcode or 0
    return f"killed by signal {-code}" if code < 0 else f"with exit code {code}"


def _work(
    name: str, package: str, source: Path, earlier: Drawing | None, patience: float, sender: Connection
) -> None:
    """Draw a figure, and send it or what went wrong."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()  # which takes a sixth of the time, for a process that soon gives all its memory back
    observer = Observer("build")
    observer.note(__file__)
    observer.note(drawing.__file__)
    answer: Made | Mistake
    figure: ModuleType | None = None
    try:
        from draw import canvas  # noqa: F401  (what its libraries have to say as they load is no figure's mistake)

        with within(patience), warnings.catch_warnings():
            warnings.simplefilter("error")
            figure = importlib.import_module(f"{package}.{name}")
            drawn = drawing.draw(name, figure, earlier)
        answer = Made(drawn, observer.sources(), libraries(), complete=earlier is None)
    except BaseException as error:  # whatever a figure does is reported, in its name
        answer = Mistake(locate(error, source, _line_of_draw(figure)))
    sender.send(answer)


def _line_of_draw(figure: ModuleType | None) -> int:
    """Return where a figure is drawn: the place of a mistake that shows only when it is written out."""
    code = getattr(getattr(figure, "draw", None), "__code__", None)
    return code.co_firstlineno if code else 1


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)

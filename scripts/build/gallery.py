"""Find the figure and table modules, and make what each of them offers.

A figure module has a docstring (the question it answers), `caption()`, `alt()`, `draw(figure)` and,
where there are numbers behind it, `rows()`. A table module has `caption()` and `rows()`, or, where one
module makes a table of each of several things, `caption(of)` and `rows(of)`. The stem of its file is its
name. There is no list to keep.
"""

from __future__ import annotations

import importlib
import importlib.abc
import os
import pickle
import sys
from collections.abc import Sequence
from multiprocessing.connection import wait
from pathlib import Path
from types import ModuleType

from build import cache, drawing
from build.drawing import Drawing, Tabled, TableModule
from build.mistakes import PATIENCE, Mistake, within
from build.observe import libraries, unchanged
from build.worker import Made, Worker
from write import tables as tabulate

_MANY = 8
"""More drawings than this save more time than a rehearsal takes."""
KEPT = cache.CACHE / "figures"


class Gallery:
    """The figures and tables of a content package.

    Args:
        content: The folder of the package.
        preview: Whether PNG and PDF may be those of an earlier drawing.
        kept: Where drawings are kept until something they are made from changes.
        patience: Seconds that a figure or table may take.
    """

    def __init__(
        self, content: Path, *, preview: bool = False, kept: Path = KEPT, patience: float = PATIENCE
    ) -> None:
        self._content = content
        self._preview = preview
        self._folder = kept
        self._patience = patience
        self._made: dict[str, Made | Mistake] = {}
        self._last: dict[str, Made] = {}  # for a preview: whose PNG and PDF may stand in
        self._waiting: list[str] = []
        self._workers: dict[str, Worker] = {}

    def names(self, kind: str) -> list[str]:
        """Return the names of all "figures" or all "tables"."""
        stems = (path.stem for path in (self._content / kind).glob("*.py"))
        return sorted(stem for stem in stems if stem.isidentifier() and not stem.startswith("_"))

    def source(self, kind: str, name: str) -> Path:
        """Return the file of a figure or table module."""
        return self._content / kind / f"{name}.py"

    def keep_apart(self) -> set[Path]:
        """Refuse to load figures in this process, of which nothing it makes depends; return their files."""
        names = self.names("figures")
        sys.meta_path.insert(0, _Apart(f"{self._content.name}.figures", names))
        return {self.source("figures", name) for name in names}

    def draw_ahead(self) -> None:
        """Begin to draw all figures of which something has changed, several at a time."""
        names = self.names("figures")
        cache.clean(self._folder, names)
        self._waiting = [name for name in names if not self._take_kept(name)]
        many = len(self._waiting) > _MANY
        if len(self._waiting) > 1:
            from draw import canvas  # a process forked from this one has Matplotlib already
        self._start()
        if many:
            canvas.rehearse()

    def figure(self, name: str) -> Drawing:
        """Return a figure, as it was kept or drawn anew.

        Raises:
            Mistake: It cannot be drawn.
        """
        if (
            name not in self._made
            and name not in {*self._waiting, *self._workers}
            and not self._take_kept(name)
        ):
            self._waiting.append(name)
        while name not in self._made:
            self._start()
            self._collect()
        made = self._made[name]
        if isinstance(made, Mistake):
            raise made
        return made.drawing

    def is_complete(self) -> bool:
        """Say whether every PNG and PDF is that of its figure's last drawing."""
        return all(made.complete for made in self._made.values() if isinstance(made, Made))

    def table(self, name: str, *of: str) -> Tabled:
        """Return a table; *of* what, if its module asks for it."""
        with within(self._patience):
            module: TableModule = importlib.import_module(f"{self._content.name}.tables.{name}")
            rows = drawing.numbers(module.rows, *of)
            caption = drawing.words(module.caption, *of)
            return Tabled(caption, tabulate.as_html(rows), tabulate.as_csv(rows).encode())

    def _take_kept(self, name: str) -> bool:
        """Take what is kept of a figure, and say whether that is as it would be drawn now."""
        made = self._load(name)
        if made and self._preview:
            self._last[name] = made
        if (
            made
            and (made.complete or self._preview)
            and made.libraries == libraries()
            and unchanged(made.sources)
        ):
            self._made[name] = made
            return True
        return False

    def _load(self, name: str) -> Made | None:
        content = cache.kept(self._folder / name)
        try:
            made = pickle.loads(content) if content else None
        except Exception:  # kept by another version of this code
            return None
        return made if isinstance(made, Made) else None

    def _start(self) -> None:
        while self._waiting and len(self._workers) < (os.cpu_count() or 1):
            name = self._waiting.pop(0)
            last = self._last.pop(name, None)
            earlier = last.drawing if last else None
            package = f"{self._content.name}.figures"
            source = self.source("figures", name)
            self._workers[name] = Worker(name, package, source, earlier, self._patience)

    def _collect(self) -> None:
        """Wait until a worker has an answer or no time left, and take it."""
        ready = wait(
            [worker.answer for worker in self._workers.values()],
            timeout=min(worker.remaining() for worker in self._workers.values()),
        )
        for name, worker in list(self._workers.items()):
            if worker.answer in ready or not worker.remaining():
                made = self._workers.pop(name).result()
                if isinstance(made, Made):
                    cache.keep(self._folder / name, pickle.dumps(made))
                self._made[name] = made


class _Apart(importlib.abc.MetaPathFinder):
    """Refuses to load modules of a package in this process; those forked from it load them."""

    def __init__(self, package: str, modules: Sequence[str]) -> None:
        self._process = os.getpid()
        self._modules = {f"{package}.{module}" for module in modules}

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if fullname in self._modules and os.getpid() == self._process:
            raise ImportError(f"{fullname} is a figure: expected what others need in a module of its own")

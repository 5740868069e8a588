"""Find the figure and table modules, and make what each of them offers.

A figure module has a docstring (the question it answers), `caption()`, `alt()`, `draw(figure)` and,
where there are numbers behind it, `rows()`. A table module has `caption()` and `rows()`, or, where one
module makes a table of each of several things, `caption(of)` and `rows(of)`. The stem of its file is its
name. There is no list to keep.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from build import cache
from write import tables as tabulate

SCRIPTS = Path(__file__).resolve().parents[1]


class Gallery:
    """The figures and tables of a content package."""

    def __init__(self, content: Path) -> None:
        self._content = content

    def names(self, kind: str) -> list[str]:
        """Return the names of all "figures" or all "tables"."""
        return sorted(p.stem for p in (self._content / kind).glob("*.py") if not p.stem.startswith("_"))

    def source(self, kind: str, name: str) -> Path:
        """Return the file of a figure or table module."""
        return self._content / kind / f"{name}.py"

    def _module(self, kind: str, name: str) -> Any:
        return importlib.import_module(f"{self._content.name}.{kind}.{name}")

    def figure(self, name: str) -> dict[str, bytes]:
        """Return a figure's files: figure.svg, figure.png, words.json and perhaps figure.csv.

        They come from the cache if nothing they are made from has changed. Only otherwise are the module,
        and with it Matplotlib, imported.
        """
        key = self._key(name)
        files = cache.load(name, key)
        if files is None:
            files = self._draw(name)
            cache.store(name, key, files)
        return files

    def draw_ahead(self) -> None:
        """Draw all figures that are not in the cache, several at a time.

        One that fails says so when its page asks for it: it is not kept, and is tried again there.
        """
        missing = [name for name in self.names("figures") if not cache.kept(name, self._key(name))]
        if len(missing) > 1:
            from concurrent.futures import ProcessPoolExecutor  # only here, for most builds draw nothing

            from draw import canvas  # noqa: F401  (a process forked from this one has Matplotlib already)

            with ProcessPoolExecutor() as pool:
                for drawn in [pool.submit(self.figure, name) for name in missing]:
                    drawn.exception()

    def table(self, name: str, *of: str) -> tuple[str, str, str]:
        """Return a table's caption, its HTML and its CSV; *of* what, if its module asks for it."""
        module = self._module("tables", name)
        rows = list(module.rows(*of))
        return module.caption(*of), tabulate.as_html(rows), tabulate.as_csv(rows)

    def _key(self, name: str) -> str:
        return cache.key(
            self.source("figures", name), SCRIPTS / "build" / "gallery.py", SCRIPTS / "draw" / "canvas.py"
        )

    def _draw(self, name: str) -> dict[str, bytes]:
        from draw import canvas  # only here, for it imports Matplotlib

        module = self._module("figures", name)
        words = {"caption": module.caption(), "alt": module.alt()}
        svg = canvas.svg(name, module.draw)
        files = {
            "figure.svg": svg.encode(),
            "figure.png": canvas.png(module.draw),
            "words.json": cache.encode(words),
        }
        if hasattr(module, "rows"):
            files["figure.csv"] = tabulate.as_csv(list(module.rows())).encode()
        return files

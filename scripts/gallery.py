"""Find the figure and table modules, and make what each of them offers.

A figure module has a docstring (the question it answers), `caption()`, `alt()`, `draw(figure)` and,
where there are numbers behind it, `rows()`. A table module has `caption()` and `rows()`. The stem of
its file is its name. There is no list to keep.
"""

from __future__ import annotations

import importlib
from functools import lru_cache
from pathlib import Path

from style import cache, tabulate

SCRIPTS = Path(__file__).resolve().parent


def names(kind: str) -> list[str]:
    """Return the names of all "figures" or all "tables"."""
    return sorted(p.stem for p in (SCRIPTS / kind).glob("*.py") if not p.stem.startswith("_"))


def source(kind: str, name: str) -> Path:
    """Return the file of a figure or table module."""
    return SCRIPTS / kind / f"{name}.py"


def figure(name: str) -> dict[str, bytes]:
    """Return a figure's files: figure.svg, figure.png, words.json and perhaps figure.csv.

    They come from the cache if nothing they are made from has changed. Only otherwise are the module,
    and with it Matplotlib, imported.
    """
    key = _key(name)
    files = cache.load(name, key)
    if files is None:
        files = _draw(name)
        cache.store(name, key, files)
    return files


def draw_ahead() -> None:
    """Draw all figures that are not in the cache, several at a time.

    One that fails says so when its page asks for it: it is not kept, and is tried again there.
    """
    missing = [name for name in names("figures") if not cache.kept(name, _key(name))]
    if len(missing) > 1:
        from concurrent.futures import ProcessPoolExecutor  # only here, for most builds draw nothing

        from style import drawing  # noqa: F401  (a process forked from this one has Matplotlib already)

        with ProcessPoolExecutor() as pool:
            for drawn in [pool.submit(figure, name) for name in missing]:
                drawn.exception()


def table(name: str) -> tuple[str, str, str]:
    """Return a table's caption, its HTML and its CSV."""
    module = importlib.import_module(f"tables.{name}")
    rows = list(module.rows())
    return module.caption(), tabulate.as_html(rows), tabulate.as_csv(rows)


@lru_cache
def _key(name: str) -> str:
    return cache.key(source("figures", name), SCRIPTS / "gallery.py", SCRIPTS / "style" / "drawing.py")


def _draw(name: str) -> dict[str, bytes]:
    from style import drawing  # only here, for it imports Matplotlib

    module = importlib.import_module(f"figures.{name}")
    words = {"caption": module.caption(), "alt": module.alt()}
    svg = drawing.svg(name, module.draw)
    files = {
        "figure.svg": svg.encode(),
        "figure.png": drawing.png(module.draw),
        "words.json": cache.encode(words),
    }
    if hasattr(module, "rows"):
        files["figure.csv"] = tabulate.as_csv(list(module.rows())).encode()
    return files

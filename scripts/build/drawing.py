"""A drawn figure and a set table: all that a page shows of them, and all that they offer to take away."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from build.mistakes import Mistake, at, locate

READ = 32
"""Up to how many rows of numbers a page shows as a table; of more it offers the file alone."""


class FigureModule(Protocol):
    """What a figure module offers. Its docstring is the question that the figure answers.

    It may also have `rows()`, the numbers behind the picture, and `draw_wide(figure)`, a layout for wide
    screens, which is then that of the PNG and the PDF as well.
    """

    __doc__: str | None

    def caption(self) -> str: ...
    def alt(self) -> str: ...
    def draw(self, figure: Any) -> None: ...


class TableModule(Protocol):
    """What a table module offers: rows are frozen dataclasses whose fields are columns."""

    def caption(self, *of: str) -> str: ...
    def rows(self, *of: str) -> Sequence[Any]: ...


@dataclass(frozen=True)
class Tabled:
    """A table in every form it is offered in, with its words."""

    caption: str
    html: str
    csv: bytes


@dataclass(frozen=True)
class Layout:
    """A figure's SVG, with its size in CSS pixels."""

    svg: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Drawing:
    """A figure in every form it is offered in, with its words."""

    question: str
    caption: str
    alt: str
    narrow: Layout
    wide: Layout | None
    """What wide screens show, if the figure has a layout of its own there."""
    png: bytes
    pdf: bytes
    csv: bytes | None
    """The numbers behind it, if it has any."""
    rows: int
    """How many rows of them there are."""
    table: str
    """The same as an HTML table, if there are no more than one reads."""
    code: bytes
    """The module that drew it."""

    def said(self) -> tuple[object, ...]:
        """Return all of it that stands in the text of a page."""
        sizes = [(layout.width, layout.height) for layout in (self.narrow, self.wide) if layout]
        return self.caption, self.alt, self.rows, self.table, *sizes, *self.downloads()

    def downloads(self) -> dict[str, bytes]:
        """Return the files it is offered as, by what their names end in."""
        files = {
            "svg": self.narrow.svg,
            "wide.svg": self.wide.svg if self.wide else None,
            "png": self.png,
            "pdf": self.pdf,
            "csv": self.csv,
            "py": self.code,
        }
        return {kind: file for kind, file in files.items() if file is not None}


def draw(name: str, module: FigureModule, earlier: Drawing | None = None) -> Drawing:
    """Draw a figure. With an *earlier* drawing, its PNG and PDF stand in for those to come."""
    from draw import canvas  # only here, for it imports Matplotlib
    from write import tables

    downloads = [] if earlier else [canvas.png, canvas.pdf]
    draw_wide = getattr(module, "draw_wide", None)
    if draw_wide:
        (svg,) = canvas.written(module.draw, canvas.svg)
        wide, *downloaded = canvas.written(draw_wide, canvas.svg, *downloads)
    else:
        svg, *downloaded = canvas.written(module.draw, canvas.svg, *downloads)
        wide = None
    png, pdf = (earlier.png, earlier.pdf) if earlier else downloaded
    rows = numbers(module.rows) if hasattr(module, "rows") else []
    return Drawing(
        question=_question(module),
        caption=words(module.caption),
        alt=words(module.alt),
        narrow=_layout(svg),
        wide=_layout(wide) if wide else None,
        png=png,
        pdf=pdf,
        csv=tables.as_csv(rows).encode() if rows else None,
        rows=len(rows),
        table=tables.as_html(rows) if 0 < len(rows) <= READ else "",
        code=inspect.getsource(module).encode(),  # type: ignore[arg-type]  # a module is one by its offers
    )


def _question(module: Any) -> str:
    """Return the question that a figure answers: the first line of its module's docstring."""
    question: str = (module.__doc__ or "").partition("\n")[0]
    if question:
        return question
    why = ValueError("the module has no docstring: expected the question that the figure answers")
    raise Mistake(locate(why, Path(module.__file__)))


def words(said: Callable[..., object], *of: str) -> str:
    """Return what a module's function says.

    Raises:
        Mistake: It says nothing.
    """
    text = said(*of)
    if isinstance(text, str) and text.strip():
        return text
    raise at(said, ValueError(f"{said.__name__}() gives {text!r}: expected words"))


def numbers(rows: Callable[..., object], *of: str) -> list[Any]:
    """Return the rows that a module's function gives.

    Raises:
        Mistake: They are no rows of a table.
    """
    from write import tables

    given = rows(*of)
    try:
        return tables.checked(given)
    except ValueError as error:
        raise at(rows, error) from error


def _layout(svg: bytes) -> Layout:
    """Return an SVG with its size, from the points of its root element."""
    (root,) = re.findall(rb"<svg\b[^>]*>", svg)[:1]
    width, height = (
        float(re.findall(rb'\b%s="([\d.]+)pt"' % side, root)[0]) for side in (b"width", b"height")
    )
    return Layout(svg, round(width * 96 / 72), round(height * 96 / 72))

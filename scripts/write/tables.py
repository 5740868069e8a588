"""Write typed rows for people and for spreadsheets: a table and a CSV from the same rows.

A row is a frozen dataclass; its fields are the columns, headed by the `heading` of their metadata. In
the table ints have their thousands separated, factors their × and shares their %, in the CSV they are
bare.

Cells of class `number` are those to compare: on a narrow screen they stay side by side, all others get a
line of their own. Numbers that are not compared are of class `aside`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from fractions import Fraction
from typing import Any, get_type_hints

from markupsafe import escape

from write.numbers import factor, integer, percent


@dataclass(frozen=True)
class Link:
    """A cell that leads somewhere. Without an address it is plain text."""

    text: str
    url: str


@dataclass(frozen=True)
class Share:
    """A cell that is a part of 1, shown in per cent."""

    part: Fraction


def column(heading: str, *, compared: bool | None = None) -> Any:
    """Declare a field of a row as a column with this heading; numbers are *compared* unless told not."""
    return field(metadata={"heading": heading, "compared": compared})


def checked(rows: object) -> list[Any]:
    """Return the rows, if they are what a table is made of.

    Raises:
        ValueError: They are none, are no dataclasses of one kind with columns, or a cell is not of the type
            that its column is declared with, in which it would be written as something else.
    """
    listed = list(rows) if isinstance(rows, Iterable) else []
    if not listed:
        raise ValueError(f"rows() gives {rows!r}: expected at least one row")
    kind = type(listed[0])
    if not is_dataclass(kind) or any("heading" not in f.metadata for f in fields(kind)):
        raise ValueError(f"rows() gives {listed[0]!r}: expected a dataclass whose fields are all column(…)")
    types = get_type_hints(kind)
    for number, row in enumerate(listed, start=1):
        if type(row) is not kind:
            raise ValueError(f"row {number} of rows() is {row!r}: expected a {kind.__name__} like the first")
        for name, declared in types.items():
            cell = getattr(row, name)
            if not isinstance(cell, declared):
                expected = getattr(declared, "__name__", declared)
                raise ValueError(f"row {number} of rows() has {name}={cell!r}: expected {expected}")
    return listed


def as_csv(rows: Sequence[Any]) -> str:
    """Return the rows as CSV, numbers bare."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_headings(rows))
    writer.writerows([_bare(cell) for cell in _cells(row)] for row in rows)
    return buffer.getvalue()


def as_html(rows: Sequence[Any]) -> str:
    """Return the rows as an HTML table."""
    columns = list(zip(*map(_cells, rows), strict=True))
    numeric = [any(isinstance(cell, (int, float, Fraction, Share)) for cell in cells) for cells in columns]
    told = [f.metadata["compared"] for f in fields(rows[0])]
    compared = [n if t is None else t for n, t in zip(numeric, told, strict=True)]
    kinds = ["number" if c else "aside" if n else "" for c, n in zip(compared, numeric, strict=True)]
    return _html(_headings(rows), kinds, ([_shown(cell) for cell in _cells(row)] for row in rows))


def words_as_html(text: str) -> str:
    """Return a CSV of words as an HTML table; ``[text](address)`` in a cell is a link.

    >>> print(words_as_html("Word,Means\\nmap,a channel\\n"))
    <table style="--numbers: 1">
    <thead><tr><th scope="col">Word</th><th scope="col">Means</th></tr></thead>
    <tbody>
    <tr><th scope="row">map</th><td data-label="Means">a channel</td></tr>
    </tbody>
    </table>

    Raises:
        ValueError: A row has another number of cells than the first.
    """
    headings, *rows = csv.reader(io.StringIO(text))
    for number, row in enumerate(rows, start=2):
        if len(row) != len(headings):
            raise ValueError(f"row {number} of the CSV has {len(row)} cells: expected {len(headings)}")
    return _html(headings, [""] * len(headings), ([_linked(cell) for cell in row] for row in rows))


def _html(headings: Sequence[str], kinds: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are HTML already; each knows its heading, so that it can be stacked."""
    labels = [escape(heading) for heading in headings]
    classes = [f' class="{kind}"' if kind else "" for kind in kinds]
    head = "".join(f'<th scope="col"{c}>{label}</th>' for label, c in zip(labels, classes, strict=True))
    compared = max(1, kinds.count("number"))
    lines = [
        f'<table style="--numbers: {compared}">',
        f"<thead><tr>{head}</tr></thead>",
        "<tbody>",
    ]
    for first, *rest in rows:
        cells = "".join(
            f'<td data-label="{label}"{attribute}>{cell}</td>'
            for label, attribute, cell in zip(labels[1:], classes[1:], rest, strict=True)
        )
        lines.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    return "\n".join([*lines, "</tbody>", "</table>"])


def _headings(rows: Sequence[Any]) -> list[str]:
    return [f.metadata["heading"] for f in fields(rows[0])]


def _cells(row: Any) -> list[Any]:
    return [getattr(row, f.name) for f in fields(row)]


def _shown(cell: object) -> str:
    if isinstance(cell, Link):
        text = escape(cell.text)
        return f'<a href="{escape(cell.url)}">{text}</a>' if cell.url else str(text)
    if isinstance(cell, Share):
        return percent(cell.part)
    if isinstance(cell, Fraction):
        return factor(cell)
    if isinstance(cell, int):
        return integer(cell)
    if isinstance(cell, float):
        return f"{cell:.3g}"
    return "—" if cell is None else str(escape(cell))


def _linked(cell: str) -> str:
    """Return a cell of words as HTML, its links live."""
    return re.sub(r"\[([^\]]+)\]\((\S+?)\)", r'<a href="\2">\1</a>', str(escape(cell)))


def _bare(cell: object) -> object:
    if isinstance(cell, Share):
        return _bare(cell.part)
    if isinstance(cell, Link):
        return cell.text
    if isinstance(cell, Fraction):
        return cell.numerator if cell.denominator == 1 else f"{float(cell):.15g}"
    if isinstance(cell, str):
        return cell.replace("\N{NO-BREAK SPACE}", " ")
    return "" if cell is None else cell

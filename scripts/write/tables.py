"""Write typed rows for people and for spreadsheets: a table and a CSV from the same rows.

A row is a frozen dataclass; its fields are the columns, headed by the `heading` of their metadata. In
the table ints have their thousands separated, factors their × and shares their %, in the CSV they are bare.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any

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


def column(heading: str) -> Any:
    """Declare a field of a row as a column with this heading."""
    return field(metadata={"heading": heading})


def as_csv(rows: Sequence[Any]) -> str:
    """Return the rows as CSV, numbers bare."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_headings(rows))
    writer.writerows([_bare(cell) for cell in _cells(row)] for row in rows)
    return buffer.getvalue()


def as_html(rows: Sequence[Any]) -> str:
    """Return the rows as an HTML table whose cells know their heading, so that it can be stacked."""
    headings = [escape(heading) for heading in _headings(rows)]
    kinds = [' class="number"' if isinstance(c, (int, Fraction, Share)) else "" for c in _cells(rows[0])]
    head = "".join(f'<th scope="col"{k}>{h}</th>' for h, k in zip(headings, kinds, strict=True))
    lines = ["<table>", f"<thead><tr>{head}</tr></thead>", "<tbody>"]
    for row in rows:
        first, *rest = map(_shown, _cells(row))
        cells = "".join(
            f'<td data-label="{heading}"{kind}>{cell}</td>'
            for heading, kind, cell in zip(headings[1:], kinds[1:], rest, strict=True)
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
    return "—" if cell is None else str(escape(cell))


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

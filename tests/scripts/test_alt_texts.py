"""What is told to those who cannot see a figure is true of it: its numbers are drawn, or behind it."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction
from types import ModuleType, SimpleNamespace

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from draw import canvas
from figures import FIGURES
from sparse_shared import networks
from write.tables import Link, Share

NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")

NOT_WRITTEN = {
    "borders": {"10"},  # the sides of the grid, each cell of which is drawn
    "exercises_solved": {"30"},  # the crossed-out cells
    "four_worlds": {"0", "3"},  # the digits that the images show
    "lenet_c3": {"60"},  # the filled cells of the table of connections, drawn and not written
}
"""Numbers that a picture shows without writing them."""


def numbers(text: str) -> list[str]:
    """Return the numbers that a text states, without what separates their thousands."""
    return [number.replace(",", "") for number in NUMBER.findall(text)]


def drawn(module: ModuleType) -> Iterator[Fraction]:
    """Give the numbers that a figure writes into its picture."""
    for draw in filter(None, (module.draw, getattr(module, "draw_wide", None))):
        (texts,) = canvas.written(draw, lambda figure: [text.get_text() for text in figure.findobj(Text)])
        yield from (Fraction(number) for text in texts for number in numbers(text))


def behind(module: ModuleType) -> Iterator[Fraction]:
    """Give the numbers behind a figure: its cells, how many rows there are, and what a column comes to."""
    rows = list(module.rows()) if hasattr(module, "rows") else []
    yield from [Fraction(len(rows))] if rows else []
    for column in zip(*([getattr(row, field.name) for field in fields(row)] for row in rows), strict=True):
        for cell in column:
            if isinstance(cell, Share):
                yield 100 * Fraction(cell.part)
            elif isinstance(cell, (int, float, Fraction)):
                yield abs(Fraction(cell))
            else:
                yield from map(Fraction, numbers(cell.text if isinstance(cell, Link) else str(cell or "")))
        if all(isinstance(cell, int) for cell in column):
            yield Fraction(sum(column))


def unfounded(module: ModuleType) -> list[str]:
    """Return the numbers of a figure's alternative text that nothing of it comes to, at their precision."""
    totals = {Fraction(networks.load(name).published) for name in networks.names()}
    founded = {*drawn(module), *behind(module), *totals}

    def is_founded(number: str) -> bool:
        half = Fraction(1, 2 * 10 ** len(number.partition(".")[2]))
        return any(abs(value - Fraction(number)) <= half for value in founded)

    return [number for number in numbers(module.alt()) if not is_founded(number)]


@pytest.mark.parametrize("name", FIGURES)
def test_every_number_told_is_drawn_or_behind_the_figure(name):
    found = unfounded(importlib.import_module(f"content.figures.{name}"))
    assert set(found) == NOT_WRITTEN.get(name, set())


def test_a_number_that_is_only_told_is_found():
    def draw(figure: Figure) -> None:
        figure.text(0.5, 0.5, "1,024 weights, 3.14 times")

    told = SimpleNamespace(alt=lambda: "1,024 weights, 3.1 times fewer than 1,025, not 3.2.", draw=draw)
    draw.__module__ = __name__
    assert unfounded(told) == ["1025", "3.2"]

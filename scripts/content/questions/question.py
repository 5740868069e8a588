"""What a question of the self-check is: data, which `markdown` sets on a page."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Value = int | Fraction | str


@dataclass(frozen=True)
class Option:
    """A number or a few words to choose, and what has happened in the head of somebody who chooses it."""

    value: Value
    diagnosis: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """A question with one right option and several that are mistakes, in no telling order."""

    name: str
    title: str
    ask: str
    options: tuple[Option, ...]


def right(value: Value, diagnosis: str) -> Option:
    """Return the right option."""
    return Option(value, diagnosis, right=True)

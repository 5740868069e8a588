"""What a question of the self-check is: data, which the other modules set on a page, on paper, in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from write.numbers import factor, integer

Value = int | Fraction | str
_LETTERS = "abcdefg"


@dataclass(frozen=True)
class Option:
    """A number or a few words to choose, and what has happened in the head of somebody who chooses it."""

    value: Value
    diagnosis: str
    right: bool = False

    @property
    def shown(self) -> str:
        """What stands on it: counts with thousands separated, factors with their ×."""
        if isinstance(self.value, str):
            return self.value
        return factor(self.value) if isinstance(self.value, Fraction) else integer(self.value)


@dataclass(frozen=True)
class Question:
    """A question with one right option and several that are mistakes, in no telling order.

    It is asked alone as well, in a file for a course, so it names its layer itself. Its texts are plain: a
    formula is written in Unicode.
    """

    name: str
    title: str
    ask: str
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        """Refuse what cannot be asked.

        >>> Question("q", "", "", (right(1, "Yes."), right(2, "Yes, too.")))
        Traceback (most recent call last):
        ValueError: question "q": expected one right option, got 2
        """
        rights = sum(option.right for option in self.options)
        if rights != 1:
            raise ValueError(f'question "{self.name}": expected one right option, got {rights}')
        if len({isinstance(option.value, str) for option in self.options}) > 1:
            raise ValueError(f'question "{self.name}": expected options that are all words or all numbers')
        if len({option.shown for option in self.options}) < len(self.options):
            raise ValueError(f'question "{self.name}": expected options that differ')
        if len(self.options) > len(_LETTERS):
            raise ValueError(f'question "{self.name}": expected {len(_LETTERS)} options at most')

    def lettered(self) -> dict[str, Option]:
        """Return the options by their letters, by size or by alphabet: orders that give nothing away."""
        in_order = sorted(self.options, key=lambda option: option.value)
        return dict(zip(_LETTERS, in_order, strict=False))


Groups = Mapping[str, Sequence[Question]]
"""Questions by what they are about."""


def right(value: Value, diagnosis: str) -> Option:
    """Return the right option."""
    return Option(value, diagnosis, right=True)

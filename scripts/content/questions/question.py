"""What a question of the self-check is, and how it is set on a page.

Options are `<details>`: they need no script, and the keyboard opens them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import prod

from markupsafe import escape

from sparse_shared import Conv
from write.numbers import factor, integer

Value = int | Fraction | str


@dataclass(frozen=True)
class Option:
    """A number or a few words to choose, and what has happened in the head of somebody who chooses it."""

    value: Value
    diagnosis: str
    right: bool = False

    @property
    def shown(self) -> str:
        """The number as people write it: counts with thousands separated, factors with their ×."""
        if isinstance(self.value, str):
            return self.value
        return factor(self.value) if isinstance(self.value, Fraction) else integer(self.value)


@dataclass(frozen=True)
class Question:
    """A question with one right option and several that are mistakes, in no telling order."""

    name: str
    title: str
    ask: str
    options: tuple[Option, ...]

    @property
    def sorted_options(self) -> list[Option]:
        """The options by size or by alphabet: orders that give nothing away."""
        return sorted(self.options, key=lambda option: option.value)


def right(value: Value, diagnosis: str) -> Option:
    """Return the right option."""
    return Option(value, diagnosis, right=True)


def as_markdown(number: int, question: Question) -> str:
    """Return a question under a heading that can be linked to."""
    options = "\n".join(
        _option(letter, o) for letter, o in zip("abcdefg", question.sorted_options, strict=False)
    )
    return (
        f"#### {number}. {question.title} {{#check-{question.name}}}\n\n"
        f'<div class="check">\n<p>{escape(question.ask)}</p>\n{options}\n</div>'
    )


def _option(letter: str, option: Option) -> str:
    kind, verdict = ("right", "Right.") if option.right else ("wrong", "Not quite.")
    choice = f'<span class="letter">{letter}</span> {option.shown}'
    return (
        f'<details class="option {kind}"><summary>{choice}</summary>'
        f"<p><strong>{verdict}</strong> {escape(option.diagnosis)}</p></details>"
    )


def taps_of(layer: Conv) -> int:
    """Return how many taps a kernel has in one channel."""
    return prod(axis.kernel_size for axis in layer.axes)

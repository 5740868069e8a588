"""Set the self-check on a page. Options are `<details>`: they need no script, and the keyboard opens them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import count

from markupsafe import escape

from content.questions.question import Option, Question
from write.numbers import factor, integer


def as_markdown(groups: Mapping[str, Iterable[Question]]) -> str:
    """Return all questions under the headings of their groups, numbered throughout."""
    blocks: list[str] = []
    numbers = count(1)
    for title, questions in groups.items():
        blocks.append(f"### {title}")
        blocks += [_question(next(numbers), question) for question in questions]
    return "\n\n".join(blocks)


def shown(option: Option) -> str:
    """Return what stands on an option: counts with thousands separated, factors with their ×."""
    if isinstance(option.value, str):
        return option.value
    return factor(option.value) if isinstance(option.value, Fraction) else integer(option.value)


def in_order(question: Question) -> list[Option]:
    """Return the options by size or by alphabet: orders that give nothing away."""
    return sorted(question.options, key=lambda option: option.value)


def _question(number: int, question: Question) -> str:
    """Return a question under a heading that can be linked to."""
    options = "\n".join(_option(letter, o) for letter, o in zip("abcdefg", in_order(question), strict=False))
    return (
        f"#### {number}. {question.title} {{#check-{question.name}}}\n\n"
        f'<div class="check" data-search-exclude>\n<p>{escape(question.ask)}</p>\n{options}\n</div>'
    )


def _option(letter: str, option: Option) -> str:
    kind, verdict = ("right", "Right.") if option.right else ("wrong", "Not quite.")
    choice = f'<span class="letter">{letter}</span> {escape(shown(option))}'
    return (
        f'<details class="option {kind}"><summary>{choice}</summary>'
        f"<p><strong>{verdict}</strong> {escape(option.diagnosis)}</p></details>"
    )

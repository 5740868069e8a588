"""Set the self-check on paper: the questions without their answers, and the key to them."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import escape

from content.questions.question import Groups, Question


def as_worksheet(groups: Groups) -> str:
    """Return all questions to be answered with a pencil, numbered as on their page."""
    return _listed(groups, _asked)


def as_key(groups: Groups) -> str:
    """Return the right option of each question, and why it is right."""
    return _listed(groups, _answered)


def _listed(groups: Groups, item: Callable[[Question], str]) -> str:
    items = "\n".join(f"<li>{item(question)}</li>" for group in groups.values() for question in group)
    return f'<ol class="quiz" data-search-exclude>\n{items}\n</ol>'


def _asked(question: Question) -> str:
    options = " ".join(
        f'<span class="choice"><b>{letter}</b> {escape(option.shown)}</span>'
        for letter, option in question.lettered().items()
    )
    return f"{escape(question.ask)}<br>{options}"


def _answered(question: Question) -> str:
    ((letter, option),) = ((letter, option) for letter, option in question.lettered().items() if option.right)
    return f"<b>{letter}</b> {escape(option.shown)}. {escape(option.diagnosis)}"

"""Write the self-check for Moodle, in GIFT: https://docs.moodle.org/en/GIFT_format

A category a group, and every option with its diagnosis as feedback.
"""

from __future__ import annotations

from content.questions.question import Groups, Option, Question
from content.reuse import LICENCE, SITE, citation

_ESCAPED = str.maketrans({**{sign: f"\\{sign}" for sign in "\\~=#{}:"}, "\n": "\\n"})


def as_gift(groups: Groups) -> str:
    """Return all questions as one file."""
    blocks = [f"// {SITE}: the self-check, to import into Moodle as GIFT.\n// {LICENCE}\n// {citation()}"]
    for title, questions in groups.items():
        blocks.append(f"$CATEGORY: {SITE}/{title}")
        blocks += [_question(question) for question in questions]
    return "\n\n".join(blocks) + "\n"


def _question(question: Question) -> str:
    options = "\n".join(_option(option) for option in question.lettered().values())
    return f"::{_escaped(question.title)}::[plain]{_escaped(question.ask)} {{\n{options}\n}}"


def _option(option: Option) -> str:
    return f"{'=' if option.right else '~'}{_escaped(option.shown)}#{_escaped(option.diagnosis)}"


def _escaped(text: str) -> str:
    """Return text in which no sign has GIFT’s meaning."""
    return text.translate(_ESCAPED)

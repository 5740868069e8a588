"""The self-check: questions whose wrong options are mistakes that people make, each diagnosed.

One file a group, each nothing but data. Where numbers are asked for, the right option is what the package
counts, and a wrong one is a wrong formula applied to the same layer, so that whoever makes the mistake finds
the very number that came out. A page asks for all of them by `{{ selfcheck() }}`, a worksheet by
`{{ selfcheck_on_paper() }}`, its key by `{{ selfcheck_key() }}`.
"""

from __future__ import annotations

from content.questions import channels, idea, sizes, work
from content.questions.markdown import as_markdown
from content.questions.paper import as_key, as_worksheet

GROUPS = {part.TITLE: part.QUESTIONS for part in (idea, work, sizes, channels)}
"""The questions by what they are about, concepts first."""

QUESTIONS = tuple(question for group in GROUPS.values() for question in group)


def all_questions() -> str:
    """Return all questions as Markdown."""
    return as_markdown(GROUPS)


def on_paper() -> str:
    """Return all questions for a worksheet, without their answers."""
    return as_worksheet(GROUPS)


def key() -> str:
    """Return the key to the worksheet."""
    return as_key(GROUPS)

"""Set the self-check on a page. Options are `<details>`: they need no script, and the keyboard opens them."""

from __future__ import annotations

from itertools import count

from markupsafe import escape

from content.questions.question import Groups, Option, Question


def as_markdown(groups: Groups) -> str:
    """Return all questions under the headings of their groups, numbered throughout."""
    blocks: list[str] = []
    numbers = count(1)
    for title, questions in groups.items():
        blocks.append(f"### {title}")
        blocks += [_question(next(numbers), question) for question in questions]
    return "\n\n".join(blocks)


def _question(number: int, question: Question) -> str:
    """Return a question under a heading that can be linked to."""
    options = "\n".join(_option(letter, option) for letter, option in question.lettered().items())
    return (
        f"#### {number}. {question.title} {{#check-{question.name}}}\n\n"
        f'<div class="check" aria-live="polite" data-search-exclude>\n'
        f"<p>{escape(question.ask)}</p>\n{options}\n</div>"
    )


def _option(letter: str, option: Option) -> str:
    kind, verdict = ("right", "Right.") if option.right else ("wrong", "Not quite.")
    choice = f'<span class="letter">{letter}</span> {escape(option.shown)}'
    return (
        f'<details class="option {kind}"><summary>{choice}</summary>'
        f"<p><strong>{verdict}</strong> {escape(option.diagnosis)}</p></details>"
    )

"""The self-check: questions whose wrong options are mistakes that people make, each diagnosed.

The right option is what the package counts. A wrong one is a wrong formula applied to the same layer, so
that whoever makes the mistake finds the very number that came out. A page asks for all of them by
`{{ selfcheck() }}`.
"""

from __future__ import annotations

from selfcheck import shapes, wirings
from selfcheck.question import Question, as_markdown

QUESTIONS: tuple[Question, ...] = (
    wirings.receptive_field(),
    wirings.parameters(),
    wirings.locally_connected(),
    wirings.offsets(),
    wirings.still_saves(),
    wirings.multiply_adds(),
    wirings.flops(),
    shapes.output_size(),
    shapes.border(),
    shapes.torus(),
    wirings.like_for_like(),
    shapes.window(),
    shapes.second_layer(),
    wirings.pruning(),
    shapes.channel_table(),
    shapes.groups(),
    shapes.separable(),
    shapes.whole_image(),
)


def all_questions() -> str:
    """Return all questions as Markdown, numbered."""
    return "\n\n".join(as_markdown(number, question) for number, question in enumerate(QUESTIONS, start=1))

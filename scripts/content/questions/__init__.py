"""The self-check: questions whose wrong options are mistakes that people make, each diagnosed.

Where numbers are asked for, the right option is what the package counts, and a wrong one is a wrong formula
applied to the same layer, so that whoever makes the mistake finds the very number that came out. A page asks
for all of them by `{{ selfcheck() }}`.
"""

from __future__ import annotations

from content.questions import ideas, shapes, wirings
from content.questions.question import Question, as_markdown

GROUPS: dict[str, tuple[Question, ...]] = {
    "The idea": (
        ideas.saves_work(),
        ideas.equivariant(),
        ideas.locality(),
        wirings.pruning(),
    ),
    "Connections, weights, work": (
        wirings.receptive_field(),
        wirings.parameters(),
        wirings.locally_connected(),
        wirings.offsets(),
        wirings.still_saves(),
        wirings.multiply_adds(),
        wirings.flops(),
        wirings.like_for_like(),
    ),
    "Sizes and borders": (
        shapes.output_size(),
        shapes.border(),
        shapes.torus(),
        shapes.window(),
    ),
    "Channels": (
        shapes.second_layer(),
        shapes.channel_table(),
        shapes.groups(),
        shapes.separable(),
        shapes.whole_image(),
    ),
}
"""The questions by what they are about, concepts first."""

QUESTIONS = tuple(question for group in GROUPS.values() for question in group)


def all_questions() -> str:
    """Return all questions as Markdown, in their groups and numbered throughout."""
    blocks: list[str] = []
    number = 0
    for heading, group in GROUPS.items():
        blocks.append(f"### {heading}")
        for question in group:
            number += 1
            blocks.append(as_markdown(number, question))
    return "\n\n".join(blocks)

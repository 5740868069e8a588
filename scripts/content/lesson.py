"""A lesson on the question, for those who teach it: its steps, and what classes get wrong on the way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from markupsafe import escape

from content import presets
from content.layers import LAYERS
from content.questions import QUESTIONS
from content.questions.question import Question

LASTS = 45
"""Minutes, as in most schools."""


@dataclass(frozen=True)
class Step:
    """A part of the lesson: what stands on the projector, and what the class does."""

    name: str
    title: str
    minutes: int
    screen: str
    students: str


STEPS = (
    Step("guess", "The question, and a guess", 5, "The explorer, dense", "Vote: would sharing be enough?"),
    Step("cells", "A line is a cell", 7, "A line is a cell", "Draw one output’s row"),
    Step("sparse", "Take connections away", 7, "The explorer, sparse only", "Count lines, then weights"),
    Step("shared", "Share and stay dense", 9, "The explorer, shared only", "Count letters: the heart of it"),
    Step("both", "The answer, played", 7, "Play the argument, full screen", "Guess each step, vote again"),
    Step("ng", "Ng’s layer", 7, "The table of its four wirings", "Count it by hand"),
    Step("close", "One sentence to take home", 3, "The question about work", "Write the sentence"),
)

_BY_NAME = {step.name: step for step in STEPS}
_ENDS = dict(zip(_BY_NAME, accumulate(step.minutes for step in STEPS), strict=True))
_ASKED = {question.name: question for question in QUESTIONS}


def time(step: Step) -> str:
    """Say from which minute to which a step lasts.

    >>> time(STEPS[1])
    '5–12'
    """
    end = _ENDS[step.name]
    return f"{end - step.minutes}–{end}"


def heading(name: str) -> str:
    """Return a step's title with its minutes, and the name that it can be linked to by."""
    step = _BY_NAME[name]
    return f"{step.title}: minutes {time(step)} {{#{name}}}"


def minutes() -> int:
    """Return how long the lesson is."""
    return sum(step.minutes for step in STEPS)


def question(name: str) -> str:
    """Return a link to a question of the self-check."""
    return f"[{_ASKED[name].title}](questions.md#check-{name})"


def wrong(name: str) -> str:
    """Return what a class gets wrong in a question, and what happened there, to be unfolded."""
    asked = _ASKED[name]
    answers = [f"    - **{escape(o.shown)}**: {escape(o.diagnosis)}" for o in asked.options if not o.right]
    return "\n".join(
        [
            f'??? info "{asked.title}: what you will hear instead of {_right(asked)}"',
            "",
            f"    {escape(asked.ask)}",
            "",
            *answers,
        ]
    )


def mistakes(*names: str) -> str:
    """Return the wrong answers to some questions and their diagnoses, as a dictionary in Python."""
    lines = ["{"]
    for name in names:
        lines.append(f'    "{name}": {{')
        for option in _ASKED[name].options:
            if not option.right:
                diagnosis = json.dumps(option.diagnosis, ensure_ascii=False)
                lines.append(f"        {_literal(option.value)}: {diagnosis},")
        lines.append("    },")
    return "\n".join([*lines, "}"])


def call(name: str) -> str:
    """Return the Python that makes a named layer.

    >>> call("toy")
    'Conv(input_shape=(1, 8), out_channels=1, kernel_size=3)'
    """
    arguments = presets.arguments(LAYERS[name].layer).items()
    return f"Conv({', '.join(f'{key}={_tupled(value)!r}' for key, value in arguments)})"


def _right(asked: Question) -> str:
    (right,) = (option for option in asked.options if option.right)
    return f"“{right.shown}”" if isinstance(right.value, str) else right.shown


def _literal(value: object) -> str:
    return repr(float(value)) if isinstance(value, Fraction) else repr(value)


def _tupled(value: object) -> object:
    return tuple(map(_tupled, value)) if isinstance(value, list) else value

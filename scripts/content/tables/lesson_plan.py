"""What happens in which minute of the lesson?"""

from __future__ import annotations

from dataclasses import dataclass

from content import lesson
from write.tables import Link, column


@dataclass(frozen=True)
class Row:
    minutes: str = column("Minutes")
    step: Link = column("Step")
    screen: str = column("On the projector")
    students: str = column("The class")


def caption() -> str:
    return f"The lesson at a glance: {len(lesson.STEPS)} steps, {lesson.minutes()} minutes."


def rows() -> list[Row]:
    return [
        Row(lesson.time(step), Link(step.title, f"#{step.name}"), step.screen, step.students)
        for step in lesson.STEPS
    ]

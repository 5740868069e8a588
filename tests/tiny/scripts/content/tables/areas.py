"""What areas have the squares?"""

from __future__ import annotations

from dataclasses import dataclass

from truth import SIDES, area

from write.tables import column


@dataclass(frozen=True)
class Row:
    side: int = column("Side")
    area: int = column("Area")


def caption():
    return "Areas."


def rows():
    return [Row(side, area(side)) for side in SIDES]

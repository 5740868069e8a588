"""What the tiny site says."""

from __future__ import annotations


def names() -> dict[str, object]:
    from truth import SIDES, area

    return {"sides": SIDES, "largest": area(SIDES[-1])}


def files() -> dict[str, bytes]:
    return {"data/sides.txt": b"1 2 40\n"}


def remarks() -> list[str]:
    return []

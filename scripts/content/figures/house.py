"""Which room of this project imports from which?

Drawn from the sources: a room or an import that is new here has to be given its place.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from content.house import files, imports
from draw.sheet import Sheet
from write.tables import column


@dataclass(frozen=True)
class Room:
    """Where a room is drawn, in pixels, and what is said of it."""

    x: float
    y: float
    width: float
    kind: str
    words: str


HEIGHT = 80.0
HOUSE = {
    "build": Room(1, 62, 178, "how", "pages filled in, figures drawn,\nmistakes located"),
    "content": Room(206, 62, 193, "said", "the named layers; figures,\ntables, questions: a file each"),
    "draw": Room(192, 206, 142, "how", "palette, matrices,\nlines, kernels"),
    "write": Room(1, 350, 142, "how", "numbers, formulas\nand tables, as text"),
    "sparse_shared": Room(170, 350, 229, "true", "layers, counting, masking;\nnetworks, ONNX, experiments"),
}
ARROWS = {
    ("build", "write"): (38, 38),
    ("build", "draw"): (110, 206),
    ("content", "draw"): (290, 290),
    ("content", "write"): (222, 84),
    ("content", "sparse_shared"): (372, 372),
    ("draw", "write"): (206, 122),
    ("draw", "sparse_shared"): (272, 272),
}
"""Where an arrow leaves its room and where it arrives, for each import that may be."""


@dataclass(frozen=True)
class Row:
    room: str = column("Room")
    other: str = column("Imports from")
    files: int = column("Files that do")


def rows() -> list[Row]:
    return [Row(*pair, modules) for pair, modules in sorted(imports().items())]


def caption() -> str:
    return (
        "The rooms of this project, and whether what is in them is *true*, *said*, or *how* it is shown. "
        "**All arrows point down, to the room whose code is used: what is true uses nothing of what is said "
        "of it.**"
    )


def alt() -> str:
    said = "; ".join(f"{row.room} imports from {row.other} in {row.files} files" for row in rows())
    return f"Five boxes from top to bottom, joined by arrows that all point down. {said}."


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, HOUSE["sparse_shared"].y + HEIGHT + 2)
    sheet.title(0, 14, "Who imports from whom")
    sheet.note(0, 34, "An arrow: imports from. Its number: in how many files.")
    for (room, other), modules in sorted(imports().items()):
        start, end = ARROWS[room, other]
        top, bottom = HOUSE[room].y + HEIGHT, HOUSE[other].y
        sheet.arrow((start, top), (end, bottom - 1), color="ink")
        box = {"facecolor": "paper", "edgecolor": "none", "pad": 1.5}
        sheet.note(
            (start + end) / 2,
            (top + bottom) / 2 + 4,
            str(modules),
            ha="center",
            color="ink",
            bbox=box,
            zorder=4,
        )
    for name, place in HOUSE.items():
        _draw_room(sheet, name, place)


def _draw_room(sheet: Sheet, name: str, room: Room) -> None:
    true = room.kind == "true"
    style = {"edgecolor": "ink", "linewidth": 1.5} if true else {"edgecolor": "muted"}
    sheet.box(room.x, room.y, room.width, HEIGHT, facecolor="panel", zorder=3, **style)
    left, right = room.x + 10, room.x + room.width - 10
    sheet.title(left, room.y + 20, name, zorder=4)
    sheet.title(right, room.y + 20, room.kind, ha="right", color="accent", zorder=4)
    sheet.note(left, room.y + 39, room.words, zorder=4)
    sheet.note(left, room.y + 73, f"{files(name)} files", color="ink", zorder=4)

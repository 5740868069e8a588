"""What do the networks see? Two images from each of the four worlds."""

from __future__ import annotations

from matplotlib.figure import Figure

from content.experiments import WORLDS as NAMES
from content.experiments import protocol
from draw.sheet import Sheet
from draw.signed import draw_signed
from sparse_shared.experiments.study import WORLDS
from sparse_shared.experiments.worlds import CANVAS
from sparse_shared.experiments.worlds import draw as drawn

SIDE, GAP = 90.5, 12.0
SHOWN = (3, 6)
"""Which images of a world are shown, the same digits in each."""


def caption() -> str:
    return (
        f"The same two digits in the four worlds, on canvases of {protocol['canvas']}×{protocol['canvas']} "
        f"pixels. A digit is fixed in the middle, or moves among {protocol['places']} places. Clutter is "
        f"{protocol['fragments']} pieces of other digits, {protocol['fragment']}×{protocol['fragment']} "
        f"pixels each, behind it."
    )


def alt() -> str:
    training, _, _ = drawn(WORLDS[NAMES[0]], 0)
    first, second = (int(training.labels[i]) for i in SHOWN)
    return (
        f"Eight small images of the digits {first} and {second}: in the middle; in the middle among "
        f"fragments; in some corner or at some side; and there among fragments."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 215)
    for i, name in enumerate(NAMES):
        x = i * (SIDE + GAP)
        sheet.note(x, 12, name, color="ink")
        training, _, _ = drawn(WORLDS[name], 0)
        for j, shown in enumerate(SHOWN):
            canvas = training.x[shown].reshape(CANVAS, CANVAS)
            ink = (canvas - canvas.min()) / (canvas.max() - canvas.min())
            draw_signed(sheet, x, 21 + j * (SIDE + GAP), SIDE, ink)

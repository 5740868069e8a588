"""What does each switch change in accuracy: alone, and when the other one is on already?

The same square as for counts. In its corners are the four wirings, with what they weigh and how well they
do; on its sides is what one switch changes, seed by seed.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from content.experiments import SIZES, accuracy, agreement, headline, points, seeds
from content.wirings import SHORT
from draw.sheet import WIDTH, Sheet
from sparse_shared import Wiring
from sparse_shared.experiments.results import Sample
from write.numbers import decimal, integer
from write.tables import column

MARGIN = 2
BOX, TALL, DOWN = 150.0, 88.0, 228.0
"""A corner's width and height, and how far the lower ones are below the upper, in pixels."""


@dataclass(frozen=True)
class Row:
    switch: str = column("Switched on")
    before: str = column("Starting from")
    seed: int = column("Seed")
    change: float = column("Change of accuracy in percentage points")


def sides() -> list[tuple[str, Wiring, Sample]]:
    """Return each side of the square: what is switched on, what was there, and what it changes."""
    c = headline
    return [
        ("sparsity", Wiring.DENSE, c.sparsity.alone),
        ("sparsity", Wiring.SHARED, c.sparsity.after),
        ("sharing", Wiring.DENSE, c.sharing.alone),
        ("sharing", Wiring.SPARSE, c.sharing.after),
    ]


def rows() -> list[Row]:
    return [
        Row(switch, SHORT[start], seed, round(change, 6))
        for switch, start, sample in sides()
        for seed, change in enumerate(sample.values)
    ]


def caption() -> str:
    c = headline
    return (
        f"A moving digit among clutter, learned from {integer(SIZES[-1])} images: accuracy on new ones, "
        f"mean of {seeds} seeds. On the arrows, what a switch changes, in percentage points ± standard "
        f"error. **With weights shared already, sparsity still adds {decimal(c.sparsity.after.mean, 1)} "
        "points. Each switch does more after the other than alone.** Changes are rounded after they are "
        "taken."
    )


def alt() -> str:
    ends = "; ".join(
        f"{label}, {integer(headline[wiring].weights)} weights, {accuracy(headline[wiring].test)}"
        for wiring, label in SHORT.items()
    )
    changes = "; ".join(
        f"{switch} from {SHORT[start]} {points(sample)}, {agreement(sample)} seeds of that sign"
        for switch, start, sample in sides()
    )
    return f"A square of the four wirings: {ends}. Along its sides: {changes}."


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 316 + 2 * MARGIN)
    for wiring in SHORT:
        x, y = _corner(wiring)
        test = headline[wiring].test
        shared = Wiring.SHARED in wiring
        sheet.box(x, y, BOX, TALL, facecolor="panel", linewidth=0)
        sheet.title(x + 9, y + 21, SHORT[wiring])
        sheet.text(x + 9, y + 49, f"{accuracy(test)} right", fontsize=17, color="accent" if shared else "ink")
        sheet.note(x + 9, y + 71, f"{integer(headline[wiring].weights)} weights")
        sheet.box(x, y + TALL - 5, BOX, 5, facecolor="rule", linewidth=0)
        share = BOX * test.mean / 100
        sheet.box(x, y + TALL - 5, share, 5, facecolor="accent" if shared else "own", linewidth=0)
    for switch, start, change in sides():
        x, y = _corner(start)
        if switch == "sparsity":
            middle = x + BOX + (sheet.width - 2 * BOX) / 2
            sheet.note(middle, y + 18, switch, ha="center")
            sheet.arrow((x + BOX + 5, y + 26), (sheet.width - BOX - 5, y + 26), color="ink")
            _write(sheet, middle, y + 52, change, ha="center")
        else:
            sheet.arrow((x + 26, y + TALL + 5), (x + 26, sheet.height - TALL - 5), color="ink")
            sheet.note(x + 40, y + TALL + 31, switch)
            _write(sheet, x + 40, y + TALL + 57, change, ha="left")


def _corner(wiring: Wiring) -> tuple[float, float]:
    across = (WIDTH - BOX - 2 * MARGIN) * (Wiring.SPARSE in wiring)
    return MARGIN + across, MARGIN + DOWN * (Wiring.SHARED in wiring)


def _write(sheet: Sheet, x: float, y: float, change: Sample, ha: str) -> None:
    """Write a change in large figures, and its standard error below."""
    sign = "+" if change.mean > 0 else ""
    sheet.text(x, y, f"{sign}{decimal(change.mean, 1)}", ha=ha, fontsize=15, fontweight="bold")
    sheet.note(x, y + 20, f"± {decimal(change.error, 1)} points", ha=ha)

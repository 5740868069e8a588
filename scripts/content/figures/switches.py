"""What does each switch change in accuracy, in every setting that was tried?

One line for each setting, one dot for each arrow of the square: left of zero a switch was in the way.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from content.experiments import SIZES, WORLDS, points, seeds, trained, world
from draw.sheet import Sheet, plain
from sparse_shared.experiments.results import Comparison, Effect, Sample
from write.numbers import MINUS, integer
from write.tables import column

CONTROLS = {
    "anywhere": "any pixel, stride 2",
    "equal weights": "equal weights",
    "permuted": "pixels permuted",
    "dense readout, clutter": "dense readout",
    "small kernel, clutter": "kernel of 4",
    "dense readout": f"clean, {SIZES[1]}, dense readout",
    "small kernel": "clean, kernel of 4",
}
GROUPS = {
    **{name: [(integer(size), world(name, size)) for size in SIZES] for name in WORLDS},
    "moving, clutter, but": [(label, trained[name]) for name, label in CONTROLS.items()],
}


@dataclass(frozen=True)
class Row:
    setting: str = column("Setting")
    which: str = column("Images to learn from, or what is changed")
    switch: str = column("Switched on")
    after: str = column("Starting from")
    mean: float = column("Change of accuracy in percentage points, mean of the seeds")
    error: float = column("Standard error")
    agreeing: int = column("Seeds of that sign")


def rows() -> list[Row]:
    return [
        Row(group, which, switch, start, round(sample.mean, 6), round(sample.error, 6), sample.agreeing)
        for group, settings in GROUPS.items()
        for which, c in settings
        for switch, start, sample in _arrows(c)
    ]


def _arrows(c: Comparison) -> list[tuple[str, str, Sample]]:
    return [
        ("sparsity", "dense", c.sparsity.alone),
        ("sparsity", "shared only", c.sparsity.after),
        ("sharing", "dense", c.sharing.alone),
        ("sharing", "sparse only", c.sharing.after),
    ]


def caption() -> str:
    changes = [sample.mean for settings in GROUPS.values() for _, c in settings for *_, sample in _arrows(c)]
    worse = sum(change < 0 for change in changes)
    return (
        f"What each switch changes in accuracy, in percentage points: mean of {seeds} seeds, bars of one "
        f"standard error. Hollow: alone; full: after the other switch. The numbers on the left are images "
        f"learned from, {integer(SIZES[-1])} where there is none. **Of {len(changes)} changes {worse} are "
        f"for the worse.**"
    )


def alt() -> str:
    settings = [(f"{group} {which}", c) for group, members in GROUPS.items() for which, c in members]
    changes = "; ".join(
        f"{name}: sparsity {points(c.sparsity.alone)}, after sharing {points(c.sparsity.after)}, sharing "
        f"{points(c.sharing.alone)}, after sparsity {points(c.sharing.after)}"
        for name, c in settings
    )
    return (
        f"Two columns of dots, one for sparsity and one for sharing, with a line for each setting. {changes}."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 525)
    lines = sum(1.35 + len(settings) for settings in GROUPS.values())
    columns = {"sparsity": sheet.axes(158, 22, 106, 476), "sharing": sheet.axes(282, 22, 106, 476)}
    step = 476 / lines
    y = 0.5
    for group, settings in GROUPS.items():
        sheet.text(0, 22 + y * step + 5, group, fontweight="bold")
        y += 1
        for which, c in settings:
            sheet.note(8, 22 + y * step + 5, which)
            _dots(columns["sparsity"], y, c.sparsity)
            _dots(columns["sharing"], y, c.sharing)
            y += 1
        y += 0.35
    for title, ax in columns.items():
        ax.set(ylim=(lines, 0), xlim=(-18, 38), yticks=[], title="")
        ax.set_xticks((-15, 0, 15, 30), (f"{MINUS}15", "0", "+15", "+30"))
        plain(ax)
        ax.axvline(0, color="muted", linewidth=1.1, zorder=1)
        ax.xaxis.grid(True, linewidth=0.75)
        ax.spines["bottom"].set_visible(False)
        sheet.title(158 + 36 + 124 * (title == "sharing"), 14, title, ha="center")


def _dots(ax: Axes, y: float, effect: Effect) -> None:
    """Draw the mean and standard error of a switch alone, hollow, and after the other, full."""
    for sample, full in ((effect.alone, False), (effect.after, True)):
        ax.errorbar(
            sample.mean,
            y + (0.12 if full else -0.12),
            xerr=sample.error,
            fmt="o",
            markersize=5.5,
            color="accent",
            markerfacecolor="accent" if full else "paper",
            markeredgewidth=1.4,
            elinewidth=1.1,
            clip_on=False,
            zorder=3,
        )

"""Does a layer with fewer weights learn more from as many images?

Accuracy on new images against the number of images learned from, in four worlds. Grey and colour, solid and
dashed are the grammar of the matrices: grey has weights of its own, colour shares; a dashed line has
connections missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from content.experiments import SIZES, WORLDS, accuracy, protocol, seeds, world
from content.wirings import SHORT
from draw.sheet import Sheet, plain
from sparse_shared import Wiring
from sparse_shared.experiments.results import Run
from write.numbers import integer
from write.tables import column

STYLES: dict[Wiring, dict[str, Any]] = {
    Wiring.DENSE: {"color": "own", "linestyle": "-", "marker": "s"},
    Wiring.SPARSE: {"color": "own", "linestyle": (0, (3, 1.5)), "marker": "o"},
    Wiring.SHARED: {"color": "accent", "linestyle": "-", "marker": "s"},
    Wiring.CONV: {"color": "accent", "linestyle": (0, (3, 1.5)), "marker": "o"},
}
DODGE = {Wiring.DENSE: -0.03, Wiring.SPARSE: -0.01, Wiring.SHARED: 0.01, Wiring.CONV: 0.03}
"""How far a wiring's points stand aside, as a share of their place, so that bars can be told apart."""
CLASSES = 10
LARGE = WORLDS[-1]
SMALL_TITLES = ("fixed digit", "fixed, clutter", "moving digit")


@dataclass(frozen=True)
class Row:
    world: str = column("World")
    size: int = column("Images to learn from")
    wiring: str = column("Wiring")
    mean: float = column("Accuracy in per cent, mean of the seeds")
    low: float = column("Worst seed")
    high: float = column("Best seed")
    training: float = column("Accuracy on the images learned from, mean")
    rate: float = column("Learning rate")


def rows() -> list[Row]:
    return [
        _row(name, size, label, world(name, size)[wiring])
        for name in WORLDS
        for size in SIZES
        for wiring, label in SHORT.items()
    ]


def _row(name: str, size: int, label: str, run: Run) -> Row:
    mean, low, high, training = (
        round(value, 6) for value in (run.test.mean, run.test.low, run.test.high, run.training.mean)
    )
    return Row(name, size, label, mean, low, high, training, run.rate)


def caption() -> str:
    c = world(LARGE, SIZES[-1])
    return (
        f"Accuracy on {protocol['tests']} new images, against the number learned from; lines join the means "
        f"of {seeds} seeds, bars reach from the worst to the best. Grey: weights of their own; blue: "
        "shared; dashed: connections missing. **With clutter and a digit that moves, both at once leave "
        f"all others behind: {accuracy(c.conv.test)} against {accuracy(c.shared.test)} shared only. In "
        f"tidier worlds, with {integer(SIZES[-1])} images, one of them is enough, or none is needed.**"
    )


def alt() -> str:
    worlds = []
    for name in WORLDS:
        c = world(name, SIZES[-1])
        ends = ", ".join(f"{label} {accuracy(c[wiring].test)}" for wiring, label in SHORT.items())
        worlds.append(f"{name}: {ends}")
    return (
        f"Four plots of accuracy against {SIZES[0]} to {integer(SIZES[-1])} training images on a log axis. "
        f"With {integer(SIZES[-1])}: {'; '.join(worlds)}."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 455)
    sheet.title(0, 14, "moving digit, clutter")
    large = sheet.axes(46, 30, 250, 208)
    _draw_world(large, LARGE)
    for wiring, label in SHORT.items():
        large.annotate(
            label,
            (SIZES[-1], world(LARGE, SIZES[-1])[wiring].test.mean),
            xytext=(9, 0),
            textcoords="offset points",
            va="center",
            color="accent" if Wiring.SHARED in wiring else "muted",
            fontweight="bold" if wiring is Wiring.CONV else "normal",
            annotation_clip=False,
        )
    large.annotate(
        "guessing",
        (SIZES[-1], 100 / CLASSES),
        xytext=(9, 0),
        textcoords="offset points",
        va="center",
        color="muted",
    )
    for i, (name, title) in enumerate(zip(WORLDS[:3], SMALL_TITLES, strict=True)):
        x = 34 + 124 * i
        sheet.text(x, 292, title)
        ax = sheet.axes(x, 304, 108, 104)
        _draw_world(ax, name)
        if i:
            ax.tick_params(axis="y", labelleft=False)
    sheet.note(sheet.width / 2, 450, "images learned from, log scale", ha="center")


def _draw_world(ax: Axes, name: str) -> None:
    large = name == LARGE
    for wiring in SHORT:
        samples = [world(name, size)[wiring].test for size in SIZES]
        places = [size * (1 + DODGE[wiring] * (1 if large else 2)) for size in SIZES]
        style = STYLES[wiring]
        ax.plot(
            places,
            [sample.mean for sample in samples],
            linewidth=2 if large else 1.5,
            markersize=5 if large else 3.2,
            clip_on=False,
            **style,
        )
        ax.vlines(
            places,
            [sample.low for sample in samples],
            [sample.high for sample in samples],
            color=style["color"],
            linewidth=1,
            clip_on=False,
        )
    ax.axhline(100 / CLASSES, color="muted", linewidth=1, linestyle=":")
    ax.set(xscale="log", ylim=(0, 100), xlim=(SIZES[0] * 0.85, SIZES[-1] * 1.12))
    ax.set_xticks(SIZES, [integer(size) if large or size in SIZES[::2] else "" for size in SIZES])
    heights = range(0, 101, 20 if large else 50)
    ax.set_yticks(heights, [f"{height} %" if large and height == 100 else str(height) for height in heights])
    ax.minorticks_off()
    plain(ax)

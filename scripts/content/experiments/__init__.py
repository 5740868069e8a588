"""What the experiments found, and how it is written.

`results.json` is what ``make experiments`` wrote: nothing here runs an experiment.
"""

from __future__ import annotations

from pathlib import Path

from sparse_shared.experiments.results import Comparison, Sample, load
from write.numbers import decimal

FILE = Path(__file__).with_name("results.json")
FOUND = load(FILE)
SIZES = (30, 100, 300, 1000)
WORLDS = ("fixed", "fixed, clutter", "moving", "moving, clutter")
HEADLINE = "moving, clutter, 1000"
trained = FOUND.trained
headline = trained[HEADLINE]
shift = FOUND.shift
reach = FOUND.reach
seeds = len(FOUND.seeds)
protocol = FOUND.protocol
versions = FOUND.versions


def stale() -> str | None:
    """Return what to say if the code or the data has changed since the results were made."""
    if FOUND.stale():
        return f"{FILE.name}: made by other code or data than is there now: run `make experiments`"
    return None


def world(name: str, size: int) -> Comparison:
    """Return the four wirings in a world, trained on so many images."""
    return trained[f"{name}, {size}"]


def accuracy(sample: Sample) -> str:
    r"""Write the mean of an accuracy.

    >>> accuracy(Sample((70.0, 71.0)))
    '70.5\xa0%'
    """
    return f"{decimal(sample.mean, 1)}\N{NO-BREAK SPACE}%"


def points(sample: Sample) -> str:
    r"""Write a difference with its sign and standard error, in percentage points.

    >>> points(Sample((-2.0, -1.0, -3.0)))
    '−2.0\xa0±\xa00.6'
    """
    sign = "+" if sample.mean > 0 else ""
    return f"{sign}{decimal(sample.mean, 1)}\N{NO-BREAK SPACE}±\N{NO-BREAK SPACE}{decimal(sample.error, 1)}"


def agreement(sample: Sample) -> str:
    """Write how many seeds have the sign of the mean.

    >>> agreement(Sample((-2.0, 1.0, -3.0)))
    '2 of 3'
    """
    return f"{sample.agreeing} of {len(sample.values)}"

"""Run the study: every setting in all four wirings, on as many processes as there are cores."""

from __future__ import annotations

import multiprocessing
import os
import platform
import sys
from collections.abc import Iterable
from math import prod
from typing import Any

import numpy as np

from sparse_shared.counting import Wiring
from sparse_shared.experiments.results import key
from sparse_shared.experiments.shifting import BORDERS, error, reach
from sparse_shared.experiments.study import (
    CLUTTER,
    KERNEL,
    MAPS,
    PLACES,
    RATIO,
    SEARCHED,
    SEEDS,
    SETTINGS,
    STRIDE,
    WIRINGS,
    learned,
    measure,
)
from sparse_shared.experiments.training import BATCH, STEPS
from sparse_shared.experiments.worlds import CANVAS, FRAGMENT, SIDE, TEST, VALIDATION

SHOWN = "moving, clutter, 1000"
"""The setting whose learned weights are kept."""
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def run(names: Iterable[str] = tuple(SETTINGS), *, progress: bool = False) -> dict[str, Any]:
    """Train every wiring in the settings of these *names*, and shift images by one pixel.

    The outcome is the same however many processes share the work: each training has seeds of its own, and
    sums in one thread, in one order.

    Args:
        names: Which of the study's settings to train in.
        progress: Whether to say on standard error how far it has got.
    """
    tasks = [(name, wiring) for name in names for wiring in WIRINGS]
    trained: dict[str, dict[str, Any]] = {name: {} for name, _ in tasks}
    fields: dict[str, Any] = {}
    os.environ.update(dict.fromkeys(_THREADS, "1"))  # read by the processes below, as they load NumPy
    with multiprocessing.get_context("spawn").Pool() as pool:
        for done, (name, wiring, measured, shown) in enumerate(pool.imap(_task, tasks), start=1):
            label = _label(wiring)
            trained[name][label] = measured
            if shown:
                fields[label] = shown
            if progress:
                print(f"\r{done} of {len(tasks)}: {name}, {label}\033[K", end="", file=sys.stderr, flush=True)
    if progress:
        print(file=sys.stderr)
    return {
        "key": key(),
        "versions": {"numpy": np.__version__, "python": platform.python_version()},
        "seeds": list(SEEDS),
        "protocol": {
            "canvas": CANVAS,
            "digit": SIDE,
            "fragment": FRAGMENT,
            "fragments": CLUTTER,
            "places": len(PLACES) ** 2,
            "positions": prod(SETTINGS[SHOWN].layer(Wiring.CONV).output_shape[1:]),
            "maps": MAPS,
            "kernel": KERNEL,
            "stride": STRIDE,
            "steps": STEPS,
            "batch": BATCH,
            "searched": len(SEARCHED),
            "ratio": RATIO,
            "validation": VALIDATION,
            "tests": TEST,
        },
        "shift": {
            name: {_label(wiring): round(error(border, wiring), 12) for wiring in WIRINGS}
            for name, border in BORDERS.items()
        },
        "reach": {_label(wiring): reach(BORDERS["edge"], wiring) for wiring in WIRINGS},
        "trained": trained,
        "learned": fields,
    }


def _task(task: tuple[str, Wiring]) -> tuple[str, Wiring, dict[str, Any], Any]:
    name, wiring = task
    measured = measure(SETTINGS[name], wiring)
    shown = learned(SETTINGS[name], wiring, measured["rate"], SEEDS[0]) if name == SHOWN else None
    return name, wiring, measured, shown


def _label(wiring: Wiring) -> str:
    return str(wiring.name).lower()

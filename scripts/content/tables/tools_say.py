"""What do the tools that count layers print for one padded layer, and what have they counted?

What they printed was recorded by `tests/tools_say.py`, with versions and date, in the CSV of the same name.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from content.layers import LAYERS
from write.tables import column

LAYER = LAYERS["fastbook"]
EXACT, NOMINAL = LAYER.conv, LAYER.sparse_nominal
MEANINGS = {
    EXACT.multiply_adds: "exact",
    NOMINAL.multiply_adds: "nominal",
    NOMINAL.multiply_adds + EXACT.outputs: "nominal + biases",
    2 * NOMINAL.multiply_adds: "2 × nominal",
    2 * EXACT.multiply_adds + EXACT.outputs: "2 × exact + biases",
}
"""What a tool that prints a number must have counted."""

NAMES = {"keras": "Keras", "torch": "PyTorch", "jax": "XLA, by JAX"}


@dataclass(frozen=True)
class Row:
    tool: str = column("Tool")
    parameters: int | None = column("Parameters")
    work: int | None = column("Work")
    meaning: str = column("Which is", compared=True)
    word: str = column("In its words")


def caption() -> str:
    (run,) = {line["run"] for line in printed()}
    return (
        f"One layer, {LAYER.image} in, {LAYER.shape}, as the tools print it (run on {run}). *Exact* are "
        f"{EXACT.multiply_adds:,} multiply-adds, *nominal*, with the taps on zeros, "
        f"{NOMINAL.multiply_adds:,}; its {EXACT.outputs} outputs have a bias each."
    )


def printed() -> list[dict[str, str]]:
    """Return what was recorded, a line for each number."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows() -> list[Row]:
    return [_row(tool, list(lines)) for tool, lines in groupby(printed(), lambda line: line["tool"])]


def _row(tool: str, lines: list[dict[str, str]]) -> Row:
    parameters = next(_numbers(lines, work=False), None)
    work = next(_numbers(lines, work=True), None)
    last = lines[-1]
    return Row(
        f"{NAMES.get(tool, tool)} {last['version']}",
        parameters,
        work,
        MEANINGS[work] if work else "—",
        f"{last['word']}, by {last['call']}",
    )


def _numbers(lines: list[dict[str, str]], *, work: bool) -> Iterator[int]:
    """Return the numbers of a tool's lines that are parameters, or work."""
    for line in lines:
        if ("param" in line["word"].lower()) is not work:
            yield int(line["printed"])

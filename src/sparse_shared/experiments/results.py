"""Read what the experiments found, without running them and without NumPy.

Results are made by one version of the code and the data, and its key is kept with them. When the key of
what is there now is another, the results are stale.
"""

from __future__ import annotations

import ast
import hashlib
import io
import json
import tokenize
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb, sqrt
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from sparse_shared.counting import Wiring

_HERE = Path(__file__).parent
_DECIDING = ("network.py", "training.py", "worlds.py", "shifting.py", "study.py", "running.py")
"""The modules on which results depend, besides the weight index."""


@dataclass(frozen=True)
class Sample:
    """One number a seed: accuracies in per cent, or differences between them in percentage points."""

    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean over the seeds."""
        return fmean(self.values)

    @property
    def deviation(self) -> float:
        """The standard deviation from seed to seed."""
        return stdev(self.values)

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return self.deviation / sqrt(len(self.values))

    @property
    def low(self) -> float:
        """The worst seed."""
        return min(self.values)

    @property
    def high(self) -> float:
        """The best seed."""
        return max(self.values)

    @property
    def agreeing(self) -> int:
        """How many seeds have the sign of the mean."""
        return sum(value * self.mean > 0 for value in self.values)

    @property
    def chance(self) -> float:
        """How likely at least so many seeds agree if either sign is as likely: the sign test.

        Examples:
            >>> Sample((1.0, 2.0, 0.5, 3.0, 1.5)).chance == 2 / 2**5
            True
        """
        seeds = len(self.values)
        tail = sum(comb(seeds, k) for k in range(self.agreeing, seeds + 1))
        return min(1.0, tail / 2.0 ** (seeds - 1))

    def __sub__(self, other: Sample) -> Sample:
        """Return the difference seed by seed."""
        return Sample(tuple(a - b for a, b in zip(self.values, other.values, strict=True)))


@dataclass(frozen=True)
class Run:
    """One wiring in one setting: its weights, the learning rate, and accuracies in per cent."""

    weights: int
    rate: float
    test: Sample
    training: Sample


@dataclass(frozen=True)
class Effect:
    """What one switch changes in the test, in percentage points, seed by seed."""

    alone: Sample
    after: Sample
    """When the other switch is on already."""


@dataclass(frozen=True)
class Comparison:
    """The four wirings in one setting."""

    dense: Run
    sparse: Run
    shared: Run
    conv: Run

    def __getitem__(self, wiring: Wiring) -> Run:
        """Return the run of a wiring."""
        run: Run = getattr(self, str(wiring.name).lower())
        return run

    @property
    def sparsity(self) -> Effect:
        """What taking connections away changes: alone, and with weights shared already."""
        return Effect(self.sparse.test - self.dense.test, self.conv.test - self.shared.test)

    @property
    def sharing(self) -> Effect:
        """What sharing weights changes: alone, and with connections taken away already."""
        return Effect(self.shared.test - self.dense.test, self.conv.test - self.sparse.test)

    @property
    def together(self) -> Sample:
        """By how much both switches do more than the sum of what each does alone."""
        return self.sparsity.after - self.sparsity.alone


@dataclass(frozen=True)
class Results:
    """All that was found.

    Attributes:
        key: The key of the code and data that made it.
        versions: Of the libraries that made it.
        seeds: The seeds, one for each value of a sample.
        protocol: The numbers that describe how it was done, by name.
        trained: The four wirings, by the name of the setting.
        shift: How far a shifted output is from the output of the shifted image, by border and wiring.
        reach: How many outputs depend on one pixel, at least and at most, by wiring.
        learned: Three positions of one map, by wiring: weights on the canvas, from −127 to 127.
    """

    key: str
    versions: Mapping[str, str]
    seeds: Sequence[int]
    protocol: Mapping[str, int]
    trained: Mapping[str, Comparison]
    shift: Mapping[str, Mapping[str, float]]
    reach: Mapping[str, Sequence[int]]
    learned: Mapping[str, Sequence[Sequence[Sequence[int]]]]

    def stale(self) -> bool:
        """Say whether the code or the data has changed since."""
        return self.key != key()


def load(file: Path) -> Results:
    """Read the results from the file that ``python -m sparse_shared.experiments`` wrote."""
    content = json.loads(file.read_text(encoding="utf-8"))
    trained = {
        name: Comparison(**{wiring: _run(run) for wiring, run in wirings.items()})
        for name, wirings in content.pop("trained").items()
    }
    return Results(trained=trained, **content)


def _run(run: dict[str, Any]) -> Run:
    test, training = (Sample(tuple(100 * share for share in run[kind])) for kind in ("test", "training"))
    return Run(run["weights"], run["rate"], test, training)


def as_json(content: Mapping[str, Any], depth: int = 3, indent: str = "") -> str:
    """Write results as JSON, with a line for each wiring of a setting.

    Examples:
        >>> print(as_json({"a": {"b": [1, 2]}, "c": 3}, depth=2), end="")
        {
         "a": {
          "b": [1, 2]
         },
         "c": 3
        }
    """
    inner = indent + " "
    lines = [
        f"{inner}{json.dumps(name)}: "
        + (
            as_json(value, depth - 1, inner)
            if isinstance(value, Mapping) and depth > 1
            else json.dumps(value)
        )
        for name, value in content.items()
    ]
    text = "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    return text if indent else text + "\n"


def key() -> str:
    """Return the key of all that decides the results: the experiments' code, their data, the weight indices.

    It is the indices that the rest of the package contributes, so they are part of the key themselves: a
    change to it that leaves them as they were leaves the results as they were. So does one to what only
    people read, and lines may end in any way.
    """
    from sparse_shared.experiments.shifting import BORDERS  # only here, for they import NumPy
    from sparse_shared.experiments.study import SETTINGS, WIRINGS
    from sparse_shared.experiments.worlds import DIGITS
    from sparse_shared.masking import weight_index

    digest = hashlib.sha256(DIGITS.read_bytes())
    for name in _DECIDING:
        digest.update(_code((_HERE / name).read_text(encoding="utf-8")).encode())
    for wiring in WIRINGS:
        layers = [setting.layer(wiring) for setting in SETTINGS.values()]
        layers += [border.layer for border in BORDERS.values()]
        for layer in dict.fromkeys(layers):
            digest.update(weight_index(layer, wiring).astype("<i8").tobytes())
    return digest.hexdigest()[:24]


def _code(source: str) -> str:
    """Return the lines of a module without docstrings, comments and what is blank.

    Examples:
        >>> _code("x = 1  # one\\n\\n\'\'\'Words.\'\'\'\\n# More.\\ny = '# 2'\\n")
        "x = 1\\ny = '# 2'"
    """
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            first, last = node.lineno - 1, node.end_lineno or node.lineno
            lines[first:last] = [""] * (last - first)
    return "\n".join(line.rstrip() for line in lines if line.strip())

"""A figure of a report: the weights of every layer under each of the four wirings, on a log scale."""

from __future__ import annotations

from math import ceil, floor, log10
from pathlib import Path

from sparse_shared.command.rows import WIRINGS, Report

_LOOKS = {
    "dense": ("#1c2028", "s"),
    "sparse only": ("#0a6ebd", "o"),
    "shared only": ("#c2410c", "D"),
    "both": ("#7a3ea8", "v"),
}
_NAMED = 60
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def save(report: Report, path: str) -> None:
    """Draw a report into a file.

    Args:
        report: What is drawn.
        path: Where to; the ending says how: .svg, .pdf or .png.

    Raises:
        ImportError: Matplotlib is not installed.
        ValueError: No layer has weights.
        OSError: The file cannot be written.
    """
    try:
        import matplotlib
        from matplotlib.figure import Figure
        from matplotlib.ticker import NullFormatter
    except ImportError:
        raise ImportError(
            "--figure draws with the package Matplotlib: pip install 'sparse-shared[figure]'"
        ) from None

    rows = [row for row in report.rows if any(row.weights.values())]
    if not rows:
        raise ValueError(f"--figure {path}: expected a layer with weights to draw, and there is none")
    named = len(rows) <= _NAMED
    height = 1.6 + (0.24 * len(rows) if named else 9)
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(
            {"svg.hashsalt": report.title, "svg.fonttype": "none", "text.parse_math": False}
        )
        figure = Figure(figsize=(9, height), layout="constrained")
        axes = figure.add_subplot()
        places = list(range(len(rows)))
        ends = [[float(n) for n in row.weights.values() if n] for row in rows]
        axes.hlines(places, [min(n) for n in ends], [max(n) for n in ends], color="#b9bec8", linewidth=0.8)
        for wiring in WIRINGS:
            colour, marker = _LOOKS[wiring]
            values = [float(row.weights[wiring]) or float("nan") for row in rows]
            label = f"{wiring}: {report.weights(wiring):,} weights"
            axes.plot(values, places, marker=marker, color=colour, label=label, markersize=5, linestyle="")
        axes.set_xscale("log")
        least, most = log10(min(map(min, ends))), log10(max(map(max, ends)))
        axes.set_xlim(10.0 ** floor(least - 0.1), 10.0 ** ceil(most + 0.1))
        axes.xaxis.set_major_formatter(
            lambda value, place: f"10{str(round(log10(value))).translate(_RAISED)}"
        )
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_yticks(places if named else [], [_shortened(row.name) for row in rows] if named else [])
        axes.set_ylabel("" if named else f"{len(rows)} layers, the first on top")
        axes.set_xlabel("weights (log scale)")
        axes.grid(axis="x", color="#d5d8de", linewidth=0.6)
        axes.set_axisbelow(True)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        figure.suptitle(_shortened(report.title, 90))
        figure.legend(loc="outside lower center", ncols=2, frameon=False)
        metadata = {".svg": {"Date": None, "Creator": None}, ".pdf": {"CreationDate": None}}
        figure.savefig(path, metadata=metadata.get(Path(path).suffix.lower(), {}), dpi=200)


def _shortened(name: str, most: int = 36) -> str:
    return name if len(name) <= most else name[: most // 3] + "…" + name[-(most - most // 3 - 1) :]

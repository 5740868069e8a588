"""The ways to write a report: for a terminal, as CSV, as Markdown, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sparse_shared.command.rows import WIRINGS, Report, Row

TYPE_CHECKING = False  # see sparse_shared/__init__
if TYPE_CHECKING:
    from typing import Any

WIDTH = 80
_NUMBER = 9
_STEPS = tuple((letter, 10 ** (6 + 3 * i)) for i, letter in enumerate("MGTPEZY"))
_STEPS_IN_WORDS = "M: million, G: thousand million, T: million million, and so on"


def as_table(report: Report) -> str:
    """Write a report for a terminal of 80 columns.

    Examples:
        >>> from sparse_shared import Conv
        >>> from sparse_shared.command.rows import one_layer
        >>> print(as_table(one_layer(Conv((1, 10, 10), 1, 3))))
        1×10×10 to 1×8×8
        <BLANKLINE>
        weights
                                  dense sparse only shared only      both
        layer            Conv     6,400         576         289         9
        <BLANKLINE>
        sparsity alone:             11.1 times fewer weights
        sparsity after sharing:     32.1 times fewer weights
        sharing alone:              22.1 times fewer weights
        sharing after sparsity:     64.0 times fewer weights
        both:                        711 times fewer weights
        <BLANKLINE>
        10 values are trained: 9 weights, 1 bias
        576 connections, so as many multiply-adds an input
    """
    return "\n".join(_table_lines(report))


def _table_lines(report: Report) -> Iterator[str]:
    yield from _wrapped(report.title)
    yield ""
    if report.rows:
        yield from _weights(report)
    else:
        yield "No layer in it has weights."
    yield ""
    yield from _account(report)
    for note in report.notes:
        yield from _wrapped(note)


def _weights(report: Report) -> Iterator[str]:
    """Say what each layer weighs under each wiring, and what each step saves."""
    headings = list(WIRINGS)
    widths = [max(_NUMBER, len(heading)) for heading in headings]
    ops = max([len(row.op) for row in report.rows] + [4])
    ops = min(ops, 16)
    marks = [row for row in report.rows if row.mark]
    room = WIDTH - ops - sum(widths) - len(widths) - 1 - 2 * bool(marks)
    names = min(room, max([len(row.name) for row in report.rows] + [len("all layers"), 16]))
    yield "weights"
    yield " " * (names + 1 + ops) + _cells(headings, widths)
    for row in report.rows:
        cells = [_short(row.weights[wiring]) for wiring in WIRINGS]
        start = f"{_fit(row.name, names):{names}} {_fit(row.op, ops):{ops}}"
        yield start + _cells(cells, widths) + _marked(row)
    if len(report.rows) != 1:
        cells = [_short(report.weights(wiring)) for wiring in WIRINGS]
        yield f"{'all layers':{names + 1 + ops}}" + _cells(cells, widths)
    if any(report.weights(wiring) >= 10**7 for wiring in WIRINGS):
        yield ""
        longest = max(len(f"{report.weights(wiring):,}") for wiring in WIRINGS)
        for wiring in WIRINGS:
            yield f"{wiring + ':':13}{report.weights(wiring):>{longest},}"
        yield f"({_STEPS_IN_WORDS})"
    if marks or any(row.weights["both"] > row.weights["sparse only"] > 0 for row in report.rows):
        yield ""
        if any(row.mark != "fixed" for row in marks):
            yield "= uses the weights of an earlier layer again: they count once, unless nothing is shared"
        if any(row.mark == "fixed" for row in marks):
            yield "* is not trained, so it has no weights here; its connections count"
        if any(row.weights["both"] > row.weights["sparse only"] > 0 for row in report.rows):
            yield "A kernel stores taps, too, that reach no input: then both is more than sparse only."
    yield ""
    for step, factor in report.factors():
        yield f"{step + ':':24}{_times(factor)} weights"


def _account(report: Report) -> Iterator[str]:
    """Say where every value belongs."""
    trained = report.trained
    if not report.stored:
        parts = ", ".join(f"{n:,} {_singular(what) if n == 1 else what}" for what, n in trained.items() if n)
        yield from _wrapped(f"{report.trainable:,} values are trained: {parts or 'none'}")
    else:
        longest = max(len(f"{report.stored:,}"), 1)
        for what, n in trained.items():
            yield f"{n:>{longest},}  {what}"
        yield f"{report.trainable:>{longest},}  trained values"
        for what, n in report.untrained.items():
            yield f"{n:>{longest},}  {what}"
        yield f"{report.stored:>{longest},}  values in all, each counted once"
        yield ""
    yield f"{report.as_it_is['connections']:,} connections, so as many multiply-adds an input"
    if report.products:
        yield f"{report.products:,} multiply-adds more, of two computed values"


def _wrapped(text: str) -> list[str]:
    """Return a text in lines that fit."""
    if len(text) <= WIDTH:
        return [text]
    import textwrap

    return textwrap.wrap(text, WIDTH)


def _singular(what: str) -> str:
    return {"weights": "weight", "biases": "bias"}.get(what, what)


def _cells(cells: list[str], widths: list[int]) -> str:
    return "".join(f" {cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def _marked(row: Row) -> str:
    return "" if not row.mark else " *" if row.mark == "fixed" else " ="


def _fit(name: str, width: int) -> str:
    """Shorten a name in the middle: its end tells it apart, its beginning says where it is."""
    if len(name) <= width:
        return name
    end = (width - 1) * 2 // 3
    return name[: width - 1 - end] + "…" + name[len(name) - end :]


def _short(number: int) -> str:
    """Write a number in at most nine characters, exactly below ten million.

    Examples:
        >>> [_short(n) for n in (9_999_999, 10_000_000, 2_596_938_399_744, 10**40)]
        ['9,999,999', '10.00 M', '2.597 T', '1.0e+40']
    """
    if number < 10**7:
        return f"{number:,}"
    for letter, step in _STEPS:
        value = number / step
        if value < 999.95:
            return f"{value:.{3 if value < 9.9995 else 2 if value < 99.995 else 1}f} {letter}"
    return f"{float(number):.1e}" if number < 10**300 else "very many"


def _times(factor: float) -> str:
    """Write a factor in words.

    Examples:
        >>> _times(13 / 3), _times(4 / 5), _times(1)
        ('    4.33 times fewer', '    1.25 times more', '       1 times as many')
    """
    if factor == 1:
        return f"{1:>8} times as many"
    value = factor if factor > 1 else 1 / factor
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:>8,.{digits}f} times {'fewer' if factor > 1 else 'more'}"


def as_records(report: Report) -> list[dict[str, Any]]:
    """Return a report's rows as plain data, under the names that the JSON has."""
    return [_record(row) for row in report.rows]


def _record(row: Row) -> dict[str, Any]:
    layer, axes = row.layer, row.layer.axes
    transposed = layer.transposed  # then given as the convolution that it mirrors
    record: dict[str, Any] = {
        "name": row.name,
        "op": row.op,
        "in": list(layer.output_shape if transposed else layer.input_shape),
        "out": list(layer.input_shape if transposed else layer.output_shape),
        "kernel": [axis.kernel_size for axis in axes],
        "stride": [axis.stride for axis in axes],
        "pads": [[axis.before, axis.after] for axis in axes],
        "padding_mode": "circular" if any(axis.circular for axis in axes) else "zeros",
        "dilation": [axis.dilation for axis in axes],
        "group": layer.groups,
        "connections": row.counts.connections,
        "weights": row.counts.weights,
        "biases": row.counts.biases,
        **_keyed(row.weights),
    }
    if layer.channel_mask is not None:
        record["channel_mask"] = layer.channel_mask
    if transposed:
        record["transposed"] = True
    if row.mark == "fixed":
        record["fixed"] = True
    elif row.mark:
        record["again"] = row.mark
    return record


def as_json(report: Report) -> str:
    """Write a report as JSON: exact integers, shapes channels first and without a batch."""
    import json

    totals = {
        **report.as_it_is,
        **_keyed({wiring: report.weights(wiring) for wiring in WIRINGS}),
        "products": report.products,
        "untrained": sum(report.untrained.values()),
        "stored": report.stored or report.trainable,
        "factors": _keyed(dict(report.factors())),
    }
    whole = {
        "title": report.title,
        "trainable": report.trainable,
        "other": {**report.other, **report.untrained},
        "untrained": list(report.untrained),
        "layers": as_records(report),
        "totals": totals,
        "notes": list(report.notes),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _keyed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by their names as JSON has them, without spaces."""
    return {name.replace(" ", "_"): value for name, value in values.items()}


_COLUMNS = (
    "layer",
    "op",
    "in",
    "out",
    "kernel",
    "stride",
    "pads",
    "padding mode",
    "dilation",
    "groups",
    "connections",
    "weights",
    "biases",
    *WIRINGS,
)


def as_csv(report: Report) -> str:
    """Write a report as CSV: a line a layer and one for all."""
    import csv
    import io

    file = io.StringIO()
    writer = csv.DictWriter(file, _COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row, record in zip(report.rows, as_records(report), strict=True):
        cells = {name: record[name] for name in ("op", "connections", "weights", "biases")}
        cells |= {name: _by(record[name]) for name in ("in", "out", "kernel", "stride", "dilation")}
        cells["layer"] = record["name"]
        cells["pads"] = _by(f"{before}+{after}" for before, after in record["pads"])
        cells["padding mode"] = record["padding_mode"]
        cells["groups"] = record["group"]
        writer.writerow(cells | dict(row.weights))
    totals = {wiring: report.weights(wiring) for wiring in WIRINGS}
    writer.writerow({"layer": "all layers", **report.as_it_is, **totals})
    return file.getvalue().removesuffix("\n")


def _by(sizes: Iterable[object]) -> str:
    return "x".join(map(str, sizes))


def as_markdown(report: Report) -> str:
    """Write a report as a Markdown table, with the factors in a list."""
    headings = ["layer", "op", *WIRINGS]
    lines = [f"| {' | '.join(headings)} |", "| --- | --- |" + " ---: |" * len(WIRINGS)]
    for row in report.rows:
        numbers = " | ".join(f"{row.weights[wiring]:,}" for wiring in WIRINGS)
        lines.append(f"| {_escaped(row.name)} | {_escaped(row.op)} | {numbers} |")
    if len(report.rows) != 1:
        lines.append(f"| all layers |  | {' | '.join(f'{report.weights(wiring):,}' for wiring in WIRINGS)} |")
    lines.append("")
    lines.extend(f"- {step}: {_times(factor).strip()} weights" for step, factor in report.factors())
    lines.extend(f"\n{note}" for note in report.notes)
    return "\n".join([f"**{_escaped(report.title)}**", "", *lines])


def _escaped(name: str) -> str:
    return "".join(f"\\{c}" if c in "\\|`*_{}[]<>#" else c for c in name)

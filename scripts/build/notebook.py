"""Make Jupyter notebooks of a text in which they can be read and edited: Markdown, whose Python are cells.

A block that begins with three backticks and `python` is a cell of code, what stands between is one of
words. A block `python task` is for those who solve it and `python solution` for those who look it up, so one
text makes two notebooks; `python aside` is folded away, where that is possible. Neither notebook holds an
output: what a cell gives is seen when it is run.
"""

from __future__ import annotations

import json
import re
from typing import Any

ENDING = ".cells"
"""What the name of such a text ends in."""

_BLOCK = re.compile(r"^```python(?: (task|solution|aside))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def notebooks(path: str, text: str) -> dict[str, bytes]:
    """Return the notebook for those who solve it and the one that is solved, by their paths."""
    stem = path.removesuffix(ENDING)
    return {
        f"{stem}.ipynb": _notebook(text, leave_out="solution"),
        f"{stem}-solution.ipynb": _notebook(text, leave_out="task"),
    }


def _notebook(text: str, leave_out: str) -> bytes:
    """Return the file of a notebook, in format 4.5, without the cells of one kind."""
    words, *rest = _BLOCK.split(text)
    cells = [_cell("markdown", words)]
    for kind, code, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        if kind != leave_out:
            cells.append(_cell("code", code, folded=kind == "aside"))
        cells.append(_cell("markdown", after))
    written = {
        "cells": [{"id": f"cell-{n}", **cell} for n, cell in enumerate(c for c in cells if c["source"])],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode()


def _cell(kind: str, source: str, *, folded: bool = False) -> dict[str, Any]:
    metadata = {"jupyter": {"source_hidden": True}} if folded else {}
    cell = {"cell_type": kind, "metadata": metadata, "source": source.strip("\n").splitlines(True)}
    return cell | {"execution_count": None, "outputs": []} if kind == "code" else cell

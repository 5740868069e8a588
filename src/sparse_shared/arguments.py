"""Check what a caller hands in, and say in one sentence what is wrong with it.

Every message restates the argument's name and value and says what was expected, so that it can be
mended without reading this source. A value of the wrong kind raises ``TypeError``, one of the right
kind that makes no sense raises ``ValueError``. Nothing is coerced: ``5.0`` and ``True`` are not 5.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from numbers import Integral
from typing import Any


def integer(name: str, value: object, minimum: int) -> int:
    """Return ``value`` as a Python int, refusing what is no integer or is below ``minimum``.

    >>> integer("stride", 2, minimum=1)
    2
    >>> integer("stride", 0, minimum=1)
    Traceback (most recent call last):
    ValueError: stride=0: expected an integer of at least 1
    """
    expected = f"expected an integer of at least {minimum}"
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(f"{name}={value!r}: {expected}, not {type(value).__name__}")
    if value < minimum:
        raise ValueError(f"{name}={value!r}: {expected}")
    return operator.index(value)


def sequence(name: str, value: object, expected: str) -> tuple[Any, ...]:
    """Return ``value`` as a tuple, refusing strings and what has no order or is gone once read."""
    items = _as_list(value)
    if isinstance(items, (str, bytes)) or not isinstance(items, Sequence):
        raise TypeError(f"{name}={value!r}: expected {expected}, not {type(value).__name__}")
    return tuple(items)


def per_axis(name: str, value: object, axes: int, minimum: int) -> tuple[int, ...]:
    """Return one int a spatial axis: an int stands for all axes, a sequence must have ``axes`` items.

    >>> per_axis("kernel_size", 3, axes=2, minimum=1)
    (3, 3)
    >>> per_axis("kernel_size", (1, 2), axes=2, minimum=1)
    (1, 2)
    """
    if isinstance(value, Integral):
        return (integer(name, value, minimum),) * axes
    expected = f"an int, or {axes} of them (one a spatial axis)"
    values = sequence(name, value, expected)
    if len(values) != axes:
        raise ValueError(f"{name}={value!r}: expected {expected}, not {len(values)}")
    return tuple(integer(f"{name}[{i}]", item, minimum) for i, item in enumerate(values))


def choice(name: str, value: object, allowed: tuple[str, ...]) -> str:
    """Return ``value`` if it is one of the ``allowed`` strings."""
    if not isinstance(value, str):
        raise TypeError(f"{name}={value!r}: expected one of {allowed}, not {type(value).__name__}")
    if value not in allowed:
        raise ValueError(f"{name}={value!r}: expected one of {allowed}")
    return value


def bool_table(name: str, value: object, rows: int, columns: int) -> tuple[tuple[bool, ...], ...]:
    """Return ``value`` (nested sequences or a NumPy array) as a tuple of rows of bools."""
    expected = f"a table of bools of shape ({rows}, {columns})"
    table = tuple(sequence(name, row, expected) for row in sequence(name, value, expected))
    shape = f"{len(table)} rows of {sorted({len(row) for row in table})} columns"
    if len(table) != rows or any(len(row) != columns for row in table):
        raise ValueError(f"{name} has {shape}: expected {expected}")
    table = tuple(tuple(_as_list(cell) for cell in row) for row in table)
    for i, row in enumerate(table):
        for j, cell in enumerate(row):
            if not isinstance(cell, bool):
                raise TypeError(f"{name}[{i}][{j}]={cell!r}: expected {expected}")
    return table


def _as_list(value: object) -> object:
    """Return NumPy's arrays and scalars as plain Python objects, and anything else as it is."""
    return value.tolist() if hasattr(value, "tolist") else value

"""Check what a caller hands in, and say in one sentence what is wrong with it.

Every message restates the argument's name and value and says what was expected, so that it can be
mended without reading this source. A value of the wrong kind raises ``TypeError``, one of the right
kind that makes no sense raises ``ValueError``. Nothing is coerced: ``5.0`` and ``True`` are not 5.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from numbers import Integral

TYPE_CHECKING = False  # see sparse_shared/__init__
if TYPE_CHECKING:
    from typing import Any

INTEGRAL = (int, Integral)
"""What counts as an integer. Python's own comes first: to ask an abstract class takes ten times as long."""
READING = "input_shape is (channels, *spatial), channels first, no batch"
"""What a message adds where a shape that was meant otherwise may be what is wrong."""


def integer(name: str, value: object, minimum: int, note: str = "") -> int:
    """Return ``value`` as a Python int, refusing what is no integer or is below ``minimum``.

    A ``note`` ends the message.

    >>> integer("stride", 2, minimum=1)
    2
    >>> integer("stride", 0, minimum=1)
    Traceback (most recent call last):
    ValueError: stride=0: expected an integer of at least 1
    """
    if isinstance(value, bool) or not isinstance(value, INTEGRAL):
        kind = type(value).__name__
        raise TypeError(f"{name}={value!r}: expected an integer of at least {minimum}, not {kind}{note}")
    if value < minimum:
        raise ValueError(f"{name}={value!r}: expected an integer of at least {minimum}{note}")
    return operator.index(value)


def sequence(name: str, value: object, expected: str) -> tuple[Any, ...]:
    """Return ``value`` as a tuple, refusing strings and what has no order or is gone once read."""
    items = _as_list(value)
    if isinstance(items, (str, bytes)) or not isinstance(items, (tuple, Sequence)):
        raise TypeError(f"{name}={value!r}: expected {expected}, not {type(value).__name__}")
    return tuple(items)


def shape(name: str, value: object) -> tuple[int, ...]:
    """Return the shape of what a layer reads as a tuple of ints: channels and one to three sizes.

    >>> shape("input_shape", [3, 32, 32])
    (3, 32, 32)
    >>> shape("input_shape", (8, 3, 32, 32, 32))
    Traceback (most recent call last):
    ValueError: input_shape=(8, 3, 32, 32, 32): expected (channels, *spatial), channels first, no batch, \
with 1, 2 or 3 spatial axes, so 2 to 4 sizes, not 5
    """
    expected = "(channels, *spatial), channels first, no batch"
    sizes = sequence(name, value, expected)
    if not 2 <= len(sizes) <= 4:
        raise ValueError(
            f"{name}={value!r}: expected {expected}, with 1, 2 or 3 spatial axes, "
            f"so 2 to 4 sizes, not {len(sizes)}"
        )
    return tuple(integer(f"{name}[{i}]", size, 1, f"; {READING}") for i, size in enumerate(sizes))


def per_axis(name: str, value: object, axes: int, minimum: int) -> tuple[int, ...]:
    """Return one int a spatial axis: an int stands for all axes, a sequence must have ``axes`` items.

    >>> per_axis("kernel_size", 3, axes=2, minimum=1)
    (3, 3)
    >>> per_axis("kernel_size", (1, 2), axes=2, minimum=1)
    (1, 2)
    """
    if isinstance(value, INTEGRAL):
        return (integer(name, value, minimum),) * axes
    expected = f"an int, or {one_each(axes, 'int')}"
    values = sequence(name, value, expected)
    if len(values) != axes:
        raise ValueError(f"{name}={value!r}: expected {expected}, not {len(values)}; {READING}")
    return tuple(integer(f"{name}[{i}]", item, minimum) for i, item in enumerate(values))


def one_each(axes: int, *kinds: str) -> str:
    """Say how many things of some kind it takes to have one a spatial axis.

    >>> one_each(1, "int")
    'a tuple of one int (there is one spatial axis)'
    >>> one_each(2, "int", "(before, after) pair")
    'a tuple of 2 ints or of 2 (before, after) pairs (one for each spatial axis)'
    """
    if axes == 1:
        return f"a tuple of {' or of '.join(f'one {kind}' for kind in kinds)} (there is one spatial axis)"
    return f"a tuple of {' or of '.join(f'{axes} {kind}s' for kind in kinds)} (one for each spatial axis)"


def choice(name: str, value: object, allowed: tuple[str, str]) -> str:
    """Return ``value`` if it is one of the two ``allowed`` strings.

    >>> choice("border", "exact", ("exact", "nominal"))
    'exact'
    """
    if isinstance(value, str) and value in allowed:
        return value
    expected = "expected {!r} or {!r}".format(*allowed)
    if isinstance(value, str):
        raise ValueError(f"{name}={value!r}: {expected}")
    raise TypeError(f"{name}={value!r}: {expected}, not {type(value).__name__}")


def bool_table(name: str, value: object, rows: int, columns: int) -> tuple[tuple[bool, ...], ...]:
    """Return ``value`` (nested sequences or a NumPy array) as a tuple of rows of bools."""
    expected = f"a table of bools of shape (out_channels, input_shape[0]) = ({rows}, {columns})"
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

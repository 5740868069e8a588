"""The four wirings, in the order and by the names that the whole site uses."""

from __future__ import annotations

from sparse_shared import Counts, Wiring

LABELS = {
    Wiring.DENSE: "dense",
    Wiring.SPARSE: "sparse only",
    Wiring.SHARED: "shared only",
    Wiring.CONV: "both: convolution",
}
SHORT = {**LABELS, Wiring.CONV: "both"}
"""The same where there is little room."""
HEADINGS = {wiring: label.capitalize() for wiring, label in SHORT.items()}
"""The same as headings of columns."""


def tally(counts: Counts) -> str:
    """Say how many connections and weights a layer has.

    >>> from sparse_shared import Conv, count
    >>> tally(count(Conv(input_shape=(1, 8), out_channels=1, kernel_size=3)))
    '18 connections, 3 weights'
    """
    return f"{counts.connections} connections, {counts.weights} weights"

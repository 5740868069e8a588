"""A progress bar for what takes longer than a second, on a terminal and nowhere else."""

from __future__ import annotations

import sys
import time

_PHASES = ("reading", "sizes")
"""What `sparse_shared.onnx.load` tells of."""

_CELLS = 30


class Progress:
    """Draws a bar on standard error, once a second has gone by."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._drawn = ""

    def __call__(self, phase: str, done: float) -> None:
        """Note that of a phase so much is done, 0 to 1."""
        if time.monotonic() - self._started < 1 or not sys.stderr.isatty():
            return
        whole = (_PHASES.index(phase) + min(max(done, 0), 1)) / len(_PHASES)
        filled = round(whole * _CELLS)
        line = f"\r{'█' * filled}{'·' * (_CELLS - filled)} {whole:4.0%} {phase:8}"
        if line != self._drawn:
            sys.stderr.write(line)
            sys.stderr.flush()
            self._drawn = line

    def close(self) -> None:
        """Take the bar away."""
        if self._drawn:
            sys.stderr.write("\r" + " " * len(self._drawn) + "\r")
            sys.stderr.flush()

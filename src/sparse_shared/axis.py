"""One spatial axis of a convolution: what is connected along it.

Everything a convolution connects factorises over its axes, so the counts of a layer are products of
the counts here. Along one axis the kernel's tap ``j`` of output ``o`` reads the input at

    position(o, j) = o * stride - before + j * dilation

which is an input if it lies in 0 … size-1, a zero of the padding otherwise, and on a circular axis
always an input, counted modulo ``size``.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_TAPS = 2**16
"""How many taps an axis a command or a file may ask for: counting takes a step for each."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: ``size`` inputs, ``kernel_size`` taps, ``before`` and ``after`` cells of padding.

    Examples:
        >>> Axis(size=10, kernel_size=3, before=1, after=1).outputs
        10
    """

    size: int
    kernel_size: int
    stride: int = 1
    dilation: int = 1
    before: int = 0
    after: int = 0
    circular: bool = False

    @property
    def span(self) -> int:
        """How many neighbouring cells the kernel reaches over, from its first tap to its last."""
        return self.dilation * (self.kernel_size - 1) + 1

    @property
    def padded_size(self) -> int:
        """How many cells the kernel slides over, padding included."""
        return self.before + self.size + self.after

    @property
    def outputs(self) -> int:
        """How many positions the kernel takes."""
        return (self.padded_size - self.span) // self.stride + 1

    @property
    def nominal_links(self) -> int:
        """How many (output, tap) pairs there are: every position owns a full kernel."""
        return self.outputs * self.kernel_size

    @property
    def links(self) -> int:
        """How many (output, tap) pairs read an input and not a zero of the padding.

        Examples:
            Two of the ten positions lose a tap when a kernel of 3 slides over 10 inputs, padded by 1:

            >>> Axis(size=10, kernel_size=3, before=1, after=1).links
            28
        """
        if self.circular:
            return self.nominal_links
        return sum(stop - first for first, stop in self.readings())

    def readings(self) -> list[tuple[int, int]]:
        """Return for each tap the first output at which it reads an input, and the first after those.

        Examples:
            The first tap of a kernel of 3 lies on padding at output 0, and on inputs at 1 … 9:

            >>> Axis(size=10, kernel_size=3, before=1, after=1).readings()
            [(1, 10), (0, 10), (0, 9)]
        """
        outputs, stride = self.outputs, self.stride
        if self.circular:
            return [(0, outputs)] * self.kernel_size
        readings = []
        for tap in range(self.kernel_size):
            padding_left = self.before - tap * self.dilation  # from the tap of output 0 to the first input
            first = max(0, -(-padding_left // stride))
            stop = min(outputs, -(-(padding_left + self.size) // stride))
            readings.append((first, max(first, stop)))
        return readings

    @property
    def offsets(self) -> int:
        """How many distinct relative offsets (input minus output) all pairs of this axis have.

        Each step of the kernel shifts the window of ``size`` offsets by ``stride``; on a circular axis
        offsets are counted modulo ``size``, and the first output alone has them all.

        Examples:
            >>> Axis(size=10, kernel_size=3).offsets  # 8 outputs: -7 … 9
            17
        """
        if self.circular:
            return self.size
        return self.size + (self.outputs - 1) * min(self.stride, self.size)

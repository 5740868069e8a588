"""One spatial axis of a convolution: what is connected along it, in closed form.

Everything a convolution connects factorises over its axes, so the counts of a layer are products of
the counts here. Along one axis the kernel's tap ``j`` of output ``o`` reads the input at

    position(o, j) = o * stride - before + j * dilation

which is an input if it lies in 0 … size-1, a zero of the padding otherwise, and on a circular axis
always an input, counted modulo ``size``.
"""

from __future__ import annotations

from dataclasses import dataclass


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
        return self._links_left_of(self.size) - self._links_left_of(0)

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

    def _links_left_of(self, position: int) -> int:
        """Count the (output, tap) pairs that read a cell left of ``position``, padding included.

        They are the lattice points (o, j) under the line o * stride + j * dilation < limit. Outputs
        further left lie under it with the whole kernel, those further right with none of it, and
        those between with a part that shrinks linearly, which `_floor_sum` adds up.
        """
        limit = position + self.before
        with_any_tap = _clamp((limit - 1) // self.stride + 1, 0, self.outputs)
        with_all_taps = _clamp((limit - self.span) // self.stride + 1, 0, with_any_tap)
        partial = with_any_tap - with_all_taps
        least = limit - 1 - self.stride * (with_any_tap - 1)
        return (
            with_all_taps * self.kernel_size
            + partial
            + _floor_sum(partial, self.stride, least, self.dilation)
        )


def _clamp(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))


def _floor_sum(terms: int, slope: int, start: int, divisor: int) -> int:
    """Return the sum of ``(slope * i + start) // divisor`` over i = 0 … terms-1, without a loop over i.

    Euclid's algorithm on (slope, divisor): take out the whole parts, then swap the two axes of the
    lattice that is left. All arguments but ``divisor`` may be 0, none may be negative.
    Source: Graham, Knuth, Patashnik, *Concrete Mathematics*, §3.5.

    Examples:
        >>> _floor_sum(5, 3, 1, 4) == sum((3 * i + 1) // 4 for i in range(5))
        True
    """
    total = 0
    while terms > 0:
        total += terms * (terms - 1) // 2 * (slope // divisor) + terms * (start // divisor)
        slope, start = slope % divisor, start % divisor
        terms, start = divmod(slope * terms + start, divisor)
        slope, divisor = divisor, slope
    return total

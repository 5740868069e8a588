"""What to test with: the four wirings, and Hypothesis strategies for the arguments of valid layers."""

from itertools import count
from math import gcd

from hypothesis import strategies as st

from sparse_shared import Wiring

from .oracle import Line, lines

FOUR_WIRINGS = [Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV]

PADDING_MODES = st.sampled_from(["zeros", "circular"])


@st.composite
def axis_arguments(draw):
    """Draw the arguments of one axis, with strides and dilations larger than the kernel and the input."""
    arguments = {
        "kernel_size": draw(st.integers(1, 8)),
        "stride": draw(st.integers(1, 20)),
        "dilation": draw(st.integers(1, 12)),
        "before": draw(st.integers(0, 40)),
        "after": draw(st.integers(0, 40)),
        "circular": draw(st.booleans()),
    }
    sizes = (Line(size, **arguments) for size in count(draw(st.integers(1, 60))))
    return vars(next(filter(_is_valid, sizes)))


@st.composite
def conv_arguments(draw, cells=(7, 4, 3), channels=2, padding_modes=PADDING_MODES):
    """Draw the arguments of a layer: one to three axes of about so many *cells*, all options."""
    axes = draw(st.integers(1, 3))
    small = cells[axes - 1]

    def each(values):
        return draw(st.one_of(values, st.tuples(*[values] * axes)))

    pads = st.integers(0, 2)
    arguments = {
        "kernel_size": each(st.integers(1, min(3, small))),
        "stride": each(st.integers(1, 3)),
        "dilation": each(st.integers(1, 4 - axes)),
        "padding": draw(
            st.one_of(
                st.just("valid"),
                st.just("same"),
                pads,
                st.tuples(*[pads] * axes),
                st.tuples(*[st.tuples(pads, pads)] * axes),
            )
        ),
        "padding_mode": draw(padding_modes),
    }
    shape = [1]
    for i in range(axes):
        at_least = draw(st.integers(1, small))
        sizes = (size for size in count(at_least) if _is_valid(lines(arguments | _cube(size, axes))[i]))
        shape.append(next(sizes))
    biases = st.sampled_from([True, False, "unit", "map"])
    return arguments | draw(_channels(shape[1:], channels)) | {"bias": draw(biases)}


@st.composite
def conv_transpose_arguments(draw, cells=(5, 3, 2), channels=2):
    """Draw the arguments of a transposed convolution: one to three axes, all options."""
    axes = draw(st.integers(1, 3))
    each = [st.integers(1, 3)] * axes
    kernel, stride, dilation = (draw(st.tuples(*each)) for _ in range(3))
    sizes = draw(st.tuples(*[st.integers(1, cells[axes - 1])] * axes))
    added, padding = [], []
    for size, k, s, d in zip(sizes, kernel, stride, dilation, strict=True):
        added.append(draw(st.integers(0, max(s, d) - 1)))
        outputs = (size - 1) * s + d * (k - 1) + 1 + added[-1]
        before = draw(st.integers(0, min(3, outputs - 1)))
        padding.append((before, draw(st.integers(0, min(3, outputs - 1 - before)))))
    groups, of, to = (draw(st.integers(1, channels)) for _ in range(3))
    return {
        "input_shape": (groups * of, *sizes),
        "out_channels": groups * to,
        "kernel_size": kernel,
        "stride": stride,
        "padding": tuple(padding),
        "output_padding": tuple(added),
        "dilation": dilation,
        "groups": groups,
        "bias": draw(st.sampled_from([True, False, "unit", "map"])),
    }


@st.composite
def _channels(draw, spatial, channels):
    groups, of, to = (draw(st.integers(1, channels)) for _ in range(3))
    arguments = {"input_shape": (groups * of, *spatial), "out_channels": groups * to}
    if draw(st.booleans()):
        return arguments | {"groups": groups}
    row = st.lists(st.booleans(), min_size=groups * of, max_size=groups * of)
    return arguments | {"channel_mask": draw(st.lists(row, min_size=groups * to, max_size=groups * to))}


def slices(length):
    """Draw slices of a sequence that start, stop and step anywhere, outside of it as well."""
    bounds = st.none() | st.integers(-length - 3, length + 3)
    return st.builds(slice, bounds, bounds, st.none() | st.integers(-4, 4).filter(bool))


def _cube(size, axes):
    return {"input_shape": (1, *[size] * axes)}


def _is_valid(line):
    if not line.starts:
        return False
    ring = line.size // gcd(line.size, line.dilation)
    return not line.circular or (line.kernel_size <= ring and max(line.before, line.after) <= line.size)

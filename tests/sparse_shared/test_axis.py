"""The closed forms of one axis, against counting cell by cell."""

import pytest
from hypothesis import given

from sparse_shared.axis import Axis

from .oracle import Line
from .strategies import axis_arguments

FAR = 10**12


@given(axis_arguments())
def test_outputs_are_the_positions_where_the_kernel_fits(arguments):
    assert Axis(**arguments).outputs == len(Line(**arguments).starts)


@given(axis_arguments())
def test_links_are_the_taps_that_read_an_input(arguments):
    assert Axis(**arguments).links == len(Line(**arguments).links)


@given(axis_arguments())
def test_each_tap_reads_an_input_at_a_run_of_outputs(arguments):
    readings = Axis(**arguments).readings()
    runs = [(output, tap) for tap, run in enumerate(readings) for output in range(*run)]
    assert sorted(runs) == sorted((output, tap) for output, _, tap in Line(**arguments).links)


@given(axis_arguments())
def test_nominal_links_are_all_taps_of_all_positions(arguments):
    line = Line(**arguments)
    assert Axis(**arguments).nominal_links == sum(line.kernel_size for _ in line.starts)


@given(axis_arguments())
def test_offsets_are_the_distinct_distances_between_an_output_and_an_input(arguments):
    line = Line(**arguments)
    distances = {line.offset(o, cell) for o in range(len(line.starts)) for cell in range(line.size)}
    assert Axis(**arguments).offsets == len(distances)


@given(axis_arguments())
def test_a_far_larger_input_adds_positions_with_a_whole_kernel_each(arguments):
    """Once the kernel fits on the input, whatever is added in the middle is free of padding."""
    arguments["size"] += Line(**arguments).span
    near = Axis(**arguments)
    far = Axis(**arguments | {"size": near.size + FAR * near.stride})
    assert far.outputs == near.outputs + FAR
    assert far.links == near.links + FAR * near.kernel_size


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_a_kernel_as_long_as_the_input_is_counted_exactly(stride):
    """Padded by its length, the kernel covers 0, s, 2s … cells on the way in and as many on the way out."""
    axis = Axis(size=6_000, kernel_size=6_000, stride=stride, before=6_000, after=6_000)
    steps = 6_000 // stride
    assert axis.outputs == 2 * steps + 1
    assert axis.links == stride * steps**2


def test_one_position_reads_the_kernel_and_nothing_else():
    axis = Axis(size=5, kernel_size=3, dilation=2)
    assert (axis.outputs, axis.links, axis.offsets) == (1, 3, 5)


def test_a_stride_beyond_the_input_leaves_no_two_offsets_alike():
    axis = Axis(size=2, kernel_size=1, stride=3, before=3, after=3)
    assert (axis.outputs, axis.offsets) == (3, 6)


def test_taps_that_all_lie_on_padding_are_no_links():
    axis = Axis(size=1, kernel_size=2, dilation=2, before=1, after=1)
    assert (axis.nominal_links, axis.links) == (2, 0)

"""Receptive fields, against following every connection back, and against published ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparse_shared import Conv, ReceptiveField, receptive_field

from .oracle import Line


@st.composite
def stacks(draw):
    """Draw the axes of one to four layers of one map in one dimension, each on what the one before gives."""
    lines, size = [], draw(st.integers(20, 60))
    for _ in range(draw(st.integers(1, 4))):
        line = Line(
            size,
            kernel_size=draw(st.integers(1, 4)),
            stride=draw(st.integers(1, 3)),
            dilation=draw(st.integers(1, 2)),
            before=draw(st.integers(0, 2)),
            after=draw(st.integers(0, 2)),
        )
        if not line.starts:
            break
        lines.append(line)
        size = len(line.starts)
    return lines


def conv(line):
    return Conv(
        (1, line.size),
        1,
        line.kernel_size,
        stride=line.stride,
        dilation=line.dilation,
        padding=[(line.before, line.after)],
    )


def cells_behind(lines, output):
    """Follow an output of the last layer back to all cells of the first, those of the padding as well."""
    cells = {output}
    for line in reversed(lines):
        steps = range(line.kernel_size)
        cells = {cell * line.stride - line.before + tap * line.dilation for cell in cells for tap in steps}
    return cells


@given(stacks(), st.integers(0, 5))
def test_a_field_reaches_from_the_first_cell_behind_an_output_to_the_last(lines, output):
    (field,) = receptive_field([conv(line) for line in lines])
    cells = cells_behind(lines, output)
    assert min(cells) == field.start + output * field.step
    assert max(cells) - min(cells) + 1 == field.size


@given(stacks())
def test_the_step_is_the_product_of_the_strides(lines):
    (field,) = receptive_field(map(conv, lines))
    assert field.step == np.prod([line.stride for line in lines])


def test_each_axis_has_a_field_of_its_own():
    layer = Conv((3, 30, 40), 6, kernel_size=(3, 5), stride=(1, 2), dilation=(2, 1), padding=((1, 0), (4, 0)))
    assert receptive_field([layer]) == (ReceptiveField(5, 1, -1), ReceptiveField(5, 2, -4))


def test_two_convolutions_of_3_see_what_one_of_5_sees():
    """The reason for VGG's small kernels: Simonyan and Zisserman 2015, §2.3; three see what one of 7 does."""
    layers = [Conv((1, 20 - 2 * i), 1, kernel_size=3) for i in range(3)]
    assert receptive_field(layers[:2])[0].size == receptive_field([Conv((1, 20), 1, 5)])[0].size == 5
    assert receptive_field(layers)[0].size == 7


@pytest.mark.parametrize(
    ("name", "size", "step"),
    [pytest.param("vgg16", 212, 32, id="VGG-16"), pytest.param("alexnet", 195, 32, id="AlexNet")],
)
def test_the_fields_published_for_well_known_networks(name, size, step):
    """Table 1 of Araujo, Norris, Sim 2019, "Computing receptive fields of convolutional neural networks"."""
    layers = {
        "vgg16": [*[[3, 1, 1]] * 2, [2, 2, 0], *[[3, 1, 1]] * 2, [2, 2, 0]]
        + 3 * [*[[3, 1, 1]] * 3, [2, 2, 0]],
        "alexnet": [[11, 4, 0], [3, 2, 0], [5, 1, 2], [3, 2, 0], *[[3, 1, 1]] * 3, [3, 2, 0]],
    }[name]
    stack, side = [], 227
    for kernel, stride, padding in layers:
        stack.append(Conv((1, side, side), 1, kernel, stride=stride, padding=padding))
        side = stack[-1].output_shape[1]
    for field in receptive_field(stack):
        assert (field.size, field.step) == (size, step)

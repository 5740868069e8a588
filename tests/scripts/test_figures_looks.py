"""A weight keeps its look: in the data of the SVGs, over named and generated layers; and words have room."""

from __future__ import annotations

import importlib
import xml.etree.ElementTree as ElementTree
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib.axis import Tick
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox

from content.layers import LAYERS
from draw import canvas
from draw.identity import ABSENT, OWN, Identity, identity, names
from draw.matrix import draw_matrix
from draw.palette import LIGHT
from draw.sheet import Sheet
from figures import FIGURES
from sparse_shared import Conv, ConvTranspose, Wiring, count, weight_index

SPARSITY = ((Wiring.DENSE, Wiring.SPARSE), (Wiring.SHARED, Wiring.CONV))
SHARING = ((Wiring.DENSE, Wiring.SHARED), (Wiring.SPARSE, Wiring.CONV))
SIDE, SVG = 16, "{http://www.w3.org/2000/svg}"
PHONE = 358
"""How wide a figure is shown on a phone of 390 pixels."""


def size(name: str) -> int:
    return LAYERS[name].layer.num_inputs * LAYERS[name].layer.num_outputs


def drawn(layer: Conv, wiring: Wiring) -> dict[tuple[int, int], tuple[str, ...]]:
    """Return how each cell of a matrix looks in its SVG: its weight, its colour, its letter's outline."""
    table = names(layer, wiring)
    rows, columns = table.shape

    def draw(figure):
        sheet = Sheet(figure, rows * SIDE, columns * SIDE)
        draw_matrix(sheet, 0, 0, SIDE, table, identity(layer), labels=False, frame=False)

    root = ElementTree.fromstring(*canvas.written(draw, canvas.svg))
    outlines = {path.get("id"): path.get("d") for path in root.iter(f"{SVG}path") if path.get("id")}
    height = 0.75 * rows * SIDE
    scale = 0.75 * SIDE
    looks: dict[tuple[int, int], tuple[str, ...]] = {}
    for group in root.iter(f"{SVG}g"):
        glyphs = [use.get("{http://www.w3.org/1999/xlink}href")[1:] for use in group.findall(f"{SVG}use")]
        if glyphs:
            x, y = map(float, group.get("transform").split("translate(")[1].split(")")[0].split())
            cell = int(y / scale), int(x / scale)
            looks[cell] += (outlines[glyphs[0]], group.get("fill"))
            assert len(glyphs) == 1
        elif group.get("class", "").startswith(("own", "weight-")):
            (path,) = group.findall(f"{SVG}path")
            for start in path.get("d").split("M")[1:]:
                x, y = map(float, start.split("L")[0].split())
                assert 0 <= y <= height
                looks[int(y / scale), int(x / scale)] = group.get("class"), path.get("fill")
    return looks


def check_looks(layer: Conv) -> None:
    looks = {wiring: drawn(layer, wiring) for wiring in (*SPARSITY[0], *SPARSITY[1])}
    for wiring, cells in looks.items():
        index = weight_index(layer, wiring)
        assert set(cells) == set(map(tuple, np.argwhere(index >= 0).tolist()))
        if Wiring.SHARED in wiring:
            pairs = {(int(index[cell]), look[0]) for cell, look in cells.items()}
            assert len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs})
        else:
            assert set(cells.values()) <= {("own", LIGHT["own"])}
    for before, after in SPARSITY:
        assert {cell: looks[before][cell] for cell in looks[after]} == looks[after]
    for before, after in SHARING:
        assert set(looks[before]) == set(looks[after])


@pytest.mark.parametrize("name", [name for name in LAYERS if size(name) <= 1000])
def test_what_a_step_keeps_keeps_its_look(name):
    check_looks(LAYERS[name].layer)


@st.composite
def layers(draw) -> Conv:
    axes = draw(st.integers(1, 2))
    groups = draw(st.integers(1, 2))
    arguments = {
        "kernel_size": draw(st.integers(1, 3)),
        "stride": draw(st.integers(1, 3)),
        "padding": draw(st.integers(0, 2)),
        "padding_mode": draw(st.sampled_from(["zeros", "circular"])),
        "dilation": draw(st.integers(1, 2)),
        "groups": groups,
    }
    shape = (groups * draw(st.integers(1, 2)), *(draw(st.integers(2, 8 // axes)) for _ in range(axes)))
    try:
        layer = Conv(shape, groups * draw(st.integers(1, 2)), **arguments)
    except ValueError:
        assume(False)
    assume(layer.num_inputs * layer.num_outputs <= 300)
    return layer


@given(layers())
@settings(max_examples=15, deadline=None)
def test_what_a_step_keeps_keeps_its_look_in_any_layer(layer):
    check_looks(layer)


def by_definition(layer: Conv) -> np.ndarray:
    """Name the weights of shared only one by one: taps as the tensor has them, the rest as they are met."""
    (size,), (axis,) = layer.input_shape[1:], layer.axes
    channels, maps = layer.in_channels, layer.out_channels
    per_group = channels // layer.groups
    taps = {}
    for tap, (out, within, k) in enumerate(product(range(maps), range(per_group), range(axis.kernel_size))):
        into = out // (maps // layer.groups) * per_group + within
        offset = k * axis.dilation - axis.before
        taps[out, into, offset % size if axis.circular else offset] = tap
    table, met = [], {}
    for out, o in product(range(maps), range(axis.outputs)):
        for into, i in product(range(channels), range(size)):
            offset = i - o * axis.stride
            key = (out, into, offset % size if axis.circular else offset)
            table.append(taps[key] if key in taps else met.setdefault(key, len(taps) + len(met)))
    return np.array(table).reshape(maps * axis.outputs, channels * size)


@pytest.mark.parametrize(
    "layer",
    [
        Conv((1, 8), 1, 3),
        Conv((1, 8), 1, 3, padding="same", padding_mode="circular"),
        Conv((1, 9), 1, 3, padding=2, stride=2),
        Conv((4, 6), 2, 2, groups=2),
        Conv((2, 9), 3, 3, dilation=2, padding=1),
    ],
    ids=repr,
)
def test_names_are_taps_first_and_then_in_the_order_of_reading(layer):
    assert np.array_equal(names(layer, Wiring.SHARED), by_definition(layer))


@pytest.mark.parametrize(
    ("layer", "mirror"),
    [
        (LAYERS["transposed"].layer, Conv((1, 9), 1, 3, stride=2)),
        (ConvTranspose((2, 3), 4, 3, stride=2, groups=2), Conv((4, 7), 2, 3, stride=2, groups=2)),
    ],
    ids=repr,
)
@pytest.mark.parametrize("wiring", [Wiring.SPARSE, Wiring.SHARED, Wiring.CONV], ids=str)
def test_a_transposed_layer_has_the_names_of_the_convolution_it_transposes(layer, mirror, wiring):
    assert np.array_equal(names(layer, wiring), names(mirror, wiring).T)


def test_the_toy_is_lettered_as_its_pages_say():
    layer = LAYERS["toy"].layer
    looks = identity(layer)
    lines = [
        "".join(looks.look(int(n)).letter for n in row if n != ABSENT) for row in names(layer, Wiring.SHARED)
    ]
    assert lines == ["abcdefgh", "iabcdefg", "jiabcdef", "kjiabcde", "lkjiabcd", "mlkjiabc"]


def test_who_has_a_letter():
    assert Identity(3, 26).look(25).letter == "z"
    assert Identity(3, 27).look(3).letter == ""
    assert Identity(3, 27).look(2).letter == "c"
    assert Identity(40, 40).look(26).letter == ""
    assert Identity(3, 13).look(OWN).letter == ""
    with pytest.raises(ValueError, match="name=-1: expected OWN"):
        Identity(3, 13).look(ABSENT)


def test_a_weight_that_is_never_used_keeps_its_name():
    layer = LAYERS["rule_dead"].layer
    assert names(layer, Wiring.SHARED).tolist() == [[1]]
    assert count(layer).weights == 3


def drawings() -> list[str]:
    modules = {name: importlib.import_module(f"content.figures.{name}") for name in FIGURES}
    wide = [f"{name}.draw_wide" for name, module in modules.items() if hasattr(module, "draw_wide")]
    return [f"{name}.draw" for name in FIGURES] + wide


def ticks_out(axis) -> list[Tick]:
    """Return the ticks that Matplotlib keeps and does not draw."""
    low, high = sorted(axis.get_view_interval())
    return [tick for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high]


def measured(figure) -> tuple[list[tuple[Text, Bbox]], float, float]:
    """Return a figure's words, each with the box it is drawn in, and its width and height, in CSS pixels."""
    figure.dpi = 4 * 96
    FigureCanvasAgg(figure).draw()
    ticks = [tick for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) for tick in ticks_out(axis)]
    unseen = {tick.label1 for tick in ticks}
    words = [t for t in figure.findobj(Text) if t.get_text().strip() and t not in unseen]
    boxes = [(t, t.get_window_extent().transformed(Affine2D().scale(1 / 4))) for t in words]
    return boxes, *(figure.get_size_inches() * 96)


@pytest.mark.parametrize("drawing", drawings())
def test_words_have_room_and_are_large_enough_on_a_phone(drawing):
    name, _, how = drawing.partition(".")
    draw = getattr(importlib.import_module(f"content.figures.{name}"), how)
    ((boxes, width, height),) = canvas.written(draw, measured)
    for text, box in boxes:
        inside = box.x0 > -1 and box.y0 > -3 and box.x1 < width + 1 and box.y1 < height + 3
        assert inside, f"{text.get_text()!r} leaves the figure: {box} of {width, height}"
        if how == "draw":
            pixels = text.get_fontsize() * 96 / 72 * PHONE / width
            assert pixels >= 11, f"{text.get_text()!r} is {pixels:.1f} pixels on a phone"
    for (a, box), (b, other) in combinations(boxes, 2):
        across = min(box.x1, other.x1) - max(box.x0, other.x0)
        down = min(box.y1, other.y1) - max(box.y0, other.y0)
        assert across < 1 or down < 5, f"{a.get_text()!r} and {b.get_text()!r} overlap"


@pytest.mark.parametrize("name", [name for name in LAYERS if size(name) <= 10_000])
def test_every_name_of_a_layer_has_a_look(name):
    layer = LAYERS[name].layer
    looks = identity(layer)
    assert looks.total == max(looks.taps, names(layer, Wiring.SHARED).max() + 1)

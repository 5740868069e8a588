"""A transposed layer in the explorer: the matrix of a convolution, with rows and columns in each other's place."""

from __future__ import annotations

import re

import pytest
from explorer_tools import cell, expected, ledger, reading, settle, stage

from content.layers import LAYERS
from sparse_shared import ConvTranspose

pytestmark = pytest.mark.xdist_group("explorer")

LAYER = LAYERS["transposed"].layer
MIRROR = "in=1x9&kernel=3&stride=2"
PAINTED = """() => {
    const { matrix: { data, scene } } = document.querySelector("wiring-explorer");
    const pixels = [...new Uint32Array(data.data.buffer)];
    const cell = (row, column) => [pixels[row * data.width + column], scene.cell(row, column)?.letter];
    return [...Array(data.height).keys()].map((row) => [...Array(data.width).keys()].map((column) => cell(row, column)));
}"""


@pytest.mark.parametrize("wiring", ["dense", "sparse", "shared", "both"])
def test_its_matrix_is_that_of_its_mirror_with_rows_and_columns_changed(reader, wiring):
    painted = []
    for query in ("layer=transposed", MIRROR):
        page = reader.open(f"explorer/?{query}&wiring={wiring}")
        settle(page)
        painted.append(page.evaluate(PAINTED))
    assert len(painted[0]) == LAYER.num_outputs
    assert painted[0] == [list(row) for row in zip(*painted[1], strict=True)]


def test_its_kernel_slides_over_the_outputs_one_stop_an_input(reader):
    page = reader.open("explorer/?layer=transposed&wiring=both", reduced_motion="reduce")
    assert page.locator(".view-kernel .told").inner_text() == "of 3, over the outputs"
    assert reading(page) == "Output y5 reads 2 of 4 inputs."
    seen = []
    for _ in range(LAYER.num_inputs):
        page.get_by_role("button", name="Slide the kernel through").click()
        seen.append((reading(page), page.locator(".slide .where").inner_text()))
    order = [3, 4, 1, 2]
    assert seen == [(f"Input x{x} is read by 3 of 9 outputs.", f"{x} of 4") for x in order]
    # What is written out is an output that the stop reaches.
    assert page.locator(".formula .symbol").all_inner_texts()[-1:] == ["a"]


def test_pointing_at_a_tap_of_its_kernel_lights_a_cell_of_its_matrix(reader):
    page = reader.open("explorer/?layer=transposed&wiring=both")
    stage(page, "kernel")
    place = page.evaluate("""() => {
        const { kernel } = document.querySelector("wiring-explorer");
        const box = kernel.stage.getBoundingClientRect();
        const [x, y] = kernel.corner([0, 1, 4]);
        return [box.left + x + kernel.cell / 2, box.top + y + kernel.cell / 2];
    }""")
    page.mouse.move(*place)
    assert reading(page) == "Weight c, from x2 to y5: 4 connections use it."
    page.mouse.move(*cell(page, 4, 1))
    assert reading(page) == "Weight c, from x2 to y5: 4 connections use it."
    stage(page, "kernel").focus()
    page.keyboard.press("ArrowRight")
    assert reading(page).startswith("Weight b, from x2 to y4")
    page.keyboard.press("ArrowDown")
    assert reading(page) == "Input x3 is read by 3 of 9 outputs."


@pytest.mark.parametrize(
    ("query", "layer"),
    [
        (
            "in=2x4x5&out=4&kernel=3x2&stride=2&pad=1-0x0&outpad=1x0&groups=2&bias=unit",
            ConvTranspose((2, 4, 5), 4, (3, 2), stride=2, padding=[(1, 0), 0], output_padding=(1, 0), groups=2,
                          bias="unit"),
        ),
        ("in=1x6&kernel=2&dilation=3&pad=1", ConvTranspose((1, 6), 1, 2, dilation=3, padding=1)),
        ("in=1x40x40x40&kernel=2&stride=2", ConvTranspose((1, 40, 40, 40), 1, 2, stride=2)),
    ],
)  # fmt: skip
def test_a_transposed_layer_of_ones_own_is_counted_and_comes_as_code(reader, query, layer, capsys):
    page = reader.open(f"explorer/?{query}&kind=transposed&wiring=both")
    assert not page.locator(".notice").inner_text()
    assert ledger(page) == expected(layer)
    assert "That is the transposed convolution." in page.locator(".sentence").inner_text()
    page.get_by_role("button", name="sparse_shared").click()
    page.get_by_label("Text to copy").wait_for()
    exec(page.get_by_label("Text to copy").input_value(), {})
    printed = [[f"{int(n):,}" for n in line.split()] for line in capsys.readouterr().out.splitlines()]
    assert printed == list(expected(layer).values())


def test_a_layer_is_transposed_by_a_control_which_takes_along_what_has_no_meaning_then(reader):
    page = reader.open("explorer/?layer=torus&wiring=both")
    assert not page.get_by_label("Output padding", exact=True).first.is_visible()
    page.get_by_label("Kind").select_option("transposed")
    assert ledger(page) == expected(ConvTranspose((1, 10, 10), 1, 3))
    assert not page.get_by_label("Padding mode").is_visible()
    page.get_by_label("Stride", exact=True).last.fill("2")
    page.get_by_label("Output padding, down").fill("1")
    assert ledger(page) == expected(ConvTranspose((1, 10, 10), 1, 3, stride=2, output_padding=(1, 0)))
    page.wait_for_url(re.compile("kind=transposed.*outpad=1x0"))
    page.get_by_label("Padding", exact=True).select_option("same")
    assert page.locator(".field-padding .problem").inner_text().startswith("padding=same: expected numbers")
    page.get_by_label("Kind").select_option("convolution")
    settle(page)
    assert not page.get_by_label("Output padding, down").is_visible()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("in=1x8&pad=same", "padding=same: expected numbers"),
        ("in=1x8&mode=circular", "padding_mode=circular: expected zeros"),
        ("in=1x8&outpad=1", "output_padding[0]=1: expected less than the stride"),
        ("in=1x2&pad=9", "padding leaves -14 outputs"),
        ("in=1x999&stride=999", "makes 997005 outputs: expected at most 100000"),
        ("layer=lenet_c3", "channel_mask: expected"),
    ],
)
def test_a_transposed_layer_that_cannot_be_is_refused(reader, query, said):
    page = reader.open(f"explorer/?{query}&kind=transposed")
    settle(page)
    assert said in page.locator(".notice").inner_text()
    assert ledger(page) == expected(LAYERS["toy"].layer)

"""The explorer by hand: its switches, its pictures, its ledger, its settings."""

from __future__ import annotations

import io
import re

import pytest
from explorer_tools import cell, expected, ink, ledger, pixels, reading, settle, stage
from PIL import Image

from content.layers import LAYERS
from content.presets import OFFERED
from sparse_shared import Conv, Wiring, count, weight_index
from write.numbers import factor

pytestmark = pytest.mark.xdist_group("explorer")

TOY = LAYERS["toy"].layer


def switch(page, name):
    return page.get_by_role("switch", name=re.compile(name))


def set_number(page, label, value):
    page.get_by_label(label, exact=True).fill(str(value))
    settle(page)


def test_without_scripts_there_is_a_figure_and_a_table(reader):
    page = reader.open("explorer/", java_script_enabled=False)
    fallback = page.locator("wiring-explorer")
    assert fallback.locator("figure img").is_visible()
    assert "14,450,688" in fallback.locator("table").inner_text()
    assert page.get_by_role("switch").count() == 0


def test_every_preset_shows_the_packages_counts(reader):
    page = reader.open("explorer/")
    assert page.locator("wiring-explorer table.four caption").is_visible()
    for name, example in ((name, LAYERS[name]) for name in OFFERED):
        page.get_by_label("Layer").select_option(name)
        assert ledger(page) == expected(example.layer), name
        said = page.locator(".identity").inner_text()
        saving = example.reduction
        assert factor(saving.total) in said, name
        for part in saving.sparsity.alone, saving.sharing.after_sparsity:
            assert factor(part) in said, name
        for part in saving.sharing.alone, saving.sparsity.after_sharing:
            assert factor(part) in said, name


def test_the_amount_of_ink_is_connections_and_the_colours_are_weights(reader):
    page = reader.open("explorer/?layer=toy&wiring=dense")
    for names, wiring in [
        ([], Wiring.DENSE),
        (["Sparse"], Wiring.SPARSE),
        (["Shared"], Wiring.CONV),
        (["Sparse"], Wiring.SHARED),
    ]:
        for name in names:
            switch(page, name).click()
        c = count(TOY, wiring)
        assert ink(page) == (c.connections, c.weights)
        sentence = page.locator(".sentence").inner_text()
        assert f"{c.weights} weights" in sentence
        current = page.locator(".four tr[aria-current]")
        assert current.locator("td").nth(1).inner_text() == str(c.weights)


def test_switches_say_their_state(reader):
    page = reader.open("explorer/")
    assert [s.get_attribute("aria-checked") for s in page.get_by_role("switch").all()] == ["false"] * 2
    switch(page, "Shared").press("Space")
    settle(page)
    assert [s.get_attribute("aria-checked") for s in page.get_by_role("switch").all()] == ["false", "true"]
    page.locator("wiring-explorer .live", has_text="25 weights").wait_for(state="attached")


def test_a_row_of_the_ledger_sets_both_switches(reader):
    page = reader.open("explorer/")
    page.get_by_role("button", name="Both: convolution").click()
    settle(page)
    assert [s.get_attribute("aria-checked") for s in page.get_by_role("switch").all()] == ["true", "true"]


def test_pointing_at_a_cell_lights_every_tie_of_its_weight(reader):
    page = reader.open("explorer/?layer=toy&wiring=both")
    index = weight_index(TOY)
    page.mouse.move(*cell(page, 2, 3))
    assert reading(page) == "Weight 1, between output 2 and input 3: 6 connections use it."
    corner = page.evaluate("document.querySelector('wiring-explorer').matrix.cell[0]") * 0.3
    points = [cell(page, *place) for place in ((0, 1), (5, 6), (0, 0), (2, 2))]
    dots = [(x - corner, y - corner) for x, y in points]
    tie, other_tie, dim, dim_too = pixels(page, "matrix", "overlay", dots)
    assert index[0, 1] == index[5, 6] == 1
    assert index[0, 0] != 1
    assert tie == other_tie
    assert tie[3] == 255
    assert 0 < dim[3] < 255
    assert dim == dim_too


def test_an_unshared_weight_lights_alone(reader):
    page = reader.open("explorer/?layer=toy&wiring=sparse")
    page.mouse.move(*cell(page, 2, 3))
    assert reading(page).endswith("no other connection uses it.")
    page.mouse.move(*cell(page, 0, 7))
    assert reading(page) == "No connection between output 0 and input 7."


def test_pointing_at_an_output_lights_its_receptive_field_and_its_row(reader):
    page = reader.open("explorer/?layer=thread&wiring=both")
    box = stage(page, "output").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2 + 2, box["y"] + box["height"] / 2 + 2)
    assert reading(page) == "Output (4, 4) reads 9 of 100 inputs."
    lit = page.evaluate("""() => {
        const grid = document.querySelector("wiring-explorer").grids[0];
        const read = document.createElement("canvas");
        Object.assign(read, { width: grid.base.width, height: grid.base.height });
        const data = read.getContext("2d", { willReadFrequently: true });
        data.drawImage(grid.base, 0, 0);
        const inked = [];
        for (let y = 0; y < 10; y++) for (let x = 0; x < 10; x++) {
            const [left, top] = grid.corner([0, y, x]);
            const at = [left, top].map((n) => Math.round((n + grid.cell / 2) * devicePixelRatio));
            const [r, g, b] = data.getImageData(...at, 1, 1).data;
            if (Math.max(r, g, b) - Math.min(r, g, b) > 20) inked.push([y, x]);
        }
        return inked;
    }""")
    assert lit == [[y, x] for y in (4, 5, 6) for x in (4, 5, 6)]
    row = 4 * 8 + 4
    above, within = pixels(page, "matrix", "overlay", [cell(page, row - 5, 50), cell(page, row, 50)])
    assert above[3] > 100
    assert within[3] == 0


def test_pointing_at_an_input_says_who_reads_it(reader):
    page = reader.open("explorer/?layer=thread&wiring=both")
    box = stage(page, "input").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2 + 2, box["y"] + box["height"] / 2 + 2)
    assert reading(page) == "Input (5, 5) is read by 9 of 64 outputs."
    page.mouse.move(5, 5)
    assert reading(page).startswith("Output (4, 4)")


def test_a_finger_keeps_a_weight_lit(reader):
    page = reader.open("explorer/?layer=toy&wiring=both", has_touch=True, width=390)
    page.touchscreen.tap(*cell(page, 1, 1))
    settle(page)
    assert reading(page).startswith("Weight 0, between output 1 and input 1")
    page.touchscreen.tap(*cell(page, 4, 6))
    assert reading(page).startswith("Weight 2, between output 4 and input 6")


def test_the_keyboard_walks_the_matrix(reader):
    page = reader.open("explorer/?layer=toy&wiring=both")
    page.locator(".chosen select").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.stage.matrix')")
    assert reading(page).startswith("Weight 0, between output 0 and input 0")
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert reading(page).startswith("Weight 1, between output 1 and input 2")
    page.locator(".live", has_text="Weight 1, between output 1").wait_for(state="attached")
    page.keyboard.press("End")
    assert reading(page) == "No connection between output 1 and input 7."
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowLeft")
    assert reading(page).startswith("Weight 0, between output 0 and input 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.mouse.move(3, 3)
    page.locator(".chosen select").focus()
    assert reading(page).startswith("Weight 0, between output 0 and input 0")
    stage(page, "matrix").press("Escape")
    assert reading(page).startswith("Output 3 reads 3 of 8 inputs")


def test_the_keyboard_walks_the_grids(reader):
    page = reader.open("explorer/?layer=ng&wiring=both")
    stage(page, "output").focus()
    page.keyboard.press("Home")
    assert reading(page) == "Output (14, 0) of map 0 reads 75 of 3,072 inputs."
    page.keyboard.press("ArrowUp")
    page.keyboard.press("PageDown")
    assert reading(page) == "Output (13, 0) of map 1 reads 75 of 3,072 inputs."


def test_zooming_shows_numbers_and_follows_the_cursor(reader):
    page = reader.open("explorer/?layer=thread&wiring=both")
    place = stage(page, "matrix")
    place.focus()
    for key in ("Control+End", "+", "+", "+"):
        page.keyboard.press(key)
    settle(page)
    assert page.evaluate("document.querySelector('wiring-explorer').matrix.cell[0]") > 25
    assert reading(page).startswith("Weight 8, between output (7, 7) and input (9, 9)")
    page.get_by_role("button", name="Zoom out").click()
    assert page.evaluate("document.querySelector('wiring-explorer').matrix.zoom") == 4


def test_your_own_layer_is_counted_by_the_package(reader):
    page = reader.open("explorer/?layer=thread&wiring=both")
    set_number(page, "Input channels", 4)
    set_number(page, "Output channels", 6)
    set_number(page, "Groups", 2)
    set_number(page, "Image size, down", 9)
    set_number(page, "Image size, across", 12)
    set_number(page, "Kernel, down", 3)
    set_number(page, "Kernel, across", 2)
    set_number(page, "Stride, down", 2)
    page.get_by_label("Padding", exact=True).select_option("number")
    set_number(page, "Cells of padding", 2)
    page.get_by_label("Biases").select_option("unit")
    layer = Conv((4, 9, 12), 6, (3, 2), stride=(2, 1), padding=2, groups=2, bias="unit")
    assert ledger(page) == expected(layer)
    page.get_by_label("Taps on zero padding").select_option("nominal")
    assert ledger(page) == expected(layer, "nominal")
    page.get_by_label("Taps on zero padding").select_option("exact")
    page.get_by_label("Padding mode").select_option("circular")
    set_number(page, "Dilation, across", 3)
    layer = Conv(
        (4, 9, 12), 6, (3, 2), stride=(2, 1), padding=2, groups=2, bias="unit",
        padding_mode="circular", dilation=(1, 3),
    )  # fmt: skip
    assert ledger(page) == expected(layer)
    page.get_by_label("Input", exact=True).select_option("1")
    layer = Conv(
        (4, 12), 6, 2, stride=1, padding=2, groups=2, bias="unit", padding_mode="circular", dilation=3
    )
    assert ledger(page) == expected(layer)
    assert page.get_by_label("Layer").input_value() == ""


def test_a_slider_moves_both_axes(reader):
    page = reader.open("explorer/?layer=thread&wiring=both")
    slider = page.get_by_role("slider", name="Kernel")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert ledger(page) == expected(Conv((1, 10, 10), 1, 4))


IMPOSSIBLE = [
    ("Kernel, down", 11, {"kernel_size": (11, 3)}),
    ("Groups", 2, {"groups": 2}),
    ("Stride, down", 0, {"stride": [0, 1]}),
]


def test_an_impossible_setting_is_named_beside_its_control_and_the_picture_stays(reader):
    page = reader.open("explorer/?layer=thread&wiring=both")
    before = ledger(page), ink(page)
    for label, value, change in IMPOSSIBLE:
        set_number(page, label, value)
        control = page.get_by_label(label, exact=True)
        with pytest.raises(ValueError, match="expected") as refusal:
            Conv(**{"input_shape": (1, 10, 10), "out_channels": 1, "kernel_size": 3, **change})
        problems = [text for text in page.locator(".problem").all_inner_texts() if text]
        assert problems == [f"{refusal.value}."]
        assert control.get_attribute("aria-invalid") == "true"
        other = page.get_by_label(label.replace("down", "across"), exact=True)
        assert label == "Groups" or not other.get_attribute("aria-invalid")
        border = "e => getComputedStyle(e).borderColor"
        assert control.evaluate(border) != page.get_by_label("Output channels").evaluate(border)
        described = page.locator(f"#{control.get_attribute('aria-describedby')}")
        assert described.inner_text() == problems[0]
        assert (ledger(page), ink(page)) == before
        switch(page, "Sparse").click()
        settle(page)
        assert ink(page)[0] == count(LAYERS["thread"].layer, Wiring.SHARED).connections
        assert ledger(page) == before[0]
        assert problems == [text for text in page.locator(".problem").all_inner_texts() if text]
        switch(page, "Sparse").click()
        assert "NaN" not in page.locator("wiring-explorer").inner_text()
        page.get_by_label("Layer").select_option("thread")
        assert [text for text in page.locator(".problem").all_inner_texts() if text] == []


def test_nothing_typed_is_said_to_be_empty(reader):
    page = reader.open("explorer/")
    set_number(page, "Groups", "")
    assert "groups is empty" in page.locator(".field-groups .problem").inner_text()


@pytest.mark.parametrize(
    ("query", "layer", "note"),
    [
        ("layer=alexnet_conv1", LAYERS["alexnet_conv1"].layer, "block of 55 × 227"),
        ("in=1x4096x4096&kernel=3", Conv((1, 4096, 4096), 1, 3), "top left corner, 64 × 64"),
        ("in=3x90000x90000&kernel=5&out=8", Conv((3, 90000, 90000), 8, 5), "top left corner"),
    ],
)
def test_a_matrix_too_large_to_draw_is_said_to_be_and_its_counts_stay_exact(reader, query, layer, note):
    page = reader.open(f"explorer/?{query}&wiring=both")
    assert ledger(page) == expected(layer)
    assert note in page.locator(".view-matrix .note").inner_text()
    assert ink(page)[0] > 60
    page.mouse.move(*cell(page, 0, 0))
    assert reading(page).startswith(("Weight 0", "Block 0"))
    switch(page, "Sparse").click()
    assert ledger(page) == expected(layer)
    assert ink(page)[0] >= 64 * 64


def test_a_layer_without_connections_is_said_to_have_none(reader):
    page = reader.open("explorer/?in=1x3x3&kernel=1&pad=4&stride=8&wiring=both")
    layer = Conv((1, 3, 3), 1, 1, padding=4, stride=8)
    assert ledger(page) == expected(layer)
    settle(page)
    if count(layer, Wiring.SPARSE).connections == 0:
        assert "no connections" in page.locator(".identity").inner_text()


def test_the_picture_and_the_ledger_can_be_taken_away(reader):
    page = reader.open("explorer/?layer=toy&wiring=both", permissions=["clipboard-read", "clipboard-write"])
    with page.expect_download() as download:
        page.get_by_role("button", name="Matrix as PNG").click()
    picture = Image.open(download.value.path())
    assert picture.size == (8 * 128, 6 * 128)
    colours = {picture.convert("RGB").getpixel((x * 128 + 9, 9)) for x in range(8)}
    assert len(colours) == 4
    page.get_by_role("button", name="Ledger as CSV").click()
    page.get_by_text("CSV copied").wait_for()
    rows = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert rows[0] == "Wiring,Connections,Weights,Biases,Parameters,Multiply-adds"
    assert rows[1:] == [",".join([name, *cells]) for name, cells in expected(TOY).items()]
    page.get_by_role("button", name="Ledger as Markdown").click()
    page.get_by_text("Markdown copied").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "| Sparse only | 18 | 18 | 6 | 24 | 18 |" in text
    assert "explorer/?layer=toy&wiring=both" in text


def test_where_copying_is_forbidden_the_text_is_shown(reader):
    page = reader.open("explorer/?layer=toy&wiring=both")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Ledger as CSV").click()
    assert page.get_by_label("Text to copy").input_value().startswith("Wiring,Connections")


def test_the_argument_steps_down_both_roads(reader):
    page = reader.open("explorer/?layer=dumoulin&wiring=dense", reduced_motion="reduce")
    page.get_by_role("button", name="Play the argument").click()
    seen = []
    for _ in range(6):
        settle(page)
        row = page.locator(".four tr[aria-current] th").inner_text()
        seen.append((row.partition(" ")[0], page.locator(".sentence").inner_text()))
        page.keyboard.press("ArrowRight")
    assert [row for row, _ in seen] == ["Dense", "Sparse", "Both:", "Dense", "Shared", "Both:"]
    for weights, (_, sentence) in zip((64, 36, 9, 64, 25, 9), seen, strict=True):
        assert re.search(rf"\b{weights} weights", sentence), sentence
    page.keyboard.press("ArrowLeft")
    settle(page)
    assert page.locator(".four tr[aria-current] th").inner_text() == "Shared only"
    page.keyboard.press("Escape")
    settle(page)
    assert "25 weights" in page.locator(".sentence").inner_text()
    assert page.get_by_role("button", name="Step on").count() == 0


def test_the_argument_plays_by_itself_and_can_be_paused(reader):
    page = reader.open("explorer/?layer=dumoulin&wiring=both")
    page.wait_for_load_state("networkidle")  # the theme has timers of its own, which a new clock would upset
    page.clock.install()
    page.get_by_role("button", name="Play the argument").click()
    where = page.locator(".where")
    assert where.inner_text() == "1 of 6"
    page.clock.run_for(6000)
    assert where.inner_text() == "2 of 6"
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(30000)
    assert where.inner_text() == "2 of 6"
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Step on").click()
    page.clock.run_for(30000)
    assert where.inner_text() == "3 of 6"
    page.get_by_role("button", name="Go on").click()
    page.clock.run_for(60000)
    assert where.inner_text() == "6 of 6"
    switch(page, "Shared").click()
    assert not where.is_visible()


def test_under_reduced_motion_nothing_fades_and_nothing_plays(reader):
    for motion, fades in (("reduce", False), ("no-preference", True)):
        page = reader.open("explorer/?layer=thread&wiring=dense", reduced_motion=motion)
        page.evaluate("""() => {
            const { matrix } = document.querySelector("wiring-explorer");
            const { crossfade } = matrix;
            window.faded = 0;
            matrix.crossfade = function (...all) { window.faded += 1; return crossfade.apply(this, all); };
        }""")
        switch(page, "Sparse").click()
        settle(page)
        assert page.evaluate("faded") == int(fades)


def test_the_drawing_is_as_sharp_as_the_screen(reader):
    page = reader.open("explorer/?layer=toy&wiring=both", device_scale_factor=2)
    width, box = page.evaluate("""() => {
        const { base, stage } = document.querySelector("wiring-explorer").matrix;
        return [base.width, stage.clientWidth];
    }""")
    assert width == 2 * box
    shot = Image.open(io.BytesIO(stage(page, "matrix").screenshot()))
    assert shot.width == pytest.approx(2 * box, abs=2)

"""The explorer by hand: its switches, its pictures, its ledger, its settings."""

from __future__ import annotations

import io
import re
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest
from explorer_tools import WIRINGS, cell, expected, ink, ledger, pixels, reading, settle, stage
from PIL import Image

from content.layers import LAYERS
from content.presets import OFFERED
from draw import palette
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
    for name in OFFERED:
        page.get_by_label("Layer").select_option(name)
        assert ledger(page) == expected(LAYERS[name].layer), name
        said = page.locator(".identity").inner_text()
        dense, sparse, shared, both = LAYERS[name].weights
        for part in ((dense, both), (dense, sparse), (dense, shared), (sparse, both), (shared, both)):
            assert factor(Fraction(*part)) in said, name


def test_ink_is_connections_and_colours_are_shared_weights(reader):
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
        assert ink(page) == (c.connections, c.weights if Wiring.SHARED in wiring else 1)
        assert f"{c.weights} weights" in page.locator(".sentence").inner_text()
        assert page.locator(".counter .count").inner_text() == str(c.weights)
        assert page.locator(".four .row-weights td.current").inner_text() == str(c.weights)


def test_the_count_says_how_many_times_fewer(reader):
    page = reader.open("explorer/?layer=toy&wiring=dense")
    said = page.locator(".counter .factor")
    assert said.inner_text() == "one for each connection"
    for wiring, text in {
        "sparse only": "48 ÷ 18 = 2.67 times fewer than dense",
        "shared only": "48 ÷ 13 = 3.69 times fewer than dense",
        "both": "13 ÷ 3 = 4.33 times fewer than shared only",
    }.items():
        page.locator(".four thead button", has_text=wiring).click()
        settle(page)
        assert said.inner_text() == text


def test_switches_say_their_state(reader):
    page = reader.open("explorer/?wiring=dense")
    assert [s.get_attribute("aria-checked") for s in page.get_by_role("switch").all()] == ["false"] * 2
    switch(page, "Shared").press("Space")
    settle(page)
    assert [s.get_attribute("aria-checked") for s in page.get_by_role("switch").all()] == ["false", "true"]
    page.locator("wiring-explorer .live", has_text="13 weights, 48 ÷ 13").wait_for(state="attached")


def test_a_column_of_the_ledger_sets_both_switches(reader):
    page = reader.open("explorer/")
    page.get_by_role("button", name="Both: convolution").click()
    settle(page)
    assert [s.get_attribute("aria-checked") for s in page.get_by_role("switch").all()] == ["true", "true"]


def test_pointing_at_a_cell_lights_every_tie_of_its_weight(reader):
    page = reader.open("explorer/?layer=toy&wiring=both")
    index = weight_index(TOY)
    page.mouse.move(*cell(page, 2, 3))
    assert reading(page) == "Weight b, from x4 to y3: 6 connections use it."
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
    assert reading(page) == "A weight of its own, from x4 to y3: no other connection uses it."
    page.mouse.move(*cell(page, 0, 7))
    assert reading(page) == "No connection between x8 and y1."


TIED = """() => {
    const { lines, matrix, kernel, tray, scene, focus } = document.querySelector("wiring-explorer");
    const centre = (view, [x, y], [width, height]) => [Math.round((x + width * 0.2) * view.ratio), Math.round((y + height * 0.2) * view.ratio)];
    const read = (canvas, at) => {
        const twin = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
        const context = twin.getContext("2d", { willReadFrequently: true });
        context.drawImage(canvas, 0, 0);
        return [...context.getImageData(...at, 1, 1).data].join();
    };
    const found = { matrix: [], kernel: [], lines: [] };
    for (let row = 0; row < scene.index.rows; row++) {
        for (let column = 0; column < scene.index.columns; column++) {
            const { fill } = scene.cell(row, column) ?? {};
            if (!fill) continue;
            const probe = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
            probe.fillStyle = fill;
            probe.fillRect(0, 0, 1, 1);
            const wanted = [...probe.getImageData(0, 0, 1, 1).data].join();
            if (read(matrix.overlay, centre(matrix, matrix.corner(row, column), matrix.cell)) === wanted) found.matrix.push([row, column]);
            if (read(kernel.base, centre(kernel, kernel.corner([0, row, column]), [kernel.cell, kernel.cell])) === wanted) found.kernel.push([row, column]);
            const [from, to] = [lines.at("input", column), lines.at("output", row)];
            const at = from.map((start, axis) => Math.round((start + (to[axis] - start) * 0.55) * lines.ratio));
            if (read(lines.base, at) === wanted) found.lines.push([row, column]);
        }
    }
    return found;
}"""


@pytest.mark.parametrize("view", ["lines", "matrix", "kernel", "tray"])
def test_pointing_in_any_view_lights_the_ties_in_all(reader, view):
    page = reader.open("explorer/?layer=toy&wiring=both")
    settle(page)
    place = page.evaluate(
        """(view) => {
            const { [view]: drawing } = document.querySelector("wiring-explorer");
            drawing.stage.scrollIntoView({ block: "center", behavior: "instant" });
            const box = drawing.stage.getBoundingClientRect();
            const middle = ([x, y], width, height) => [x + width / 2, y + height / 2];
            const [x, y] = {
                lines: () => drawing.at("input", 3).map((n, axis) => n + (drawing.at("output", 2)[axis] - n) * 0.6),
                matrix: () => middle(drawing.corner(2, 3), ...drawing.cell),
                kernel: () => middle(drawing.corner([0, 2, 3]), drawing.cell, drawing.cell),
                tray: () => middle(drawing.corner(1), 20, 20),
            }[view]();
            return [box.left + x, box.top + y];
        }""",
        view,
    )
    page.mouse.move(*place)
    assert reading(page).startswith("Weight b")
    assert "6 connections use it" in reading(page)
    ties = [[row, row + 1] for row in range(6)]
    assert page.evaluate(TIED) == {"matrix": ties, "kernel": ties, "lines": ties}
    lit = page.locator(".formula .symbol:not(.dim)").all_inner_texts()
    assert lit == ["b"]


def test_a_kernel_that_hangs_over_the_edge_can_be_pointed_at_there(reader):
    page = reader.open("explorer/?layer=toy&wiring=shared")
    stage(page, "kernel")
    place = page.evaluate("""() => {
        const { kernel } = document.querySelector("wiring-explorer");
        const box = kernel.stage.getBoundingClientRect();
        const [x, y] = kernel.corner([0, 0, -5]);
        return [box.left + x + 4, box.top + y + 4];
    }""")
    page.mouse.move(*place)
    assert reading(page) == "Weight m: no other connection uses it."


def test_pointing_at_an_output_shows_its_stop_of_the_kernel_and_its_row(reader):
    page = reader.open("explorer/?layer=thread&wiring=both")
    box = stage(page, "output").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2 + 4, box["y"] + box["height"] / 2 + 4)
    assert reading(page) == "Output y37 (row 5, column 5) reads 9 of 100 inputs."
    lit = page.evaluate("""() => {
        const { kernel } = document.querySelector("wiring-explorer");
        const read = document.createElement("canvas");
        Object.assign(read, { width: kernel.base.width, height: kernel.base.height });
        const data = read.getContext("2d", { willReadFrequently: true });
        data.drawImage(kernel.base, 0, 0);
        const inked = [];
        for (let y = 0; y < 10; y++) for (let x = 0; x < 10; x++) {
            const [left, top] = kernel.corner([0, y, x]);
            const at = [left, top].map((n) => Math.round((n + kernel.cell * 0.2) * devicePixelRatio));
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


def test_where_there_is_room_a_tap_has_its_letter(reader):
    page = reader.open("explorer/?layer=thread&wiring=both")
    stage(page, "kernel")
    strip = page.evaluate("""() => {
        const { kernel } = document.querySelector("wiring-explorer");
        const { left, top } = kernel.stage.getBoundingClientRect();
        const [x, y] = kernel.corner([0, 4, 4]);
        const { cell } = kernel;
        return [...Array(12).keys()].map((i) => [left + x + cell * (0.2 + i / 20), top + y + cell * 0.55]);
    }""")
    assert len({tuple(colour) for colour in pixels(page, "kernel", "base", strip)}) > 2


def test_pointing_at_an_input_says_who_reads_it(reader):
    page = reader.open("explorer/?layer=thread&wiring=both")
    stage(page, "kernel")
    place = page.evaluate("""() => {
        const { kernel } = document.querySelector("wiring-explorer");
        const box = kernel.stage.getBoundingClientRect();
        const [x, y] = kernel.corner([0, 8, 8]);
        return [box.left + x + 4, box.top + y + 4];
    }""")
    page.mouse.move(*place)
    assert reading(page) == "Input x89 (row 9, column 9) is read by 4 of 64 outputs."
    page.mouse.move(5, 5)
    assert reading(page).startswith("Output y28 (row 4, column 4)")


def test_the_kernel_slides_through_every_output_once(reader):
    page = reader.open("explorer/?layer=toy&wiring=both")
    page.wait_for_load_state("networkidle")
    page.clock.install()
    page.evaluate("""() => {
        const explorer = document.querySelector("wiring-explorer");
        const { slideTo } = explorer;
        window.stops = [];
        explorer.slideTo = function (stop) { stops.push(stop); slideTo.call(this, stop); };
    }""")
    page.get_by_role("button", name="Slide the kernel").click()
    page.clock.run_for(20000)
    assert page.evaluate("stops") == list(range(6))
    assert reading(page) == "Output y6 reads 3 of 8 inputs."
    assert page.locator(".slide .where").inner_text() == "6 of 6"
    page.get_by_role("button", name="Slide to the stop before").click()
    page.clock.run_for(1000)
    assert page.locator(".slide .where").inner_text() == "5 of 6"
    assert page.get_by_role("button", name="Slide to the next stop").is_enabled()


def test_the_formula_follows_the_switches(reader):
    page = reader.open("explorer/?layer=toy&wiring=dense")
    line = page.locator(".formula .line").first
    symbols = {}
    for wiring in ("dense", "sparse only", "shared only", "both"):
        page.locator(".four thead button", has_text=wiring).click()
        settle(page)
        symbols[wiring] = line.locator(".symbol").all_inner_texts()
        assert line.locator(".head").inner_text().split() == ["y3", "="]
    assert len(symbols["dense"]) == 8
    assert len(set(symbols["sparse only"])) == 3
    assert symbols["shared only"] == ["j", "i", "a", "b", "c", "d", "e", "f"]
    assert symbols["both"] == ["a", "b", "c"]
    numbers = page.locator(".formula .line").nth(1).locator(".term").all_inner_texts()
    total = sum(eval(term.replace("+", "").replace("·", "*").replace("−", "-")) for term in numbers)
    assert page.locator(".formula .line b").inner_text().replace("−", "-") == str(total)


def test_a_finger_keeps_a_weight_lit(reader):
    page = reader.open("explorer/?layer=toy&wiring=both", has_touch=True, width=390)
    page.touchscreen.tap(*cell(page, 1, 1))
    settle(page)
    assert reading(page).startswith("Weight a, from x2 to y2")
    page.touchscreen.tap(*cell(page, 4, 6))
    assert reading(page).startswith("Weight c, from x7 to y5")


def test_the_keyboard_walks_the_matrix(reader):
    page = reader.open("explorer/?layer=toy&wiring=both")
    stage(page, "lines").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.stage.matrix')")
    assert reading(page).startswith("Weight a, from x1 to y1")
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert reading(page).startswith("Weight b, from x3 to y2")
    page.locator(".live", has_text="Weight b, from x3 to y2").wait_for(state="attached")
    page.keyboard.press("End")
    assert reading(page) == "No connection between x8 and y2."
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowLeft")
    assert reading(page).startswith("Weight a, from x1 to y1")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.mouse.move(3, 3)
    page.locator(".choices select").focus()
    assert reading(page).startswith("Weight a, from x1 to y1")
    stage(page, "matrix").press("Escape")
    assert reading(page).startswith("Output y1 reads 3 of 8 inputs")


def test_the_keyboard_walks_the_other_views(reader):
    page = reader.open("explorer/?layer=toy&wiring=both")
    stage(page, "lines").focus()
    page.keyboard.press("ArrowDown")
    assert reading(page).startswith("Output y4 reads 3")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert reading(page).startswith("Weight b, from x5 to y4")
    stage(page, "kernel").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert reading(page).startswith("Weight a, from x5 to y5")
    stage(page, "tray").focus()
    page.keyboard.press("End")
    assert reading(page).startswith("Weight c: 6 connections use it")
    page.goto(page.url.replace("layer=toy", "layer=ng"))
    settle(page)
    stage(page, "output").focus()
    page.keyboard.press("Home")
    assert reading(page) == "Output y365 (row 14, column 1 of map 1) reads 75 of 3,072 inputs."
    page.keyboard.press("ArrowUp")
    page.keyboard.press("PageDown")
    assert reading(page) == "Output y1121 (row 13, column 1 of map 2) reads 75 of 3,072 inputs."


def test_zooming_shows_letters_and_follows_the_cursor(reader):
    page = reader.open("explorer/?layer=thread&wiring=both")
    place = stage(page, "matrix")
    place.focus()
    for key in ("Control+End", "+", "+", "+"):
        page.keyboard.press(key)
    settle(page)
    assert page.evaluate("document.querySelector('wiring-explorer').matrix.cell[0]") > 15
    assert reading(page).startswith("Weight i, from x100 to y64")
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
    for axis in ("down", "across"):
        for side in ("before", "after"):
            set_number(page, f"Padding {side}, {axis}", 2)
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


def test_a_causal_layer_and_a_volume_can_be_set_by_hand(reader):
    page = reader.open("explorer/?layer=toy&wiring=both")
    page.get_by_label("Padding", exact=True).select_option("number")
    set_number(page, "Padding before, across", 2)
    set_number(page, "Padding after, across", 0)
    assert ledger(page) == expected(Conv((1, 8), 1, 3, padding=[(2, 0)]))
    page.wait_for_url(re.compile("pad=2-0"))
    page.get_by_label("Input", exact=True).select_option("3")
    set_number(page, "Image size, deep", 5)
    set_number(page, "Kernel, down", 2)
    layer = Conv((1, 5, 8, 8), 1, (3, 2, 3), padding=[(1, 1), (1, 1), (2, 0)])
    shown = ledger(page)
    paddings = page.evaluate("document.querySelector('wiring-explorer').settings.padding")
    assert paddings == [[1, 1], [1, 1], [2, 0]]
    assert shown == expected(layer)


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
        argument = re.match(r"[a-z_]+", str(refusal.value))[0]
        assert len(problems) == 1
        assert problems[0].startswith(argument)
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
    assert reading(page).startswith(("Weight a", "Block in row 1, column 1"))
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


def test_the_four_wirings_can_be_taken_away_as_a_labelled_picture(reader):
    page = reader.open("explorer/?layer=toy&wiring=both", palette="dark")
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").click()
    assert download.value.suggested_filename == "four-wirings.svg"
    svg = ElementTree.parse(download.value.path())
    space = "{http://www.w3.org/2000/svg}"
    texts = ["".join(text.itertext()) for text in svg.iter(f"{space}text")]
    assert LAYERS["toy"].title in texts
    for name, wiring in WIRINGS.items():
        c = count(TOY, wiring)
        assert name in texts
        assert f"{c.connections} connections, {c.weights} weights, {c.multiply_adds} multiply-adds" in texts
    for axis in [*(f"x{n}" for n in range(1, 9)), *(f"y{n}" for n in range(1, 7))]:
        assert texts.count(axis) == 4
    letters = [text for text in texts if re.fullmatch("[a-z]", text)]
    assert [letters.count(letter) for letter in "abcdm"] == [12, 12, 12, 5, 1]
    assert any("CC BY 4.0" in text and "layer=toy" in text for text in texts)
    assert svg.getroot().find(f"{space}rect").get("fill") == palette.LIGHT["paper"]
    cells = [rect.get("fill") for rect in svg.iter(f"{space}rect")]
    assert cells.count(palette.LIGHT["own"]) == 48 + 18
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    picture = Image.open(download.value.path()).convert("RGB")
    assert picture.width == 2 * float(svg.getroot().get("width"))
    assert len(set(picture.resize((200, 150), Image.Resampling.NEAREST).get_flattened_data())) > 10


def test_the_ledger_can_be_taken_away(reader):
    page = reader.open("explorer/?layer=toy&wiring=both", permissions=["clipboard-read", "clipboard-write"])
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "ledger.csv"
    rows = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert rows[0] == "Wiring,Connections,Weights,Biases,Parameters,Multiply-adds"
    assert rows[1:] == [",".join([name, *cells]) for name, cells in expected(TOY).items()]
    page.get_by_role("button", name="Markdown").click()
    page.get_by_text("Markdown copied").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "| sparse only | 18 | 18 | 6 | 24 | 18 |" in text
    assert "explorer/?layer=toy&wiring=both" in text


@pytest.mark.parametrize(
    ("query", "layer", "border"),
    [
        ("layer=toy", TOY, "exact"),
        ("layer=lenet_c3", LAYERS["lenet_c3"].layer, "exact"),
        (
            "in=4x7x8x9&out=6&kernel=3x1x2&stride=2x1x1&pad=1-0x0x2-1&groups=2&bias=unit&border=nominal",
            Conv(
                (4, 7, 8, 9),
                6,
                (3, 1, 2),
                stride=(2, 1, 1),
                padding=[(1, 0), 0, (2, 1)],
                groups=2,
                bias="unit",
            ),
            "nominal",
        ),
        (
            "in=1x12&kernel=3&pad=same&mode=circular&dilation=2&bias=none",
            Conv((1, 12), 1, 3, padding="same", padding_mode="circular", dilation=2, bias=False),
            "exact",
        ),
    ],
)
def test_pasted_code_prints_the_ledgers_numbers(reader, query, layer, border, capsys):
    page = reader.open(f"explorer/?{query}&wiring=both")
    assert ledger(page) == expected(layer, border)
    page.get_by_role("button", name="sparse_shared").click()
    page.get_by_label("Text to copy").wait_for()
    exec(page.get_by_label("Text to copy").input_value(), {})
    printed = [[f"{int(n):,}" for n in line.split()] for line in capsys.readouterr().out.splitlines()]
    assert printed == list(expected(layer, border).values())


@pytest.mark.parametrize(("query", "refused"), [("stride=2&dilation=2", True), ("stride=2", False)])
def test_the_code_for_keras_says_what_keras_refuses(reader, query, refused):
    page = reader.open(f"explorer/?in=1x12&kernel=3&{query}&wiring=both")
    page.get_by_role("button", name="Keras").click()
    code = page.get_by_label("Text to copy").input_value()
    assert "Conv1D(1, 3, strides=2" in code
    assert ("# Keras has no such layer" in code) == refused


def test_where_copying_is_forbidden_the_text_is_shown(reader):
    page = reader.open("explorer/?layer=toy&wiring=both")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Markdown").click()
    assert "| dense | 48 |" in page.get_by_label("Text to copy").input_value()


def test_the_argument_steps_down_both_roads(reader):
    page = reader.open("explorer/?layer=dumoulin&wiring=dense", reduced_motion="reduce")
    page.get_by_role("button", name="Play the argument").click()
    seen = []
    for _ in range(6):
        settle(page)
        assert page.evaluate("document.querySelector('wiring-explorer').focus") is None
        current = page.locator(".four thead .current").inner_text()
        seen.append(
            (current, page.locator(".counter .total").inner_text(), page.locator(".sentence").inner_text())
        )
        page.keyboard.press("ArrowRight")
    assert [name for name, _, _ in seen] == [
        "dense", "shared only", "both: convolution", "dense", "sparse only", "both: convolution",
    ]  # fmt: skip
    assert [total for _, total, _ in seen] == [
        "64 weights", "64 → 25 weights", "64 → 25 → 9 weights", "64 weights", "64 → 36 weights", "64 → 36 → 9 weights",
    ]  # fmt: skip
    for weights, (_, _, sentence) in zip((64, 25, 9, 64, 36, 9), seen, strict=True):
        assert re.search(rf"\b{weights} weights", sentence), sentence
    assert "25 ÷ 9 = 2.78 times fewer" in seen[2][2]
    page.keyboard.press("ArrowLeft")
    settle(page)
    assert page.locator(".four thead .current").inner_text() == "sparse only"
    page.keyboard.press("Escape")
    settle(page)
    assert "36 weights" in page.locator(".sentence").inner_text()
    assert page.get_by_role("button", name="Step on").count() == 0


def test_what_a_step_removes_leaves_its_outline(reader):
    page = reader.open("explorer/?layer=toy&wiring=dense", reduced_motion="reduce")
    page.get_by_role("button", name="Play the argument").click()
    for outlined in (False, False, True):
        settle(page)
        corner = page.evaluate("document.querySelector('wiring-explorer').matrix.cell[0]") / 2
        x, y = cell(page, 0, 7)
        edge = [[x + dx, y - corner + 1.5] for dx in range(-8, 9)]
        colours = {tuple(pixel) for pixel in pixels(page, "matrix", "base", edge)}
        assert (len(colours) > 1) == outlined
        page.keyboard.press("ArrowRight")


def test_a_reader_may_guess_before_a_step_is_shown(reader):
    page = reader.open("explorer/?layer=toy&wiring=dense", reduced_motion="reduce")
    page.get_by_role("button", name="Play the argument").click()
    page.get_by_label("let me guess").check()
    page.get_by_role("button", name="Step on").click()
    assert "How many weights are left?" in page.locator(".question").inner_text()
    assert page.locator(".question button").all_inner_texts() == ["3", "13", "18", "48"]
    assert page.locator(".counter .count").inner_text() == "48"
    page.locator(".question").get_by_role("button", name="18", exact=True).click()
    settle(page)
    assert page.locator(".sentence").inner_text().startswith("No, 13. Now only share.")
    page.get_by_role("button", name="Go on").click()
    page.locator(".question").get_by_role("button", name="3", exact=True).click()
    settle(page)
    assert page.locator(".sentence").inner_text().startswith("Yes, 3. Then remove connections")
    page.get_by_role("button", name="Step back").click()
    settle(page)
    assert not page.locator(".question").is_visible()
    assert page.locator(".counter .count").inner_text() == "13"


def test_the_argument_fills_the_screen(reader):
    page = reader.open("explorer/?layer=toy&wiring=both", reduced_motion="reduce")
    page.get_by_role("button", name="Play the argument").click()
    page.get_by_role("button", name="Full screen").click()
    page.locator("wiring-explorer .explorer:fullscreen").wait_for()
    settle(page)
    count_, matrix = page.locator(".counter"), page.locator(".stage.matrix")
    height = page.evaluate("innerHeight")
    for part in count_, matrix, page.locator(".stage.kernel"), page.locator(".sentence"):
        box = part.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
    assert not page.locator(".ledger").is_visible()


TRIED = [
    ("What does sparsity still do?", "62,658 weights to 450, and 14,450,688 multiply-adds to 352,800", "ng"),
    (
        "What does sharing do?",
        "352,800 connections had 352,800 weights; shared, the same connections have 450",
        "ng",
    ),
    ("Does the order matter?", "11.11× by sparsity and 100× by sharing", "torus"),
]


def test_things_to_try_set_layer_wiring_and_light_and_follow_the_layer(reader):
    page = reader.open("explorer/?layer=ng&wiring=dense")
    for title, said, layer in TRIED:
        button = page.get_by_role("button", name=title)
        button.click()
        settle(page)
        assert said in page.locator(".sentence").inner_text()
        assert page.get_by_label("Layer").input_value() == layer
        assert page.locator(".four thead .current").inner_text() == "both: convolution"
        assert button.get_attribute("aria-pressed") == "true"
    page.get_by_label("Layer").select_option("toy")
    page.get_by_role("button", name="What does sharing do?").click()
    assert reading(page) == "Weight b, from x4 to y3: 6 connections use it."
    assert page.get_by_role("button", name="Does the order").get_attribute("aria-pressed") == "false"


def test_the_argument_plays_by_itself_and_can_be_paused(reader):
    page = reader.open("explorer/?layer=dumoulin&wiring=both")
    page.wait_for_load_state("networkidle")  # the theme has timers of its own, which a new clock would upset
    page.clock.install()
    page.get_by_role("button", name="Play the argument").click()
    where = page.locator(".steps .where")
    assert where.inner_text() == "1 of 6"
    page.clock.run_for(7000)
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


KEEPING = [("dense", "sparse only"), ("shared only", "both: convolution")]
"""Pairs of wirings whose step only takes connections away."""
PAINTED = """() => {
    const { matrix } = document.querySelector("wiring-explorer");
    const before = window.painted ?? new Uint32Array();
    const after = new Uint32Array(matrix.data.data.buffer).slice(); // the matrix paints into the same memory again
    const kept = [...after.keys()].filter((i) => after[i] !== matrix.scene.theme.pixels.bare);
    window.painted = after;
    return [before.length === after.length, kept.length, kept.filter((i) => before[i] !== after[i]).length];
}"""
"""Note what is painted; return whether there are as many cells as before, how many are filled, and how many of
these looked otherwise."""
GENERATED = (
    "in=2x9&out=2&kernel=3&stride=2&pad=1",
    "in=1x6x7&out=2&kernel=3x2&dilation=2x1&pad=same",
    "in=4x8&out=4&kernel=3&groups=2&mode=circular&pad=same",
    "in=1x4x4x4&out=1&kernel=2",
    "in=4x5x4&out=2&kernel=3x2&stride=2&pad=1-0&kind=transposed&outpad=1&groups=2",
)


def check_kept_pixels(page) -> None:
    """Go from each wiring to the one that only takes connections away, and compare the cells that are left."""
    for pair in KEEPING:
        for wiring in pair:
            page.locator("wiring-explorer .four thead button", has_text=wiring).first.click()
            settle(page)
            same_size, filled, changed = page.evaluate(PAINTED)
        assert same_size
        assert filled
        assert changed == 0, pair


def test_a_cell_that_is_kept_keeps_its_pixel_in_every_preset(reader):
    page = reader.open("explorer/")
    for name in OFFERED:
        page.get_by_label("Layer").select_option(name)
        check_kept_pixels(page)


@pytest.mark.parametrize("query", GENERATED)
def test_a_cell_that_is_kept_keeps_its_pixel(reader, query):
    page = reader.open(f"explorer/?{query}&wiring=both")
    assert not page.locator("wiring-explorer .notice").inner_text()
    check_kept_pixels(page)

"""The first page: the answer with its numbers, and a picture that follows the reader's palette."""

from __future__ import annotations

import io
import re

import pytest
from browser import PATIENCE, becomes
from playwright.sync_api import expect

from sparse_shared import Conv, Wiring, count

pytestmark = pytest.mark.xdist_group("site")

NG = Conv(input_shape=(3, 32, 32), out_channels=6, kernel_size=5)
TOY = Conv(input_shape=(1, 8), out_channels=1, kernel_size=3)


def numbers(text: str) -> set[str]:
    """Return the integers a text states, with their thousands separated."""
    return set(re.findall(r"\d{1,3}(?:,\d{3})+|\d+", text))


def test_the_first_screen_answers_with_computed_numbers(reader):
    page = reader.open()
    answer = page.locator(".answer")
    said = numbers(answer.inner_text())
    for wiring in Wiring.SHARED, Wiring.CONV:
        assert f"{count(TOY, wiring).weights:,}" in said
    assert answer.locator("strong").first.inner_text().startswith("No.")
    assert answer.locator(".verdict").bounding_box()["y"] < 450
    picture = answer.locator("img:visible").bounding_box()
    assert picture["y"] + picture["height"] < 720


def test_the_two_switches_make_a_table_of_four(reader):
    page = reader.open()
    cells = page.locator("table.switches td b").all_inner_texts()
    assert cells == [
        f"{count(NG, wiring).weights:,}"
        for wiring in (Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV)
    ]


def test_the_parameters_with_biases_are_stated(reader):
    assert f"{count(NG).parameters:,}" in numbers(reader.open().locator("article").inner_text())


def test_the_toggle_changes_the_page_and_its_figure(reader):
    page = reader.open()
    figure = page.locator("figure.figure img:visible").first

    def ground() -> tuple[int, ...]:
        from PIL import Image

        shot = Image.open(io.BytesIO(figure.screenshot())).convert("RGB")
        return shot.getpixel((3, 3))

    light = ground()
    page.locator("label[for=__palette_1]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate", timeout=PATIENCE * 1000)
    assert min(light) > 230
    assert becomes(ground, lambda dark: max(dark) < 60)


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_figure_can_be_taken_away(reader, kind):
    page = reader.open()
    with page.expect_download() as download:
        page.locator(".downloads a", has_text=kind.upper()).first.click()
    assert download.value.suggested_filename == f"shared_to_both.{kind}"


def test_the_table_can_be_taken_away_with_bare_numbers(reader, built):
    page = reader.open()
    row = page.locator("#table-worked_examples tbody tr", has_text="Ng’s layer")
    shown = row.locator("td").all_inner_texts()
    csv = (built / "tables/worked_examples.csv").read_text()
    line = next(line for line in csv.splitlines() if "Ng’s layer" in line)
    for cell in shown[:4]:
        assert cell.replace(",", "") in line.split(",")


def test_the_page_prints_without_furniture(reader):
    page = reader.open()
    page.emulate_media(media="print")
    assert not page.locator(".md-header").is_visible()
    assert page.locator("figure.figure img:visible").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "light"

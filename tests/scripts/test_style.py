"""Colours, numbers and tables as they leave the project."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from fractions import Fraction

import pytest

from draw import canvas, palette
from write import numbers, tables
from write.tables import Link, Share, column


def luminance(colour: str) -> float:
    """Return WCAG's relative luminance of an sRGB hex colour."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "muted", "accent", "warn"])
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_text_can_be_read_on_every_ground(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= 4.5


def test_a_number_can_be_read_on_every_weight():
    assert min(contrast(palette.ON_WEIGHT, colour) for colour in palette.WEIGHTS) >= 4.5


@pytest.mark.parametrize(
    ("scheme", "others"),
    [(palette.LIGHT, palette.OTHERS_LIGHT), (palette.DARK, palette.OTHERS_DARK)],
    ids=["light", "dark"],
)
def test_a_letter_can_be_read_on_the_pale_colours_and_a_pale_colour_is_no_paper(scheme, others):
    assert min(contrast(scheme["on-other"], colour) for colour in others) >= 4.5
    assert min(contrast(scheme["paper"], colour) for colour in others) >= 1.25
    assert contrast(scheme["paper"], scheme["own"]) >= 3


def test_no_two_weights_have_one_colour():
    assert len(set(palette.WEIGHTS)) == len(palette.WEIGHTS)


def test_the_style_sheet_holds_the_table_of_colours():
    css = palette.css()
    for name, value in (palette.LIGHT | palette.DARK).items():
        assert f"--{name}: {value};" in css
    assert " ".join(palette.WEIGHTS) in css


def plain(figure) -> None:
    figure.set_size_inches(2, 1)
    figure.subplots().text(0.5, 0.5, "a", color="ink")


def test_an_svg_follows_the_palette_and_brings_both():
    svg = canvas.svg("plain", plain)
    ElementTree.fromstring(svg)
    assert "fill: var(--ink)" in svg
    assert "fill: var(--paper)" in svg
    assert "#0102" not in svg
    assert f"--ink:{palette.LIGHT['ink']}" in svg
    assert f"--ink:{palette.DARK['ink']}" in svg.split("prefers-color-scheme:dark")[1]
    assert "<metadata>" not in svg


def test_a_png_is_drawn_on_light_paper():
    from PIL import Image

    image = Image.open(io.BytesIO(canvas.png(plain))).convert("RGB")
    assert image.getpixel((1, 1)) == tuple(bytes.fromhex(palette.LIGHT["paper"][1:]))
    assert image.size == (384, 192)


@dataclass(frozen=True)
class Row:
    name: str = column("Name")
    weights: int = column("Weights & more")
    saving: Fraction = column("Saving")
    source: Link = column("Source")
    part: Share = column("Part")


ROWS = [
    Row("a <b>", 14450688, Fraction(1024, 25), Link("x", "https://example.org/?a&b"), Share(Fraction(1, 8))),
    Row("c", 0, Fraction(784), Link("y", ""), Share(Fraction(1))),
]


def test_a_csv_has_bare_numbers():
    header, first, second = csv.reader(io.StringIO(tables.as_csv(ROWS)))
    assert header == ["Name", "Weights & more", "Saving", "Source", "Part"]
    assert first == ["a <b>", "14450688", "40.96", "x", "0.125"]
    assert second == ["c", "0", "784", "y", "1"]


def test_a_table_escapes_labels_and_separates_thousands():
    root = ElementTree.fromstring(tables.as_html(ROWS))
    headings = ["Name", "Weights & more", "Saving", "Source", "Part"]
    assert [th.text for th in root.iterfind("thead/tr/th")] == headings
    first, second = root.iterfind("tbody/tr")
    assert first.find("th").text == "a <b>"
    assert [td.text for td in first.iterfind("td")][:2] == ["14,450,688", "40.96×"]
    assert [td.get("data-label") for td in first.iterfind("td")] == headings[1:]
    assert first.find("td/a").get("href") == "https://example.org/?a&b"
    assert second.findall("td")[2].text == "y"
    shares = root.iterfind("tbody/tr/td[@class='number'][last()]")
    assert [td.text for td in shares] == ["12.5\xa0%", "100.0\xa0%"]


@pytest.mark.parametrize("value", [True, 5.0, "5", None])
def test_integer_refuses_what_is_none(value):
    with pytest.raises(TypeError, match="is not an int"):
        numbers.integer(value)


def test_ties_round_away_from_zero():
    assert numbers.decimal(Fraction(1, 8), 2) == "0.13"
    assert numbers.decimal(Fraction(-1, 8), 2) == "−0.13"
    assert numbers.decimal(Fraction(99999, 100), 1) == "1,000.0"
    assert numbers.decimal(Fraction(-1, 1000), 1) == "0.0"

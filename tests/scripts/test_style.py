"""Colours, numbers and tables as they leave the project."""

from __future__ import annotations

import csv
import importlib
import io
import pkgutil
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, fields
from fractions import Fraction

import pytest

from draw import palette
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


def test_a_table_says_how_many_of_its_columns_are_compared():
    table = ElementTree.fromstring(tables.as_html(ROWS))
    assert table.get("style") == "--numbers: 3"
    assert [td.get("class") for td in table.iterfind("tbody/tr/td")][:3] == ["number", "number", None]


def headings(kind):
    """Return what heads the columns of each module's rows, of tables or of figures."""
    package = importlib.import_module(f"content.{kind}")
    for module in pkgutil.iter_modules(package.__path__, f"content.{kind}."):
        row = getattr(importlib.import_module(module.name), "Row", None)
        if row is not None:
            yield module.name, [f.metadata["heading"] for f in fields(row)]


ORDERS = ("Dense", "Sparse only", "Shared only", "Both"), ("Sparsity saves", "Sharing saves")


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_columns_come_in_one_order_everywhere(order):
    """Sparsity comes first, as in the four wirings: dense, sparse only, shared only, both."""
    in_several = 0
    for name, columns in [*headings("tables"), *headings("figures")]:
        plain = (heading for heading in columns if "÷" not in heading)
        found = [word for heading in plain for word in order if heading.startswith(word)]
        assert found == sorted(found, key=order.index), name
        in_several += len(set(found)) > 1
    assert in_several > 3


def test_words_may_be_compared_and_a_column_of_factors_may_have_gaps():
    @dataclass(frozen=True)
    class Mixed:
        name: str = column("Name")
        verdict: str = column("Verdict", compared=True)
        factor: Fraction | None = column("Factor")

    table = ElementTree.fromstring(
        tables.as_html([Mixed("a", "equal", None), Mixed("b", "less", Fraction(2))])
    )
    assert table.get("style") == "--numbers: 2"
    assert [td.text for td in table.iterfind("tbody/tr/td")] == ["equal", "—", "less", "2×"]


def test_a_csv_of_words_becomes_a_table_with_live_links():
    table = ElementTree.fromstring(tables.words_as_html('Name,"See, too"\n<b>,[a & b](https://x.org/?a&b)\n'))
    assert [th.text for th in table.iterfind("thead/tr/th")] == ["Name", "See, too"]
    assert table.find("tbody/tr/th").text == "<b>"
    assert table.find("tbody/tr/td").get("data-label") == "See, too"
    assert table.find("tbody/tr/td/a").attrib == {"href": "https://x.org/?a&b"}


def test_a_csv_with_a_comma_too_many_is_refused():
    with pytest.raises(ValueError, match="row 3 of the CSV has 3 cells: expected 2"):
        tables.words_as_html("a,b\nc,d\ne,f,g\n")


@pytest.mark.parametrize("value", [True, 5.0, "5", None])
def test_integer_refuses_what_is_none(value):
    with pytest.raises(TypeError, match="is not an int"):
        numbers.integer(value)


def test_ties_round_away_from_zero():
    assert numbers.decimal(Fraction(1, 8), 2) == "0.13"
    assert numbers.decimal(Fraction(-1, 8), 2) == "−0.13"
    assert numbers.decimal(Fraction(99999, 100), 1) == "1,000.0"
    assert numbers.decimal(Fraction(-1, 1000), 1) == "0.0"

"""A figure is right in every program, the same at every build, and nothing of this machine gets into it."""

from __future__ import annotations

import gzip
import importlib
import io
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from functools import cache
from pathlib import Path

import matplotlib
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from checkout import ROOT
from draw import canvas, palette
from draw.sheet import Sheet
from figures import FIGURES

FORMATS = (canvas.svg, canvas.png, canvas.pdf)
SVG = "{http://www.w3.org/2000/svg}"


def written(draw, write) -> bytes:
    (file,) = canvas.written(draw, write)
    return file


@cache
def svg(name: str) -> str:
    return written(importlib.import_module(f"content.figures.{name}").draw, canvas.svg).decode()


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def cells(text: str) -> list[tuple[float, float, str]]:
    """Return two points near the corners of each cell of an SVG, clear of its letter, and its colour."""
    points = []
    for group in ElementTree.fromstring(text).iter(f"{SVG}g"):
        if group.get("class", "").startswith(("own", "weight-")):
            for path in group.findall(f"{SVG}path"):
                if path.get("fill") != "none":
                    for part in path.get("d").split("M")[1:]:
                        (x0, y0), *_, (x1, y1) = re.findall(r"(-?[\d.]+) (-?[\d.]+)", part)[:3]
                        left, right = sorted(map(float, (x0, x1)))
                        top, bottom = sorted(map(float, (y0, y1)))
                        for share in (1 / 8, 7 / 8):
                            at = left + (right - left) * share, top + (bottom - top) * share
                            points.append((*at, path.get("fill")))
    return points


def check_pixels(text: str, image: Image.Image) -> None:
    image = image.convert("RGB")
    width = float(ElementTree.fromstring(text).get("viewBox").split()[2])
    scale = image.width / width
    assert image.getpixel((0, 0)) == pytest.approx(rgb(palette.LIGHT["paper"]), abs=2)
    for x, y, colour in cells(text):
        pixel = image.getpixel((int(x * scale), int(y * scale)))
        assert max(abs(a - b) for a, b in zip(pixel, rgb(colour), strict=True)) <= 2, (x, y, colour, pixel)


@pytest.mark.skipif(not shutil.which("rsvg-convert"), reason="no rsvg-convert: apt-get install librsvg2-bin")
@pytest.mark.parametrize("name", FIGURES)
def test_librsvg_draws_paper_and_sharp_cells(name, tmp_path):
    text = svg(name)
    (tmp_path / "figure.svg").write_text(text)
    command = ["rsvg-convert", "--width=1600", str(tmp_path / "figure.svg")]
    drawn = subprocess.run(command, capture_output=True, check=True)
    assert drawn.stderr == b""
    check_pixels(text, Image.open(io.BytesIO(drawn.stdout)))


@pytest.mark.skipif(not shutil.which("inkscape"), reason="no Inkscape: apt-get install inkscape")
@pytest.mark.parametrize("name", ["four_wirings", "shared_to_both"])
def test_inkscape_draws_paper_and_sharp_cells(name, tmp_path):
    text = svg(name)
    (tmp_path / "figure.svg").write_text(text)
    options = ["--export-type=png", "--export-width=1600", "--export-filename=figure.png", "figure.svg"]
    home = {**os.environ, "HOME": str(tmp_path)}
    subprocess.run(["inkscape", *options], cwd=tmp_path, env=home, capture_output=True, check=True)
    check_pixels(text, Image.open(tmp_path / "figure.png"))


@pytest.mark.parametrize("name", FIGURES)
def test_an_svg_needs_nothing_that_programs_do_not_have(name):
    text = svg(name)
    root = ElementTree.fromstring(text)
    assert "var(" not in text
    assert "<image" not in text
    assert not [e for e in root.iter() if e.get("style")]
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', text)) <= set(ids)
    assert len(gzip.compress(text.encode())) < 28_000  # which is what a reader's browser is sent


def plain(figure) -> None:
    sheet = Sheet(figure, 96, 192)
    sheet.text(20, 50, "a word", color="ink")
    sheet.squares([(100, 20)], 20, "weight-0", facecolor=palette.WEIGHTS[0])
    sheet.squares([(130, 20)], 20, "weight-3", facecolor="other-1")


@pytest.mark.parametrize("size", [canvas.SMALL, canvas.TEXT, canvas.TITLE])
def test_letters_are_as_large_as_they_were_asked_to_be(size):
    def draw(figure):
        Sheet(figure, 96, 192).text(20, 50, "l", fontsize=size)

    root = ElementTree.fromstring(written(draw, canvas.svg))
    (outline,) = (path for path in root.iter(f"{SVG}path") if path.get("id"))
    (word,) = (g for g in root.iter(f"{SVG}g") if "scale" in g.get("transform", ""))
    scale = float(re.findall(r"scale\(([\d.]+)", word.get("transform"))[0])
    inner = float(re.findall(r"scale\(([\d.]+)", outline.get("transform"))[0])
    heights = [float(y) for _, y in re.findall(r"(-?\d+) (-?\d+)", outline.get("d"))]
    with TTFont(ROOT / "scripts/draw/fonts/AtkinsonHyperlegibleNext-400.ttf") as font:
        letter = font["glyf"]["l"]
        height = (letter.yMax - letter.yMin) / font["head"].unitsPerEm
    assert (max(heights) - min(heights)) * inner * scale / size == pytest.approx(height, abs=0.002)


def test_an_svg_has_light_colours_and_brings_the_dark_ones():
    text = written(plain, canvas.svg).decode()
    style = ElementTree.fromstring(text).find(f"{SVG}style").text
    assert f'fill="{palette.LIGHT["ink"]}"' in text
    assert f'fill="{palette.OTHERS_LIGHT[1]}" class="other-1"' in text
    dark = style.split("#light")[0]
    assert dark.startswith("@media (prefers-color-scheme:dark){")
    for role, value in (("paper", palette.DARK["paper"]), ("other-1", palette.OTHERS_DARK[1])):
        assert f".{role}{{fill:{value}}}" in dark
        assert f"#dark:target .{role}{{fill:{value}}}" in style
    assert f"#light:target .paper{{fill:{palette.LIGHT['paper']}}}" in style
    assert text.index('id="light"') < text.index('id="dark"') < text.index('class="paper"')


def test_a_colour_tells_its_role():
    values = [*palette.LIGHT.values(), *palette.OTHERS_LIGHT, *palette.WEIGHTS, palette.ON_WEIGHT]
    assert len(values) == len(set(values))


@pytest.mark.parametrize("name", ["four_counts", "shared_to_both"])  # a chart with its axes, and a sheet
def test_a_figure_drawn_once_is_in_each_format_as_if_drawn_for_it(name):
    draw = importlib.import_module(f"content.figures.{name}").draw
    assert canvas.written(draw, *FORMATS) == [written(draw, write) for write in FORMATS]


PROBE = """
import sys, hashlib
sys.path[:0] = ["scripts", "src"]
from content.figures import four_wirings as figure
from draw import canvas
for made in canvas.written(figure.draw, canvas.svg, canvas.png, canvas.pdf):
    print(hashlib.sha256(made).hexdigest())
"""


def probe(**environment: str) -> str:
    command = [sys.executable, "-B", "-c", PROBE]
    env = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout


def test_bytes_do_not_depend_on_hashing_settings_or_fonts_of_this_machine(tmp_path):
    (tmp_path / "matplotlibrc").write_text(
        "font.size: 30\naxes.facecolor: red\nlines.solid_capstyle: round\npath.simplify: False\n"
        "svg.fonttype: none\npatch.force_edgecolor: True\ntext.hinting: none\n"
    )
    fonts = tmp_path / "home/.local/share/fonts"
    fonts.mkdir(parents=True)
    forge(fonts / "false.ttf")
    home = {"HOME": str(tmp_path / "home"), "MPLCONFIGDIR": str(tmp_path / "config")}
    ours = probe(PYTHONHASHSEED="1")
    assert ours == probe(PYTHONHASHSEED="2", MATPLOTLIBRC=str(tmp_path), **home)
    assert len(set(ours.split())) == 3


def forge(path: Path) -> None:
    """Make a font that calls itself ours and looks otherwise."""
    ours = TTFont(ROOT / "scripts/draw/fonts/AtkinsonHyperlegibleNext-400.ttf")
    with TTFont(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSerif.ttf") as font:
        font["name"] = ours["name"]
        font.save(path)


@pytest.mark.parametrize("glyph", ["\N{CJK UNIFIED IDEOGRAPH-6C34}", "\N{RIGHTWARDS ARROW}", r"$\to$"])
def test_a_glyph_that_our_font_has_not_is_an_error_that_names_the_figure(glyph):
    """Matplotlib's own font has an arrow; but a PDF lists two fonts by where they lie."""

    def draw(figure):
        figure.text(0.5, 0.5, glyph)

    draw.__module__ = "content.figures.wet"
    for write in FORMATS:
        with pytest.raises(ValueError, match=r"^figure wet: .*(Glyph|glyph)"):
            canvas.written(draw, write)


def test_a_warning_is_an_error():
    def draw(figure):
        figure.subplots().set_xlim(1, 1)

    with pytest.raises(ValueError, match="identical low and high xlims"):
        canvas.written(draw, canvas.svg)


def test_a_font_that_is_not_there_is_an_error():
    def draw(figure):
        figure.text(0.5, 0.5, "a", fontfamily="Comic Sans MS")

    with pytest.raises(ValueError, match="Comic Sans MS"):
        canvas.written(draw, canvas.svg)


def test_what_a_drawing_does_to_settings_ends_with_it():
    before = dict(matplotlib.rcParams)
    canvas.written(plain, canvas.svg)
    assert dict(matplotlib.rcParams) == before


def test_a_pdf_has_its_fonts_and_no_date():
    made = written(plain, canvas.pdf)
    assert made.startswith(b"%PDF-1.4")
    assert b"/FontFile2" in made
    assert b"/Type3" not in made
    assert b"CreationDate" not in made
    assert b"/MediaBox [ 0 0 144 72 ]" in made


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="no pdftoppm: apt-get install poppler-utils")
def test_a_pdf_is_drawn_on_white(tmp_path):
    (tmp_path / "plain.pdf").write_bytes(written(plain, canvas.pdf))
    subprocess.run(["pdftoppm", "-r", "96", "-png", "plain.pdf", "page"], cwd=tmp_path, check=True)
    (page,) = tmp_path.glob("page*.png")
    image = Image.open(page).convert("RGB")
    assert image.getpixel((1, 1)) == (255, 255, 255)
    assert image.getpixel((110, 30)) == rgb(palette.WEIGHTS[0])


def test_a_png_is_drawn_on_light_paper():
    image = Image.open(io.BytesIO(written(plain, canvas.png))).convert("RGB")
    assert image.size == (3 * 192, 3 * 96)
    assert image.getpixel((1, 1)) == rgb(palette.LIGHT["paper"])
    assert image.getpixel((330, 90)) == rgb(palette.WEIGHTS[0])


@pytest.mark.parametrize("letter", "abcdfgiklmpz")
def test_a_letter_stands_in_the_middle_of_its_cell(letter):
    from draw.identity import LETTERS, Identity
    from draw.matrix import draw_matrix

    side = 40

    def draw(figure):
        import numpy as np

        sheet = Sheet(figure, side, side)
        table = np.array([[LETTERS.index(letter)]])
        draw_matrix(sheet, 0, 0, side, table, Identity(26, 26), labels=False, frame=False, fontsize=20)

    image = Image.open(io.BytesIO(written(draw, canvas.png))).convert("RGB")
    ink = image.point(lambda value: 255 if value < 60 else 0).convert("RGB").split()
    box = Image.merge("RGB", ink).convert("L").point(lambda v: 255 if v == 255 else 0).getbbox()
    left, top, right, bottom = (value / image.width for value in box)
    assert abs((left + right) / 2 - 0.5) < 0.025
    assert abs((top + bottom) / 2 - 0.5) < 0.14

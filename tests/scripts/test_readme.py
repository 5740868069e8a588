"""What the README shows and says is what the project does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import content
import edition
import sparse_shared
from build.gallery import Gallery
from draw import canvas

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def test_its_picture_is_the_figure_as_it_is_drawn_today():
    kept = ROOT / ".github/four_wirings.svg"
    assert kept.read_bytes() == Gallery(ROOT / "scripts/content").figure("four_wirings").narrow.svg, (
        "renew it: python scripts/assemble.py TREE && cp TREE/figures/four_wirings.svg .github/"
    )


def test_its_code_runs():
    code = re.search(r"```python\n(from sparse_shared.*?)```", README, re.DOTALL)[1]
    names: dict = {}
    exec(code, names)
    assert names["layer"] == sparse_shared.Conv(input_shape=(3, 32, 32), out_channels=6, kernel_size=5)


def test_its_figure_is_one(tmp_path):
    code = re.search(r'```python\n("""What question.*?)```', README, re.DOTALL)[1]
    names: dict = {}
    exec(code, names)

    (svg,) = canvas.written(names["draw"], canvas.svg)
    assert svg.startswith(b"<?xml")


def test_it_says_the_order_to_read_the_package_in_that_the_package_says():
    order = [
        re.search(r"Read (`axis`.*`experiments`)", text, re.DOTALL)[1].split()
        for text in (README, sparse_shared.__doc__)
    ]
    assert order[0] == order[1]


def test_every_path_it_names_exists():
    named = re.findall(r"`((?:src|scripts|docs|tests|overrides)/[\w/.]*)`", README)
    assert len(named) >= 6
    for path in named:
        assert (ROOT / path).exists() or "my_figure" in path, path


def test_there_is_one_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert content.names()["version"] == version
    assert re.search(r"^version: (.*)$", (ROOT / "CITATION.cff").read_text(), re.MULTILINE)[1] == version
    assert re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[1] == version
    assert edition.version() == version

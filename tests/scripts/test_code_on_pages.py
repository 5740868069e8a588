"""The Python on the pages runs, and gives what it is said to give."""

from __future__ import annotations

import ast
import doctest
import re
from dataclasses import replace
from pathlib import Path

import pytest

import content
from build.gallery import Gallery
from build.pages import Pages
from content.layers import LAYERS
from sparse_shared import Conv

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
SAID = re.compile(r"(?P<code>\S.*?)  # (?P<result>\([^)]*\)|\[[^]]*\]|\S+?)(?:: .*)?")
"""A line of code and its result: ``count(layer).parameters  # 456: the convolution``."""

BLOCKS = {
    f"{page.stem}-{number}": code
    for page in sorted(DOCS.glob("*.md"))
    for number, code in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")))
    if "sparse_shared" in code
}


def _pages() -> Pages:
    return Pages(DOCS, Gallery(ROOT / "scripts/content"), content.names)


@pytest.fixture(params=BLOCKS.values(), ids=BLOCKS)
def code(request) -> str:
    """Return a block of a page as readers see it, its values filled in."""
    return _pages().environment.from_string(request.param).render()


def test_the_code_runs_and_gives_what_stands_beside_it(code):
    if ">>>" in code:
        test = doctest.DocTestParser().get_doctest(code, {}, "page", None, 0)
        assert doctest.DocTestRunner().run(test).failed == 0
        return
    names: dict = {}
    exec(code, names)
    for line in code.splitlines():
        said = SAID.fullmatch(line)
        if said:
            assert str(eval(said["code"], names)) == said["result"], line


TORCH = re.compile(r"Conv(?P<axes>[12])d\((?P<arguments>[\d, a-z=A-Z_]+)\)")


@pytest.mark.parametrize(
    ("page", "names"), [("for-sceptics", ["ng_wide", "ng"]), ("your-tool-says", ["fastbook"])]
)
def test_the_pytorch_on_a_page_is_the_layer_it_speaks_of(page, names):
    """What it prints was seen with PyTorch 2.13; here its arguments are read back."""
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    found = list(TORCH.finditer(text))
    assert len(found) == len(names)
    for call, name in zip(found, names, strict=True):
        expected = LAYERS[name].layer
        in_channels, out_channels, kernel, *rest = call["arguments"].split(", ")
        options = {key: ast.literal_eval(value) for key, value in (word.split("=") for word in rest)}
        layer = Conv(expected.input_shape, int(out_channels), int(kernel), **options)
        assert (int(in_channels), len(layer.axes)) == (expected.in_channels, int(call["axes"]))
        assert replace(layer, bias=True) == replace(expected, bias=True)


def test_results_stand_beside_the_first_example_of_the_api():
    code = _pages().environment.from_string(BLOCKS["api-0"]).render()
    assert [said["result"] for said in map(SAID.fullmatch, code.splitlines()) if said] == [
        "456",
        "357504",
        "62664",
        "139.24",
        "(1, 3072)",
    ]

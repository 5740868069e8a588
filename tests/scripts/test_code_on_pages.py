"""The Python on the pages runs, and gives what it is said to give."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import content
from build.gallery import Gallery
from build.pages import Pages

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
SAID = re.compile(r"(?P<code>\S.*?)  # (?P<result>\([^)]*\)|\S+?)(?:: .*)?")
"""A line of code and its result: ``count(layer).parameters  # 456: the convolution``."""

BLOCKS = {
    f"{page.stem}-{number}": code
    for page in sorted(DOCS.glob("*.md"))
    for number, code in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")))
    if "sparse_shared" in code
}


def _pages() -> Pages:
    return Pages(DOCS, Gallery(ROOT / "scripts/content"), content.names())


@pytest.fixture(params=BLOCKS.values(), ids=BLOCKS)
def code(request) -> str:
    """Return a block of a page as readers see it, its values filled in."""
    return _pages()._environment.from_string(request.param).render()


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


def test_results_stand_beside_the_first_example_of_the_api():
    code = _pages()._environment.from_string(BLOCKS["api-0"]).render()
    assert [said["result"] for said in map(SAID.fullmatch, code.splitlines()) if said] == [
        "456",
        "357504",
        "62664",
        "139.24",
        "(1, 3072)",
    ]

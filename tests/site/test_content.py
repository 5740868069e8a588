"""What the pages say and how it hangs together: computed numbers, live links, valid HTML, one outline."""

from __future__ import annotations

import re
import urllib.parse
import xml.etree.ElementTree as ElementTree
from functools import cache
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from browser import ROOT

from build.gallery import Gallery

pytestmark = pytest.mark.xdist_group("site")

DOCS = ROOT / "docs"
SOURCES = sorted(DOCS.rglob("*.md"))
PAGES = ["" if p.stem == "index" else f"{p.relative_to(DOCS).with_suffix('').as_posix()}/" for p in SOURCES]

XHTML = "{http://www.w3.org/1999/xhtml}"

NOT_PROSE = re.compile(
    r"\A---\n.*?\n---\n"  # front matter
    r"|^(?P<fence>`{3,}).*?^(?P=fence)"  # code
    r"|`[^`\n]+`"
    r"|\{\{.*?\}\}|\{%.*?%\}|\{##.*?##\}"  # what Jinja computes
    r"|\]\([^)\s]*\)|<https?:[^>]*>|\w+=\"[^\"]*\"|\{\s*#[\w-]+\s*\}"  # addresses and attributes
    r"|(?:doi:|arXiv:)\S+|CRG-TR-[\d-]+|CS231n",  # names with digits in them
    re.MULTILINE | re.DOTALL,
)
"""What may hold any number: nobody counted it, or something computed it."""

COUNT = re.compile(r"(?<![\w.])(?:\d{1,3}(?:(?:,|\{,\})\d{3})+|\d{3,})(?![\w])")
YEAR = re.compile(r"(?:18|19|20)\d\d")


def typed_counts(markdown: str) -> list[str]:
    """Return the numbers of three digits and more that stand in prose and are no years."""
    prose = NOT_PROSE.sub(" ", markdown)
    return [number for number in COUNT.findall(prose) if not YEAR.fullmatch(number)]


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_no_count_is_typed_into_prose(source):
    assert typed_counts(source.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("It has 456 parameters.", ["456"]),
        ("It has 14,450,688 weights, $62{,}658$ shared.", ["14,450,688", "62{,}658"]),
        ("Since 1989, {{ ng.conv.weights }} of 3×3, `456` and [here](https://doi.org/10.1109/5.726791).", []),
        ("```python\nConv((3, 224, 224))\n```\nVGG-16, arXiv:1409.1556", []),
    ],
)
def test_the_rule_about_typed_counts_is_fair(markdown, found):
    assert typed_counts(markdown) == found


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_no_line_of_a_sentence_is_taken_for_a_list(source):
    """A line that happens to begin with a year and a full stop makes an item of its own."""
    assert re.findall(r"^ *\d{2,}[.)] .*", source.read_text(encoding="utf-8"), re.MULTILINE) == []


def test_every_page_describes_itself():
    head = re.compile(r"\A---\n.*?^description: >-\n((?:  .+\n)+)", re.M | re.S)
    pages: dict[str, list[str]] = {}
    for source in SOURCES:
        for said in head.findall(source.read_text(encoding="utf-8")) or [""]:
            pages.setdefault(said, []).append(source.name)
    assert "" not in pages, f"no description in the head of {pages['']}"
    assert [alike for alike in pages.values() if len(alike) > 1] == []


def test_every_paper_that_is_cited_is_among_the_sources():
    texts = [*SOURCES, *(ROOT / "scripts").rglob("*.py")]
    paper = re.compile(r"https://(?:doi\.org|arxiv\.org/abs)/[\w./-]*\w")
    cited = {found for path in texts for found in paper.findall(path.read_text(encoding="utf-8"))}
    listed = set(paper.findall((DOCS / "sources.md").read_text(encoding="utf-8")))
    assert len(cited) > 12
    assert cited - listed == set()


@pytest.mark.parametrize("kind", ["figures", "tables"])
def test_every_figure_and_table_is_used_and_every_name_used_exists(kind):
    text = "\n".join(source.read_text(encoding="utf-8") for source in SOURCES)
    used = set(re.findall(rf"\b{kind[:-1]}\(\s*[\"'](\w+)[\"']", text))
    words = {path.stem for path in (DOCS / kind).glob("*.csv")}
    assert used == words | set(Gallery(ROOT / "scripts/content").names(kind))


@pytest.fixture(scope="module")
def parse(built: Path):
    """Return a function that parses a page of the built site, once, as a browser does."""

    @cache
    def parse(path: str) -> tuple[ElementTree.Element, list[str]]:
        parser = html5lib.HTMLParser()
        html = (built / path / "index.html").read_bytes()
        root = parser.parse(html)
        lines = html.decode().splitlines()
        return root, [f"{code}: {lines[place[0] - 1].strip()[:100]}" for place, code, _ in parser.errors]

    return parse


@pytest.mark.parametrize("path", PAGES)
def test_the_html_is_valid(parse, path):
    assert parse(path)[1] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_id_stands_twice(parse, path):
    ids = [e.get("id") for e in parse(path)[0].iter() if e.get("id") is not None]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("path", PAGES)
def test_headings_make_an_outline(parse, path):
    article = next(parse(path)[0].iter(f"{XHTML}article"))
    tags = (e.tag.removeprefix(XHTML) for e in article.iter() if isinstance(e.tag, str))
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels
    links = [e for e in article.iter(f"{XHTML}a") if e.get("class") == "headerlink"]
    assert all(link.get("aria-hidden") == "true" for link in links)  # or "#" is read out with each heading


@pytest.mark.parametrize("path", [p for p in PAGES if p])
def test_a_page_opens_with_its_point_and_ends_with_where_to_go(parse, path):
    article = next(parse(path)[0].iter(f"{XHTML}article"))
    blocks = [e for e in article.iter() if e.tag in (f"{XHTML}h1", f"{XHTML}p", f"{XHTML}h2")]
    assert [e.tag.removeprefix(XHTML) for e in blocks[:2]] == ["h1", "p"]
    last = "".join(blocks[-1].itertext())
    assert last.startswith("Where next")
    assert len(list(blocks[-1].iter(f"{XHTML}a"))) >= 2


@pytest.mark.parametrize("path", PAGES)
def test_links_anchors_and_downloads_lead_somewhere(built, parse, path):
    root, _ = parse(path)
    here = f"https://site/{path}"
    broken = []
    for element in root.iter():
        for attribute in ("href", "src"):
            address = element.get(attribute)
            if address is None or element.tag == f"{XHTML}base":
                continue
            url = urllib.parse.urlsplit(urllib.parse.urljoin(here, address))
            if url.netloc != "site":
                assert url.scheme in ("http", "https", "mailto", "data"), address
                continue
            target = urllib.parse.unquote(url.path).lstrip("/")
            file = built / target / "index.html" if target.endswith("/") or not target else built / target
            if not file.is_file():
                broken.append(address)
            elif url.fragment and file.name == "index.html":
                linked, _ = parse(target)
                if url.fragment not in {e.get("id") for e in linked.iter()}:
                    broken.append(address)
    assert broken == []

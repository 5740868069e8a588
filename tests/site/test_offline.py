"""The site opened from a folder, with no server and no network."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import ROOT
from explorer_tools import ledger

import offline

pytestmark = pytest.mark.xdist_group("site")

PAGES = sorted(
    "index.html"
    if page.stem == "index"
    else f"{page.relative_to(ROOT / 'docs').with_suffix('').as_posix()}/index.html"
    for page in (ROOT / "docs").rglob("*.md")
)
LINK = re.compile(r'<\w[^<>]* (?:href|src)="([^"#:?]+)(?=["#?])')
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LOADED = """() => Promise.all([...document.querySelectorAll("article img")].map(image => {
    image.loading = "eager";
    return image.complete || new Promise(done => { image.onload = image.onerror = done });
})).then(() => [...document.querySelectorAll("article img")].every(image => image.naturalWidth))"""


@pytest.fixture(scope="module")
def folder(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that a reader unpacks."""
    place = tmp_path_factory.mktemp("offline")
    with zipfile.ZipFile(io.BytesIO(offline.pack(built))) as archive:
        archive.extractall(place)
    return place / "sparse-shared"


@pytest.fixture
def away(reading_at, folder: Path) -> Iterator:
    """Return a reader who has the folder and no network."""
    with reading_at(folder.as_uri()) as reader:
        yield reader


def test_every_link_leads_to_a_file(folder):
    pages = {
        path: LINK.findall(COMMENT.sub("", path.read_text(encoding="utf-8")))
        for path in folder.rglob("*.html")
    }
    assert len(pages) > len(PAGES)  # and the explorer for other people's pages
    broken = [
        (path.name, link)
        for path, links in pages.items()
        for link in links
        if not (path.parent / link).is_file()
    ]
    assert broken == []


def test_every_page_opens_with_its_figures(away):
    page = away.open("index.html", offline=True)
    for path in PAGES:
        page.goto(f"{away.address}/{path}")
        assert page.evaluate(LOADED), path


def test_search_leads_to_a_page(away):
    page = away.open("sources/index.html?q=locally+connected", offline=True)
    page.locator(".md-search-result__link", has_text="sparse and not shared").click()
    page.wait_for_url(re.compile(r"/questions/index\.html\?h=[^#]+#unshared$"))
    assert page.locator("#unshared").is_visible()


def test_the_explorer_draws_counts_and_leads_on(away):
    page = away.open("index.html", offline=True)
    page.locator("wiring-explorer .more").click()
    page.wait_for_url(re.compile(r"/explorer/index\.html\?layer=toy"))
    before = ledger(page)
    page.locator("wiring-explorer").get_by_label("Layer", exact=True).select_option("ng")
    assert ledger(page) != before
    page.wait_for_url(re.compile(r"/explorer/index\.html\?layer=ng"))
    drawn = (
        "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)"
    )
    assert page.locator("wiring-explorer canvas:visible").first.evaluate(drawn)


def test_the_explorer_for_other_pages_opens(away):
    away.open("embed.html", offline=True)

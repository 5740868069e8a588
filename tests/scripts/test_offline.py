"""The copy of a site that works from a folder: what is in it, and where its links lead."""

from __future__ import annotations

import io
import json
import runpy
import zipfile
from pathlib import Path

import pytest

import offline

SITE = {
    "index.html": '<link rel="preload" href="a.woff2" as="font" crossorigin> <a href="a/">A</a> <a href=".">',
    "a/index.html": (
        '<a href=".."> <a href="../#top"> <a href="./?x=1#y"> <a href="#y"> <a href="../a.woff2"> '
        '<a href="https://elsewhere/a/"> <script src="../assets/javascripts/bundle.0a1.min.js"></script>'
        "<!--offline <p>All of it.</p> offline-->"
    ),
    "moved/index.html": '<meta http-equiv="refresh" content="0;url=../a/#y">',
    "a.woff2": "font",
    "404.html": "lost",
    "assets/javascripts/bundle.0a1.min.js": "search()",
    "assets/javascripts/bundle.0a1.min.js.map": "{}",
    "assets/javascripts/workers/search.0a1.min.js": 'find("</script>")',
    "search/search_index.json": json.dumps(
        {"config": {"lang": ["en"]}, "docs": [{"location": ""}, {"location": "a/"}, {"location": "a/#y"}]}
    ),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return the folder of a small site."""
    for name, text in SITE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def packed(site: Path) -> dict[str, str]:
    """Return what is in a site's copy."""
    with zipfile.ZipFile(io.BytesIO(offline.pack(site))) as archive:
        return {
            name.removeprefix("sparse-shared/"): archive.read(name).decode() for name in archive.namelist()
        }


def test_links_lead_to_files(site):
    copy = packed(site)
    assert copy["index.html"] == ' <a href="a/index.html">A</a> <a href="./index.html">'
    assert copy["a/index.html"].startswith(
        '<a href="../index.html"> <a href="../index.html#top"> <a href="./index.html?x=1#y"> <a href="#y"> '
        '<a href="../a.woff2"> <a href="https://elsewhere/a/">'
    )
    assert 'content="0;url=../a/index.html#y"' in copy["moved/index.html"]


def test_the_search_comes_in_scripts_that_stand_before_the_themes(site):
    copy = packed(site)
    assert copy["a/index.html"].index('src="../search/worker.js"') < copy["a/index.html"].index("bundle.")
    assert json.dumps(SITE["assets/javascripts/workers/search.0a1.min.js"]) in copy["search/worker.js"]
    index = json.loads(copy["search/search_index.js"].removeprefix("var __index = "))
    places = [place["location"] for place in index["docs"]]
    assert places == ["index.html", "a/index.html", "a/index.html#y"]


def test_what_nothing_in_a_folder_asks_for_is_left_out(site):
    assert SITE.keys() - packed(site).keys() == {
        "404.html",
        "assets/javascripts/bundle.0a1.min.js.map",
        "search/search_index.json",
    }


def test_the_copy_lies_in_the_site_whose_page_then_tells_of_it(site, monkeypatch):
    before = offline.pack(site)
    monkeypatch.setattr("sys.argv", ["offline.py", str(site)])
    runpy.run_path(offline.__file__, run_name="__main__")
    assert (site / "sparse-shared.zip").read_bytes() == before
    assert (site / "a/index.html").read_text().endswith("</script> <p>All of it.</p> ")
    assert (site / "index.html").read_text() == SITE["index.html"]
    assert packed(site).keys() == packed(site).keys() - {"sparse-shared.zip"}


def test_a_copy_is_the_same_whenever_it_is_made(site):
    before = offline.pack(site)
    for path in site.rglob("*.html"):
        path.touch()
    assert offline.pack(site) == before


def test_a_site_of_another_search_is_left_without_ours(site):
    (site / "search/search_index.json").unlink()
    copy = packed(site)
    assert "search/worker.js" not in copy
    assert "worker.js" not in copy["a/index.html"]
    assert '<a href="../index.html">' in copy["a/index.html"]

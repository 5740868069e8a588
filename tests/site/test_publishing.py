"""The site as it is published: what it says of itself, and what becomes of every address."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from browser import ROOT, build
from hosting import ask, landing, simple_host

import content.figures.card as card
import edition
from checkout import Checkout

pytestmark = pytest.mark.xdist_group("site")

HOST, UNDER = "https://example.org", "/some/where/"
URL = HOST + UNDER
PROJECT = """
[project]
name = "truth"
version = "3.2.1"
requires-python = ">=3.11"
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[tool.hatch.build.targets.wheel]
packages = ["src/truth"]
"""
PNG_SIZE = slice(16, 24)
MOVED = '<!doctype html><title>Moved</title><meta http-equiv="refresh" content="0; url=../%s">'
LISTED = [
    line
    for line in (Path(__file__).parent / "addresses.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
PAGES = sorted(
    "" if path.stem == "index" else f"{path.relative_to(ROOT / 'docs').with_suffix('').as_posix()}/"
    for path in (ROOT / "docs").rglob("*.md")
)


class Head(HTMLParser):
    """What a page's head says, and every address that the page names."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.named: list[str] = []
        self._data = ""
        self._is_data = False
        self.feed(file.read_text(encoding="utf-8"))
        self.entry = json.loads(self._data) if self._data else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.named += [said[name] for name in ("href", "src") if said.get(name)]
        if tag == "meta" and "content" in said:
            self.meta[said.get("property") or said.get("name") or said.get("http-equiv")] = said["content"]
        if tag == "link":
            self.links[said["rel"]] = said["href"]
        self._is_data = tag == "script" and said.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self._data += data


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Return a tiny site of three pages, of which one has moved; a project of git's, with a version."""
    tiny = Checkout(tmp_path_factory.mktemp("published"))
    tiny.write("docs/deep/er.md", "---\ntitle: Deeper & “down”\n---\n\n# Deeper\n\nA page.\n")
    for folder in ("docs/fonts", "docs/stylesheets"):  # which every page asks for
        shutil.copytree(ROOT / folder, tiny.root / folder)
    tiny.write("docs/javascripts/search.js", "")  # likewise
    tiny.write("docs/old/index.html", MOVED % "deep/er/")
    tiny.edit("mkdocs.yml", "nav: [index.md]", "nav: [index.md, Deep: [deep/er.md]]")
    tiny.write("pyproject.toml", PROJECT)
    return tiny


@pytest.fixture(scope="module")
def published(tiny: Checkout) -> Path:
    """Return the folder of the tiny site, built for an address of its own."""
    build(tiny.root / "published", tiny.root, SITE_URL=URL)
    return tiny.root / "published"


@pytest.fixture(scope="module")
def nowhere(tiny: Checkout) -> Path:
    """Return the folder of the tiny site, built for nowhere."""
    build(tiny.root / "nowhere", tiny.root)
    return tiny.root / "nowhere"


def test_a_page_says_where_it_is_and_what_is_shown_with_a_link_to_it(published):
    head = Head(published / "deep/er/index.html")
    assert head.links["canonical"] == head.meta["og:url"] == f"{URL}deep/er/"
    assert head.meta["og:title"] == "Deeper & “down”"
    assert head.meta["og:image"] == f"{URL}figures/card.png"
    assert head.meta["twitter:card"] == "summary_large_image"
    assert len(head.meta["og:image:alt"]) > 40
    assert Head(published / "index.html").meta["og:url"] == URL


def test_a_site_for_nowhere_names_no_address(nowhere):
    head = Head(nowhere / "deep/er/index.html")
    assert "canonical" not in head.links
    assert not {"og:url", "og:image", "twitter:card"} & head.meta.keys()
    assert head.meta["og:title"] == "Deeper & “down”"
    assert "url" not in head.entry
    assert (nowhere / "robots.txt").read_text().split() == ["User-agent:", "*", "Allow:", "/"]


def test_the_card_is_the_picture_that_is_promised(built):
    head = Head(built / "index.html")
    assert "og:title" in head.meta
    size = (built / "figures/card.png").read_bytes()[PNG_SIZE]
    promised = (ROOT / "overrides/partials/about.html").read_text()
    for side, said in ((size[:4], "width"), (size[4:], "height")):
        assert f'og:image:{said}" content="{int.from_bytes(side)}"' in promised
    assert f"{card.ALL} ÷ {card.KEPT}" in card.alt()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_described_to_search_engines(built, path):
    head = Head(built / path / "index.html")
    assert head.entry["@context"] == "https://schema.org"
    assert head.entry["@type"] == "LearningResource"
    assert head.entry["description"] == head.meta["description"] == head.meta["og:description"]
    assert head.entry["name"] == head.meta["og:title"]
    assert head.entry["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert head.entry["inLanguage"] == "en"
    assert "student" in head.entry["audience"]["educationalRole"]
    assert len(head.entry["teaches"]) >= 3
    assert len(head.entry["about"]) >= 3
    assert ("isPartOf" in head.entry) == bool(path)
    assert head.entry["version"] == edition.version()


def test_no_page_looks_for_other_editions(built):
    """The theme takes `extra.version` for a choice of them, which it would ask the server for."""
    theme = re.search(r'id="__config" type="application/json">(.*?)<', (built / "index.html").read_text())[1]
    assert json.loads(theme).get("version") is None


def test_no_page_tells_of_the_machine_it_was_built_on(built):
    for path in PAGES:
        assert str(ROOT) not in (built / path / "index.html").read_text(encoding="utf-8")


def test_the_licence_of_all_that_readers_get_is_named(built):
    licences = (ROOT / "docs/tables/licences.csv").read_text(encoding="utf-8")
    bundled = {
        package
        for file in built.rglob("*.map")
        for source in json.loads(file.read_text(encoding="utf-8"))["sources"]
        for package in re.findall(r"node_modules/((?:@[\w.-]+/)?[\w.-]+)", source)
    }
    assert len(bundled) > 4
    assert {package for package in bundled if package not in licences} == set()
    folders = {path.name for path in built.iterdir() if path.is_dir()} - {
        page.partition("/")[0] for page in PAGES
    }
    unnamed = {folder for folder in folders if f"{folder}/" not in licences}
    assert unnamed == {"search"}  # the words of the pages, once more


def test_robots_are_led_to_a_map_of_all_pages(published):
    assert f"Sitemap: {URL}sitemap.xml" in (published / "robots.txt").read_text().splitlines()
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    places = ElementTree.parse(published / "sitemap.xml").iter(f"{namespace}loc")
    assert {place.text for place in places} == {URL, f"{URL}deep/er/"}


@pytest.mark.parametrize("path", ["x", "x/", "a/b/c", "a/b/c/?d=e"])
def test_an_address_that_leads_nowhere_has_a_page_with_its_styles(published, path):
    with simple_host(published, UNDER) as host:
        status, _, content = ask(f"{host}{UNDER}{path}")
        assert status == 404
        assert b"There is no page at this address" in content
        named = {name for name in Head(published / "404.html").named if not name.startswith(("#", "http"))}
        assert {Path(name).suffix for name in named} >= {".css", ".js", ".svg", ".woff2"}
        for name in named:
            assert name.startswith(UNDER), name
            assert ask(urljoin(host, name))[0] == 200, name


def test_the_page_that_leads_on_leads_to_every_part(published):
    text = (published / "404.html").read_text(encoding="utf-8")
    article = re.search(r"<article.*?</article>", text, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)">([^<]+)<', article) == [
        (f"{UNDER}.", "A tiny site"),
        (f"{UNDER}deep/er/", "Deep"),
    ]


def test_a_page_that_has_moved_leaves_a_note_that_leads_on(published):
    assert landing(published, "old/") == "deep/er/"
    assert landing(published, "deep/er/") == "deep/er/"
    assert landing(published, "gone/") is None
    (published / "lost").mkdir()
    (published / "lost/index.html").write_text(MOVED % "gone/")
    assert landing(published, "lost/") is None


@pytest.mark.parametrize("address", LISTED)
def test_every_address_that_was_ever_published_leads_somewhere(built, address):
    assert landing(built, address)


def test_every_page_is_on_the_list_of_addresses():
    assert set(PAGES) - {""} - set(LISTED) == set()


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="needs git")
def test_no_page_of_the_past_is_missing_from_the_list():
    command = ["git", "log", "--format=", "--name-only", "--diff-filter=A", "--", "docs/*.md"]
    added = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    pages = {re.sub(r"^docs/|(^docs/|/)?index\.md$", "", name).replace(".md", "/") for name in added}
    assert pages - {""} - set(LISTED) == set()


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_the_footer_says_which_edition_it_is(tiny, nowhere):
    def footer(folder: str) -> str:
        text = (tiny.root / folder / "index.html").read_text(encoding="utf-8")
        return " ".join(re.search(r"(Version .*?)</div>", text, re.DOTALL)[1].split())

    assert footer("nowhere") == "Version 3.2.1"
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "docs"], [*identity, "commit", "-qm", "one"]):
        subprocess.run(["git", *command], cwd=tiny.root, check=True)
    command = ["git", "rev-parse", "HEAD"]
    commit = subprocess.run(command, cwd=tiny.root, capture_output=True, text=True, check=True).stdout[:10]
    build(tiny.root / "committed", tiny.root)
    assert footer("committed") == f"Version 3.2.1, commit {commit}"
    assert edition.commit(tiny.root / "docs") is None  # a project inside another's has no commit of its own
    tiny.edit("docs/index.md", "# A tiny site", "# One tiny site")
    build(tiny.root / "edited", tiny.root)
    assert footer("edited") == f"Version 3.2.1, commit {commit} with changes"

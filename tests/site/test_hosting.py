"""nginx, with the configuration that the notes on hosting give: each promise of theirs, measured."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hosting import NGINX, ask, nginx

pytestmark = [
    pytest.mark.skipif(not NGINX, reason="needs nginx"),
    pytest.mark.xdist_group("site"),
]

KEPT = "public, max-age=31536000, immutable"
MONTH = "public, max-age=2592000"


@pytest.fixture(scope="module")
def host(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the built site, with a file of each kind besides."""
    folder = tmp_path_factory.mktemp("nginx")
    site = folder / "site"
    shutil.copytree(built, site, ignore=shutil.ignore_patterns("*.pdf", "*.zip"))
    for name in ("a.whl", "a.ipynb", "a.mjs", "a.zip", "a.pdf"):
        (site / name).write_bytes(b"x" * 2000)
    with nginx(site, folder) as address:
        yield address


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("stylesheets/site.css", "text/css; charset=utf-8"),
        ("javascripts/sort.js", "text/javascript; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("figures/ledger.csv", "text/csv; charset=utf-8"),
        ("figures/ledger.py", "text/plain; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("sitemap.xml", "text/xml; charset=utf-8"),
        ("search/search_index.json", "application/json; charset=utf-8"),
        ("figures/ledger.svg", "image/svg+xml"),
        ("figures/ledger.png", "image/png"),
        ("fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2", "font/woff2"),
        ("a.ipynb", "application/x-ipynb+json"),
        ("a.whl", "application/octet-stream"),
        ("objects.inv", "application/octet-stream"),
        ("a.zip", "application/zip"),
        ("a.pdf", "application/pdf"),
    ],
)
def test_a_file_has_its_type(host, path, kind):
    status, headers, _ = ask(f"{host}/{path}")
    assert status == 200
    assert headers["Content-Type"] == kind


def test_no_kind_of_file_is_forgotten(built):
    text = (Path(__file__).parents[2] / "hosting/nginx.conf").read_text()
    listed = set(text.partition("types {")[2].partition("}")[0].replace(";", " ").split())
    there = {path.suffix[1:] for path in built.rglob("*") if path.is_file()}
    assert there - listed <= {"inv", "whl"}


@pytest.mark.parametrize(
    "path", ["", "figures/ledger.svg", "javascripts/sort.js", "figures/ledger.csv", "a.ipynb"]
)
def test_text_is_sent_compressed(host, path):
    _, headers, packed = ask(f"{host}/{path}", Accept_Encoding="gzip")
    _, plain_headers, plain = ask(f"{host}/{path}")
    if len(plain) < 1000:
        assert headers["Content-Encoding"] is None
        return
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Vary"] == "Accept-Encoding"
    assert plain_headers["Content-Encoding"] is None
    assert gzip.decompress(packed) == plain


@pytest.mark.parametrize("path", ["a.whl", "a.zip", "figures/ledger.png"])
def test_what_is_compressed_already_is_sent_as_it_is(host, path):
    _, headers, _ = ask(f"{host}/{path}", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] is None


def test_names_with_a_hash_are_kept_and_the_rest_is_asked_for_anew(host, built):
    hashed = [p for p in (built / "assets").rglob("*.*.min.*s") if "lunr" not in p.parts]  # whose have none
    assert len(hashed) >= 4
    for path in hashed:
        assert ask(f"{host}/{path.relative_to(built).as_posix()}")[1]["Cache-Control"] == KEPT
    for path in ("", "stylesheets/site.css", "figures/ledger.svg", "assets/javascripts/lunr/wordcut.js"):
        assert ask(f"{host}/{path}")[1]["Cache-Control"] == "no-cache"
    font = "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
    assert ask(f"{host}/{font}")[1]["Cache-Control"] == MONTH


def test_a_file_that_the_browser_has_is_not_sent_again(host):
    _, headers, _ = ask(f"{host}/both/")
    status, again, content = ask(f"{host}/both/", If_None_Match=headers["ETag"])
    assert (status, content) == (304, b"")
    assert again["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["nowhere", "a/b/c/", "both/nowhere.html"])
def test_an_address_that_leads_nowhere_has_a_page(host, built, path):
    status, headers, content = ask(f"{host}/{path}")
    assert status == 404
    assert content == (built / "404.html").read_bytes()
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_folder_is_found_without_its_slash_whatever_stands_in_front(host):
    status, headers, _ = ask(f"{host}/both")
    assert status == 301
    assert headers["Location"] == "/both/"


def test_only_the_page_that_is_made_for_it_is_framed_by_others(host):
    assert ask(f"{host}/explorer/")[1]["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert ask(f"{host}/embed.html")[1]["Content-Security-Policy"] is None


@pytest.mark.parametrize("path", ["", "a.whl", "figures/ledger.csv", "nowhere"])
def test_the_same_headers_are_everywhere(host, path):
    _, headers, _ = ask(f"{host}/{path}")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Server"] == "nginx"

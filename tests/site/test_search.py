"""Search leads to what people ask for, in the words they type: asked.csv has their queries.

A query's page must be among the first three that are found, and its section, where one is named, among the
first three that are found on it. The theme looks for every word that begins like one of the query's: "layer"
finds "layers", "layers" not "layer". Where a query fails, its page lacks the reader's word, most of all in a
heading.
"""

from __future__ import annotations

import csv
import urllib.parse
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("site")

with Path(__file__).with_name("asked.csv").open(encoding="utf-8", newline="") as file:
    ASKED = [(row["query"], row["page"], row["section"]) for row in csv.DictReader(file)]
FIRST = 3

ASK_ALL = """async queries => {
    const config = JSON.parse(document.querySelector("#__config").textContent);
    const worker = new Worker(new URL(config.search, location));
    const ask = message => new Promise(done => {
        worker.onmessage = ({ data }) => done(data);
        worker.postMessage(message);
    });
    const index = await fetch(new URL(`${config.base}/search/search_index.json`, location));
    await ask({ type: 0, data: { ...await index.json(), options: {} } });
    const found = {};
    for (const query of queries) {
        const { data } = await ask({ type: 2, data: query });
        found[query] = data.items.map(page => page.map(place => place.location));
    }
    worker.terminate();
    return found;
}"""
"""Ask the theme's own search, in its worker, as its search box does."""


@pytest.fixture(scope="module")
def found(visit) -> dict[str, list[list[str]]]:
    """Return what is found for each query: for each page, best first, what was found on it, best first."""
    return visit("sources/").evaluate(ASK_ALL, [query for query, _, _ in ASKED])


def test_many_queries_are_asked_and_each_once():
    assert len(ASKED) >= 40
    assert len({query for query, _, _ in ASKED}) == len(ASKED)


@pytest.mark.parametrize(("query", "page", "section"), ASKED, ids=[query for query, _, _ in ASKED])
def test_a_query_leads_to_its_page(found, query, page, section):
    pages = {places[0].partition("#")[0]: places for places in found[query][:FIRST]}
    assert page in pages
    assert not section or f"{page}#{section}" in pages[page][:FIRST]


def test_the_search_box_shows_what_is_found_in_its_order(reader, found):
    query = next(query for query, page, _ in ASKED if page)
    window = reader.open(f"sources/?q={urllib.parse.quote(query)}")
    links = ".md-search-result__item > .md-search-result__link:first-child"
    window.locator(links).nth(FIRST - 1).wait_for()
    shown = window.locator(links).evaluate_all("links => links.map(a => a.pathname.slice(1))")
    assert shown[:FIRST] == [places[0].partition("#")[0] for places in found[query][:FIRST]]


@pytest.mark.parametrize("how", ["key", "click"])
def test_the_index_is_fetched_when_a_reader_turns_to_the_search(reader, how):
    window = reader.open("glossary/")
    window.wait_for_load_state("networkidle")
    asked: list[str] = []
    loaded = (
        "() => performance.getEntriesByType('resource').filter(e => e.name.includes('search_index')).length"
    )
    assert window.evaluate(loaded) == 0
    window.on("request", lambda request: asked.append(request.url))
    if how == "key":
        window.keyboard.press("/")
    else:
        window.get_by_role("textbox", name="Search").click()
    window.keyboard.type("wide kernel")
    window.locator(".md-search-result__item").first.wait_for()
    assert sum("search_index" in url for url in asked) == 1

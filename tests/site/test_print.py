"""The pages on A4: nothing cut off, no furniture, links that say where they lead, answers open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, Page
from test_content import PAGES

pytestmark = pytest.mark.xdist_group("site")

A4 = 718
"""The width of a page's text in CSS pixels: 210 mm less margins of 10 mm."""


@pytest.fixture(scope="module")
def printed(engine: Browser, address: str) -> Iterator[Callable[[str], Page]]:
    """Return a function that lays a page out for paper, once."""
    context = engine.new_context(viewport={"width": A4, "height": 1000})

    @cache
    def printed(path: str) -> Page:
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(f"{address}/{path}", wait_until="load")
        return page

    yield printed
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_on_a4(printed, path):
    cut = printed(path).evaluate(
        """() => [...document.querySelectorAll('article :is(table, td, th, img, pre, code, math, p, li)')]
            .filter(e => e.checkVisibility() && !e.closest('.visually-hidden, .live')
                && (e.getBoundingClientRect().right > innerWidth + 1 || (e.scrollWidth > e.clientWidth + 1
                && !['visible', 'inline'].includes(getComputedStyle(e).overflowX)
                && getComputedStyle(e).display !== 'inline')))
            .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert cut == []


@pytest.mark.parametrize("path", PAGES)
def test_a_link_says_where_it_leads(printed, path):
    silent = printed(path).evaluate(
        """() => [...document.querySelectorAll('article a[href^="http"]')]
            .filter(a => a.host !== location.host && a.checkVisibility())
            .filter(a => !getComputedStyle(a, '::after').content.includes(a.getAttribute('href')))
            .map(a => a.getAttribute('href'))"""
    )
    assert silent == []


@pytest.mark.parametrize("path", PAGES)
def test_the_page_is_alone_on_the_paper(printed, path):
    furniture = ".md-header, .md-tabs, .md-sidebar, .md-footer, .downloads, .headerlink"
    assert not printed(path).locator(furniture).filter(visible=True).count()


def test_every_option_of_the_self_check_is_printed_with_its_diagnosis(printed):
    heights = printed("questions/").evaluate(
        "() => [...document.querySelectorAll('.check details.option > p')]"
        ".map(p => p.getBoundingClientRect().height)"
    )
    assert len(heights) > 40
    assert min(heights) > 10


def test_a_pdf_is_made_of_it(printed):
    pdf = printed("questions/").pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert 4 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 25

"""The pages on A4: nothing cut off, no furniture, links that say where they lead, sheets of so many sides."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from test_content import PAGES

from content.questions import QUESTIONS
from content.reuse import LICENCE, citation

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


DIAGNOSED = """() => [...document.querySelectorAll('.check details.option > p')]
    .map(p => p.checkVisibility({ contentVisibilityAuto: true }) && p.getBoundingClientRect().height > 10)"""
LETTERS = """() => [...new Set([...document.querySelectorAll('.check .letter')]
    .map(letter => getComputedStyle(letter).border + getComputedStyle(letter).fontWeight))].length"""


@pytest.fixture
def quiz(reader) -> Page:
    """Return the self-check as it goes to the printer, without scripts."""
    page = reader.open("questions/", java_script_enabled=False)
    page.emulate_media(media="print")
    return page


def test_the_self_check_is_printed_without_its_answers(quiz):
    assert quiz.evaluate(DIAGNOSED) == [False] * sum(len(q.options) for q in QUESTIONS)
    assert quiz.evaluate(LETTERS) == 1
    assert not quiz.get_by_label("Print this page with the answers").is_visible()


def test_an_option_that_was_opened_is_printed_open(quiz):
    quiz.emulate_media(media="screen")
    quiz.locator("details.option summary").first.click()
    quiz.emulate_media(media="print")
    assert quiz.evaluate(DIAGNOSED).count(True) == 1


def test_all_answers_are_printed_if_asked_for(quiz):
    quiz.emulate_media(media="screen")
    quiz.get_by_label("Print this page with the answers").check()
    assert quiz.evaluate(DIAGNOSED).count(True) == 0
    quiz.emulate_media(media="print")
    assert quiz.evaluate(DIAGNOSED) == [True] * sum(len(q.options) for q in QUESTIONS)
    assert quiz.evaluate(LETTERS) == 2


def sides(page: Page, **options: float) -> list[str]:
    """Return the words on each side of A4, in a line each."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, **options)))
    assert {tuple(map(round, side.mediabox[2:])) for side in reader.pages} == {(595, 842)}
    return [" ".join(side.extract_text().split()) for side in reader.pages]


@pytest.mark.parametrize(
    ("path", "opening"),
    [
        ("worksheet/", ["Worksheet", "Choose"]),
        ("worksheet-key/", ["Key to the worksheet"]),
        ("handout/", ["Is sparsity redundant"]),
    ],
)
def test_a_sheet_fills_its_sides_and_leaves_room_for_a_browser_that_sets_wider(printed, path, opening):
    page = printed(path)
    for scale in (1, 1.04):
        words = sides(page, scale=scale)
        assert len(words) == len(opening)
        for side, begins in zip(words, opening, strict=True):
            assert side.startswith(begins)
            assert side.endswith(f"{citation()} {LICENCE}")
            assert "Where next" not in side


def test_the_answers_are_in_the_key_and_not_on_the_worksheet(printed):
    worksheet, key = (" ".join(sides(printed(path))) for path in ("worksheet/", "worksheet-key/"))
    for question in QUESTIONS:
        assert " ".join(question.ask.split()) in worksheet
        for letter, option in question.lettered().items():
            assert f"{letter} {option.shown}" in worksheet
            assert option.diagnosis not in worksheet
            assert (f"{letter} {option.shown}. {option.diagnosis}" in key) == option.right


def test_a_pdf_is_made_of_it(printed):
    assert 4 <= len(sides(printed("questions/"))) <= 25

"""The pages on A4: nothing cut off, no furniture, links that say where they lead, sheets of so many sides."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from browser import FACES
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
        page.evaluate(FACES)
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


def squeezed(text: str) -> str:
    """Return text without its spaces, for a line of print may break anywhere."""
    return "".join(text.split())


def sides(page: Page, **options: float) -> list[str]:
    """Return what stands on each side of A4."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, **options)))
    assert {tuple(map(round, side.mediabox[2:])) for side in reader.pages} == {(595, 842)}
    return [squeezed(side.extract_text()) for side in reader.pages]


DIAGNOSED = """() => [...document.querySelectorAll('.check details.option > p')]
    .map(p => p.getBoundingClientRect().height > 10 && p.checkVisibility())"""
DIAGNOSES = [squeezed(option.diagnosis) for question in QUESTIONS for option in question.options]
LETTERS = """() => [...new Set([...document.querySelectorAll('.check .letter')]
    .map(letter => getComputedStyle(letter).border + getComputedStyle(letter).fontWeight))].length"""


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def quiz(reader, request) -> Page:
    """Return the self-check, one option of it opened."""
    page = reader.open("questions/", java_script_enabled=request.param)
    page.locator(".check details.right summary").first.click()
    return page


def test_the_self_check_is_printed_without_its_answers(quiz):
    quiz.emulate_media(media="print")
    assert quiz.evaluate(DIAGNOSED) == [False] * len(DIAGNOSES)
    assert quiz.evaluate(LETTERS) == 1
    assert not quiz.get_by_label("Print this page with the answers").is_visible()
    words = "".join(sides(quiz))
    assert all(squeezed(question.ask) in words for question in QUESTIONS)
    assert not any(diagnosis in words for diagnosis in DIAGNOSES)


def test_answers_are_printed_if_asked_for(quiz):
    quiz.get_by_label("Print this page with the answers").check()
    assert quiz.evaluate(DIAGNOSED).count(True) == 1
    quiz.emulate_media(media="print")
    assert quiz.evaluate(DIAGNOSED) == [True] * len(DIAGNOSES)
    assert quiz.evaluate(LETTERS) == 2
    words = "".join(sides(quiz))
    assert all(diagnosis in words for diagnosis in DIAGNOSES)


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
    for scale in (1, 1.08):  # WebKit lays a page out 1/15 larger
        words = sides(page, scale=scale)
        assert len(words) == len(opening)
        for side, begins in zip(words, opening, strict=True):
            assert side.startswith(squeezed(begins))
            assert side.endswith(squeezed(citation() + LICENCE))
            assert "Wherenext" not in side


def test_the_answers_are_in_the_key_and_not_on_the_worksheet(printed):
    worksheet, key = ("".join(sides(printed(path))) for path in ("worksheet/", "worksheet-key/"))
    for question in QUESTIONS:
        assert squeezed(question.ask) in worksheet
        for letter, option in question.lettered().items():
            assert squeezed(letter + option.shown) in worksheet
            assert squeezed(option.diagnosis) not in worksheet
            assert (squeezed(f"{letter}{option.shown}.{option.diagnosis}") in key) == option.right


def test_an_explorer_that_is_not_fetched_yet_is_printed_as_without_scripts(printed):
    left_out = printed("").locator("wiring-explorer:not(.ready) img")
    assert left_out.evaluate("image => image.checkVisibility({ visibilityProperty: true })")


def test_all_figures_are_fetched_before_somebody_can_print(reader):
    page = reader.open("sharing/")
    assert page.locator("img[loading=lazy]").count()
    page.keyboard.press("Control")
    assert not page.locator("img[loading=lazy]").count()


def test_nothing_is_asked_of_webkit_that_it_does_not_print(printed):
    """It passes over columns and nested rules, and cuts a line in two where a page ends in a flex box."""
    page = printed("worksheet/")
    nested = """() => {
        const printed = ({ media }) => media?.mediaText === 'print';
        const nested = (rules, style, print) => [...rules].some(rule => (style && (print || printed(rule)))
            || nested(rule.cssRules ?? [], style || rule.selectorText, print || printed(rule)));
        return [...document.styleSheets].some(sheet => nested(sheet.cssRules, false, printed(sheet)));
    }"""
    assert not page.evaluate(nested)
    assert page.locator(".quiz").first.evaluate("list => getComputedStyle(list).columnCount") == "auto"
    boxes = "() => [...document.querySelectorAll(':has(article)')].map(e => getComputedStyle(e).display)"
    assert set(page.evaluate(boxes)) == {"block"}


def test_a_pdf_is_made_of_it(printed):
    assert 4 <= len(sides(printed("questions/"))) <= 25

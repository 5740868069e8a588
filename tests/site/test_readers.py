"""Every page for readers who see, move or set it otherwise: WCAG 2.2 AA beyond what one palette shows."""

from __future__ import annotations

import csv

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import AT_REST, ROOT

from build.drawing import READ

pytestmark = pytest.mark.xdist_group("readers")

PAGES = sorted(
    "" if page.stem == "index" else f"{page.relative_to(ROOT / 'docs').with_suffix('').as_posix()}/"
    for page in (ROOT / "docs").rglob("*.md")
)
ZOOMED = {"width": 320, "height": 256}
"""A window of 1280 × 1024 at 400 %."""

LOOKS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}}
"""What may differ from the palettes, of which `test_pages` asks all, and what axe has to be asked for."""

SPACED = """
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }
"""
"""What a reader may set by WCAG 1.4.12, and lose nothing."""

HELPERS = """
    const hasOverflow = (e, kinds) => kinds.includes(getComputedStyle(e).overflowX);
    const scrolls = e => e && (hasOverflow(e, ['auto', 'scroll']) || scrolls(e.parentElement));
    const apart = '.visually-hidden, .live, .md-sidebar, .md-search';
    const isShown = e => e.checkVisibility() && !e.closest(apart);
    const name = e => e.outerHTML.slice(0, 120);
"""

TOO_WIDE = f"""() => {{
    {HELPERS}
    return [...document.querySelectorAll('body *')]
        .filter(e => isShown(e) && e.getBoundingClientRect().right > innerWidth + 1
            && getComputedStyle(e).position !== 'absolute' && !scrolls(e.parentElement))
        .map(name);
}}"""

CUT_OFF = f"""() => {{
    {HELPERS}
    return [...document.querySelectorAll('body *')]
        .filter(e => isShown(e) && e.textContent.trim() && hasOverflow(e, ['hidden', 'clip'])
            && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
        .map(name);
}}"""


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_forced_colours_and_targets_are_large_enough(window, path):
    page = window(path, forced_colors="active", reduced_motion="reduce")  # nothing is caught fading in
    page.wait_for_function(AT_REST)
    result = Axe().run(page, options=LOOKS)
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("path", PAGES)
def test_at_400_per_cent_a_page_scrolls_one_way_only(window, path):
    page = window(path, size=ZOOMED)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") == ZOOMED["width"]


@pytest.mark.parametrize("path", PAGES)
def test_wider_spacing_loses_nothing(window, path):
    page = window(path)
    before = set(page.evaluate(CUT_OFF))
    page.add_style_tag(content=SPACED)
    assert set(page.evaluate(CUT_OFF)) - before == set()
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 1280


@pytest.mark.parametrize("path", PAGES)
def test_with_reduced_motion_nothing_moves(window, path):
    page = window(path, reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')]
            .flatMap(e => [null, '::before', '::after'].map(part => [e, getComputedStyle(e, part)]))
            .filter(([, s]) => s.scrollBehavior === 'smooth' || [s.transitionDuration, s.animationDuration]
                .some(times => times.split(',').some(time => parseFloat(time) > .01)))
            .map(([e]) => e.outerHTML.slice(0, 100))"""
    )
    assert moving == []


@pytest.mark.parametrize("path", PAGES)
def test_the_numbers_of_a_figure_are_a_table_too_or_said_to_be_many(window, built, path):
    offered = window(path).evaluate(
        """() => [...document.querySelectorAll('figure.figure')].flatMap(figure => {
            const file = figure.querySelector('.downloads a[href$=".csv"]');
            const table = figure.matches('.with-table > *') && figure.parentElement.querySelector('table');
            return file ? [[file.download, file.textContent, table ? table.tBodies[0].rows.length : 0]] : [];
        })"""
    )
    for file, label, shown in offered:
        with (built / "figures" / file).open(encoding="utf-8") as lines:
            rows = len(list(csv.reader(lines))) - 1
        assert shown == (rows if rows <= READ else 0), file
        assert label == ("CSV" if shown else f"CSV, {rows:,} rows")

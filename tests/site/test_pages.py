"""Every page as a reader meets it: whole, readable in either palette and at either width."""

from __future__ import annotations

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import AT_REST, ROOT

pytestmark = pytest.mark.xdist_group("site")

PAGES = sorted(
    "" if page.stem == "index" else f"{page.relative_to(ROOT / 'docs').with_suffix('').as_posix()}/"
    for page in (ROOT / "docs").rglob("*.md")
)


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit, path, palette):
    page = visit(path, palette)
    page.wait_for_function(AT_REST)
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(visit, path):
    page = visit(path, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.md-content *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1
                && getComputedStyle(e).position !== 'absolute' && !e.closest('pre, .visually-hidden'))
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert wide == []


@pytest.mark.parametrize(
    ("path", "table"), [("sparsity/", "ledger"), ("questions/", "units"), ("both/", "limits")]
)
def test_figures_to_compare_stand_side_by_side_on_a_phone_under_their_headings(visit, path, table):
    page = visit(path, width=390)
    rows = page.evaluate(
        """table => [...document.querySelectorAll(`#table-${table} tr`)].map(row =>
            [...row.querySelectorAll('.number')].map(cell => cell.getBoundingClientRect())
                .map(({ top, right }) => [Math.round(top), Math.round(right)]))""",
        table,
    )
    headings, *counts = [[right for _, right in row] for row in rows]
    assert len(headings) >= 4
    assert counts == [headings] * len(counts)
    assert all(len({top for top, _ in row}) == 1 for row in rows[1:])


@pytest.mark.parametrize("path", PAGES)
def test_every_image_loads_and_says_what_it_shows(visit, path):
    page = visit(path)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    for image in page.locator("article img:visible").all():
        image.scroll_into_view_if_needed()
        image.evaluate("image => image.decode()")
        assert len(image.get_attribute("alt")) > 40
    assert page.locator("article img:not(:visible):not(.narrow):not(.wide)").count() == 0


@pytest.mark.parametrize("path", PAGES)
def test_the_page_reads_without_scripts(reader, path):
    page = reader.open(path, java_script_enabled=False)
    assert page.locator("article h1").count() == 1
    assert page.locator("article").inner_text().strip()


def test_the_keyboard_comes_through_the_page_and_its_focus_is_seen(reader):
    page = reader.open("sharing/")
    seen = []
    for _ in range(50):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return [document.activeElement.textContent.trim().slice(0, 20), s.outlineStyle] }"
        )
        seen.append(style)
    links = [text for text, outline in seen if outline not in ("none", "")]
    assert {"SVG", "PNG", "CSV"} <= set(links)


def test_hardly_a_line_moves_when_the_faces_that_are_not_preloaded_come_late(reader):
    context = reader.engine.new_context(viewport={"width": 360, "height": 800})
    reader.contexts.append(context)
    late = []
    context.route("**/*-mono-*.woff2", lambda route: late.append(route))
    context.route("**/*-italic.woff2", lambda route: late.append(route))
    page = context.new_page()
    page.goto(f"{reader.address}/api/", wait_until="domcontentloaded")
    until = time.monotonic() + 30
    while len(late) < 2 and time.monotonic() < until:  # a face is asked for when it is first set
        page.wait_for_timeout(50)
    assert len(late) == 2
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    for route in late:
        route.continue_()
    page.evaluate("document.fonts.ready")
    moved = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(shift => { sum += shift.value; }))
                .observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => done(sum), 300);
        })"""
    )
    assert moved < 0.05

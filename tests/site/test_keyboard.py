"""Every page by keyboard alone: each control once, in the order of the page, and seen while in focus."""

from __future__ import annotations

import contextlib

import pytest
from playwright.sync_api import Page, TimeoutError
from test_readers import PAGES, ZOOMED

pytestmark = pytest.mark.xdist_group("readers")

WATCH = """() => {
    const kinds = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const isControl = e => e.tabIndex >= 0 && !e.disabled && !e.hidden && (e.type !== 'radio' || e.checked)
        && e.checkVisibility({ visibilityProperty: true });
    const controls = [...document.querySelectorAll(kinds)].filter(isControl);
    const name = e => e.outerHTML.replaceAll(/\\s+/g, ' ').slice(0, 120);
    const isDrawn = e => e?.offsetWidth && +getComputedStyle(e).opacity;
    const shown = e => [e, ...e.labels ?? [], e.nextElementSibling].find(isDrawn) ?? e;
    const isSeen = e => {
        const { left, top, width, height } = e.getClientRects()[0];
        return [[.5, .5], [.05, .1], [.95, .1], [.05, .9], [.95, .9]].some(([across, down]) => {
            const met = document.elementFromPoint(left + across * width, top + down * height);
            return e.contains(met) || (met?.contains(e) && !met.matches('body, html'));
        });
    };
    window.controls = () => controls.map(e => isControl(e) ? name(e) : null);  // some switch others off
    window.stops = [];
    addEventListener('keydown', () => {  // when what the focus brought about has long happened
        const e = document.activeElement;
        if (e === document.body) { stops.push(null); return; }
        const drawn = shown(e);
        const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
        const seen = e.hidden || isSeen(drawn);  // the theme takes its way to the top away again
        stops.push({ at: controls.indexOf(e), name: name(e), seen,
            outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth) });
    }, true);
}"""


def walk(page: Page) -> tuple[list[str | None], list[dict]]:
    """Press Tab from the top of a page to its end; return its controls and where the focus came to rest."""
    page.evaluate(WATCH)
    for _ in range(len(page.evaluate("controls()")) + 10):
        page.keyboard.press("Tab")
    controls, stops = page.evaluate("[controls(), stops]")
    stops = [stop for stop in stops if stop]  # none: past the end, or on what the theme then took away
    ends = [i for i, stop in enumerate(stops) if i and stop["at"] == stops[0]["at"]]
    assert ends, f"a trap: {stops[-3:]}"
    return controls, stops[: ends[0]]


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, ZOOMED], ids=["100 %", "400 %"])
@pytest.mark.parametrize("path", PAGES)
def test_tab_reaches_each_control_once_in_order_and_in_sight(window, path, size):
    page = window(path, size=size, reduced_motion="reduce")
    controls, stops = walk(page)
    met = [stop["at"] for stop in stops if stop["at"] >= 0]
    assert [name for i, name in enumerate(controls) if name and i not in met] == []
    assert met == sorted(set(met))
    assert [stop["name"] for stop in stops if stop["outline"] < 2] == []
    assert [stop["name"] for stop in stops if not stop["seen"]] == []


LED = "() => Boolean(document.querySelector(':target')) && !document.activeElement.closest('a')"
"""Whether a link within the page has led the focus there."""


@pytest.mark.parametrize("path", PAGES)
def test_the_skip_link_leads_past_the_navigation(window, path):
    page = window(path)
    page.wait_for_load_state("networkidle")  # the theme takes over links once it has the site map
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    for _ in range(3):  # should the theme be in the middle of its own beginning, a reader presses again
        page.locator(".md-skip").press("Enter")
        with contextlib.suppress(TimeoutError):
            page.wait_for_function(LED, timeout=5_000)
            break
    assert page.evaluate(f"({LED})()")
    page.keyboard.press("Tab")
    assert page.evaluate(
        "!!document.activeElement.closest('article') || !document.querySelector('article a')"
    )


def test_the_menu_of_a_narrow_window_opens_and_its_sections_do(window):
    page = window("vgg/", size=ZOOMED, reduced_motion="reduce")
    page.keyboard.press("Tab")
    assert not page.locator(".md-sidebar--primary").is_visible()
    page.keyboard.press("Space")
    section = page.locator(".md-nav--primary .md-nav__link[for=__nav_2]")
    section.focus()
    assert not page.get_by_role("link", name="Sparsity", exact=True).first.is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    box = page.locator(".md-nav--primary :focus").bounding_box()
    assert page.evaluate("document.activeElement.textContent.trim()") == "Sparsity"
    assert 0 <= box["y"] <= ZOOMED["height"] - box["height"] / 2
    assert 0 <= box["x"] < ZOOMED["width"] / 2

"""Firefox and WebKit show what Chromium shows: every page, its figures in both palettes, its formulas.

On a person's machine the engines that are not installed are left out, and pytest says so; with
`ENGINES=all` they have to be there.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import becomes, served
from engines import ENGINES, Engine, available
from PIL import Image
from test_pages import PAGES

from draw import palette

NOTING = """<script>
window.mistakes = [];
addEventListener("error", event => mistakes.push(event.message ?? String(event.target.src)), true);
addEventListener("unhandledrejection", event => mistakes.push(String(event.reason)));
addEventListener("securitypolicyviolation", event => mistakes.push(`blocked: ${event.blockedURI}`));
</script>"""
"""Put first into every page: what goes wrong in it is noted, in whatever engine."""


@pytest.fixture(scope="session")
def noting(built: Path) -> Iterator[str]:
    """Return the address of the built site whose pages note their mistakes."""
    with served(built, first=NOTING) as address:
        yield address


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ENGINES]
)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Return a running engine, or leave its tests out where it is not installed and nobody insists."""
    if request.param not in available() and os.environ.get("ENGINES") != "all":
        pytest.skip(f"{request.param} is not installed: its tests are left out")
    with ENGINES[request.param]() as engine:
        yield engine


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_without_a_mistake_and_asks_nobody_else(engine, noting, path):
    engine.open(f"{noting}/{path}")
    engine.run("document.fonts.ready.then(() => 0)")
    engine.run("scrollTo(0, document.body.scrollHeight) ?? new Promise(r => setTimeout(r, 150))")
    assert engine.run("document.querySelector('h1').textContent.length") > 3
    assert engine.run("mistakes") == []
    foreign = engine.run(
        "performance.getEntriesByType('resource').map(e => e.name)"
        ".filter(url => !url.startsWith(location.origin) && !/^(data|blob):/.test(url))"
    )
    assert foreign == []


@pytest.mark.parametrize("chosen", ["dark", "light"])
def test_figures_follow_a_palette_chosen_by_hand(engine, noting, chosen):
    engine.open(f"{noting}/both/")
    scheme = {"light": "default", "dark": "slate"}[chosen]
    if engine.run("document.body.dataset.mdColorScheme") != scheme:
        engine.run("document.querySelector('form.md-header__option label:not([hidden])').click()")
    image = "[...document.querySelectorAll('article img')].find(image => image.checkVisibility())"

    def shown() -> tuple[int, ...]:
        engine.run(f"{image}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")
        box = f"{image}.getBoundingClientRect()"
        right, middle = engine.run(f"(box => [box.right, box.top + box.height / 2])({box})")
        picture = Image.open(io.BytesIO(engine.picture())).convert("RGB")
        return picture.getpixel((int(right) - 1, int(middle)))

    paper = {"light": palette.LIGHT, "dark": palette.DARK}[chosen]["paper"]
    wanted = pytest.approx(tuple(bytes.fromhex(paper[1:])), abs=2)  # engines round colours differently
    assert becomes(shown, lambda colour: colour == wanted), shown()


def test_formulas_are_set(engine, noting):
    engine.open(f"{noting}/both/")
    engine.run("document.fonts.ready.then(() => 0)")
    fraction = "document.querySelector('.formula mfrac').getBoundingClientRect()"
    letter = "document.querySelector('.formula mo').getBoundingClientRect()"
    assert engine.run(f"{fraction}.height") > 1.5 * engine.run(f"{letter}.height")


EXPLORER = "document.querySelector('wiring-explorer.ready')"


@pytest.fixture
def explorer(engine, noting) -> Callable[[str], object]:
    """Open the explorer, and return a function that runs a script in which it is `it`."""
    engine.open(f"{noting}/explorer/?layer=toy&wiring=shared")
    engine.run(f"(async () => {{ while (!{EXPLORER}) await new Promise(r => setTimeout(r, 50)) }})()")
    return lambda script: engine.run(f"(it => {script})({EXPLORER})")


def test_the_explorer_answers_its_switches_and_its_address_follows(engine, explorer):
    assert explorer("it.querySelector('.counter').textContent").startswith("13")
    explorer("it.querySelector('[role=switch], input[type=checkbox]').click()")
    assert becomes(lambda: explorer("it.querySelector('.counter').textContent"), lambda now: now[:2] == "3 ")
    assert becomes(lambda: engine.run("location.search"), lambda now: "wiring=both" in now)
    assert engine.run("mistakes") == []


def test_the_explorer_tells_of_what_is_pointed_at(engine, explorer):
    at = "it.querySelector('.stage.matrix canvas')"
    for share, row in ((0.08, "y1"), (0.92, "y6")):
        explorer(
            f"(box => {at}.dispatchEvent(new PointerEvent('pointermove', {{ bubbles: true, "
            f"clientX: box.left + box.width / 2, clientY: box.top + box.height * {share} }})))"
            f"({at}.getBoundingClientRect())"
        )
        reading = "it.querySelector('.reading').textContent"
        assert becomes(lambda reading=reading: explorer(reading), lambda now, row=row: f"to {row}:" in now)
    assert engine.run("mistakes") == []


def test_what_the_explorer_offers_is_saved(engine, explorer):
    engine.run(
        "(make => { window.saved = {}; let size = 0;"
        " URL.createObjectURL = blob => { size = blob.size; return make.call(URL, blob); };"
        " HTMLAnchorElement.prototype.click = function () { saved[this.download] = size; };"
        "})(URL.createObjectURL)"
    )
    for button, ending in (("CSV", ".csv"), ("SVG", ".svg"), ("PNG", ".png")):
        explorer(f"[...it.querySelectorAll('button')].find(b => b.textContent.includes('{button}')).click()")
        saved = f"Object.entries(saved).some(([name, size]) => name.endsWith('{ending}') && size > 100)"
        assert becomes(lambda saved=saved: engine.run(saved), lambda done: done), ending
    assert engine.run("mistakes") == []

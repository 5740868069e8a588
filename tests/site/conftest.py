"""One built site and one browser for all tests of this folder."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import pytest
from browser import FACES, build, served
from browser import browser as start_browser
from playwright.sync_api import Browser, BrowserContext, Page, Request


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder of the built site: built once, however many processes share the tests."""
    alone = worker_id == "master"
    shared = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    folder, done = shared / "site", shared / "site-is-built"
    try:
        folder.mkdir()
    except FileExistsError:  # another process builds it
        while not done.exists():
            time.sleep(0.1)
    else:
        try:
            build(folder)
        finally:
            done.touch()
    return folder


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Return the address at which the built site is served."""
    with served(built) as url:
        yield url


@pytest.fixture(scope="session")
def engine() -> Iterator[Browser]:
    """Return a running browser."""
    with start_browser() as engine:
        yield engine


@dataclass(eq=False)
class Reader:
    """Opens pages as a reader would, and notes what a reader should never meet."""

    engine: Browser
    address: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, path: str = "", *, width: int = 1280, palette: str = "light", **options) -> Page:
        """Open a page of the site in a window of its own."""
        context = self.engine.new_context(
            viewport={"width": width, "height": 800}, color_scheme=palette, **options
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on(
            "console",
            lambda m: self.errors.append(f"{path}: {m.text}") if m.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.errors.append(f"{path}: {error}"))
        page.on("requestfailed", self._fail)
        page.goto(f"{self.address}/{path}", wait_until="load")
        if options.get("java_script_enabled", True) and page.locator("wiring-explorer").count():
            come_near(page)
        return page

    def _fail(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page that is left waits no longer for what it asked for
            self.errors.append(f"failed: {request.url} ({request.failure})")

    def elsewhere(self) -> list[str]:
        """Return the requests that went to other hosts."""
        own = re.compile(rf"{re.escape(self.address)}/|data:|blob:")
        return [url for url in self.requests if not own.match(url)]


TABS_ARE_BACK = """() => new Promise(done => {
    const moving = () => document.getAnimations().some(animation => animation.playState === "running");
    const tabs = document.querySelector(".md-tabs");
    const gone = () => tabs.checkVisibility() && tabs.hidden;
    const look = () => gone() || moving() ? requestAnimationFrame(look) : done();
    requestAnimationFrame(() => requestAnimationFrame(look));
})"""
"""The tabs, where there is room for them, go when a page is scrolled, and fade in when it is back."""


def come_near(page: Page) -> None:
    """Wait for a page's explorer, which is fetched when it comes near: scroll there and back if it is far."""
    explorer = page.locator("wiring-explorer").first
    far = explorer.bounding_box()["y"] > page.viewport_size["height"]
    if far:
        explorer.evaluate("e => e.scrollIntoView({ behavior: 'instant' })")
    page.locator("wiring-explorer.ready").first.wait_for(state="attached")
    page.evaluate(FACES)
    if far:
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        page.evaluate(TABS_ARE_BACK)


@contextlib.contextmanager
def reading(engine: Browser, address: str) -> Iterator[Reader]:
    """Give a reader; whatever it opens must load without an error and from this site alone."""
    reader = Reader(engine, address)
    yield reader
    for context in reader.contexts:
        context.close()
    assert not reader.errors
    assert not reader.elsewhere()


@pytest.fixture(scope="session")
def reading_at(engine: Browser) -> Callable[[str], contextlib.AbstractContextManager[Reader]]:
    """Return a function that gives a reader of what lies at an address."""
    return partial(reading, engine)


@pytest.fixture
def reader(engine: Browser, address: str) -> Iterator[Reader]:
    """Return a reader of one's own."""
    with reading(engine, address) as reader:
        yield reader


@pytest.fixture(scope="module")
def visit(engine: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page once for all tests of a module, which only look at it."""
    with reading(engine, address) as reader:
        opened = cache(reader.open)

        def visit(path: str, palette: str = "light", width: int = 1280) -> Page:
            page = opened(path, palette=palette)
            page.set_viewport_size({"width": width, "height": 800})
            return page

        yield visit


@pytest.fixture(scope="module")
def window(engine: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page in one window, which takes on what a reader has set."""
    page = engine.new_page()

    def window(path: str, *, size: dict[str, int] | None = None, **media: str) -> Page:
        page.emulate_media(**{"forced_colors": "none", "reduced_motion": "no-preference", **media})
        page.set_viewport_size(size or {"width": 1280, "height": 800})
        page.goto(f"{address}/{path}", wait_until="load")
        if page.locator("wiring-explorer").count():
            come_near(page)
        return page

    yield window
    page.close()

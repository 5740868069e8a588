"""Measure how fast the explorer answers and how small it is, for `make bench`.

    for what, value, note in measure(engine, address): ...

Two things are told apart: how long the browser works on an input and on the frame that answers it, which has
to fit between two frames, and when a reader sees it, which also counts the wait for that frame and its way to
the screen. Where the browser draws without a graphics card both are those of the slowest machine a reader
may have.
"""

from __future__ import annotations

import gzip
import urllib.request
from collections.abc import Iterator

from playwright.sync_api import Browser

MILLION = "in=1x1024&kernel=9&pad=same"
"""A layer whose weight matrix has 1024×1024 cells."""

WORK = """async (counts) => {
    // For each input: the time of its handlers and of the whole frame that they asked for, without the wait
    // between them. Inputs come after a pause, as a reader's do: in one go only the slider is dragged.
    const explorer = document.querySelector("wiring-explorer");
    const frame = () => new Promise(requestAnimationFrame);
    const act = {
        switch: () => explorer.querySelector(".switch-sparse").click(),
        point: (i) => {
            const stage = explorer.querySelector(".stage.matrix");
            const box = stage.getBoundingClientRect();
            const [clientX, clientY] = [box.left + box.width * (0.2 + i / 50), box.top + box.height / 2];
            stage.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, clientX, clientY }));
        },
        slide: (i) => {
            const slider = explorer.querySelector(".field-kernel input[type=range]");
            slider.value = 1 + (i % 16);
            slider.dispatchEvent(new Event("input", { bubbles: true }));
        },
    };
    const work = async (input) => {
        await new Promise((done) => setTimeout(done, 50));
        let begin;
        requestAnimationFrame(() => (begin = performance.now()));
        const start = performance.now();
        input();
        const handled = performance.now() - start;
        await frame();
        const channel = new MessageChannel();
        const end = new Promise((done) => (channel.port1.onmessage = () => done(performance.now())));
        channel.port2.postMessage(0); // comes after layout, painting and the handing over to the compositor
        return handled + (await end) - begin;
    };
    const times = {};
    for (const [name, count] of Object.entries(counts)) {
        times[name] = [];
        for (let i = 0; i < count; i++) times[name].push(await work(() => act[name](i)));
    }
    const begin = performance.now();
    for (let drawn = 0; drawn < 60; drawn++) {
        act.slide(drawn);
        await frame();
    }
    return [times, 60000 / (performance.now() - begin)];
}"""
SEEN = """() => {
    window.seen = [];
    const observer = new PerformanceObserver((list) => {
        for (const event of list.getEntries()) if (event.interactionId) seen.push(event.duration);
    });
    observer.observe({ type: "event", durationThreshold: 16 });
}"""


def measure(engine: Browser, address: str) -> Iterator[tuple[str, float, str]]:
    """Yield what was measured, its value, and in which unit or against which budget."""
    sizes = [
        len(gzip.compress(urllib.request.urlopen(f"{address}/{path}").read(), 9, mtime=0))
        for path in ("javascripts/explorer/explorer.js", "stylesheets/explorer.css")
    ]
    yield "explorer, compressed", sum(sizes) / 1000, "kB of gzip, budget 30"
    page = engine.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.goto(f"{address}/explorer/?{MILLION}&wiring=dense", wait_until="networkidle")
    times, rate = page.evaluate(WORK, {"switch": 20, "point": 30, "slide": 30})
    for name, taken in times.items():
        taken.sort()
        note = f"ms of work, median of {taken[0]:.0f} … {taken[-1]:.0f}; a frame has 16.7"
        yield f"explorer at 1024×1024 cells, {name}", taken[len(taken) // 2], note
    yield "explorer, dragging a slider", rate, "frames a second"
    page.evaluate(SEEN)
    switch, slider = page.locator(".switch-sparse"), page.get_by_role("slider", name="Kernel")
    for name, act in (
        ("switch", switch.click),
        ("slide", lambda: slider.press("ArrowLeft")),
    ):
        act()
        page.evaluate("seen.length = 0")
        for _ in range(20):
            act()
            page.wait_for_timeout(100)
        shown = sorted(page.evaluate("seen"))
        late = f"ms from a real input to the screen, median of {shown[0]:.0f} … {shown[-1]:.0f}, to 8 ms"
        yield f"explorer at 1024×1024 cells, {name} seen", shown[len(shown) // 2], late
    page.close()


if __name__ == "__main__":
    import tempfile
    from pathlib import Path

    from browser import browser, build, served

    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        with served(Path(folder)) as url, browser() as running:
            for what, value, note in measure(running, url):
                print(f"{what:<44}{value:>10.1f}   {note}")

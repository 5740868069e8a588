"""Measure how fast the explorer answers and how small it is, for `make bench`.

    for what, value, note in measure(engine, address): ...

Times are the browser's own: from an input event to the frame that shows what it did. Where the browser
draws without a graphics card they are those of the slowest machine a reader may have.
"""

from __future__ import annotations

import gzip
import urllib.request
from collections.abc import Iterator

from playwright.sync_api import Browser

MILLION = "in=1x1024&kernel=9&pad=same"
"""A layer whose weight matrix has 1024×1024 cells."""

FRAMES = """async (inputs) => {
    // For each input: how long its handlers and the frame they asked for took, and how many frames went by.
    const explorer = document.querySelector("wiring-explorer");
    const frame = () => new Promise(requestAnimationFrame);
    const painted = () => new Promise((done) => {
        requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => done(performance.now());
            channel.port2.postMessage(0);
        });
    });
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
    const times = {};
    for (const [name, count] of Object.entries(inputs)) {
        times[name] = [];
        for (let i = 0; i < count; i++) {
            await frame();
            const start = performance.now();
            act[name](i);
            times[name].push((await painted()) - start);
        }
    }
    let drawn = 0;
    const begin = performance.now();
    for (; drawn < 60; drawn++) {
        act.slide(drawn);
        await frame();
    }
    return [times, (1000 * drawn) / (performance.now() - begin)];
}"""


def measure(engine: Browser, address: str) -> Iterator[tuple[str, float, str]]:
    """Yield what was measured, its value, and in which unit or against which budget."""
    sizes = [
        len(gzip.compress(urllib.request.urlopen(f"{address}/{path}").read(), 9, mtime=0))
        for path in ("javascripts/explorer/explorer.mjs", "stylesheets/explorer.css")
    ]
    yield "explorer, compressed", sum(sizes) / 1000, "kB of gzip, budget 20"
    page = engine.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.goto(f"{address}/explorer/?{MILLION}&wiring=dense", wait_until="networkidle")
    times, rate = page.evaluate(FRAMES, {"switch": 20, "point": 30, "slide": 30})
    for name, taken in times.items():
        taken.sort()
        note = f"ms from input to the end of its frame, median of {taken[0]:.0f} … {taken[-1]:.0f}"
        yield f"explorer at 1024×1024 cells, {name}", taken[len(taken) // 2], note
    yield "explorer, dragging a slider", rate, "frames a second"
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

"""What the explorer's tests ask of a page that shows one."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from browser import ROOT
from playwright.sync_api import Locator, Page, Route

from content import presets
from sparse_shared import Conv, ConvTranspose, Wiring, count
from sparse_shared.layers import Layer

WIRINGS = {
    "dense": Wiring.DENSE,
    "sparse only": Wiring.SPARSE,
    "shared only": Wiring.SHARED,
    "both: convolution": Wiring.CONV,
}
MODULES = ROOT / "docs" / "javascripts" / "explorer"


def serve_modules(page: Page) -> None:
    """Let a page import the explorer's modules, which are published as one, from /modules/."""

    def answer(route: Route) -> None:
        path = Path(urlsplit(route.request.url).path).relative_to("/modules")
        text = presets.module() if path.name == "presets.js" else (MODULES / path).read_text(encoding="utf-8")
        route.fulfill(body=text, content_type="text/javascript")

    page.route("**/modules/**", answer)


def made(given: dict) -> Layer:
    """Return the package's layer of arguments that say as well whether it is transposed."""
    arguments = dict(given)
    return (ConvTranspose if arguments.pop("transposed", False) else Conv)(**arguments)


def arguments(layer: Conv | ConvTranspose) -> dict:
    """Return all arguments of a layer as plain data."""
    padding = layer.padding if isinstance(layer.padding, str) else [list(pair) for pair in layer.padding]
    given = {
        "input_shape": list(layer.input_shape),
        "out_channels": layer.out_channels,
        "kernel_size": list(layer.kernel_size),
        "stride": list(layer.stride),
        "padding": padding,
        "dilation": list(layer.dilation),
        "groups": layer.groups,
        "bias": layer.bias,
    }
    if isinstance(layer, ConvTranspose):
        return {**given, "transposed": True, "output_padding": list(layer.output_padding)}
    return {**given, "padding_mode": layer.padding_mode, "channel_mask": layer.channel_mask}


def settle(page: Page) -> None:
    """Wait until what has been asked for is drawn."""
    page.locator("wiring-explorer.ready").first.wait_for(state="attached")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def ledger(page: Page) -> dict[str, list[str]]:
    """Return what the ledger shows of each wiring, column by column."""
    settle(page)
    table = page.locator("wiring-explorer .four").first
    names = table.locator("thead button").all_inner_texts()
    rows = [row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all()]
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


def expected(layer: Layer, border: str = "exact") -> dict[str, list[str]]:
    """Return what the ledger of a layer has to show, by the package."""
    rows = {}
    for name, wiring in WIRINGS.items():
        c = count(layer, wiring, border)
        numbers = c.connections, c.weights, c.biases, c.parameters, c.multiply_adds
        rows[name] = [f"{number:,}" for number in numbers]
    return rows


def reading(page: Page) -> str:
    """Return what is said of the place pointed at."""
    settle(page)
    return page.locator("wiring-explorer .reading").inner_text()


def stage(page: Page, name: str) -> Locator:
    """Return the matrix, the input or the output, in view."""
    place = page.locator(f"wiring-explorer .stage.{name}")
    place.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
    settle(page)
    return place


def cell(page: Page, row: int, column: int) -> tuple[float, float]:
    """Return where a cell of the matrix is, in CSS pixels of the window."""
    stage(page, "matrix")
    return tuple(
        page.evaluate(
            """([row, column]) => {
                const { matrix } = document.querySelector("wiring-explorer");
                const box = matrix.stage.getBoundingClientRect();
                const [x, y] = matrix.corner(row + 0.5, column + 0.5);
                return [box.left + x, box.top + y];
            }""",
            [row, column],
        )
    )


def pixels(page: Page, view: str, canvas: str, points: list[tuple[float, float]]) -> list[list[int]]:
    """Return the RGBA of a drawing at points given in CSS pixels of the window."""
    return page.evaluate(
        """([view, canvas, points]) => {
            const stage = document.querySelector(`wiring-explorer .stage.${view}`);
            const drawing = stage.children[canvas === "base" ? 0 : 1];
            const box = stage.getBoundingClientRect();
            const read = Object.assign(document.createElement("canvas"), {
                width: drawing.width, height: drawing.height });
            const twin = read.getContext("2d", { willReadFrequently: true });
            twin.drawImage(drawing, 0, 0);
            return points.map(([x, y]) => [...twin.getImageData(
                (x - box.left) * devicePixelRatio, (y - box.top) * devicePixelRatio, 1, 1).data]);
        }""",
        [view, canvas, points],
    )


def ink(page: Page) -> tuple[int, int]:
    """Return how many cells of the painted matrix are not bare, and how many colours they have."""
    settle(page)
    return tuple(
        page.evaluate(
            """() => {
                const { matrix } = document.querySelector("wiring-explorer");
                const cells = [...new Uint32Array(matrix.data.data.buffer)];
                const inked = cells.filter((colour) => colour !== matrix.scene.theme.pixels.bare);
                return [inked.length, new Set(inked).size];
            }"""
        )
    )

"""What the explorer's tests ask of a page that shows one."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from sparse_shared import Conv, Wiring, count

WIRINGS = {
    "Dense": Wiring.DENSE,
    "Sparse only": Wiring.SPARSE,
    "Shared only": Wiring.SHARED,
    "Both: convolution": Wiring.CONV,
}


def settle(page: Page) -> None:
    """Wait until what has been asked for is drawn."""
    page.locator("wiring-explorer.ready").first.wait_for(state="attached")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def forgive_icon(errors: list[str]) -> None:
    """Drop from errors that the site's icon was not fetched to the end.

    Chromium asks for it anew whenever the address changes, and gives up where the page is left meanwhile.
    """
    errors[:] = [error for error in errors if not error.endswith("/logo.svg")]


def ledger(page: Page) -> dict[str, list[str]]:
    """Return the rows of the ledger as they are shown."""
    settle(page)
    rows = page.locator("wiring-explorer .four tbody tr")
    return {row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in rows.all()}


def expected(layer: Conv, border: str = "exact") -> dict[str, list[str]]:
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
                const inked = cells.filter((colour) => colour !== matrix.scene.theme.bare);
                return [inked.length, new Set(inked).size];
            }"""
        )
    )

"""Take a picture of every page at both widths and in both palettes, for a person to look at.

python tests/site/shots.py FOLDER [PAGE …]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from browser import browser, build, served

WIDTHS = (1280, 390)
PALETTES = ("light", "dark")
SEEN = """async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 400) {
        scrollTo(0, y)
        await new Promise(requestAnimationFrame)
    }
    const images = [...document.images].filter((image) => image.checkVisibility())
    await Promise.all(images.map((image) => image.decode()))
    scrollTo(0, 0)
}"""
"""What makes a page load all that waits until a reader comes near."""


def main(folder: Path, wanted: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as site:
        build(Path(site))
        pages = sorted(p.relative_to(site).parent.as_posix() for p in Path(site).rglob("index.html"))
        with served(Path(site)) as address, browser() as engine:
            for width in WIDTHS:
                for palette in PALETTES:
                    page = engine.new_page(viewport={"width": width, "height": 800}, color_scheme=palette)
                    page.emulate_media(color_scheme=palette, reduced_motion="reduce")
                    for name in wanted or pages:
                        page.goto(f"{address}/{'' if name == '.' else name + '/'}", wait_until="networkidle")
                        page.evaluate(SEEN)
                        page.wait_for_load_state("networkidle")
                        stem = "home" if name == "." else name.replace("/", "-")
                        file = folder / f"{stem}-{width}-{palette}.png"
                        page.screenshot(path=file, full_page=True)
                        print(file)
                    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

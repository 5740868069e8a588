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
                        for image in page.locator("img[loading=lazy]").all():
                            image.scroll_into_view_if_needed()
                        page.evaluate("Promise.all([...document.images].map(image => image.decode()))")
                        page.evaluate("scrollTo(0, 0)")
                        stem = "home" if name == "." else name.replace("/", "-")
                        file = folder / f"{stem}-{width}-{palette}.png"
                        page.screenshot(path=file, full_page=True)
                        print(file)
                    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

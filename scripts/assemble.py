"""Write the documentation tree of the site: pages with their values filled in, figures, tables, data.

    python scripts/assemble.py FOLDER

FOLDER then holds plain Markdown and assets, which any site generator can build. Nothing here knows of
MkDocs. Every mistake found is printed with its file and line, and the exit code says so.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from mistakes import locate  # noqa: E402  (needs the path above)


def assemble(folder: Path, docs: Path = ROOT / "docs") -> list[str]:
    """Write the tree into *folder*, and return what went wrong, a line each."""
    import explorer  # here, so that a mistake in what they import is reported like any other
    import gallery
    from pages import Pages
    from style import palette

    gallery.draw_ahead()
    bundled = ThreadPoolExecutor().submit(explorer.files, docs)  # by another program, meanwhile
    pages = Pages(docs)
    for source in sorted(path for path in docs.rglob("*") if path.is_file()):
        target = folder / source.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".md":
            target.write_text(pages.render(source), encoding="utf-8")
        else:
            shutil.copyfile(source, target)
    generated = {"stylesheets/palette.css": palette.css().encode(), **pages.files}
    generated |= bundled.result()
    for name, content in generated.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return pages.mistakes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to write the tree")
    folder = parser.parse_args().folder
    try:
        mistakes = assemble(folder)
    except Exception as error:  # such as a syntax error under src/: it has a file and a line as well
        mistakes = [locate(error, Path(__file__).resolve())]
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())

"""Write the documentation tree of the site: pages with their values filled in, figures, tables, data.

    python scripts/assemble.py FOLDER

FOLDER then holds plain Markdown and assets, which any site generator can build. Nothing here knows of
MkDocs. Every mistake found is printed with its file and line, and the exit code says so; then nothing is
written.
"""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]
sys.dont_write_bytecode = True  # a __pycache__ in a watched folder would have the site built twice

from build import compiled  # noqa: E402  (needs the path above)
from build.mistakes import MISTAKES, locate  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to write the tree")
    parser.add_argument(
        "--preview", action="store_true", help="PNG and PDF may be those of an earlier drawing"
    )
    parser.add_argument(
        "--site", default="", metavar="URL", help="where it will be published, for what names its own address"
    )
    options = parser.parse_args()
    gc.disable()  # which takes a quarter of the time, for a process that soon gives all its memory back
    compiled.remember()
    try:
        from build.assembly import assemble  # here: a mistake in what it imports is reported like any other

        docs, content = ROOT / "docs", ROOT / "scripts" / "content"
        mistakes = assemble(
            options.folder, docs=docs, content=content, site=options.site, preview=options.preview
        )
    except MISTAKES as error:  # such as a syntax error under src/: it has a file and a line as well
        mistakes = [locate(error)]
    except KeyboardInterrupt:
        return 130  # as shells say it
    if not mistakes:
        compiled.keep()
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())

"""Write the documentation tree of the site: pages with their values filled in, figures, tables, data.

    python scripts/assemble.py FOLDER

FOLDER then holds plain Markdown and assets, which any site generator can build. Nothing here knows of
MkDocs. Every mistake found is printed with its file and line, and the exit code says so.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from build.mistakes import locate  # noqa: E402  (needs the path above)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to write the tree")
    folder = parser.parse_args().folder
    try:
        from build.assembly import assemble  # here: a mistake in what it imports is reported like any other

        mistakes = assemble(folder, docs=ROOT / "docs", content=ROOT / "scripts" / "content")
    except Exception as error:  # such as a syntax error under src/: it has a file and a line as well
        mistakes = [locate(error, Path(__file__).resolve())]
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())

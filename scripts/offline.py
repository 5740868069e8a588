"""Put a built site into one file that works from a folder, without a network or a server.

    python scripts/offline.py SITE

SITE gets `sparse-shared.zip`, and its pages show what they say of it in a comment `<!--offline … offline-->`.
In the copy a link to a folder leads to the page in it, and the search has its index and its worker in plain
scripts, because a page from a folder may fetch nothing. Of the engine it knows Material's search alone.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts")]

from write.zips import zipped  # noqa: E402  (needs the path above)

NAME = "sparse-shared"
FILE = f"{NAME}.zip"
INDEX = "search/search_index.json"
WORKER = re.compile(r"assets/javascripts/workers/search\.\w+\.min\.js")
UNUSED = re.compile(
    r"404\.html|sitemap\.xml(\.gz)?|robots\.txt|objects\.inv|.*\.map|assets/javascripts/lunr/.*"
)
"""What only a server, another site, a developer's tools or a search in another language asks for."""

SEARCH = """// A page from a folder may start no worker from a file, but one from a text.
{{
  const Refused = Worker;
  globalThis.Worker = class extends Refused {{
    constructor() {{
      super(URL.createObjectURL(new Blob([{worker}], {{ type: "text/javascript" }})));
    }}
  }};
}}
"""
LINK = re.compile(r'(?<= href=")[^"#:]*(?=[#"])|(?<=;url=)[^"#:]*(?=[#"])')
"""A relative address of a link or of a page that sends on to another, without its fragment."""

BUNDLE = re.compile(r'<script src="[^"]*assets/javascripts/bundle\.')
PRELOAD = re.compile(r'<link rel="preload"[^>]*>')
"""Of a font, which a page from a folder may ask for in a style only."""

SHOWN = re.compile(r"<!--offline\b(.*?)\boffline-->", re.DOTALL)


def pack(site: Path) -> bytes:
    """Return the archive of a built site, to be opened without a server."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    copy = {name: path.read_bytes() for name, path in files.items() if not UNUSED.fullmatch(name)}
    copy.pop(FILE, None)
    for name in [name for name in copy if name.endswith(".html")]:
        copy[name] = page(copy[name].decode(), site, name).encode()
    if INDEX in copy:
        index = json.loads(copy.pop(INDEX))
        for place in index["docs"]:
            folder, mark, section = place["location"].partition("#")
            place["location"] = f"{folder}index.html{mark}{section}"
        (worker,) = (copy[name] for name in copy if WORKER.fullmatch(name))
        copy["search/search_index.js"] = f"var __index = {json.dumps(index)}".encode()
        copy["search/worker.js"] = SEARCH.format(worker=json.dumps(worker.decode())).encode()
    return zipped({f"{NAME}/{name}": file for name, file in copy.items()})


def page(html: str, site: Path, name: str) -> str:
    """Return a page of the copy: its links lead to files, and its search comes in scripts."""

    def to_file(link: re.Match[str]) -> str:
        url = urlsplit(link[0])
        inside = (site / name).parent / url.path
        if not url.path or not (inside / "index.html").is_file():
            return link[0]
        return urlunsplit(url._replace(path=f"{url.path.rstrip('/')}/index.html"))

    html = PRELOAD.sub("", LINK.sub(to_file, html))
    worker = f'<script src="{"../" * name.count("/")}search/worker.js"></script>\n'
    return BUNDLE.sub(rf"{worker}\g<0>", html) if (site / INDEX).is_file() else html


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder of a built site")
    site = parser.parse_args().site
    (site / FILE).write_bytes(pack(site))
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        if SHOWN.search(html):
            path.write_text(SHOWN.sub(r"\1", html), encoding="utf-8")


if __name__ == "__main__":
    main()

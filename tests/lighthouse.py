"""Ask Lighthouse about every page, beside Material's own build of the same pages, and print what it says.

    make lighthouse                                          # an hour, if the machine does nothing else
    python tests/lighthouse.py --runs 3 questions/ api/      # some pages; the first one is ""

It ends with 1 where the median of a page's performance is more than two points below bare Material's, where
accessibility, best practices or SEO is not 100, or where a first view weighs more than its budget. Bare is
`theme: material, font: false`, and nothing of ours but the finished pages. Ours and bare are asked in turn,
and never two at once: Lighthouse multiplies the time a processor takes, and so whatever else it has to do.

It needs nginx, to serve both with `hosting/nginx.conf`, and Lighthouse on PATH or named by $LIGHTHOUSE:
`npm install --prefix /tmp/lighthouse lighthouse@12` puts it at /tmp/lighthouse/node_modules/.bin/lighthouse
(version 13 asks for Node 22.19). It reads the pages that links lead to: not 404.html, nor embed.html.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "site"))

from browser import ENVIRONMENT, build, chromium, mkdocs  # noqa: E402  (needs the path above)
from hosting import NGINX, landing, nginx  # noqa: E402

LIGHTHOUSE = shutil.which(os.environ.get("LIGHTHOUSE", "lighthouse"))
OTHERS = ("accessibility", "best-practices", "seo")
BELOW = 2
BYTES = 220_000
CHROME = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
SAME = ("site_name", "site_description", "nav", "markdown_extensions", "exclude_docs")
"""What Material's own build has of `mkdocs.yml`, and of its plugins those in PLUGINS."""
PLUGINS = {"search", "mkdocstrings"}


def bare(folder: Path) -> None:
    """Build the pages that the last build has finished by Material alone, into a folder's `site`."""
    for name in ("docs", "src"):
        shutil.copytree(ROOT / ".cache" / "good" / name, folder / ".cache" / "good" / name)
    ours = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    config = {
        **{key: ours[key] for key in SAME},
        "docs_dir": ".cache/good/docs",
        "theme": {"name": "material", "font": False},
        "plugins": [plugin for plugin in ours["plugins"] if PLUGINS & set(plugin)],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    command = mkdocs("build", "-q", "-d", str(folder / "site"), root=folder)
    subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=True)


def ask(url: str, *categories: str) -> dict[str, Any]:
    """Return what Lighthouse reports of a page, as a phone of today would load it."""
    assert LIGHTHOUSE
    command = [LIGHTHOUSE, url, "--quiet", "--output=json", "--disable-full-page-screenshot"]
    options = [f"--only-categories={','.join(categories)}", f"--chrome-flags={' '.join(CHROME)}"]
    path = chromium()
    environment = {**os.environ, **({"CHROME_PATH": path} if path else {})}
    run = subprocess.run([*command, *options], env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"Lighthouse could not read {url}:\n{run.stderr}")
    return json.loads(run.stdout)


def score(report: dict[str, Any], category: str = "performance") -> int:
    """Return the points of a category, of 100."""
    return round(100 * (report["categories"][category]["score"] or 0))


def measure(page: str, ours: str, plain: str, runs: int) -> bool:
    """Print a row of the table, and return whether the page is as good as it has to be."""
    reports, base = [], []
    for run in range(runs):
        reports.append(ask(f"{ours}/{page}", "performance", *OTHERS * (run == 0)))
        base.append(score(ask(f"{plain}/{page}", "performance")))
    here, there = median(map(score, reports)), median(base)
    others = [score(reports[0], category) for category in OTHERS]
    size = median(report["audits"]["total-byte-weight"]["numericValue"] for report in reports)
    good = here >= there - BELOW and others == [100] * len(OTHERS) and size <= BYTES
    said = " ".join(map(str, others))
    print(
        f"{page or '(first)':<28}{here:>6g}{there:>6g}{here - there:>+6g}   {said:<14}{size / 1000:>6.0f} kB"
        f"{'' if good else '   <'}",
        flush=True,
    )
    return good


def main() -> bool:
    """Measure the pages that are asked for, and return whether all are as good as they have to be."""
    parser = argparse.ArgumentParser(description="Ask Lighthouse about the site's pages.")
    parser.add_argument("pages", nargs="*", help="addresses such as both/; all of them if none is given")
    parser.add_argument("--runs", type=int, default=5, help="of each page, of ours and of bare (5)")
    options = parser.parse_args()
    if not (LIGHTHOUSE and NGINX):
        parser.exit(2, f"Lighthouse or nginx is missing.\n{__doc__}")
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as servers:
        ours, plain = Path(name) / "ours", Path(name) / "bare"
        build(ours / "site")
        bare(plain)
        addresses = [servers.enter_context(nginx(folder / "site", folder)) for folder in (ours, plain)]
        site = ours / "site"
        every = [file.parent.relative_to(site) for file in sorted(site.rglob("index.html"))]
        found = ["" if path == Path() else f"{path.as_posix()}/" for path in every]
        pages = options.pages or [page for page in found if landing(site, page) == page]
        head = f"{f'median of {options.runs}':<28}{'ours':>6}{'bare':>6}         other three    bytes"
        print(head, flush=True)
        good = [measure(page, *addresses, options.runs) for page in pages]
        return all(good)


if __name__ == "__main__":
    sys.exit(not main())

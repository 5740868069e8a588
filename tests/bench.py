"""Measure what the budgets speak of, as ratios within one run, and print it.

    make bench

Nothing here passes or fails: a clock is no judge. Bare is Material's build of the same pages.
"""

from __future__ import annotations

import gzip
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import timeit
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "site")]

from browser import ENVIRONMENT, browser, mkdocs, served  # noqa: E402  (needs the path above)
from explorer_speed import measure  # noqa: E402

from sparse_shared import Conv, Wiring, connectivity_mask, count, weight_index  # noqa: E402

PROSE = ("docs/index.md", "## One layer, two switches", "## One layer and two switches")
FIGURE = ("scripts/content/figures/four_wirings.py", '"sparse only"', '"locally connected"')


def line(what: str, value: str, note: str = "") -> None:
    print(f"{what:<44}{value:>14}   {note}")


def checkout(folder: Path) -> Path:
    """Return a copy of what a build needs, with nothing cached."""
    for name in ("docs", "scripts", "src", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def bare(root: Path, folder: Path) -> Path:
    """Return a checkout whose pages are the finished ones, built by Material alone."""
    shutil.copytree(root / "overrides", folder / "overrides")
    last_good = root / ".cache" / "last-good"
    shutil.copytree(last_good / "docs", folder / "docs")
    shutil.copytree(last_good / "src", folder / ".cache" / "last-good" / "src")
    config = (root / "mkdocs.yml").read_text()
    config = config.replace("  - gen-files:\n      scripts: [scripts/gen_site.py]\n", "")
    (folder / "mkdocs.yml").write_text(config.replace("watch: [src, scripts]\n", ""))
    return folder


def build(root: Path) -> float:
    """Build a checkout, and return the seconds it took."""
    start = time.perf_counter()
    command = mkdocs("build", "-d", str(root / "site"), root=root)
    subprocess.run(command, cwd=root, env=ENVIRONMENT, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def edit(root: Path, change: tuple[str, str, str]) -> None:
    path, old, new = change
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


def builds(folder: Path) -> Path:
    """Print what builds cost, and return the folder of the site."""
    root = checkout(folder / "ours")
    cold = build(root)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    plain = bare(root, folder / "bare")
    build(plain)
    base = min(build(plain) for _ in range(3))
    line("bare Material build of the same pages", f"{base:.2f} s", "best of 3")
    line("cold build", f"{cold / base:.2f} ×", "budget 4 ×")
    unchanged = min(build(root) for _ in range(3))
    line("nothing-changed build", f"{unchanged / base:.2f} ×", "budget 1.3 ×")
    for what, (path, old, new), budget in (("prose", PROSE, 1.5), ("one figure", FIGURE, 3)):
        times = []
        for change in ((path, old, new), (path, new, old)) * 2:
            edit(root, change)
            times.append(build(root))
        line(f"build after an edit: {what}", f"{min(times) / base:.2f} ×", f"budget {budget} ×")
    line("peak memory of a cold build", f"{memory:.0f} MB", "largest process; budget 600 MB")
    return root / "site"


def best(work: Callable[[], object], times: int) -> float:
    """Return the seconds that a piece of work takes, at its best."""
    return min(timeit.repeat(work, number=times, repeat=5)) / times


def counts() -> None:
    """Print what counting and drawing up an index cost."""
    for side in (224, 100_000):
        layer = Conv(input_shape=(3, side, side), out_channels=64, kernel_size=7, stride=2, padding=3)
        for wiring in (Wiring.SPARSE, Wiring.CONV):
            seconds = best(partial(count, layer, wiring), 200)
            line(f"count {side:,} pixels a side, {wiring.name}", f"{seconds * 1e6:.1f} µs", "budget 1 ms")
    layer = Conv(input_shape=(1, 32, 32), out_channels=1, kernel_size=3, padding=1)
    for wiring in (Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV):
        seconds = best(partial(weight_index, layer, wiring), 3)
        line(f"weight index 1024 × 1024, {wiring.name}", f"{seconds * 1e3:.1f} ms")
    for build_array in (weight_index, connectivity_mask):
        big = Conv(input_shape=(1, 56, 56), out_channels=1, kernel_size=3, padding=1)
        tracemalloc.start()
        array = build_array(big)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        line(f"peak memory of {build_array.__name__}", f"{peak / array.nbytes:.2f} ×", "budget 3 × the array")


def sizes(site: Path) -> None:
    """Print what a first view of each page costs a reader, as a server compresses it."""
    total = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    line("size of the site", f"{total / 1e6:.2f} MB")
    with served(site) as address, browser() as engine:
        for page_file in sorted(site.rglob("index.html")):
            path = page_file.parent.relative_to(site).as_posix()
            context = engine.new_context()
            page = context.new_page()
            seen: set[str] = set()
            page.on("request", lambda request, seen=seen: seen.add(request.url))
            page.goto(f"{address}/{'' if path == '.' else path + '/'}", wait_until="networkidle")
            files = {url.removeprefix(address).split("?")[0].split("#")[0] for url in seen if address in url}
            size = sum(compressed(site / name.lstrip("/")) for name in files)
            line(f"first view of {path}", f"{size / 1000:.0f} kB", f"budget 250 kB; {len(files)} requests")
            context.close()
        for what, value, note in measure(engine, address):
            line(what, value, note)


def compressed(file: Path) -> int:
    """Return the bytes a server sends for a file."""
    file = file / "index.html" if file.is_dir() else file
    content = file.read_bytes()
    return len(content) if file.suffix in (".woff2", ".png") else len(gzip.compress(content))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        site = builds(Path(temporary))
        counts()
        sizes(site)

"""Measure what the budgets speak of, as ratios within one run, and print it.

    make bench

Nothing here passes or fails: a clock is no judge. Bare is Material's build of the same finished pages. What
is compared is measured in turn, several times, and each is as fast as its fastest.
"""

from __future__ import annotations

import gzip
import importlib.util
import resource
import shutil
import socket
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

ROUNDS = 5
PAGE = "docs/sparsity.md"
FIGURE = "scripts/content/figures/four_wirings.py"
COUNTING = "src/sparse_shared/counting.py"
GATHERED = """
import sys
sys.path[:0] = [{src!r}, {scripts!r}]
from matplotlib import pyplot
from draw import canvas
from content.figures import {name}
{name}.draw(pyplot.figure())
"""


def line(what: str, value: str, note: str = "") -> None:
    print(f"{what:<44}{value:>14}   {note}", flush=True)


def checkout(folder: Path) -> Path:
    """Return a copy of what a build needs, with nothing cached."""
    for name in ("docs", "scripts", "src", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "LICENSE", "CITATION.cff", "README.md", "pyproject.toml"):
        shutil.copyfile(ROOT / name, folder / name)
    return folder


def bare(root: Path, folder: Path) -> Path:
    """Return a checkout whose pages are the finished ones, built by Material alone."""
    shutil.copytree(root / "overrides", folder / "overrides")
    shutil.copytree(root / ".cache" / "good" / "docs", folder / "docs")
    shutil.copytree(root / ".cache" / "good" / "src", folder / ".cache" / "good" / "src")
    config = (root / "mkdocs.yml").read_text()
    ours = ("hooks:", "watch:", "  - gen-files:", "  - scripts/", "      scripts: [scripts/gen_site.py]")
    kept = [text for text in config.splitlines() if not text.startswith(ours)]
    (folder / "mkdocs.yml").write_text("\n".join(kept))
    return folder


def build(root: Path) -> float:
    """Build a checkout, and return the seconds it took."""
    start = time.perf_counter()
    command = mkdocs("build", "-d", str(root / "site"), root=root)
    subprocess.run(command, cwd=root, env=ENVIRONMENT, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def touch(file: Path) -> None:
    """Make an edit that no reader sees."""
    comment = "<!-- edited -->" if file.suffix == ".md" else "# edited"
    file.write_text(f"{file.read_text()}\n{comment}\n")


class Served:
    """A running `mkdocs serve`, whose rebuilds are timed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self._process = subprocess.Popen(
            mkdocs("serve", "--dev-addr", f"127.0.0.1:{port}", root=root),
            cwd=root,
            env=ENVIRONMENT,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._wait_for("Serving on")

    def _wait_for(self, said: str) -> float:
        assert self._process.stderr is not None
        for text in self._process.stderr:
            if said in text:
                return time.perf_counter()
        raise RuntimeError(f"the server ended before it said {said!r}")

    def rebuild(self, path: str) -> float:
        """Edit a file, and return the seconds from the change being seen to the page being reloaded."""
        touch(self.root / path)
        return -self._wait_for("Detected file changes") + self._wait_for("Reloading browsers")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()


def settle(root: Path) -> None:
    """Wait for what follows a reload, PNG and PDF, so that it does not weigh on the next rebuild."""
    mark, complete = (root / ".cache" / name / ".assembled" for name in ("good/docs", "complete"))
    if mark.read_text() != "complete\n":
        while not (complete.exists() and complete.stat().st_mtime > mark.stat().st_mtime):
            time.sleep(0.1)


def builds(folder: Path) -> Path:
    """Print what builds cost, and return the folder of the site."""
    root = checkout(folder / "ours")
    cold = build(root)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    plain = bare(root, folder / "bare")
    build(plain)
    pairs = [(build(plain), build(root)) for _ in range(ROUNDS)]
    base, unchanged = map(min, zip(*pairs, strict=True))
    for _ in range(2):
        shutil.rmtree(root / ".cache")
        cold = min(cold, build(root))
    line("bare Material build of the same pages", f"{base:.2f} s", f"best of {ROUNDS}")
    line("cold build", f"{cold / base:.2f} ×", f"{cold:.2f} s; budget 4 ×")
    line("nothing-changed build", f"{unchanged / base:.2f} ×", f"{unchanged:.2f} s; budget 1.1 ×")
    line("peak memory of a cold build", f"{memory:.0f} MB", "largest process; budget 600 MB")
    reloads(root, plain)
    return root / "site"


def reloads(root: Path, plain: Path) -> None:
    """Print what it costs from a change being seen to the page being reloaded."""
    ours, theirs = Served(root), Served(plain)
    edits = {"prose": (PAGE, 1.0), "one figure": (FIGURE, 1.35), "all figures": (COUNTING, 3.5)}
    times: dict[str, list[float]] = {what: [] for what in ("bare", *edits)}
    for _ in range(ROUNDS):
        times["bare"].append(theirs.rebuild(PAGE))
        for what, (path, _) in edits.items():
            times[what].append(ours.rebuild(path))
            settle(root)
    ours.stop()
    theirs.stop()
    base = min(times["bare"])
    line("rebuild by a running serve, bare Material", f"{base:.2f} s", f"best of {ROUNDS}")
    for what, (_, budget) in edits.items():
        best = min(times[what])
        line(
            f"rebuild by a running serve: {what}", f"{best / base:.2f} ×", f"{best:.2f} s; budget {budget} ×"
        )


def peers(folder: Path) -> None:
    """Print what the same figures cost in sphinx-gallery, where that is installed."""
    if not importlib.util.find_spec("sphinx_gallery"):
        line("sphinx-gallery, same figures", "", "not installed")
        return
    scripts = sorted((ROOT / "scripts" / "content" / "figures").glob("[a-z]*.py"))
    for script in scripts:
        code = GATHERED.format(src=str(ROOT / "src"), scripts=str(ROOT / "scripts"), name=script.stem)
        target = folder / "examples" / f"plot_{script.stem}.py"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f'"""\n{script.stem}\n{"=" * len(script.stem)}\n"""\n{code}')
    (folder / "examples" / "README.rst").write_text("Figures\n=======\n")
    (folder / "index.rst").write_text("Figures\n=======\n\n.. toctree::\n\n   auto_examples/index\n")
    (folder / "conf.py").write_text(
        "extensions = ['sphinx_gallery.gen_gallery']\n"
        "sphinx_gallery_conf = {'examples_dirs': 'examples', 'gallery_dirs': 'auto_examples'}\n"
    )
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(folder), str(folder / "out")]
    for what in ("cold", "unchanged", "one edit"):
        if what == "one edit":
            touch(folder / "examples" / "plot_four_wirings.py")
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        line(f"sphinx-gallery, same {len(scripts)} figures: {what}", f"{time.perf_counter() - start:.2f} s")


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
            line(f"first view of {path}", f"{size / 1000:.0f} kB", f"budget 220 kB; {len(files)} requests")
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
        peers(Path(temporary) / "sphinx-gallery")
        counts()
        sizes(site)

"""A real `mkdocs serve`, driven by an author's edits, good ones and bad ones."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import ENVIRONMENT, ROOT, mkdocs

pytestmark = pytest.mark.xdist_group("serve")

PATIENCE = 60
"""Seconds until a test gives up on the server: it bounds a failure, and is no measurement."""

PAGE = "docs/index.md"
FIGURE = "scripts/content/figures/four_wirings.py"
TABLE = "scripts/content/tables/worked_examples.py"
COUNTING = "src/sparse_shared/counting.py"


class Served:
    """A checkout of its own, with `mkdocs serve` running on it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("docs", "scripts", "src", "overrides"):
            shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            mkdocs("serve", "--dev-addr", f"127.0.0.1:{self.port}", root=root),
            cwd=root,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reading = threading.Thread(target=self._read)
        self._reading.start()
        self.until(lambda: any("Serving on" in line for line in self.lines))

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.append(line)

    def stop(self) -> None:
        """End the server, and what reads its output."""
        self.process.terminate()
        self.process.wait()
        self._reading.join()
        self.process.stdout.close()

    def until(self, happened) -> None:
        """Wait until something has happened."""
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, "".join(self.lines)
            assert self.process.poll() is None, "".join(self.lines)
            time.sleep(0.05)

    def edit(self, path: str, old: str, new: str) -> list[str]:
        """Change a file, wait until the server has dealt with it, and return what it said."""
        before = len(self.lines)
        file = self.root / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
        self.until(lambda: any("Reloading browsers" in line for line in self.lines[before:]))
        time.sleep(1.5)  # more than twice the interval at which files are polled: a second build would show
        return self.lines[before:]

    def get(self, path: str = "") -> str:
        """Return what a browser gets, less the time stamps that the server adds."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}") as answer:
            return re.sub(r"reload\(\d+, \d+\)", "", answer.read().decode())

    def drawn(self) -> dict[str, float]:
        """Return when each figure in the cache was last drawn."""
        kept = (self.root / ".cache" / "figures").iterdir()
        return {re.sub("-[0-9a-f]{24}$", "", p.name): p.stat().st_mtime for p in kept}


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("checkout"))
    yield served
    served.stop()


def builds(lines: list[str]) -> int:
    return sum("Building documentation..." in line for line in lines)


def test_prose_shows_after_one_build_and_draws_nothing(server):
    drawn = server.drawn()
    lines = server.edit(PAGE, "# Once weights are shared", "# Written just now: once weights are shared")
    assert "Written just now" in server.get()
    assert builds(lines) == 1
    assert server.drawn() == drawn


def test_an_edited_figure_is_redrawn_alone(server):
    (server.root / "scripts/content/figures/another.py").write_text(
        (server.root / FIGURE).read_text().replace('"sparse only"', '"alone"')
    )
    server.edit(PAGE, "</div>", '{{ figure("another") }}\n\n</div>')
    drawn = server.drawn()
    lines = server.edit(FIGURE, '"sparse only"', '"locally connected"')
    assert builds(lines) == 1
    assert "locally connected: 18 connections" in server.get()
    assert server.drawn()["four_wirings"] > drawn["four_wirings"]
    assert server.drawn()["another"] == drawn["another"]


def test_an_edit_to_the_counting_module_shows_with_new_code_everywhere(server):
    drawn = server.drawn()
    lines = server.edit(COUNTING, "return layer.out_channels if one_a_map", "return 7 if one_a_map")
    assert builds(lines) == 1
    assert "450 + 7 = 457" in " ".join(server.get().split())
    assert all(time > drawn[name] for name, time in server.drawn().items())
    server.edit(COUNTING, "return 7 if one_a_map", "return layer.out_channels if one_a_map")
    assert "450 + 6 = 456" in " ".join(server.get().split())


def test_an_edited_table_shows(server):
    server.edit(TABLE, "biases left out", "biases not counted")
    assert "biases not counted" in server.get()


def test_an_edited_style_shows(server):
    server.edit("docs/stylesheets/site.css", "/* Text. */", "/* Written just now. */")
    assert "Written just now" in server.get("stylesheets/site.css")


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (PAGE, "{{ ng.image }}", "{{ ng.imgae }}", "has no attribute 'imgae'"),
        (PAGE, '{{ table("worked', '{{ table("wrkd', "expected one of"),
        (PAGE, "{{ ng.image }}", "{{ ng.image", "TemplateSyntaxError"),
        (FIGURE, "figure.subplots(2, 2)", "figure.subplots(2, 0)", "ValueError"),
        (FIGURE, "def alt()", "def alt(", "SyntaxError"),
        (TABLE, "e.dense.weights", "e.dens.weights", "has no attribute 'dens'"),
        (COUNTING, "class Wiring(Flag):", "class Wiring(Flag)", "SyntaxError"),
    ],
)
def test_a_mistake_is_named_with_file_and_line_and_mending_it_heals(server, path, old, new, message):
    good = server.get()
    lines = "".join(server.edit(path, old, new))
    said = re.search(rf"ERROR .*{re.escape(path)}:(\d+): .*{re.escape(message)}", lines)
    assert said, lines
    assert new in (server.root / path).read_text().splitlines()[int(said[1]) - 1]
    assert "Traceback" not in lines
    assert server.get() == good
    healed = server.edit(path, new, old)
    assert not any("ERROR" in line for line in healed)
    assert server.get() == good


def test_the_same_mistake_stops_a_build(server, tmp_path):
    file = server.root / PAGE
    text = file.read_text()
    file.write_text(text + "\n{{ nobody }}\n")
    try:
        run = subprocess.run(
            mkdocs("build", "-d", str(tmp_path), root=server.root),
            cwd=server.root,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        file.write_text(text)
    assert run.returncode != 0
    assert f"docs/index.md:{text.count(chr(10)) + 2}: 'nobody' is undefined" in run.stderr

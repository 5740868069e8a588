"""A real `mkdocs serve` of the tiny site, driven by an author's edits, good ones and bad ones."""

from __future__ import annotations

import re
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator

import pytest
from browser import ENVIRONMENT, mkdocs

from checkout import Checkout

pytestmark = pytest.mark.xdist_group("serve")

PATIENCE = 60
"""Seconds until a test gives up on the server: it bounds a failure, and is no measurement."""

PAGE = "docs/index.md"
FIGURE = "scripts/content/figures/squares.py"
TABLE = "scripts/content/tables/areas.py"
COUNTING = "src/truth/__init__.py"
THEME = "overrides/main.html"
CONFIG = "mkdocs.yml"


class Served:
    """A tiny site of its own, with `mkdocs serve` running on it."""

    def __init__(self, site: Checkout) -> None:
        self.site = site
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            self.command(),
            cwd=site.root,
            env={**ENVIRONMENT, "TMPDIR": str(site.root)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reading = threading.Thread(target=self._read)
        self._reading.start()
        self.until(lambda: any("Serving on" in line for line in self.lines))

    def command(self) -> list[str]:
        return mkdocs("serve", "--dev-addr", f"127.0.0.1:{self.port}", root=self.site.root)

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
        self.site.edit(path, old, new)
        self.until(lambda: self._is_calm(before))
        return self.lines[before:]

    def _is_calm(self, before: int) -> bool:
        """Say whether every change that was noticed is built, and no other is noticed in two polls."""
        now = len(self.lines)
        noticed, built = (
            sum(words in line for line in self.lines[before:now])
            for words in ("Detected file changes", "Reloading browsers")
        )
        if not 0 < noticed == built:
            return False
        time.sleep(1.2)
        return len(self.lines) == now

    def read(self, path: str = "") -> bytes:
        """Return what a server sends."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
            return answer.read()

    def get(self, path: str = "") -> str:
        """Return what a browser gets, less the time stamps that the server adds."""
        return re.sub(r"reload\(\d+, \d+\)", "", self.read(path).decode())


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Served]:
    site = Checkout(tmp_path_factory.mktemp("checkout"))
    site.write("docs/stylesheets/site.css", "/* One. */")
    served = Served(site)
    time.sleep(1.2)  # until all folders have been looked at once, which nobody says
    yield served
    served.stop()


def builds(lines: list[str]) -> int:
    return sum("Building documentation..." in line for line in lines)


def test_prose_shows_after_one_build_and_draws_nothing(server):
    drawn = server.site.drawn()
    lines = server.edit(PAGE, "# A tiny site", "# Written just now")
    assert "Written just now" in server.get()
    assert builds(lines) == 1
    assert server.site.drawn() == drawn
    server.edit(PAGE, "# Written just now", "# A tiny site")


def test_an_edited_figure_is_redrawn_alone_and_its_png_follows(server):
    server.site.add_figure("another")
    server.edit(CONFIG, "nav: [index.md]", "nav: [index.md, another.md]")
    drawn, svg, png = (
        server.site.drawn(),
        server.read("figures/squares.svg"),
        server.read("figures/squares.png"),
    )
    lines = server.edit(FIGURE, "accent", "warn")
    assert builds(lines) == 1
    assert server.read("figures/squares.svg") != svg
    server.until(lambda: server.read("figures/squares.png") != png)
    assert server.site.drawn()["squares"] > drawn["squares"]
    assert server.site.drawn()["another"] == drawn["another"]
    server.edit(FIGURE, "warn", "accent")
    server.until(lambda: server.read("figures/squares.png") == png)


def test_an_edit_to_what_is_true_shows_with_new_code_everywhere(server):
    lines = server.edit(COUNTING, "side * side", "side * side + 7")
    assert builds(lines) == 1
    page = server.get()
    for said in ("the largest 1,607", "The largest has 1607.", ">1,607</td>"):
        assert said in page
    server.edit(COUNTING, "side * side + 7", "side * side")
    assert "the largest 1,600" in server.get()


@pytest.mark.parametrize(
    ("path", "old", "new", "where", "shown"),
    [
        (TABLE, '"Areas."', '"All areas."', "", "All areas."),
        ("docs/stylesheets/site.css", "/* One. */", "/* Two. */", "stylesheets/site.css", "Two."),
        ("scripts/write/numbers.py", "{value:,}", "{value:_}", "", "the largest 1_600"),
        ("scripts/build/frame.py", "<figure class=", '<figure data-new="" class=', "", 'data-new=""'),
        (CONFIG, "site_name: A tiny site", "site_name: A renamed site", "", "A renamed site"),
        (THEME, "{% block site_meta %}", '{% block site_meta %}<meta name="new">', "", '<meta name="new">'),
    ],
)
def test_an_edit_to_any_other_file_shows_after_one_build(server, path, old, new, where, shown):
    assert shown not in server.get(where)
    lines = server.edit(path, old, new)
    assert shown in server.get(where)
    assert builds(lines) == 1
    server.edit(path, new, old)
    assert shown not in server.get(where)


BANNER = re.compile(r"<!--mistakes-->.*<!--/mistakes-->", re.DOTALL)


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (PAGE, "{{ largest |", "{{ largets |", "'largets' is undefined"),
        (PAGE, '{{ table("areas', '{{ table("area', "expected one of"),
        (PAGE, "$n^2$", r"$\frac{1$", "cannot be set"),
        (FIGURE, "figure.subplots()", "figure.subplots(0)", "ValueError"),
        (FIGURE, "def alt()", "def alt(", "SyntaxError"),
        (FIGURE, "    figure.sub", "    exit()\n    figure.sub", "SystemExit"),
        (TABLE, "area(side)) for", "aera(side)) for", "'aera' is not defined"),
        (COUNTING, "def area(side: int)", "def area(side: int", "SyntaxError"),
        (THEME, "{% block header %}", "{% block header %}{{ }", "unexpected"),
    ],
)
def test_a_mistake_is_shown_on_the_page_with_file_and_line_until_it_is_mended(
    server, path, old, new, message
):
    good = server.get()
    lines = "".join(server.edit(path, old, new))
    text = (server.site.root / path).read_text()
    line = text[: text.index(new) + len(new) - len(new.split("\n")[0])].count("\n") + 1
    said = re.search(rf"{re.escape(path)}:(\d+): .*{re.escape(message)}", lines)
    assert said, lines
    assert abs(int(said[1]) - line) <= 1
    assert "Traceback" not in lines
    page = server.get()
    (banner,) = BANNER.findall(page)
    assert f"{path}:{said[1]}: " in banner
    assert BANNER.sub("", page) == good
    assert BANNER.search(server.get("404.html"))
    healed = server.edit(path, new, old)
    assert not any("ERROR" in line for line in healed)
    assert server.get() == good


def test_a_mistake_in_the_configuration_is_shown_too(server):
    good = server.get()
    server.edit(CONFIG, "nav: [", "nav: [[")
    (banner,) = BANNER.findall(server.get())
    assert "mkdocs.yml" in banner
    assert "line 3" in banner
    server.edit(CONFIG, "nav: [[", "nav: [")
    assert server.get() == good


def test_a_link_that_leads_nowhere_is_shown_for_it_would_stop_a_build(server):
    server.edit(PAGE, "# A tiny site", "# A tiny site\n\n[There](there.md)\n")
    (banner,) = BANNER.findall(server.get())
    assert "there.md" in banner
    server.edit(PAGE, "\n\n[There](there.md)\n", "")
    assert not BANNER.search(server.get())


def test_a_build_stops_at_a_mistake_and_never_has_a_banner(server, tmp_path):
    root = server.site.root
    command = mkdocs("build", "--strict", "-d", str(tmp_path), root=root)
    good = subprocess.run(command, cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stderr
    assert not BANNER.search((tmp_path / "index.html").read_text())
    site = Checkout(tmp_path / "broken")
    site.edit(PAGE, "{{ largest |", "{{ nobody |")
    command = mkdocs("build", "-d", str(tmp_path / "out"), root=site.root)
    bad = subprocess.run(command, cwd=site.root, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert bad.returncode != 0
    assert "docs/index.md:3: 'nobody' is undefined" in bad.stderr
    assert not list((tmp_path / "out").rglob("*.html"))


def test_a_site_is_what_the_tree_says_and_nothing_else(server, tmp_path):
    site = Checkout(tmp_path / "checkout")
    site.write("docs/index.md~", "{{ half an edit")
    site.write("docs/javascripts/explorer/explorer.js", 'import { a } from "./model/a.js";\nalert(a);\n')
    site.write("docs/javascripts/explorer/model/a.js", "export const a = 1;\n")
    command = mkdocs("build", "--strict", "-d", str(tmp_path / "out"), root=site.root)
    run = subprocess.run(command, cwd=site.root, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    published = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")}
    assert {path for path in published if path.startswith("javascripts/")} == {
        "javascripts/explorer/explorer.js"
    }
    assert not [path for path in published if path.endswith(("~", ".assembled"))]
    assert {f"figures/squares.{kind}" for kind in ("svg", "png", "pdf", "py")} <= published


@pytest.mark.parametrize("damage", [b"", b"\0" * 200])
def test_compiled_templates_that_are_damaged_are_compiled_again(tmp_path, damage):
    site = Checkout(tmp_path / "checkout")
    command = mkdocs("build", "--strict", "-d", str(tmp_path / "out"), root=site.root)
    for _ in range(2):
        run = subprocess.run(
            command, cwd=site.root, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        kept = list((site.root / ".cache/theme").iterdir())
        assert kept
        for file in kept:
            file.write_bytes(file.read_bytes()[: -len(damage) or 40] + damage)


def test_a_port_in_use_is_said_in_a_sentence(server):
    run = subprocess.run(
        server.command(), cwd=server.site.root, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    said = run.stdout + run.stderr
    assert f"make serve PORT={server.port + 1}" in said
    assert "Traceback" not in said


def test_without_the_accelerators_the_site_is_the_same(server, tmp_path):
    site = Checkout(tmp_path / "checkout")
    sites = []
    for name in ("with", "without"):
        command = mkdocs("build", "--strict", "-d", str(tmp_path / name), root=site.root)
        environment = {**ENVIRONMENT, "SOURCE_DATE_EPOCH": "0"}
        run = subprocess.run(
            command, cwd=site.root, env=environment, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        files = (path for path in (tmp_path / name).rglob("*") if path.is_file())
        sites.append({path.relative_to(tmp_path / name): path.read_bytes() for path in files})
        (site.root / "mkdocs.yml").write_text((site.root / "mkdocs.yml").read_text() + "hooks: []\n")
    assert sites[0] == sites[1]

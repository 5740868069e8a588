"""A built site and a browser to read it with, for tests, `make shots` and `make bench`."""

from __future__ import annotations

import contextlib
import functools
import http.server
import io
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": "0",  # the site map's dates, unless `make` has said others
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",  # Material's banner
    "DISABLE_MKDOCS_2_WARNING": "true",  # ProperDocs', which mkdocs-gen-files brings
    "PYTHONDONTWRITEBYTECODE": "1",
}
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first is the same engine without the windows, which nobody sees: a third of the work."""
_QUIET = ["--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"]


def mkdocs(*arguments: str, root: Path = ROOT) -> list[str]:
    """Return the command line that runs this Python's MkDocs on a checkout."""
    return [sys.executable, "-m", "mkdocs", *arguments, "-f", str(root / "mkdocs.yml")]


def build(folder: Path, root: Path = ROOT, **environment: str) -> None:
    """Build the site of a checkout into *folder*, strictly."""
    command = mkdocs("build", "--strict", "-d", str(folder), root=root)
    variables = {**ENVIRONMENT, **environment}
    run = subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"The site could not be built:\n{run.stderr}")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012  (as the standard library declares it)
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".woff2": "font/woff2",
    }

    first = ""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: requests are no news."""

    def send_head(self) -> io.BytesIO | None:
        """Answer with a file, and put what is to come `first` in front of what a page has in its head."""
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() else path
        if not self.first or page.suffix != ".html" or not page.is_file():
            return super().send_head()
        content = page.read_bytes().replace(b"<head>", b"<head>" + self.first.encode(), 1)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    """As many as a page may ask for at once."""


@contextlib.contextmanager
def served(folder: Path, first: str = "") -> Iterator[str]:
    """Serve a folder on a free port of this machine, and give its address.

    What is to come *first* is put in front of all else in the head of every page.
    """
    with answering(
        functools.partial(type("Handler", (_Quiet,), {"first": first}), directory=str(folder))
    ) as url:
        yield url


@contextlib.contextmanager
def answering(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """Have a handler answer on a free port of this machine, and give its address."""
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def wait_for(port: int, server: subprocess.Popen) -> None:
    """Wait until a server that is another program answers."""
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert server.poll() is None
        time.sleep(0.1)
    raise RuntimeError(f"{server.args[0]} does not answer on port {port}")


PATIENCE = 30
"""Seconds to wait for what a page does in its own time: on a busy machine that may be long."""


def becomes(look: Callable[[], object], wanted: Callable[[object], bool]) -> bool:
    """Look again and again, as a patient reader would, and say whether what is wanted came about."""
    until = time.monotonic() + PATIENCE
    while not wanted(look()):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


FACES = "() => { document.body.offsetHeight; return document.fonts.ready.then(() => 0); }"
"""Wait for the faces in which what is to be seen is set."""


AT_REST = "() => document.getAnimations().every(({ playState }) => playState !== 'running')"
"""Whether nothing moves or fades any more: a colour half-way to the other palette has too little contrast."""


def chromium() -> str | None:
    """Return the browser of `$CHROME` or of PATH; None stands for Playwright's own download."""
    named = os.environ.get("CHROME")
    return named or next(filter(None, map(shutil.which, _NAMES)), None)


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Start a headless Chromium."""
    sandbox = [] if not hasattr(os, "geteuid") or os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        engine = playwright.chromium.launch(executable_path=chromium(), args=[*_QUIET, *sandbox])
        try:
            yield engine
        finally:
            engine.close()

"""While serving, keep the last good site up and show on it what is wrong.

MkDocs calls the functions by their names. It loads this file once. It can be left out: a mistake then shows
in the terminal alone.
"""

from __future__ import annotations

import contextlib
import html
import logging
import re
import shutil
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.exceptions import Abort

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache"
TREE = CACHE / "good" / "docs"
COMPLETE = CACHE / "complete"
log = logging.getLogger("mkdocs.serving")

STYLE = (
    "position: sticky; top: 0; z-index: 99; padding: .6rem 1rem; white-space: pre-wrap;"
    "background: #a3321f; color: #fff; font: 14px/1.4 monospace"
)
BANNER = (
    f'<!--mistakes--><div role="alert" style="{STYLE}">'
    "<b>Something is broken; what is shown is the last that was not:</b>\n{}</div><!--/mistakes-->"
)


class Mistakes(logging.Handler):
    """What MkDocs and its plug-ins warn of during a build, which would stop a strict one."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != "mkdocs.livereload":
            self.said.append(record.getMessage())


class Desk:
    """Rebuilds the site while it is served, keeps the last good one up, and shows what is wrong on it."""

    def __init__(self) -> None:
        self.is_open = False
        self.mistakes = Mistakes()
        self._build: Callable[[], None] = lambda: None
        self._site = Path()
        self._downloads: subprocess.Popen[bytes] | None = None
        logging.getLogger("mkdocs").addHandler(self.mistakes)

    def serve(self, server: Any, site: str) -> None:
        """Take over from a server's own builder, after the first build."""
        self._build, server.builder = server.builder, self.rebuild
        self._site = Path(site)
        self.is_open = True
        self._show()

    def rebuild(self) -> None:
        """Build the site, or put the last one back and say on it what is wrong."""
        self.stop()
        self.mistakes.said.clear()
        aside = self._aside()
        shutil.rmtree(aside, ignore_errors=True)
        self._site.rename(aside)
        self._site.mkdir()
        try:
            self._build()
        except (Exception, SystemExit) as error:  # a server that is stuck would say nothing
            log.error(said(error))
            shutil.rmtree(self._site)
            aside.rename(self._site)
        if self.mistakes.said:
            self._show()
        if (TREE / ".assembled").is_file() and (TREE / ".assembled").read_text() != "complete\n":
            threading.Thread(target=self._follow, daemon=True).start()

    def stop(self) -> None:
        """Have nothing at work any more."""
        if self._downloads:
            self._downloads.kill()
            self._downloads.wait()
        self._downloads = None

    def close(self) -> None:
        """Leave nothing behind."""
        if self.is_open:
            self.stop()
            shutil.rmtree(self._aside(), ignore_errors=True)

    def _aside(self) -> Path:
        return self._site.with_name(f"{self._site.name}.last")

    def _show(self) -> None:
        """Say on every page what is wrong, or nothing."""
        lines = "\n".join(html.escape(line, quote=False) for line in self.mistakes.said)
        banner = BANNER.format(lines) if lines else ""
        for page in self._site.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            shown = re.sub("<!--mistakes-->.*?<!--/mistakes-->", "", text, flags=re.DOTALL)
            shown = re.sub(r"<body\b[^>]*>", lambda body: body[0] + banner, shown, count=1)
            if shown != text:
                page.write_text(shown, encoding="utf-8")

    def _follow(self) -> None:
        """Draw what only a download shows, and put it into the site."""
        command = [sys.executable, str(ROOT / "scripts" / "assemble.py"), str(COMPLETE)]
        self._downloads = downloads = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        if downloads.wait() == 0:
            for file in (COMPLETE / "figures").iterdir():
                if file.suffix in (".png", ".pdf", ".zip"):
                    with contextlib.suppress(FileNotFoundError):  # a rebuild has put the site aside meanwhile
                        shutil.copyfile(file, self._site / "figures" / file.name)


def said(error: BaseException) -> str:
    """Return what an error says, with the file and line of ours that it is about."""
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, jinja2.TemplateSyntaxError):
        places.append((str(error.filename), error.lineno))
    ours = [place for place in places if Path(place[0]).is_relative_to(ROOT / "overrides")]
    return "".join(f"{Path(file).relative_to(ROOT)}:{line}: " for file, line in ours[-1:]) + str(error)


desk: Desk | None = None


def on_startup(command: str, dirty: bool) -> None:
    global desk
    if command == "serve":
        desk = Desk()


def on_config(config: Any) -> None:
    """Say in time that somebody else listens at the port."""
    if desk and not desk.is_open:
        host, port = config.dev_addr
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise Abort(
                    f"{host}:{port} cannot be listened at ({error.strerror}): make serve PORT={port + 1}"
                ) from None


def on_serve(server: Any, config: Any, builder: Any) -> None:
    if desk:
        desk.serve(server, config.site_dir)


def on_shutdown() -> None:
    if desk:
        desk.close()

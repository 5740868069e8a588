"""Firefox and WebKit, each driven by what its makers ship: enough to open pages, run a script and look.

Chromium is driven by Playwright (see `browser`), which does much more. Firefox speaks WebDriver BiDi by
itself; WebKitGTK, Safari's engine, comes with a WebDriver and wants a screen, if only a virtual one.
"""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from browser import wait_for

WIDTH, HEIGHT = 1280, 900
MINI_BROWSERS = ("/usr/lib", "/usr/libexec")


class Engine(Protocol):
    """What a test asks of a browser, whoever made it."""

    name: str

    def open(self, url: str) -> None:
        """Open a page and wait until it has loaded."""

    def run(self, script: str) -> Any:
        """Return what an expression comes to in the page; a promise is waited for."""

    def picture(self) -> bytes:
        """Return what the window shows, as a PNG."""


class Firefox:
    """Firefox without a window, over WebDriver BiDi."""

    name = "Firefox"

    def __init__(self, address: str) -> None:
        import websocket

        self._numbers = itertools.count()
        self._socket = websocket.create_connection(f"{address}/session", timeout=60, suppress_origin=True)
        self._ask("session.new", capabilities={})
        self._context = self._ask("browsingContext.create", type="tab")["context"]
        self._ask(
            "browsingContext.setViewport",
            context=self._context,
            viewport={"width": WIDTH, "height": HEIGHT},
        )

    def open(self, url: str) -> None:
        self._ask("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def run(self, script: str) -> Any:
        answer = self._ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({script}) ?? null))()",
            target={"context": self._context},
            awaitPromise=True,
        )
        if answer["type"] != "success":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def picture(self) -> bytes:
        answer = self._ask("browsingContext.captureScreenshot", context=self._context)
        return base64.b64decode(answer["data"])

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == number:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]


class WebKit:
    """WebKitGTK's own small browser, over WebDriver: five requests of it, for which no library is needed."""

    name = "WebKit"

    def __init__(self, address: str) -> None:
        self._session = address
        browser = {"binary": str(mini_browser()), "args": ["--automation"]}
        session = self._ask("session", capabilities={"alwaysMatch": {"webkitgtk:browserOptions": browser}})
        self._session = f"{address}/session/{session['sessionId']}"
        self._ask("timeouts", script=60_000)
        self._ask("window/rect", width=WIDTH, height=HEIGHT)

    def open(self, url: str) -> None:
        self._ask("url", url=url)

    def run(self, script: str) -> Any:
        answer = self._ask(
            "execute/async",
            script=f"(async () => JSON.stringify({{ value: await ({script}) ?? null }}))()"
            ".catch(error => JSON.stringify({ error: String(error) })).then(arguments[0])",
            args=[],
        )
        answer = json.loads(answer)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]

    def picture(self) -> bytes:
        return base64.b64decode(self._ask("screenshot"))

    def _ask(self, command: str, **parameters: Any) -> Any:
        body = json.dumps(parameters).encode() if parameters else None
        request = urllib.request.Request(f"{self._session}/{command}", body)
        with urllib.request.urlopen(request, timeout=90) as answer:
            return json.load(answer)["value"]


def mini_browser() -> Path | None:
    """Return WebKitGTK's browser, if it is installed."""
    found = (p for base in MINI_BROWSERS for p in Path(base).glob("**/webkit2gtk-4.*/MiniBrowser"))
    return next(found, None)


def available() -> list[str]:
    """Return which of the two are installed."""
    return [
        name
        for name, there in {
            "firefox": shutil.which("firefox-esr") or shutil.which("firefox"),
            "webkit": shutil.which("WebKitWebDriver") and mini_browser() and shutil.which("Xvfb"),
        }.items()
        if there
    ]


@contextlib.contextmanager
def firefox() -> Iterator[Firefox]:
    """Start Firefox with a profile of its own."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    with tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
            env={**os.environ, "HOME": profile},
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        try:
            lines = iter(process.stderr.readline, "")
            address = next(found[0] for line in lines if (found := re.search(r"ws://\S+", line)))
            with contextlib.closing(Firefox(address)) as engine:
                yield engine
        finally:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stderr.close()


@contextlib.contextmanager
def webkit() -> Iterator[WebKit]:
    """Start WebKitGTK on a screen that nobody sees."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with _screen(), subprocess.Popen(["WebKitWebDriver", f"--port={port}"]) as driver:
        try:
            wait_for(port, driver)
            yield WebKit(f"http://127.0.0.1:{port}")
        finally:
            driver.terminate()


@contextlib.contextmanager
def _screen() -> Iterator[None]:
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as screen:
        os.close(write)
        with os.fdopen(read) as number:
            display = f":{number.readline().strip()}"
        before = os.environ.get("DISPLAY")
        os.environ["DISPLAY"] = display
        try:
            yield
        finally:
            os.environ.pop("DISPLAY") if before is None else os.environ.update(DISPLAY=before)
            screen.terminate()


ENGINES = {"firefox": firefox, "webkit": webkit}

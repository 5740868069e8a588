"""A site as it is published: built for an address of its own, and served as a host would."""

from __future__ import annotations

import contextlib
import http.server
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from browser import ROOT, answering, wait_for

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
AROUND = """
daemon off;
pid {folder}/pid;
error_log stderr;
{user}
events {{}}
http {{
    access_log off;
    {temporary}
    include {folder}/site.conf;
}}
"""


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nowhere: where an answer leads is what is asked."""


def ask(url: str, **headers: str) -> tuple[int, Message, bytes]:
    """Return status, headers and content of an answer, whatever the status."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with build_opener(_Stay).open(Request(url, headers=names), timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


@contextlib.contextmanager
def simple_host(folder: Path, under: str) -> Iterator[str]:
    """Serve a site *under* a path, and its 404 page wherever there is nothing; give the host's address."""

    class Host(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            within = urlsplit(path).path
            return super().translate_path(
                "/" + within.removeprefix(under) if within.startswith(under) else "/?"
            )

        def send_error(self, code: int, *_: object, **__: object) -> None:
            content = (folder / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    def handler(*arguments: object) -> Host:
        return Host(*arguments, directory=str(folder))

    with answering(handler) as url:
        yield url


@contextlib.contextmanager
def nginx(site: Path, folder: Path) -> Iterator[str]:
    """Serve a site by nginx with the configuration of our notes, and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    text = (ROOT / "hosting/nginx.conf").read_text(encoding="utf-8")
    for setting, value in (("listen", f"127.0.0.1:{port}"), ("root", str(site))):
        text, changed = re.subn(rf"^(    {setting} +)\S+;", rf"\g<1>{value};", text, flags=re.MULTILINE)
        assert changed == 1, setting
    (folder / "site.conf").write_text(text, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    around = AROUND.format(
        folder=folder,
        user="user root;" if os.geteuid() == 0 else "",  # who else may not read a test's folder
        temporary=" ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds),
    )
    (folder / "nginx.conf").write_text(around, encoding="utf-8")
    with subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-e", "stderr"]) as server:
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def landing(site: Path, address: str) -> str | None:
    """Return the address that a reader of an *address* ends at, following what a page left when it moved."""
    file = site / address
    if address.endswith("/") or not address:
        file /= "index.html"
    if not file.is_file():
        return None
    moved = file.suffix == ".html" and re.search(
        r'<meta http-equiv="refresh" content="0; url=([^"]+)">', file.read_text(encoding="utf-8")
    )
    return landing(site, urljoin(f"/{address}", moved[1]).removeprefix("/")) if moved else address

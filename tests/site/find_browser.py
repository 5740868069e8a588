"""Find the browsers for the tests, or install them, or say plainly what to do.

Chromium, in this order: `$CHROME`; one on PATH; Debian's packages, where there is apt and one is root;
Playwright's own download. Firefox and WebKit: those on this machine, and Debian's packages where that is
allowed; with `ENGINES=all` both have to be there, otherwise those missing are named and left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import engines
from browser import browser, chromium

HELP = """
No Chromium could be started or installed for the browser tests. Please do one of these:
  - install Chromium or Chrome, so that it is on PATH;
  - name one: CHROME=/path/to/chrome make test;
  - let Playwright fetch its own: .venv/bin/python -m playwright install --with-deps chromium
"""


PACKAGES = {"firefox": ("firefox-esr",), "webkit": ("webkit2gtk-driver", "xvfb")}
"""Debian's packages of the other two engines."""


def starts() -> bool:
    """Say whether the browser at hand starts."""
    try:
        with browser() as engine:
            print(f"Browser tests use Chromium {engine.version}")
    except Exception as error:  # Playwright has no narrower class for "no such browser"
        print(str(error).partition("\n")[0], file=sys.stderr)
        return False
    return True


def install() -> None:
    """Try the ways there are to install a Chromium."""
    apt("chromium-headless-shell")
    if not chromium():
        apt("chromium")
    if not chromium():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def apt(*packages: str) -> None:
    """Install Debian's packages, where there is apt and one is root."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "-y", *packages]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def others() -> list[str]:
    """Install what is missing of Firefox and WebKit, where that is possible, and return what still is."""
    missing = set(PACKAGES) - set(engines.available())
    if missing:
        apt(*(package for name in sorted(missing) for package in PACKAGES[name]))
    return sorted(set(PACKAGES) - set(engines.available()))


if __name__ == "__main__":
    if not starts():
        install()
        if not starts():
            sys.exit(HELP)
    missing = others()
    if missing:
        packages = " ".join(package for name in missing for package in PACKAGES[name])
        said = f"Not installed: {', '.join(missing)} (Debian's packages: {packages})."
        if os.environ.get("ENGINES") == "all":
            sys.exit(f"{said} ENGINES=all asks for them.")
        print(f"{said} Tests in these engines are left out.")

"""Find a Chromium for the browser tests, or install one, or say plainly what to do.

In this order: `$CHROME`; one on PATH; Debian's package, where there is apt and one is root;
Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from browser import browser, chromium

HELP = """
No Chromium could be started or installed for the browser tests. Please do one of these:
  - install Chromium or Chrome, so that it is on PATH;
  - name one: CHROME=/path/to/chrome make test;
  - let Playwright fetch its own: .venv/bin/python -m playwright install --with-deps chromium
"""


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
    """Try the ways there are to install one."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "-y", "chromium"]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    if not chromium():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    if not starts():
        install()
        if not starts():
            sys.exit(HELP)

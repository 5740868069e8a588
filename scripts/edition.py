"""Which edition of the site this is, for its footer: the project's version, and the commit it is built from.

MkDocs calls the function by its name. Like `serving.py`, this can be left out: the footer then says less.
"""

from __future__ import annotations

import functools
import subprocess
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


@functools.cache
def version(root: Path = ROOT) -> str | None:
    """Return the version that pyproject.toml gives, which is the only place that has it."""
    file = root / "pyproject.toml"
    if not file.is_file():
        return None
    project: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))["project"]
    return project["version"]


@functools.cache
def commit(root: Path = ROOT) -> str | None:
    """Return the commit, and whether files differ from it; None where there is none, or no git."""
    if not (root / ".git").exists():  # git would look for one further up, which is another project's
        return None
    command = ["git", "describe", "--always", "--exclude=*", "--abbrev=10", "--dirty= with changes"]
    try:
        run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return run.stdout.strip()


def on_config(config: Any) -> None:
    """Tell the templates. Not as `extra.version`: of that the theme makes a choice of versions."""
    if version():
        config.extra["edition"] = {"version": version(), "commit": commit()}

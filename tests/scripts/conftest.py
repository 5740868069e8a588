"""A copy of the authors' files to edit, and a way to assemble it as the site does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Checkout:
    """A copy of docs, scripts and src."""

    first_run: subprocess.CompletedProcess

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("docs", "scripts", "src"):
            shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file."""
        text = (self.root / path).read_text()
        assert old in text
        (self.root / path).write_text(text.replace(old, new))

    def assemble(self, name: str = "tree", *options: str, **environment: str) -> subprocess.CompletedProcess:
        """Run assemble.py into a folder of the checkout, with options for Python itself."""
        return subprocess.run(
            [sys.executable, "-B", *options, str(self.root / "scripts/assemble.py"), str(self.root / name)],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def tree(self, name: str = "tree") -> dict[str, bytes]:
        """Return the assembled files."""
        folder = self.root / name
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Return a copy of the authors' files, with nothing cached."""
    return Checkout(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Return a copy that has been assembled once, for nobody to edit."""
    checkout = Checkout(tmp_path_factory.mktemp("first"))
    checkout.first_run = checkout.assemble("tree", "-X", "importtime", PYTHONHASHSEED="0")
    assert checkout.first_run.returncode == 0, checkout.first_run.stderr
    return checkout


@pytest.fixture
def assembled(checkout: Checkout, first: Checkout) -> Checkout:
    """Return a copy of one's own that has been assembled once."""
    for made in ("tree", ".cache"):
        shutil.copytree(first.root / made, checkout.root / made)
    return checkout

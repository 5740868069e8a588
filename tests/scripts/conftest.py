"""The tiny site, fresh or assembled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checkout import Checkout


@pytest.fixture
def tiny(tmp_path: Path) -> Checkout:
    """Return a tiny site with nothing cached."""
    return Checkout(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Return a tiny site that has been assembled once, for nobody to edit."""
    checkout = Checkout(tmp_path_factory.mktemp("first"))
    run = checkout.assemble("tree", PYTHONHASHSEED="0")
    assert run.returncode == 0, run.stderr
    return checkout


@pytest.fixture
def assembled(tiny: Checkout, first: Checkout) -> Checkout:
    """Return a tiny site of one's own that has been assembled once."""
    for made in ("tree", ".cache"):
        shutil.copytree(first.root / made, tiny.root / made)
    return tiny

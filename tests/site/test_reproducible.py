"""The same site, byte for byte, wherever and by whichever of the two engines it is built.

The other engine is ProperDocs, which continues MkDocs 1 and takes the same mkdocs.yml.
"""

from __future__ import annotations

import re
import subprocess

import pytest
from browser import ENVIRONMENT, mkdocs

from reproducible import FOLDERS, checkout, files, surroundings, unlike

pytestmark = pytest.mark.xdist_group("site")

GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')
"""Where a page says which engine made it."""


def test_another_folder_time_zone_locale_hash_seed_and_engine_make_no_difference(built, tmp_path):
    root = checkout(tmp_path / FOLDERS[1])
    command = ["properdocs" if word == "mkdocs" else word for word in mkdocs("build", "--strict", root=root)]
    run = subprocess.run(
        command, cwd=root, env={**ENVIRONMENT, **surroundings(1)}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    here, there = (
        {name: GENERATOR.sub(b"", file) for name, file in files(folder).items()}
        for folder in (built, root / "site")
    )
    assert len(here) > 300
    assert unlike(here, there) == []

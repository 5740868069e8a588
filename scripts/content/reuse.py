"""How all of this may be used again: what every file to take away says of itself."""

from __future__ import annotations

import re
from pathlib import Path

from write.zips import BESIDE

ROOT = Path(__file__).resolve().parents[2]
SITE = "Sparse × Shared"
LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"


def citation() -> str:
    """Return how to cite it in one line, from the file that reference managers read."""
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    said = dict(re.findall(r'^(?:  - )?(\w+): "?(.+?)"?$', text, re.MULTILINE))
    return f"{said['name']}. {said['title']}. Version {said['version']}."


def beside() -> dict[str, bytes]:
    """Return the files that lie in every archive: licence and citation."""
    return {name: (ROOT / name).read_bytes() for name in BESIDE}

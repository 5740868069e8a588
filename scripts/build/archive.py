"""Put all figures into one file to take away, all tables into another, with their words and the licence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from build import cache
from build.drawing import Drawing, Tabled
from write.zips import BESIDE, zipped

FIGURES = "figures.zip"
TABLES = "tables.zip"
_LINK_WITHIN = r"\[([^\]]+)\]\((?!https?:)[^)]+\)"
"""A link to a page of the site, which whoever has the archive does not have: its words stay."""


def of_figures(drawings: dict[str, Drawing]) -> dict[str, bytes]:
    """Return the files of some drawings, with what each asks, says and shows."""
    words = {
        name: (drawing.question, drawing.caption, f"Text instead of the picture: {drawing.alt}")
        for name, drawing in drawings.items()
    }
    files = {"figures.md": _words("Figures", words)}
    for name, drawing in drawings.items():
        files |= {f"{name}/{name}.{kind}": file for kind, file in drawing.downloads().items()}
    return files


def of_tables(tables: dict[str, Tabled]) -> dict[str, bytes]:
    """Return the files of some tables, with what each says."""
    words = {f"{name}.csv": (table.caption,) for name, table in tables.items()}
    return {"tables.md": _words("Tables", words)} | {f"{n}.csv": table.csv for n, table in tables.items()}


def pack(files: dict[str, bytes], root: Path, kept: Path) -> bytes:
    """Return the archive of some files.

    Args:
        files: The files by their path in it.
        root: Where licence and citation lie.
        kept: The file that keeps the archive until something in it changes.
    """
    files = {name: (root / name).read_bytes() for name in BESIDE if (root / name).is_file()} | files
    made_of = hashlib.sha256(b"\0".join(part for name in files for part in (name.encode(), files[name])))
    archive = cache.kept(kept, made_of.digest())
    if archive is None:
        archive = zipped(files)
        cache.keep(kept, archive, made_of.digest())
    return archive


def _words(title: str, words: Mapping[str, Sequence[str]]) -> bytes:
    """Return what is said of each thing, as Markdown."""
    parts = [f"# {title}", "CC BY 4.0: see `LICENSE`; how to cite them: `CITATION.cff`."]
    for name, said in words.items():
        parts += [f"## {name}", *said]
    return re.sub(_LINK_WITHIN, r"\1", "\n\n".join(parts) + "\n").encode()

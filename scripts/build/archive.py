"""Put all figures into one file to take away, with their words, the licence and how to cite them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from build import cache
from build.drawing import Drawing

NAME = "figures.zip"
_BESIDE = ("LICENSE", "CITATION.cff")
_PACKED_ALREADY = ("png", "pdf")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it, the earliest that a ZIP can say: the same bytes at every build."""


def pack(drawings: dict[str, Drawing], root: Path, kept: Path) -> bytes:
    """Return the archive of some drawings.

    Args:
        drawings: The drawings by name.
        root: Where licence and citation lie.
        kept: The file that keeps the archive until something in it changes.
    """
    files = {name: (root / name).read_bytes() for name in _BESIDE if (root / name).is_file()}
    files["figures.md"] = _words(drawings).encode()
    for name, drawing in drawings.items():
        files |= {f"{name}/{name}.{kind}": file for kind, file in drawing.downloads().items()}
    digest = hashlib.sha256(
        b"\0".join(part for item in files.items() for part in (item[0].encode(), item[1]))
    )
    last = cache.kept(kept) or b""
    if last.startswith(digest.digest()):
        return last.removeprefix(digest.digest())
    archive = _zip(files)
    cache.keep(kept, digest.digest() + archive)
    return archive


def _words(drawings: dict[str, Drawing]) -> str:
    """Return what each figure asks, says and shows, as Markdown."""
    parts = ["# Figures", "CC BY 4.0: see `LICENSE`; how to cite them: `CITATION.cff`."]
    for name, drawing in drawings.items():
        parts += [
            f"## {name}",
            drawing.question,
            drawing.caption,
            f"Text instead of the picture: {drawing.alt}",
        ]
    return "\n\n".join(parts) + "\n"


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            packed = name.endswith(_PACKED_ALREADY)
            archive.writestr(entry, content, zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()

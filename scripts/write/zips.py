"""Put files into one ZIP: the same bytes at every build."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

BESIDE = ("LICENSE", "CITATION.cff")
"""What lies in every archive to take away: the licence, and how to cite it."""
_PACKED_ALREADY = ("png", "pdf", "zip", "whl", "woff2")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it, the earliest that a ZIP can say."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return some files, by their paths, as a ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            packed = name.endswith(_PACKED_ALREADY)
            archive.writestr(entry, content, zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()

"""Assemble the documentation tree from the words under docs and what content computes."""

from __future__ import annotations

import importlib
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from build import bundle
from build.gallery import Gallery
from build.pages import Pages
from draw import palette


def assemble(folder: Path, *, docs: Path, content: Path) -> list[str]:
    """Write the tree into *folder*, and return what went wrong, a line each.

    Args:
        folder: Where to write.
        docs: The Markdown pages, and assets that are copied as they are.
        content: The package of what is said; the folder it lies in is importable.
    """
    gallery = Gallery(content)
    gallery.draw_ahead()
    said = importlib.import_module(content.name)
    computed: dict[str, str] = said.files()
    bundled = ThreadPoolExecutor().submit(bundle.files, docs, computed)  # by another program, meanwhile
    pages = Pages(docs, gallery, said.names())
    for source in sorted(path for path in docs.rglob("*") if path.is_file()):
        if bundle.is_part(source.relative_to(docs)):
            continue
        target = folder / source.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".md":
            target.write_text(pages.render(source), encoding="utf-8")
        else:
            shutil.copyfile(source, target)
    generated = {"stylesheets/palette.css": palette.css().encode(), **pages.files}
    generated |= {name: text.encode() for name, text in computed.items() if not bundle.is_part(Path(name))}
    generated |= bundled.result()
    for name, file in generated.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file)
    return pages.mistakes

"""Assemble the documentation tree from the words under docs and what content computes."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from build import archive, bundle, cache
from build.gallery import KEPT, Gallery
from build.mistakes import PATIENCE, Mistake, within
from build.pages import COMPILED, Pages
from draw import palette

MARK = ".assembled"
"""The file that tells a tree of ours from anything else, and whether it is whole."""

_SIDE_ENDS = ("~", "#", ".bak", ".orig", ".rej", ".swp", ".tmp", ".part", ".pyc", ".unfinished")
_SIDE_STARTS = (".", "~", "#")
_SIDE_NAMES = ("Thumbs.db", "desktop.ini", "__pycache__")


def assemble(folder: Path, *, docs: Path, content: Path, preview: bool = False) -> list[str]:
    """Write the tree into *folder*, or nothing and return what went wrong, a line each.

    Args:
        folder: Where to write: a new or empty folder, or one written before, whose files are replaced.
        docs: The Markdown pages, and assets that are copied as they are.
        content: The package of what is said; the folder it lies in is importable.
        preview: Whether PNG and PDF may be those of an earlier drawing.

    Raises:
        Mistake: *folder* is none to write into.
    """
    _refuse(folder, docs.parent, [docs, content])
    cache.sweep(COMPILED)
    gallery = Gallery(content, preview=preview)
    gallery.draw_ahead()
    with within(PATIENCE):
        said = importlib.import_module(content.name)
        names = said.names()
        computed = {name: text.encode() for name, text in said.files().items()}
        for remark in [] if preview else said.remarks():  # not at every edit: they take their time
            print(remark, file=sys.stderr)
    written = {
        path.relative_to(docs).as_posix(): path for path in sorted(docs.rglob("*")) if _is_meant(path, docs)
    }
    copied = {name: path.read_bytes() for name, path in written.items() if path.suffix != ".md"}
    bundling = bundle.begin(copied | computed, docs)
    pages = Pages(docs, gallery, names)
    texts = {name: pages.render(path).encode() for name, path in written.items() if path.suffix == ".md"}
    tree = {name: file for name, file in {**copied, **computed}.items() if not bundle.is_module(name)}
    tree |= {**texts, **pages.files, "stylesheets/palette.css": palette.css().encode()}
    tree |= bundling.files()
    if pages.mistakes:
        return pages.mistakes
    tree[f"figures/{archive.NAME}"] = archive.pack(pages.drawings, docs.parent, KEPT.with_name(archive.NAME))
    _write(tree, folder, "complete" if gallery.is_complete() else "PNG and PDF of an earlier drawing")
    return []


def _is_meant(path: Path, docs: Path) -> bool:
    """Say whether a file is an author's, and not one that an editor or a system put beside it."""
    return path.is_file() and not any(
        part.startswith(_SIDE_STARTS) or part.endswith(_SIDE_ENDS) or part in _SIDE_NAMES
        for part in path.relative_to(docs).parts
    )


def _refuse(folder: Path, root: Path, authored: list[Path]) -> None:
    """Refuse to write where authors' files lie, or anybody's but those of an earlier assembly."""
    folder = folder.resolve()
    for path in authored:
        if path.is_relative_to(folder) or folder.is_relative_to(path):
            raise Mistake(f"{folder}: expected a folder neither in nor over {path.relative_to(root)}")
    if folder.exists() and not folder.is_dir():
        raise Mistake(f"{folder}: expected a folder, this is a file")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise Mistake(f"{folder}: expected a new or empty folder, or one written by this program")


def _write(tree: dict[str, bytes], folder: Path, mark: str) -> None:
    """Write the files that have changed, remove those that are stale, and set the mark last."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("unfinished\n", encoding="utf-8")
    expected = {*tree, MARK}
    for path in sorted(folder.rglob("*"), reverse=True):  # what is in a folder before the folder
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in expected:
            path.unlink()
    for name, file in tree.items():
        target = folder / name
        if not (target.is_file() and target.read_bytes() == file):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file)
    (folder / MARK).write_text(f"{mark}\n", encoding="utf-8")

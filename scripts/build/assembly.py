"""Assemble the documentation tree from the words under docs and what content computes."""

from __future__ import annotations

import hashlib
import importlib
import pickle
import sys
from pathlib import Path

from build import archive, bundle, cache, notebook, wheel
from build.cache import CACHE
from build.gallery import Gallery
from build.mistakes import PATIENCE, Mistake, at, within
from build.observe import fingerprint, libraries
from build.pages import COMPILED, FILLED, TAKEN, Pages
from draw import palette

MARK = ".assembled"
"""The file that tells a tree of ours from anything else, and whether it is whole."""

_DESCRIBING = ("pyproject.toml", "README*", "LICENSE*")
_FILLED_IN = (".md", notebook.ENDING)
_SIDE_ENDS = ("~", "#", ".bak", ".orig", ".rej", ".swp", ".tmp", ".part", ".pyc", ".unfinished")
_SIDE_STARTS = (".", "~", "#")
_SIDE_NAMES = ("Thumbs.db", "desktop.ini", "__pycache__")


def assemble(folder: Path, *, docs: Path, content: Path, site: str = "", preview: bool = False) -> list[str]:
    """Write the tree into *folder*, or nothing and return what went wrong, a line each.

    Args:
        folder: Where to write: a new or empty folder, or one written before, whose files are replaced.
        docs: The Markdown pages, and assets that are copied as they are.
        content: The package of what is said; the folder it lies in is importable.
        site: The address that the site is published at, if it is known.
        preview: Whether PNG and PDF may be those of an earlier drawing.

    Raises:
        Mistake: *folder* is none to write into.
    """
    root = docs.parent
    _refuse(folder, root, [docs, content])
    for kept in (CACHE, COMPILED, FILLED):
        cache.sweep(kept)
    packing = wheel.begin(_project(root), site, CACHE / "wheel")
    gallery = Gallery(content, preview=preview)
    apart = gallery.keep_apart()
    gallery.draw_ahead()
    made_of = _made_of(root, [root / "src", content.parent, docs / "tables"], apart, site)
    computed = _computed(content, made_of, remark=not preview)
    written = {path.relative_to(docs).as_posix(): path for path in _meant(docs)}
    copied = {name: path.read_bytes() for name, path in written.items() if path.suffix not in _FILLED_IN}
    bundling = bundle.begin(copied | computed, docs, CACHE / "bundle")

    def names() -> dict[str, object]:
        named = importlib.import_module(content.name).names
        own: dict[str, object] = {"wheel": packing.wheel} if packing else {}
        said: dict[str, object] = named()
        taken = said.keys() & (TAKEN | own.keys())
        if taken:
            why = f"names() has {', '.join(sorted(taken))}: expected names that mean nothing yet"
            raise at(named, ValueError(why))
        return said | own

    pages = Pages(docs, gallery, names, made_of)
    rendered = {name: pages.render(path) for name, path in written.items() if path.suffix in _FILLED_IN}
    made = bundling.files() | (packing.files() if packing else {})
    if pages.mistakes:
        return pages.mistakes
    tree = {name: file for name, file in {**copied, **computed}.items() if not bundle.is_module(name)}
    for name, text in rendered.items():
        tree |= notebook.notebooks(name, text) if name.endswith(notebook.ENDING) else {name: text.encode()}
    tree |= pages.files() | made | {"stylesheets/palette.css": palette.css().encode()}
    for where, files in (
        (f"figures/{archive.FIGURES}", archive.of_figures(pages.drawings)),
        (f"tables/{archive.TABLES}", archive.of_tables(pages.tables)),
    ):
        tree[where] = archive.pack(files, root, CACHE / Path(where).name)
    _write(tree, folder, "complete" if gallery.is_complete() else "PNG and PDF of an earlier drawing")
    return []


def _made_of(root: Path, folders: list[Path], apart: set[Path], site: str) -> bytes:
    """Return a hash of what pages are made of besides their texts and what figures say in them.

    That is all in *folders*, less the files that are kept *apart*, and the files at the root.
    """
    files = [path for path in root.iterdir() if path.is_file()]
    files += [path for folder in folders for path in _meant(folder) if path not in apart]
    parts = [site, libraries(), *(f"{file} {fingerprint(str(file))}" for file in sorted(files))]
    return hashlib.sha256("\n".join(parts).encode()).digest()


def _computed(content: Path, made_of: bytes, *, remark: bool) -> dict[str, bytes]:
    """Return the files that content computes, and say what it remarks: now, or earlier from all the same."""
    file = CACHE / "computed"
    made_of += bytes([remark])  # which takes its time, and so is not done at every edit
    kept = cache.kept(file, made_of)
    if kept is None:
        with within(PATIENCE):
            said = importlib.import_module(content.name)
            kept = pickle.dumps((said.files(), said.remarks() if remark else []))
        cache.keep(file, kept, made_of)
    files: dict[str, bytes]
    files, remarks = pickle.loads(kept)
    for line in remarks:
        print(line, file=sys.stderr)
    return files


def _project(root: Path) -> dict[str, bytes]:
    """Return the files of the package and those that describe it, by their path in the project."""
    paths = [path for name in _DESCRIBING for path in root.glob(name)] + _meant(root / "src")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def _meant(folder: Path) -> list[Path]:
    """Return the files in a folder that are an author's: none that an editor or a system put beside them."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(
            part.startswith(_SIDE_STARTS) or part.endswith(_SIDE_ENDS) or part in _SIDE_NAMES
            for part in path.relative_to(folder).parts
        )
    ]


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

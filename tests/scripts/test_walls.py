"""Imports go one way through the house: content says what src knows, and build makes a site of it."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from content.figures import house

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {
    "sparse_shared": ROOT / "src/sparse_shared",
    **{name: ROOT / "scripts" / name for name in ("draw", "write", "content", "build")},
}
MAY_IMPORT = {
    "sparse_shared": set(),
    "draw": {"sparse_shared", "write"},
    "write": {"sparse_shared"},
    "content": {"sparse_shared", "draw", "write"},
    "build": {"draw", "write"},
}
KINDS = {"sparse_shared": "true", "content": "said"}
ADAPTERS = {"scripts/gen_site.py", "scripts/serving.py", "scripts/templates.py"}
ENGINES = {"mkdocs", "mkdocs_gen_files", "mkdocstrings", "properdocs", "zensical"}


def imported(file: Path) -> set[str]:
    """Return the packages that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(str(node.module))
    return {name.partition(".")[0] for name in names}


def test_the_picture_of_the_house_shows_every_import_and_all_point_down():
    shown = {(row.room, row.other): row.files for row in house.rows()}
    expected = Counter(
        (package, other)
        for package, folder in PACKAGES.items()
        for file in folder.rglob("*.py")
        for other in imported(file) & PACKAGES.keys() - {package}
    )
    assert shown == expected
    for room, other in shown:
        assert house.HOUSE[room].y < house.HOUSE[other].y
        assert f"{room} imports from {other} in {shown[room, other]} files" in house.alt()
    kinds = {name: room.kind for name, room in house.HOUSE.items()}
    assert kinds == {name: KINDS.get(name, "how") for name in PACKAGES}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_what_is_below_it(package):
    ours = {*PACKAGES, "gen_site", "serving", "templates", "assemble"} - {package}
    files = list(PACKAGES[package].rglob("*.py"))
    assert files
    for file in files:
        assert imported(file) & ours <= MAY_IMPORT[package], file


def test_only_the_adapters_know_the_engine():
    files = [file for folder in ("src", "scripts") for file in (ROOT / folder).rglob("*.py")]
    knowing = {file.relative_to(ROOT).as_posix() for file in files if imported(file) & ENGINES}
    assert knowing == ADAPTERS


def test_the_builder_names_nothing_that_is_said():
    content = ROOT / "scripts/content"
    said = {file.stem for kind in ("figures", "tables") for file in (content / kind).glob("[a-z]*.py")}
    assert len(said) > 20
    for file in (ROOT / "scripts/build").glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
        texts = {
            ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)
        }
        words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} - texts
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert not said & ({word for word in words if isinstance(word, str)} | names), file

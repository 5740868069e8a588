"""The rooms of this project, and which imports how often from which: read from the sources themselves."""

from __future__ import annotations

import ast
import functools
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {
    "sparse_shared": ROOT / "src/sparse_shared",
    **{name: ROOT / "scripts" / name for name in ("content", "draw", "write", "build")},
}


def files(room: str) -> int:
    """Return how many modules a room has."""
    return len(list(ROOMS[room].rglob("*.py")))


@functools.cache
def imports() -> Counter[tuple[str, str]]:
    """Return how many modules of one room import from another, for each two rooms where any does."""
    found: Counter[tuple[str, str]] = Counter()
    for room, folder in ROOMS.items():
        for file in sorted(folder.rglob("*.py")):
            found.update((room, other) for other in _imported(file) & ROOMS.keys() - {room})
    return found


def _imported(file: Path) -> set[str]:
    """Return the packages that a module imports, wherever in it."""
    names: set[str] = set()
    nodes: list[ast.AST] = [ast.parse(file.read_bytes())]
    for node in nodes:
        nodes += (within for within in ast.iter_child_nodes(node) if not isinstance(within, ast.expr))
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(str(node.module))
    return {name.partition(".")[0] for name in names}

"""The explorer's one file: whole, small, and with a mistake in a module said where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from build import bundle

DOCS = Path("docs")
ENTRY = 'import { two } from "./two.mjs";\nalert(two);\n'


def test_the_modules_become_one_without_imports():
    both = bundle.script({"explorer.mjs": ENTRY, "two.mjs": "export const two = 1n << 1n; // exact\n"}, DOCS)
    assert "import" not in both
    assert "exact" not in both
    assert "1n<<1n" in both


@pytest.mark.parametrize(
    ("two", "name", "line", "message"),
    [
        ("export const two = 2;\nconst = 3;\n", "two.mjs", 2, "Expected identifier"),
        ("export const too = 2;\n", "explorer.mjs", 1, "No matching export"),
    ],
)
def test_a_mistake_is_said_with_its_file_and_line(two, name, line, message):
    with pytest.raises(SyntaxError, match=message) as caught:
        bundle.script({"explorer.mjs": ENTRY, "two.mjs": two}, DOCS)
    assert caught.value.filename == str(DOCS / bundle.FOLDER / name)
    assert caught.value.lineno == line

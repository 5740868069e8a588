"""The explorer's one file: whole, small, and with a mistake in a module said where it is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from build import bundle

DOCS = Path("docs")
ENTRY = b'import { two } from "./model/two.js";\nalert(two);\n'
LOAD = b"const here = document.currentScript.src;\nfetch(here);\n"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "bundle"


def bundled(kept: Path, /, **modules: bytes) -> dict[str, bytes]:
    """Return what becomes of modules, named as `model_two` for model/two.js."""
    files = {f"{bundle.FOLDER}/{name.replace('_', '/')}.js": text for name, text in modules.items()}
    return bundle.begin({"stylesheets/site.css": b"a {}", **files}, DOCS, kept).files()


def test_the_modules_become_one_plain_script_beside_the_one_that_asks_for_it(kept):
    files = bundled(kept, explorer=ENTRY, load=LOAD, model_two=b"export const two = 1n << 1n; // exact\n")
    assert files.keys() == {f"{bundle.FOLDER}/explorer.js", f"{bundle.FOLDER}/load.js"}
    whole = files[f"{bundle.FOLDER}/explorer.js"].decode()
    assert "import" not in whole
    assert "exact" not in whole
    assert "1n<<1n" in whole
    for script in files.values():  # which leaves no name behind, as a module would not
        assert script.startswith(b"(()=>{")
        assert b"export" not in script


def test_a_site_without_an_explorer_has_none(kept):
    assert bundled(kept) == {}


@pytest.mark.parametrize(
    ("two", "name", "line", "message"),
    [
        (b"export const two = 2;\nconst = 3;\n", "model/two.js", 2, "Expected identifier"),
        (b"export const too = 2;\n", "explorer.js", 1, "No matching export"),
    ],
)
def test_a_mistake_is_said_with_its_file_and_line(kept, two, name, line, message):
    with pytest.raises(SyntaxError, match=message) as caught:
        bundled(kept, explorer=ENTRY, model_two=two)
    assert caught.value.filename == str(DOCS / bundle.FOLDER / name)
    assert caught.value.lineno == line


def test_a_bundle_is_kept_until_a_module_changes(kept, monkeypatch):
    runs = []
    begin = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *args, **options: runs.append(args) or begin(*args, **options)
    )
    first = bundled(kept, explorer=b"alert(1);\n")
    assert bundled(kept, explorer=b"alert(1);\n") == first
    assert len(runs) == 1
    assert bundled(kept, explorer=b"alert(2);\n") != first
    assert len(runs) == 2

"""The class kit: a lesson that fits its hour, a notebook that students can solve, tables to take away."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl

import nbformat
import pytest

import content
from build import wheel
from build.assembly import _project
from build.gallery import Gallery
from build.notebook import notebooks
from build.pages import Pages
from content import lesson, presets
from content.questions import QUESTIONS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SOURCE = DOCS / "notebooks/four-wirings.cells"
LESSON = (DOCS / "lesson.md").read_text(encoding="utf-8")

RUN = """
import json, sys
import sparse_shared
assert sparse_shared.__file__.startswith({prefix!r}), sparse_shared.__file__
names = {{}}
for cell in json.load(sys.stdin)["cells"]:
    code = "".join(cell["source"])
    if cell["cell_type"] == "code" and not code.startswith("%pip"):
        exec(code, names)
"""


@pytest.fixture(scope="module")
def packing(tmp_path_factory) -> wheel.Packing:
    """Return the packing of the project's own wheel."""
    return wheel.begin(_project(ROOT), "", tmp_path_factory.mktemp("kept") / "wheel")


@pytest.fixture(scope="module")
def installed(packing, tmp_path_factory) -> Path:
    """Return a folder that the site's wheel is installed into, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    ((path, content),) = packing.files().items()
    file = folder / Path(path).name
    file.write_bytes(content)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*pip, "--target", folder / "lib", file], check=True, cwd=folder)
    return folder / "lib"


@pytest.fixture(scope="module")
def both(packing) -> dict[str, nbformat.NotebookNode]:
    """Return the notebook and the solved one, read by the format's own library."""
    names = content.names() | {"wheel": packing.wheel}
    pages = Pages(DOCS, Gallery(ROOT / "scripts/content"), lambda: names)
    text = pages.render(SOURCE)
    assert pages.mistakes == []
    files = notebooks(SOURCE.name, text)
    return {name: nbformat.reads(file.decode(), as_version=4) for name, file in files.items()}


def run(code: str, installed: Path, **options) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, cwd=installed, env=environment, capture_output=True, encoding="utf-8", check=True, **options
    )


def printed(notebook: nbformat.NotebookNode, installed: Path) -> list[str]:
    """Return what the checks of a notebook say, run with the installed wheel."""
    said = run(RUN.format(prefix=str(installed)), installed, input=json.dumps(notebook)).stdout
    return re.findall(r"^(?:Right|Not).*", said, re.MULTILINE)


def test_the_wheel_counts_where_nothing_else_of_ours_is(packing, installed):
    code = "from sparse_shared import *; print(count(Conv((3, 32, 32), 6, 5)).parameters)"
    assert run(code, installed).stdout == "456\n"
    assert packing.wheel.path in packing.files()
    assert f'version = "{packing.wheel.name.split("-")[1]}"' in (ROOT / "pyproject.toml").read_text()


def test_the_notebooks_are_valid_and_hold_no_output(both):
    assert list(both) == ["four-wirings.ipynb", "four-wirings-solution.ipynb"]
    for notebook in both.values():
        nbformat.validate(notebook)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert [(cell.outputs, cell.execution_count) for cell in code] == [([], None)] * len(code)
        assert code[0].source.startswith("%pip install")
        assert "sparse_shared-" in code[0].source
        assert not any("{{" in cell.source or "```" in cell.source for cell in notebook.cells)


def test_the_solution_is_right_and_an_unsolved_notebook_runs_and_is_not(both, installed):
    unsolved, solved = (printed(notebook, installed) for notebook in both.values())
    assert len(solved) == len(unsolved) > len(re.findall(r"^### Task", SOURCE.read_text(), re.MULTILINE))
    assert set(solved) == {"Right."}
    assert not any(said.startswith("Right") for said in unsolved)


def test_the_notebook_knows_the_mistakes_of_the_self_check(both, installed):
    notebook = both["four-wirings.ipynb"]
    wrong = {"shared_only = ...": "offsets", "parameters = ...": "parameters", "factor = ...": "redundant"}
    questions = {question.name: question for question in QUESTIONS}
    for dots, name in wrong.items():
        for option in questions[name].options:
            if not option.right:
                changed = json.loads(json.dumps(notebook))
                for cell in changed["cells"]:
                    cell["source"] = re.sub(
                        rf"^{re.escape(dots)}",
                        dots.replace("...", f"{float(option.value)!r}"),
                        cell["source"],
                        flags=re.M,
                    )
                assert f"Not quite. {option.diagnosis}" in printed(changed, installed)


def test_the_lesson_fits_its_minutes():
    assert lesson.minutes() == lesson.LASTS
    assert [lesson.time(step) for step in (lesson.STEPS[0], lesson.STEPS[-1])] == ["0–5", "42–45"]


def test_the_page_goes_through_the_steps_in_their_order():
    assert re.findall(r'lesson\.heading\("(\w+)"\)', LESSON) == [step.name for step in lesson.STEPS]


def test_every_link_into_the_explorer_is_one_it_understands():
    links = [dict(parse_qsl(query)) for query in re.findall(r"\(explorer\.md\?([^)]+)\)", LESSON)]
    assert len(links) > 4
    for link in links:
        assert link["layer"] in presets.OFFERED
        assert link["wiring"] in ("dense", "sparse", "shared", "both")
        assert link.keys() == {"layer", "wiring"}

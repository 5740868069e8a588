"""Setting up: the right Python is found, and what was left half made is made anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="needs make")

REFUSES = "exit 1"
MAKES = """
case "$2" in
  venv) echo "$0 $3" >> "{log}"; rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python;;
  pip) if [ "$3" = install ]; then echo "$0 install" >> "{log}"; else exit {broken}; fi;;
esac
"""


class Machine:
    """A folder with the Makefile, and a PATH with programs of the test's own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = root / "log"
        self.folders: list[Path] = []
        (root / "project").mkdir()
        shutil.copyfile(ROOT / "Makefile", root / "project/Makefile")
        (root / "project/requirements.txt").write_text("")
        tools = self.folder()
        for name in ("make", "sh", "touch", "mkdir", "cp", "rm", "git", "env", "chmod"):
            if shutil.which(name):
                (tools / name).symlink_to(shutil.which(name))

    def folder(self) -> Path:
        folder = self.root / f"bin{len(self.folders)}"
        folder.mkdir()
        self.folders.append(folder)
        return folder

    def python(self, name: str, does: str, broken: int = 0) -> Path:
        """Put a program on PATH, behind those put there before."""
        file = self.folder() / name
        file.write_text(f"#!/bin/sh\n{does.format(log=self.log, broken=broken)}\n")
        file.chmod(0o755)
        return file

    def make(self, *arguments: str) -> subprocess.CompletedProcess:
        """Make the environment for the site, and forget what was said before."""
        self.log.write_text("")
        return subprocess.run(
            ["make", ".venv/site", *arguments],
            cwd=self.root / "project",
            env={"PATH": os.pathsep.join(map(str, self.folders))},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("name", ["python3", "python", "python3.12", "python3.20"])
def test_a_newer_python_is_found_behind_an_older(machine, name):
    machine.python("python3", REFUSES)
    newer = machine.python(name, MAKES)
    run = machine.make()
    assert run.returncode == 0, run.stderr
    assert machine.log.read_text().splitlines() == [f"{newer} --clear", ".venv/bin/python install"]
    assert machine.make().returncode == 0
    assert machine.log.read_text() == ""  # there is nothing left to do


def test_without_any_the_need_is_said(machine):
    machine.python("python3", REFUSES)
    run = machine.make()
    assert run.returncode != 0
    assert "Python 3.11 or newer with venv is needed" in run.stdout


def test_another_python_can_be_named(machine):
    machine.python("python3", MAKES)
    other = machine.root / "elsewhere"
    shutil.copy(machine.folders[-1] / "python3", other)
    assert machine.make(f"BASE={other}").returncode == 0
    assert machine.log.read_text().startswith(f"{other} --clear")


@pytest.mark.parametrize("left", ["nothing runs", "no pip", "no python", "dangling"])
def test_an_environment_left_half_made_is_made_anew(machine, left):
    newer = machine.python("python3", MAKES)
    python = machine.root / "project/.venv/bin/python"
    python.parent.mkdir(parents=True)
    if left == "dangling":
        python.symlink_to(machine.root / "gone")
    elif left != "no python":
        python.write_text("#!/bin/sh\nexit 1\n" if left == "no pip" else "")
        python.chmod(0o755 if left == "no pip" else 0o644)
    run = machine.make()
    assert run.returncode == 0, run.stderr
    assert machine.log.read_text().splitlines()[0] == f"{newer} --clear"


def test_a_sound_environment_is_kept_when_requirements_change(machine):
    machine.python("python3", MAKES)
    assert machine.make().returncode == 0
    stamp = machine.root / "project/.venv/site"
    os.utime(stamp, (0, 0))
    assert machine.make().returncode == 0
    assert machine.log.read_text() == ".venv/bin/python install\n"


def test_what_the_makefile_asks_of_a_python_is_true_of_this_one():
    said = next(
        line for line in (ROOT / "Makefile").read_text().splitlines() if line.startswith("NEW_ENOUGH")
    )
    run = subprocess.run([sys.executable, "-c", said.partition(":= ")[2]], check=False)
    assert run.returncode == 0


def test_the_port_can_be_chosen(machine):
    (machine.root / "project/.venv").mkdir()
    (machine.root / "project/.venv/site").write_text("")
    run = subprocess.run(
        ["make", "-n", "serve", "PORT=8123"],
        cwd=machine.root / "project",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "mkdocs serve --dev-addr 127.0.0.1:8123" in run.stdout

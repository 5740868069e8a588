"""Another program, at work beside the assembly."""

from __future__ import annotations

import subprocess
from pathlib import Path

from build.program import Program

SLOW = {"slow.py": b"import time\ntime.sleep(600)\n"}


def test_a_program_that_nobody_waits_for_is_ended_and_its_folder_goes(tmp_path, monkeypatch):
    started = []

    class Noted(subprocess.Popen):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            started.append((self, Path(options["cwd"])))

    monkeypatch.setattr(subprocess, "Popen", Noted)
    program = Program(["slow"], SLOW, tmp_path / "kept")
    ((run, folder),) = started
    assert run.poll() is None
    assert folder.is_dir()
    del program
    assert run.returncode is not None
    assert not folder.exists()

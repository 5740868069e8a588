"""Have another program make files of files, unless it is known already what it would make of these."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from build import cache
from build.observe import libraries


class Failed(Exception):  # noqa: N818  (it is what the program said)
    """What a program said as it failed."""


class Program:
    """A program at work on copies of some files, beside which nothing else lies that it might take in.

    One that nobody waits for any more, since something else went wrong meanwhile, is ended.

    Args:
        command: A Python module that is a program, and its arguments. It is to write into `../out`.
        files: The files, by their path in the folder that it works in.
        kept: The file that keeps what it makes until something changes.
        environment: What it is told besides.
    """

    def __init__(
        self, command: Sequence[str], files: Mapping[str, bytes], kept: Path, **environment: str
    ) -> None:
        told = (libraries(), list(command), environment, sorted(files.items()))
        self._made_of = hashlib.sha256(repr(told).encode()).digest()
        self._kept = kept
        self._known = cache.kept(kept, self._made_of)
        if self._known is None:
            self._folder = TemporaryDirectory()
            inside = Path(self._folder.name) / "in"
            for name, content in files.items():
                (inside / name).parent.mkdir(parents=True, exist_ok=True)
                (inside / name).write_bytes(content)
            self._run = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=inside,
                env={**os.environ, **environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                encoding="utf-8",
            )
            weakref.finalize(self, _end, self._run, self._folder)

    def made(self) -> dict[str, bytes]:
        """Return the files that it made, by name, when it has ended.

        Raises:
            Failed: It says that it could not.
        """
        if self._known is None:
            with self._folder as folder:
                said = self._run.communicate()[1]
                if self._run.returncode:
                    raise Failed(said.strip())
                made = {file.name: file.read_bytes() for file in (Path(folder) / "out").iterdir()}
            self._known = pickle.dumps(made)
            cache.keep(self._kept, self._known, self._made_of)
        files: dict[str, bytes] = pickle.loads(self._known)
        return files


def _end(run: subprocess.Popen[str], folder: TemporaryDirectory[str]) -> None:
    """End a program, if it has not ended by itself, and then remove what it worked in."""
    with folder, run:
        run.kill()

"""A tiny site of the tests' own to edit, and ways to assemble it as the real one is."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TINY = Path(__file__).with_name("tiny")


class Checkout:
    """The tiny site, with the machinery of the real one: one page, one figure, one table."""

    def __init__(self, root: Path) -> None:
        self.root = root
        clean = shutil.ignore_patterns("__pycache__")
        shutil.copytree(TINY, root, ignore=clean, dirs_exist_ok=True)
        shutil.copytree(ROOT / "overrides", root / "overrides")
        shutil.copyfile(ROOT / "mkdocs.yml", root / "site.yml")
        but_content = shutil.ignore_patterns("content", "__pycache__")
        shutil.copytree(ROOT / "scripts", root / "scripts", ignore=but_content, dirs_exist_ok=True)

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file."""
        text = (self.root / path).read_text()
        assert old in text
        self._put(self.root / path, text.replace(old, new))

    def write(self, path: str, text: str) -> Path:
        """Write a file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        self._put(file, text)
        return file

    def _put(self, file: Path, text: str) -> None:
        """Write a file at one stroke, so that nobody sees it empty."""
        aside = self.root / ".aside"
        aside.write_text(text)
        aside.replace(file)

    def add_figure(self, name: str, *, top: str = "", caption: str = "'Said.'", draw: str = "pass") -> None:
        """Add a figure with code of its own, at the top and in its functions, and show it on a new page."""
        self.write(
            f"scripts/content/figures/{name}.py",
            f'"""What?"""\n{top}\ndef caption(): return {caption}\ndef alt(): return "Shown."\n'
            f"def draw(figure):\n    figure.set_size_inches(1, 1)\n    {draw}\n",
        )
        self.write(f"docs/{name}.md", f'# {name}\n\n{{{{ figure("{name}") }}}}\n')

    def begin(
        self, name: str = "tree", *options: str, preview: bool = False, **environment: str
    ) -> subprocess.Popen:
        """Begin to run assemble.py into a folder of the checkout, with options for Python itself."""
        return subprocess.Popen(
            [
                *(sys.executable, *options, str(self.root / "scripts/assemble.py"), str(self.root / name)),
                *["--preview"] * preview,
            ],
            env={**os.environ, "PYTHONPATH": "", **environment},
            cwd=self.root,
            preexec_fn=lambda: signal.signal(
                signal.SIGINT, signal.SIG_DFL
            ),  # a job in the background has none
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def assemble(
        self, name: str = "tree", *options: str, preview: bool = False, **environment: str
    ) -> subprocess.CompletedProcess:
        """Run assemble.py to its end."""
        run = self.begin(name, *options, preview=preview, **environment)
        out, said = run.communicate()
        return subprocess.CompletedProcess(run.args, run.returncode, out, said)

    def mistakes(self) -> list[str]:
        """Return what an assembly that must fail says."""
        run = self.assemble("refused")
        assert run.returncode == 1, run.stderr
        assert not (self.root / "refused").exists()
        return run.stderr.splitlines()

    def tree(self, name: str = "tree") -> dict[str, bytes]:
        """Return the assembled files."""
        folder = self.root / name
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    def drawn(self) -> dict[str, int]:
        """Return for each figure a number that changes when it is drawn."""
        return {file.name: file.stat().st_mtime_ns for file in (self.root / ".cache/figures").iterdir()}

    def redrawn(self) -> set[str]:
        """Assemble once more, and return the names of the figures that were drawn for it."""
        before = self.drawn()
        run = self.assemble()
        assert run.returncode == 0, run.stderr
        return {name for name, drawn in self.drawn().items() if drawn != before.get(name)}

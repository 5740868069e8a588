"""Hand the assembled tree over to MkDocs: the only script that mkdocs-gen-files runs.

The assembly runs in a process of its own, because this one would go on using the modules it once
imported. While serving, a tree that cannot be assembled is reported and the last good one stays up.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click
import mkdocs_gen_files
from mkdocs.plugins import get_plugin_logger

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
LAST_GOOD = ROOT / ".cache" / "last-good"  # docs: the assembled tree; src: what the API page is read from


def assemble() -> None:
    """Bring LAST_GOOD up to date, or report what is wrong and, unless serving, stop."""
    LAST_GOOD.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="assembly-", dir=LAST_GOOD.parent) as folder:
        fresh = Path(folder) / "fresh"
        command = [sys.executable, str(ROOT / "scripts" / "assemble.py"), str(fresh / "docs")]
        quiet = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # __pycache__ in a watched folder rebuilds
        run = subprocess.run(command, env=quiet, stderr=subprocess.PIPE, text=True, check=False)
        if run.returncode == 0:
            shutil.copytree(ROOT / "src", fresh / "src", ignore=shutil.ignore_patterns("__pycache__"))
            if LAST_GOOD.exists():
                LAST_GOOD.rename(Path(folder) / "stale")
            fresh.rename(LAST_GOOD)
            return
    for line in run.stderr.splitlines():
        get_plugin_logger("gen_site").error(line)
    context = click.get_current_context(silent=True)
    if not (context and context.info_name == "serve" and LAST_GOOD.is_dir()):
        sys.exit(1)


assemble()
tree = LAST_GOOD / "docs"
for path in sorted(p for p in tree.rglob("*") if p.is_file()):
    name = path.relative_to(tree).as_posix()
    content = path.read_bytes()
    original = DOCS / name
    if not (original.is_file() and original.read_bytes() == content):
        with mkdocs_gen_files.open(name, "wb") as file:
            file.write(content)
        if original.suffix == ".md":
            mkdocs_gen_files.set_edit_path(name, name)

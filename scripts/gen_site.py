"""Hand the assembled tree over to MkDocs: the only script that mkdocs-gen-files runs.

The assembly runs in a process of its own, because this one would go on using the modules it once
imported. While serving, that process is forked from one that holds the libraries and nothing of ours,
and a tree that cannot be assembled is reported while the last good one stays up.
"""

import multiprocessing
import shutil
import subprocess
import sys
from pathlib import Path

import click
import mkdocs_gen_files
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GOOD = ROOT / ".cache" / "good"  # docs: the tree last assembled; src: what the API page is read from
SAID = ROOT / ".cache" / "mistakes.txt"
LIBRARIES = [
    "jinja2.ext",
    "latex2mathml.converter",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_pdf",
    "matplotlib.backends.backend_svg",
    "mkdocs.__main__",  # which a process forked under the command `mkdocs` asks for
    "numpy",
]
AFRESH = """
import os, runpy, sys
os.dup2(os.open({said!r}, os.O_WRONLY), 2)
sys.argv = {command!r}
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def assemble(*, serving: bool) -> bool:
    """Bring the tree up to date, and say whether that could be done; if not, SAID says why."""
    site = mkdocs_gen_files.FilesEditor.current().config.site_url or ""
    command = [str(ROOT / "scripts" / "assemble.py"), str(GOOD / "docs"), "--site", site]
    command += ["--preview"] * serving
    GOOD.mkdir(parents=True, exist_ok=True)
    SAID.write_bytes(b"")
    before = written()
    if serving and "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(LIBRARIES)
        code = AFRESH.format(said=str(SAID), command=command)
        process = context.Process(target=exec, args=(code, {}))
        process.start()
        try:
            process.join()
        finally:
            process.kill()
        return process.exitcode == 0 and written() != before
    with SAID.open("wb") as said:
        run = subprocess.run([sys.executable, *command], stderr=said, check=False)
    return run.returncode == 0 and written() != before


def written() -> int:
    """Return when the tree was last finished, which no `exit()` in the middle can pretend."""
    mark = GOOD / "docs" / ".assembled"
    return mark.stat().st_mtime_ns if mark.is_file() else 0


def keep_sources() -> None:
    """Keep the sources that the tree was assembled from, for the API page."""
    shutil.rmtree(GOOD / "src", ignore_errors=True)
    shutil.copytree(ROOT / "src", GOOD / "src", ignore=shutil.ignore_patterns("__pycache__"))


def hand_over(tree: Path) -> None:
    """Have MkDocs publish the files of a tree, from where they are, and nothing else."""
    editor = mkdocs_gen_files.FilesEditor.current()
    names = {p.relative_to(tree).as_posix() for p in tree.rglob("*") if p.is_file() and p.name[0] != "."}
    for file in editor.files:
        if file.src_uri not in names and (DOCS / file.src_uri).is_file():
            file.inclusion = InclusionLevel.EXCLUDED
    for name in sorted(names):
        # As `mkdocs_gen_files.open` would, less a copy of each file, which takes a tenth of a rebuild.
        editor._files[name] = File(name, str(tree), editor.config.site_dir, editor.config.use_directory_urls)
        editor.edit_paths[name] = name if name.endswith(".md") and (DOCS / name).is_file() else None


context = click.get_current_context(silent=True)
serving = context is not None and context.info_name == "serve"
if assemble(serving=serving):
    keep_sources()
    for line in SAID.read_text(encoding="utf-8").splitlines():
        get_plugin_logger("gen_site").info(line)
else:
    for line in SAID.read_text(encoding="utf-8").splitlines() or ["the assembly ended without a word"]:
        get_plugin_logger("gen_site").error(line)
    if not (serving and (GOOD / "docs").is_dir()):
        sys.exit(1)
hand_over(GOOD / "docs")

"""Build the site with every Python there is, and say whether all of them write the same bytes.

    python tests/reproducible.py [PYTHON ...]

Each of them builds in a folder, a time zone, a locale and with a hash seed of its own, with the libraries of
requirements.txt. Without arguments those of 3.11 to 3.13 are taken that PATH or pyenv has. Not part of `make
test`, which does the same with one Python: the libraries come over the network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ("3.11", "3.12", "3.13")
NOT_SOURCES = shutil.ignore_patterns(".git", ".venv", ".cache", "site", "shots", ".*_cache", ".hypothesis")
SURROUNDINGS = (
    {"TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"},
)
FOLDERS = ("a", "other folder, ünlike", "z/y/x")
"""Before and after the libraries in the alphabet, and with what is not ASCII."""


def checkout(folder: Path) -> Path:
    """Copy the sources into a folder, where nothing is cached, and return it."""
    shutil.copytree(
        ROOT, folder, ignore=lambda at, names: NOT_SOURCES(at, names) if Path(at) == ROOT else {"__pycache__"}
    )
    if (ROOT / ".git").exists():
        (folder / ".git").symlink_to(ROOT / ".git")  # the footer says the commit
    return folder


def surroundings(number: int) -> dict[str, str]:
    """Return an environment that must make no difference."""
    different = {**SURROUNDINGS[number % len(SURROUNDINGS)], "PYTHONHASHSEED": str(number)}
    return {**different, "GIT_OPTIONAL_LOCKS": "0"}  # a copy's git leaves the index alone


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their paths."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def unlike(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the names of the files that one has and another has not, or has otherwise."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def found() -> list[str]:
    """Return the Pythons that PATH or pyenv has, one a version."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    pythons = (
        next((str(path) for path in sorted(pyenv.glob(f"{version}.*/bin/python"), reverse=True)), None)
        or shutil.which(f"python{version}")
        for version in VERSIONS
    )
    return [python for python in pythons if python]


def built(python: str, number: int, place: Path) -> dict[str, bytes]:
    """Return the files of the site as a Python builds it, in an environment of its own."""
    venv = place / f"venv{number}"
    subprocess.run([python, "-m", "venv", venv], check=True)
    own = venv / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = ("pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r")
    subprocess.run([own, "-m", *install, ROOT / "requirements.txt"], check=True, stderr=subprocess.DEVNULL)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1", **surroundings(number)}
    root = checkout(place / FOLDERS[number % len(FOLDERS)])
    for command in (["-m", "mkdocs", "build", "-q"], ["scripts/offline.py", "site"]):
        subprocess.run([own, *command], cwd=root, env=environment, check=True)
    return files(root / "site")


def main() -> int:
    pythons = sys.argv[1:] or found()
    with tempfile.TemporaryDirectory() as folder:
        sites = {python: built(python, i, Path(folder)) for i, python in enumerate(pythons)}
    first = next(iter(sites.values()), {})
    differences = {python: unlike(first, site) for python, site in sites.items()}
    for python, names in differences.items():
        print(f"{python}: {', '.join(names) or f'{len(first)} files, the same bytes'}")
    return any(differences.values()) or len(pythons) < 2


if __name__ == "__main__":
    sys.exit(main())

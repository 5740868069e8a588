"""Build wheel and sdist, install them far from the sources, and use and type-check them there.

    python tests/installed.py

It takes a minute and asks PyPI for `build`, `hatchling`, `mypy` and `numpy`, so it is no part of
`make test`. It ends with what went wrong, if anything does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

USE = """
from fractions import Fraction

from numpy import int64
from numpy.typing import NDArray

from sparse_shared import (
    Conv, ConvTranspose, Dense, ReceptiveField, Wiring, count, receptive_field, reduction, weight_index
)

layer = Conv(input_shape=(3, 32, 32), out_channels=6, kernel_size=5, padding=((1, 1), (0, 2)))
parameters: int = count(layer, Wiring.SPARSE).parameters
factor: Fraction = reduction(layer).sparsity.after_sharing
index: NDArray[int64] = weight_index(ConvTranspose((1, 4), 2, 3, stride=2, bias="map"), rows=slice(0, 2))
fields: tuple[ReceptiveField, ...] = receptive_field([layer])
print(parameters, factor, index.shape, fields, count(Dense(120, 84)).parameters)
"""
WRONG = """
from sparse_shared import Conv, count

count(Conv((3, 32, 32), "six", 5)).parametres
"""
DOCTESTS = """
import doctest, importlib, pkgutil, sparse_shared

assert sparse_shared.__file__.startswith({prefix!r}), sparse_shared.__file__
modules = [m.name for m in pkgutil.iter_modules(sparse_shared.__path__) if not m.ispkg and m.name[0] != "_"]
runs = [doctest.testmod(importlib.import_module("sparse_shared." + name)) for name in modules]
print(sum(run.attempted for run in runs), "examples in", len(runs), "modules")
assert sum(run.attempted for run in runs) > 50 and not any(run.failed for run in runs)
"""


def run(*command: str | Path, cwd: Path, fails: bool = False) -> str:
    """Run a command with nothing of this project on its path, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=environment, text=True, capture_output=True)
    if bool(done.returncode) != fails:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def environment(folder: Path, *packages: str | Path) -> Path:
    """Return the Python of a new virtual environment with these packages."""
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages, cwd=folder.parent)
    return python


def check(folder: Path) -> None:
    build = environment(folder / "build", "build")
    run(build, "-m", "build", "--outdir", folder / "dist", ROOT, cwd=folder)  # the wheel from the sdist
    (wheel,), (sdist,) = (folder / "dist").glob("*.whl"), (folder / "dist").glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as zipped:
        names = zipped.namelist()
    with tarfile.open(sdist) as zipped:
        packed = zipped.getnames()
    assert "sparse_shared/py.typed" in names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"sparse_shared"}, tops
    assert any(name.endswith("tests/sparse_shared/oracle.py") for name in packed), packed
    for archive, files in (wheel, names), (sdist, packed):
        print(f"{archive.name}: {len(files)} files, {archive.stat().st_size // 1024} kB")
    for archive in wheel, sdist:
        python = environment(folder / archive.suffix[1:], archive, "mypy")
        for name, text in (("use", USE), ("wrong", WRONG)):
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        print(run(python, "use.py", cwd=folder).strip())
        print(run(python, "-m", "mypy", "--strict", "use.py", cwd=folder).strip())
        said = run(python, "-m", "mypy", "--strict", "wrong.py", cwd=folder, fails=True)
        for mistake in 'expected "int"', '"Counts" has no attribute "parametres"':
            assert mistake in said, said
        print(run(python, "-c", DOCTESTS.format(prefix=str(folder)), cwd=folder).strip())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        check(Path(temporary).resolve())

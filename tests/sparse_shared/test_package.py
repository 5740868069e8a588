"""What whoever imports the package meets: every name, an example of each, types, and no wait for NumPy."""

import doctest
import inspect
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import sparse_shared
from sparse_shared import networks, onnx

SOURCES = Path(sparse_shared.__file__).parents[1]


def run(code):
    """Run code in an interpreter of its own, and return what it prints."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(SOURCES)!r})\n{code}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_dir_shows_every_name_before_any_is_used():
    assert run("import sparse_shared as s; print(set(s.__all__) <= set(dir(s)))") == "True"


def test_every_name_can_be_imported_by_a_star():
    names = run("from sparse_shared import *; print(*sorted(n for n in dir() if n[0] != '_' and n != 'sys'))")
    assert names.split() == sorted(sparse_shared.__all__)


def test_who_only_counts_does_not_wait_for_numpy():
    code = (
        "from sparse_shared import Conv, ConvTranspose, Dense, count, receptive_field, reduction\n"
        "layer = Conv((3, 32, 32), 6, 5, channel_mask=[[True] * 3] * 6)\n"
        "count(layer), count(ConvTranspose((1, 4), 1, 3)), count(Dense(1, 2))\n"
        "reduction(layer), receptive_field([layer])\n"
        "print('numpy' in sys.modules)"
    )
    assert run(code) == "False"
    assert run(f"{code}\nfrom sparse_shared import weight_index\nprint('numpy' in sys.modules)").endswith(
        "True"
    )


@pytest.mark.parametrize("name", sparse_shared.__all__)
def test_every_public_name_has_a_docstring_with_an_example(name):
    documented = getattr(sparse_shared, name)
    first, *_ = inspect.getdoc(documented).splitlines()
    assert first.endswith((".", ":"))
    tests = doctest.DocTestFinder(recurse=False).find(documented, name)
    assert sum(len(test.examples) for test in tests) > 0


@pytest.mark.parametrize("package", [sparse_shared, networks, onnx])
def test_every_public_name_is_on_the_api_page(package):
    page = (SOURCES.parent / "docs/api.md").read_text(encoding="utf-8").splitlines()
    assert {f"::: {package.__name__}.{name}" for name in package.__all__} <= set(page)


def test_a_name_that_is_not_there_is_refused_as_in_any_module():
    with pytest.raises(AttributeError, match="module 'sparse_shared' has no attribute 'convolve'"):
        _ = sparse_shared.convolve


def test_type_checkers_are_told_that_there_are_types():
    assert files(sparse_shared).joinpath("py.typed").is_file()

"""The wheel that a site carries: packed from its sources alone, to the same bytes, and only when needed."""

from __future__ import annotations

import io
import zipfile

import pytest

from checkout import Checkout

PROJECT = """
[project]
name = "Truth-Of.Squares"
version = "1.2"
requires-python = ">=3.11"
readme = "README.md"

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.hatch.build.targets.wheel]
packages = ["src/truth"]
"""
PATH = "downloads/truth_of_squares-1.2-py3-none-any.whl"


@pytest.fixture
def packaged(assembled: Checkout) -> Checkout:
    """Return a tiny site whose computing is a package, and whose page says how to install it."""
    assembled.write("pyproject.toml", PROJECT)
    assembled.write("README.md", "Squares.")
    assembled.edit(
        "docs/index.md",
        "# A tiny site",
        "# A tiny site\n\nInstall {{ wheel.address }} or {{ wheel.extra('onnx') }}.",
    )
    run = assembled.assemble()
    assert run.returncode == 0, run.stderr
    return assembled


def packed(checkout: Checkout) -> int:
    """Return a number that changes when the wheel is packed."""
    return (checkout.root / ".cache/wheel").stat().st_mtime_ns


def source(checkout: Checkout) -> bytes:
    """Return the package's module as it stands in the wheel."""
    with zipfile.ZipFile(io.BytesIO(checkout.tree()[PATH])) as wheel:
        return wheel.read("truth/__init__.py")


def test_a_wheel_has_the_sources_and_no_clock(packaged):
    with zipfile.ZipFile(io.BytesIO(packaged.tree()[PATH])) as wheel:
        assert {entry.date_time for entry in wheel.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name.split("/")[0] for name in wheel.namelist()} == {
            "truth",
            "truth_of_squares-1.2.dist-info",
        }
    assert source(packaged) == (packaged.root / "src/truth/__init__.py").read_bytes()


def test_it_is_packed_when_what_it_is_made_of_changes_and_to_the_same_bytes(packaged):
    before, first = packed(packaged), packaged.tree()[PATH]
    packaged.edit("docs/index.md", "# A tiny site", "# This tiny site")
    assert packaged.assemble().returncode == 0
    assert packed(packaged) == before
    packaged.edit("src/truth/__init__.py", "side * side", "side**2")
    assert packaged.assemble(SOURCE_DATE_EPOCH="1700000000").returncode == 0
    assert b"side**2" in source(packaged)
    packaged.edit("src/truth/__init__.py", "side**2", "side * side")
    assert packaged.assemble(SOURCE_DATE_EPOCH="1800000000", TZ="Asia/Kolkata").returncode == 0
    assert packaged.tree()[PATH] == first


def test_what_editors_put_beside_the_sources_is_not_packed(packaged):
    first = packaged.tree()[PATH]
    for name in ("axis.py~", ".DS_Store"):
        packaged.write(f"src/truth/{name}", "not for readers")
    (packaged.root / "src/truth/.#area.py").symlink_to("somebody@nowhere.1234")
    run = packaged.assemble()
    assert run.returncode == 0, run.stderr
    assert packaged.tree()[PATH] == first


def test_a_page_says_its_file_or_where_the_site_is_known_its_address(packaged):
    name = PATH.partition("/")[2]
    assert f"Install {name} or ./{name}[onnx]." in packaged.tree()["index.md"].decode()
    packaged.edit(
        "scripts/assemble.py", 'default="", metavar="URL"', 'default="https://a.b/c/", metavar="URL"'
    )
    assert packaged.assemble().returncode == 0
    said = f"Install https://a.b/c/{PATH} or truth_of_squares[onnx] @ https://a.b/c/{PATH}."
    assert said in packaged.tree()["index.md"].decode()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('version = "1.2"', "version = 1.2.3", "pyproject.toml:4: TOMLDecodeError"),
        ('version = "1.2"', "", "pyproject.toml:1: KeyError: 'version'"),
        (
            'readme = "README.md"',
            'readme = "GONE.md"',
            "pyproject.toml:1: OSError: Readme file does not exist",
        ),
    ],
)
def test_a_project_that_cannot_be_packed_is_named(packaged, old, new, said):
    packaged.edit("pyproject.toml", old, new)
    (mistake,) = packaged.mistakes()
    assert mistake.startswith(said)

"""A figure is drawn again when anything it was made from has changed, and only then."""

from __future__ import annotations

import hashlib
import pickle
import shutil
import time

import pytest

from checkout import Checkout

FIGURES = "scripts/content/figures"
HELP = "VALUE = 1\n"
DEPENDENCIES = {
    # figure: how it comes by something, and by what
    "by_import": ("import help_import", "scripts/help_import.py"),
    "by_from": ("from help_from import VALUE", "scripts/help_from.py"),
    "by_alias": ("import help_alias as other", "scripts/help_alias.py"),
    "grouped": ("from help_group import (\n    one,\n    two,\n)", "scripts/help_group/two.py"),
    "relative": ("from . import _relative", f"{FIGURES}/_relative.py"),
    "relative_above": ("from ..above import VALUE", "scripts/content/above.py"),
    "by_name": ("import importlib\nimportlib.import_module('help_' + 'named')", "scripts/help_named.py"),
    "by_location": (
        "import importlib.util as u\n"
        "spec = u.spec_from_file_location('x', __file__.replace('by_location.py', '_located.py'))\n"
        "spec.loader.exec_module(u.module_from_spec(spec))",
        f"{FIGURES}/_located.py",
    ),
    "by_run": (
        "import runpy\nrunpy.run_path(__file__.replace('by_run.py', '_run.py'))",
        f"{FIGURES}/_run.py",
    ),
    "in_turn": ("import help_outer", "scripts/help_inner.py"),
    "from_src": ("import deep.down", "src/deep/down.py"),
    "by_open": ("open(__file__.replace('by_open.py', 'values.csv')).read()", f"{FIGURES}/values.csv"),
    "by_numpy": (
        "import numpy\nnumpy.loadtxt(__file__.replace('by_numpy.py', 'values.txt'))",
        f"{FIGURES}/values.txt",
    ),
    "by_font": (
        "from matplotlib.font_manager import FontProperties, fontManager\n"
        "FONT = __file__.replace('by_font.py', 'own.ttf')",
        f"{FIGURES}/own.ttf",
    ),
    "outside": (
        "open(__file__.replace('scripts/content/figures/outside.py', 'outside.json')).read()",
        "outside.json",
    ),
}
LATER = {"by_font": "figure.text(0, 0, 'A', fontproperties=FontProperties(fname=FONT))"}


@pytest.fixture(scope="module")
def site(first, tmp_path_factory):
    """Return a tiny site with a figure for each kind of dependency, all drawn."""
    checkout = Checkout(tmp_path_factory.mktemp("dependencies"))
    shutil.copytree(first.root / ".cache", checkout.root / ".cache")
    for name, (code, path) in DEPENDENCIES.items():
        if name == "by_font":
            font = next((checkout.root / "scripts/draw/fonts").glob("*.ttf"))
            shutil.copyfile(font, checkout.root / path)
        else:
            checkout.write(path, "1 2\n" if not path.endswith(".py") else HELP)
        checkout.add_figure(name, top=code, draw=LATER.get(name, "pass"))
    checkout.write("scripts/help_group/__init__.py", "")
    checkout.write("scripts/help_group/one.py", HELP)
    checkout.write("scripts/help_outer.py", "from help_inner import VALUE\n")
    checkout.write("src/deep/__init__.py", "")
    assert checkout.redrawn() == set(DEPENDENCIES)
    return checkout


def test_nothing_changed_draws_nothing(site):
    assert site.redrawn() == set()


@pytest.mark.parametrize("name", DEPENDENCIES)
def test_a_change_of_what_a_figure_depends_on_redraws_it_alone(site, name):
    file = site.root / DEPENDENCIES[name][1]
    file.write_bytes(file.read_bytes() + (b"\0" if file.suffix == ".ttf" else b"\n"))
    assert site.redrawn() == {name}


def test_a_change_of_a_figures_own_file_redraws_it_alone(site):
    site.edit(f"{FIGURES}/by_from.py", "What?", "What else?")
    assert site.redrawn() == {"by_from"}


def test_a_page_is_filled_in_anew_when_its_figure_says_something_else(assembled):
    kept, path = assembled.root / ".cache/filled/index.md", f"{FIGURES}/squares.py"
    assert assembled.redrawn() == set()
    before = kept.stat().st_mtime_ns
    assembled.edit(path, 'color="accent"', 'color="ink"')
    assert assembled.redrawn() == {"squares"}
    assert kept.stat().st_mtime_ns == before
    assembled.edit(path, "The largest has", "The last one has")
    assert assembled.redrawn() == {"squares"}
    assert "The last one has 1600." in (assembled.root / "tree/index.md").read_text()


def test_what_all_figures_are_drawn_with_redraws_all(site):
    site.edit("scripts/draw/palette.py", '"""The one table', '"""A table')
    assert site.redrawn() == {"squares", *DEPENDENCIES}


def test_a_change_of_what_none_depends_on_redraws_none(site):
    site.write("scripts/content/figures/_nobody.py", HELP)
    site.edit("scripts/content/tables/areas.py", '"Areas."', '"All areas."')
    site.edit("scripts/build/pages.py", '"""Fill in', '"""Now fill in')
    site.edit("docs/index.md", "# A", "# Another")
    assert site.redrawn() == set()


def test_a_file_that_comes_after_all_redraws_what_looked_for_it(assembled):
    assembled.add_figure(
        "hopeful", top="try: open(__file__ + '.txt').close()\nexcept OSError: pass\nimport os"
    )
    assembled.add_figure("listing", top="import os\nos.listdir(os.path.dirname(__file__) + '/data')")
    assembled.write(f"{FIGURES}/data/a.csv", "1")
    assert assembled.redrawn() == {"hopeful", "listing"}
    assert assembled.redrawn() == set()
    assembled.write(f"{FIGURES}/data/b.csv", "1")
    assert assembled.redrawn() == {"listing"}
    assembled.write(f"{FIGURES}/hopeful.py.txt", "1")
    assert assembled.redrawn() == {"hopeful"}


def test_another_version_of_a_library_redraws_all(assembled):
    installed = assembled.root / "installed"
    (installed / "some_library-1.0.dist-info").mkdir(parents=True)
    before = assembled.drawn()
    assert assembled.assemble(PYTHONPATH=str(installed)).returncode == 0
    between = assembled.drawn()
    assert between["squares"] != before["squares"]
    assert assembled.assemble(PYTHONPATH=str(installed)).returncode == 0
    assert assembled.drawn() == between
    (installed / "some_library-1.0.dist-info").rename(installed / "some_library-1.1.dist-info")
    assert assembled.assemble(PYTHONPATH=str(installed)).returncode == 0
    assert assembled.drawn()["squares"] != between["squares"]


def test_what_is_ours_is_known_when_the_way_to_it_is_said_from_here(assembled):
    """A profiler, for one, puts the folder of what it runs on the path as it was typed."""
    run = (
        "import runpy, sys; sys.path[0] = 'scripts'; del sys.argv[0];"
        "runpy.run_path('scripts/assemble.py', run_name='__main__')"
    )
    for word in "One.", "Two.":
        assembled.write("scripts/help_word.py", f"WORD = {word!r}\n")
        assembled.add_figure("worded", top="import help_word", caption="help_word.WORD")
        assert assembled.assemble("tree", "-c", run).returncode == 0
        assert word in (assembled.root / "tree/worded.md").read_text()


def test_a_figure_that_fails_is_not_kept(assembled):
    path = f"{FIGURES}/squares.py"
    assembled.edit(path, "figure.subplots()", "figure.subplots(0)")
    assert len(assembled.mistakes()) == 1
    assert len(assembled.mistakes()) == 1
    assembled.edit(path, "figure.subplots(0)", "figure.subplots()")
    assert assembled.redrawn() == set()  # it is as it was when it was last drawn


def test_an_edit_while_a_figure_is_drawn_is_not_missed(assembled):
    begun, go_on = assembled.root / "begun", assembled.root / "go on"
    wait = (
        f"open({str(begun)!r}, 'w').close()\n    while not os.path.exists({str(go_on)!r}): time.sleep(0.02)"
    )
    assembled.add_figure("slow", top="import os, time, help_late", draw=wait)
    helper = assembled.write("scripts/help_late.py", HELP)
    run = assembled.begin()
    while not begun.exists():
        assert run.poll() is None
        time.sleep(0.02)
    helper.write_text("VALUE = 2\n")
    go_on.touch()
    assert run.communicate()[1] == ""
    assert assembled.redrawn() == {"slow"}
    assert assembled.redrawn() == set()


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def garble(content: bytes) -> bytes:
    middle = len(content) // 2
    return (
        content[:middle]
        + bytes(255 - byte for byte in content[middle : middle + 64])
        + content[middle + 64 :]
    )


@pytest.mark.parametrize("damage", [cut, garble, lambda content: b"", lambda content: content[:32]])
@pytest.mark.parametrize(
    "kept", ["figures/squares", "pages/*", "filled/index.md", "figures.zip", "tables.zip", "computed", "code"]
)
def test_what_is_damaged_in_the_cache_is_made_again(assembled, kept, damage):
    before = assembled.tree()
    (file,) = (assembled.root / ".cache").glob(kept)
    file.write_bytes(damage(file.read_bytes()))
    if kept == "pages/*":  # a page that is compiled is asked for when one must be filled in
        (assembled.root / ".cache/filled/index.md").unlink()
    run = assembled.assemble()
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert assembled.tree() == before
    again = file.stat().st_mtime_ns
    assert assembled.assemble().returncode == 0
    assert file.stat().st_mtime_ns == again  # and kept from now on


def test_what_an_earlier_version_kept_is_made_again(assembled):
    content = pickle.dumps({"svg": b""})
    kept = assembled.root / ".cache/figures/squares"
    kept.write_bytes(hashlib.sha256(content).digest() + content)
    (assembled.root / ".cache/figures/gone-0123").mkdir()
    assert assembled.redrawn() == {"squares"}
    assert assembled.drawn().keys() == {"squares"}


def test_compiled_pages_follow_their_filters(assembled):
    assembled.edit(
        "docs/index.md", "{{ largest | integer }}", "{{ 1600 | integer }}"
    )  # folded as it is compiled
    assert assembled.assemble().returncode == 0
    assert b"1,600" in assembled.tree()["index.md"]
    assembled.edit("scripts/write/numbers.py", "{value:,}", "{value:_}")
    assert assembled.assemble().returncode == 0
    assert b"1_600" in assembled.tree()["index.md"]


COUNTING = """
import pathlib
_names = names
def names():
    with (pathlib.Path(__file__).parents[2] / "asked.log").open("a") as log:
        log.write("asked ")
    return _names()
"""


def test_a_page_is_filled_in_when_its_text_or_any_code_has_changed_and_only_then(assembled):
    said = assembled.root / "scripts/content/__init__.py"
    said.write_text(said.read_text() + COUNTING)
    log = assembled.root / "asked.log"
    assembled.write("docs/other.md", "# Other\n")

    def asked() -> bool:
        log.unlink(missing_ok=True)
        run = assembled.assemble()
        assert run.returncode == 0, run.stderr
        return log.is_file()

    assert asked()
    assert not asked()
    assembled.edit("docs/other.md", "# Other", "# Another of {{ largest }}")
    assert asked()
    assert "1600" in (assembled.root / "tree/other.md").read_text()
    assert not asked()
    assembled.edit("src/truth/__init__.py", "side * side", "side * side + 1")
    assert asked()
    assert "1601" in (assembled.root / "tree/other.md").read_text()
    assert "1,601" in (assembled.root / "tree/index.md").read_text()
    assert not asked()


def test_a_page_that_quotes_another_follows_it(assembled):
    assembled.write("docs/part.md", "# One\n")
    assembled.write("docs/whole.md", '# Whole\n\n{% include "part.md" %}\n')
    assert assembled.assemble().returncode == 0
    assembled.edit("docs/part.md", "One", "Two")
    assert assembled.assemble().returncode == 0
    assert "# Two" in (assembled.root / "tree/whole.md").read_text()


def test_a_page_follows_what_its_figures_say(assembled, tmp_path):
    (tmp_path / "word.txt").write_text("One.")  # outside the project, where nobody looks for sources
    assembled.add_figure("worded", caption=f"open({str(tmp_path / 'word.txt')!r}).read()")
    assert assembled.assemble().returncode == 0
    (tmp_path / "word.txt").write_text("Two.")
    assert assembled.assemble().returncode == 0
    assert "Two." in (assembled.root / "tree/worded.md").read_text()

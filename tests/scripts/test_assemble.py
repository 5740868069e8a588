"""The assembly: the same bytes from the same sources, no work done twice, every mistake named."""

from __future__ import annotations

import shutil

import pytest

pytestmark = pytest.mark.xdist_group("assemble")

FIGURE = "scripts/content/figures/four_wirings.py"


def test_three_processes_write_the_same_bytes(checkout, first):
    for seed in ("1", "2"):
        assert checkout.assemble(seed, PYTHONHASHSEED=seed).returncode == 0
        assert checkout.tree(seed) == first.tree()
        shutil.rmtree(checkout.root / ".cache")


def test_the_tree_is_plain_markdown_with_everything_it_needs(assembled):
    tree = assembled.tree()
    page = tree["index.md"].decode()
    assert "{{" not in page
    assert "figures/four_wirings.svg" in tree
    assert "figures/four_wirings.png" in tree
    assert "tables/worked_examples.csv" in tree
    assert b"--paper" in tree["stylesheets/palette.css"]
    assert {p for p in tree if p.startswith("fonts/")}


def test_a_page_of_prose_never_imports_matplotlib(assembled):
    assembled.edit("docs/index.md", "## One layer", "## This layer")
    run = assembled.assemble("again", "-X", "importtime")
    assert run.returncode == 0
    assert "matplotlib" not in run.stderr
    assert b"## This layer" in assembled.tree("again")["index.md"]


def test_a_first_assembly_does_import_matplotlib(first):
    assert "matplotlib" in first.first_run.stderr


def test_a_figure_edited_back_and_forth_is_drawn_each_time(assembled):
    first = assembled.tree()["figures/four_wirings.svg"]
    assembled.edit(FIGURE, '"dense"', '"everything"')
    assert assembled.assemble().returncode == 0
    assert assembled.tree()["figures/four_wirings.svg"] != first
    assembled.edit(FIGURE, '"everything"', '"dense"')
    assert assembled.assemble().returncode == 0
    assert assembled.tree()["figures/four_wirings.svg"] == first


def test_all_mistakes_are_named_at_once(assembled):
    assembled.edit("docs/index.md", "{{ ng.image }}", "{{ ng.imgae }}")
    (assembled.root / "docs/other.md").write_text("# Other\n\n{{ figure('broken') }}\n")
    (assembled.root / "scripts/content/figures/broken.py").write_text(
        '"""?"""\ndef caption(): return ""\ndef alt(): return ""\ndef draw(figure): 1 / 0\n'
    )
    run = assembled.assemble("again")
    assert run.returncode == 1
    assert "docs/index.md:" in run.stderr
    assert "has no attribute 'imgae'" in run.stderr
    assert "scripts/content/figures/broken.py:4: ZeroDivisionError" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_figure_that_fails_is_not_kept(assembled):
    assembled.edit(FIGURE, "figure.subplots(2, 2)", "figure.subplots(2, 0)")
    assert assembled.assemble("again").returncode == 1
    assert assembled.assemble("again").returncode == 1
    assembled.edit(FIGURE, "figure.subplots(2, 0)", "figure.subplots(2, 2)")
    assert assembled.assemble("again").returncode == 0


def test_a_mistake_in_src_is_named_where_it_is(assembled):
    assembled.edit("src/sparse_shared/axis.py", "class Axis:", "class Axis")
    run = assembled.assemble("again")
    assert run.returncode == 1
    assert run.stderr.startswith("src/sparse_shared/axis.py:")
    assert "SyntaxError" in run.stderr

"""The assembly: the same bytes from the same sources, whole or not at all, every mistake in its place."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from pathlib import Path

import nbformat
import pytest

PAGE = "docs/index.md"
FIGURE = "scripts/content/figures/squares.py"
TABLE = "scripts/content/tables/areas.py"


def test_three_processes_write_the_same_bytes(tiny, first):
    for seed in ("1", "2"):
        assert tiny.assemble(seed, PYTHONHASHSEED=seed).returncode == 0
        assert tiny.tree(seed) == first.tree()
        shutil.rmtree(tiny.root / ".cache")


def test_the_tree_is_plain_markdown_with_everything_it_needs(first):
    tree = first.tree()
    page = tree["index.md"].decode()
    assert "{{" not in page
    assert "the largest 1,600" in page
    assert "<math" in page
    named = {f"figures/squares.{kind}" for kind in ("svg", "png", "pdf", "py")} | {"tables/areas.csv"}
    assert named <= tree.keys()
    assert all(f"]({name})" in page for name in named)
    assert tree["tables/areas.csv"] == b"Side,Area\n1,1\n2,4\n40,1600\n"
    assert tree["data/sides.txt"] == b"1 2 40\n"
    assert tree["images/logo.svg"] == (first.root / "docs/images/logo.svg").read_bytes()
    assert b"--paper" in tree["stylesheets/palette.css"]


def test_each_form_of_a_figure_is_what_its_name_says(first):
    tree = first.tree()
    assert tree["figures/squares.svg"].startswith(b"<?xml")
    assert tree["figures/squares.png"].startswith(b"\x89PNG")
    assert tree["figures/squares.pdf"].startswith(b"%PDF")
    assert tree["figures/squares.py"] == (first.root / FIGURE).read_bytes()
    assert "width=192 height=96" in tree["index.md"].decode()  # of two inches by one


def test_all_figures_are_in_one_archive_with_words_and_licence(tiny):
    licence = tiny.write("LICENSE", "CC BY 4.0 …")
    tiny.write("CITATION.cff", "title: Tiny")
    assert tiny.assemble().returncode == 0
    tree = tiny.tree()
    with zipfile.ZipFile(io.BytesIO(tree["figures/figures.zip"])) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for kind in ("svg", "png", "pdf", "py"):
        assert files[f"squares/squares.{kind}"] == tree[f"figures/squares.{kind}"]
    words = files["figures.md"].decode()
    for said in ("How fast does an area grow?", "The largest has 1600.", "A line that bends upwards."):
        assert said in words
    assert files["LICENSE"] == licence.read_bytes()
    assert files["CITATION.cff"] == b"title: Tiny"


def test_all_tables_are_in_one_archive_with_words_and_licence(tiny):
    licence = tiny.write("LICENSE", "CC BY 4.0 …")
    tiny.write("docs/tables/words.csv", "Word,Means\nside,an edge\n")
    tiny.edit(
        PAGE,
        '{{ table("areas") }}',
        '{{ table("areas") }}\n\n{{ table("words", caption="All [words](index.md).") }}',
    )
    assert tiny.assemble().returncode == 0
    tree = tiny.tree()
    with zipfile.ZipFile(io.BytesIO(tree["tables/tables.zip"])) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files["areas.csv"] == tree["tables/areas.csv"]
    assert files["words.csv"] == tree["tables/words.csv"]
    words = files["tables.md"].decode()
    assert "## areas.csv\n\nAreas.\n" in words
    assert "## words.csv\n\nAll words.\n" in words
    assert files["LICENSE"] == licence.read_bytes()


def test_a_text_with_cells_becomes_two_notebooks(tiny):
    tiny.write(
        "docs/more/try.cells",
        "# Try {{ largest }}\n\n```python\nx = 1\n```\nSolve.\n\n```python task\ny = ...\n```\n\n"
        "```python solution\ny = {{ sides[0] }}\nz = y\n```\n\n```python aside\ndone()\n```\n",
    )
    run = tiny.assemble()
    assert run.returncode == 0, run.stderr
    assert "more/try.cells" not in tiny.tree()
    sources = {}
    for name in ("more/try.ipynb", "more/try-solution.ipynb"):
        notebook = nbformat.reads(tiny.tree()[name].decode(), as_version=4)
        nbformat.validate(notebook)
        sources[name] = [(cell.cell_type, cell.source) for cell in notebook.cells]
        assert notebook.cells[-1].metadata == {"jupyter": {"source_hidden": True}}
    task, solution = ("code", "y = ..."), ("code", "y = 1\nz = y")
    for cell, cells in zip((task, solution), sources.values(), strict=True):
        assert cells == [
            ("markdown", "# Try 1600"),
            ("code", "x = 1"),
            ("markdown", "Solve."),
            cell,
            ("code", "done()"),
        ]


def test_a_mistake_in_a_notebook_is_said_where_it_is(assembled):
    assembled.write("docs/try.cells", "# Try\n\n```python\n{{ largets }}\n```\n")
    assert assembled.mistakes() == ["docs/try.cells:4: 'largets' is undefined"]


def test_prose_draws_nothing_and_never_imports_matplotlib(assembled):
    assembled.edit(PAGE, "# A tiny site", "# This tiny site")
    run = assembled.assemble("again", "-X", "importtime")
    assert run.returncode == 0
    assert "jinja2" in run.stderr
    assert "matplotlib" not in run.stderr
    assert b"# This tiny site" in assembled.tree("again")["index.md"]


def test_a_figure_edited_back_and_forth_is_drawn_each_time(assembled):
    first = assembled.tree()["figures/squares.svg"]
    assembled.edit(FIGURE, "accent", "warn")
    assert assembled.assemble().returncode == 0
    assert assembled.tree()["figures/squares.svg"] != first
    assembled.edit(FIGURE, "warn", "accent")
    assert assembled.assemble().returncode == 0
    assert assembled.tree()["figures/squares.svg"] == first


def test_a_preview_is_followed_by_the_png_and_pdf_it_lacks(assembled):
    before = assembled.tree()
    assembled.edit(FIGURE, "accent", "warn")
    assert assembled.assemble(preview=True).returncode == 0
    preview = assembled.tree()
    assert preview["figures/squares.svg"] != before["figures/squares.svg"]
    assert preview["figures/squares.png"] == before["figures/squares.png"]
    assert assembled.assemble().returncode == 0
    whole = assembled.tree()
    assert whole["figures/squares.svg"] == preview["figures/squares.svg"]
    assert whole["figures/squares.png"] != before["figures/squares.png"]
    assert whole["figures/squares.pdf"] != before["figures/squares.pdf"]


def test_all_mistakes_are_named_at_once_and_nothing_is_written(assembled):
    assembled.edit(PAGE, "{{ largest", "{{ largets")
    assembled.add_figure("broken", draw="1 / 0")
    assembled.add_figure("unspoken", caption="words")
    said = assembled.mistakes()
    assert said == [
        "scripts/content/figures/broken.py:7: ZeroDivisionError: division by zero",
        "docs/index.md:3: 'largets' is undefined",
        "scripts/content/figures/unspoken.py:3: NameError: name 'words' is not defined",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            PAGE,
            '{{ table("areas")',
            '{{ table("area")',
            'docs/index.md:7: ValueError: table("area"): expected',
        ),
        (PAGE, '{{ table("areas") }}', '{{ table("areas")', "docs/index.md:7: TemplateSyntaxError"),
        (PAGE, "$n^2$", r"$\frac{1$", r"docs/index.md:3: ValueError: formula '\\frac{1': cannot be set"),
        (
            PAGE,
            "$n^2$",
            r"$\nosuch$",
            r"docs/index.md:3: ValueError: formula '\\nosuch': \nosuch cannot be set",
        ),
        (PAGE, "$n = {{ sides", r"$n^ {{ 5 }}^{{ sides", "docs/index.md:3: ValueError: formula 'n^ 5^40'"),
        (FIGURE, "figure.subplots()", "figure.subplots(0)", f"{FIGURE}:18: ValueError"),
        (FIGURE, "def alt()", "def alt(", f"{FIGURE}:12: SyntaxError"),
        (FIGURE, ".plot(", ".set_title(r'$\\frac{1$').axes.plot(", f"{FIGURE}:16: ValueError"),
        (TABLE, "area(side)) for", "aera(side)) for", f"{TABLE}:23: NameError: name 'aera'"),
        ("src/truth/__init__.py", "def area", "def area(", "src/truth/__init__.py:6: SyntaxError"),
        ("src/truth/__init__.py", "side * side", "side * sied", "src/truth/__init__.py:12: NameError"),
        (
            "scripts/content/__init__.py",
            "def files",
            "exit()\ndef files",
            "scripts/content/__init__.py:12: SystemExit",
        ),
        (TABLE, "    return [", "    exit()\n    return [", f"{TABLE}:23: SystemExit"),
        (PAGE, "as $n^2$ has it", "as $n^2 has it", "docs/index.md:3: ValueError: formula 'n^2 has it"),
        (
            PAGE,
            "Squares",
            "{# Later. #}\n\nSquares",
            "docs/index.md:3: TemplateSyntaxError: {# Later. #} would",
        ),
        (TABLE, "for side in SIDES", "for side in ()", f"{TABLE}:22: ValueError: rows() gives []: expected"),
        (TABLE, "return [Row(", "return []; [Row(", f"{TABLE}:22: ValueError: rows() gives []"),
        (TABLE, "return [Row(", "[Row(", f"{TABLE}:22: ValueError: rows() gives None: expected"),
        (
            TABLE,
            "[Row(side, ",
            "[(side, ",
            f"{TABLE}:22: ValueError: rows() gives (1, 1): expected a dataclass",
        ),
        (
            TABLE,
            "from write.tables",
            "from content.figures import squares\nfrom write.tables",
            f"{TABLE}:9: ImportError: content.figures.squares is a figure: expected what",
        ),
        (TABLE, '= column("Area")', "= 0", f"{TABLE}:22: ValueError: rows() gives Row("),
        (TABLE, "area(side))", "area(side) / 2)", f"{TABLE}:22: ValueError: row 1 of rows() has area=0.5"),
        (
            TABLE,
            "area(side))",
            "None)",
            f"{TABLE}:22: ValueError: row 1 of rows() has area=None: expected int",
        ),
        (TABLE, "in SIDES]", "in SIDES] + ['sum']", f"{TABLE}:22: ValueError: row 4 of rows() is 'sum'"),
        (TABLE, 'return "Areas."', "return None", f"{TABLE}:18: ValueError: caption() gives None"),
        (FIGURE, 'return f"The', 'f"The', f"{FIGURE}:8: ValueError: caption() gives None: expected words"),
        (FIGURE, '"A line that bends upwards."', '" "', f"{FIGURE}:12: ValueError: alt() gives ' '"),
        (FIGURE, '"""How fast does an area grow?"""', "", f"{FIGURE}:1: ValueError: the module has no doc"),
        (FIGURE, '"accent"', '"red"', f"{FIGURE}:16: ValueError: colour #ff0000, which no palette has"),
        (
            FIGURE,
            ".plot(",
            ".bar(0, 1, color='k').patches or x.plot(",
            f"{FIGURE}:16: ValueError: colour #000000",
        ),
        (
            FIGURE,
            ".plot(",
            ".text(0, 0, 'A', color='k') or x.plot(",
            f"{FIGURE}:16: ValueError: colour #000000",
        ),
        (
            FIGURE,
            "def draw(",
            "def rows(): return []\ndef draw(",
            f"{FIGURE}:16: ValueError: rows() gives []",
        ),
        (
            "scripts/content/__init__.py",
            '"sides": SIDES',
            '"table": SIDES, "range": 1',
            "scripts/content/__init__.py:6: ValueError: names() has range, table: expected names that mean",
        ),
    ],
)
def test_a_mistake_is_said_where_it_is(assembled, path, old, new, said):
    assembled.edit(path, old, new)
    assert any(line.startswith(said) for line in assembled.mistakes()), assembled.mistakes()


def test_a_page_that_is_not_utf_8_is_named_with_its_line(assembled):
    (assembled.root / PAGE).write_bytes(b"# Tiny\n\nna\xefve\n")
    (said,) = assembled.mistakes()
    assert said.startswith("docs/index.md:3: UnicodeDecodeError")


def test_a_table_that_never_ends_is_named(assembled):
    assembled.edit("scripts/build/mistakes.py", "PATIENCE = 60.0", "PATIENCE = 0.5")
    assembled.edit(TABLE, "    return [", "    while True: pass\n    return [")
    (said,) = assembled.mistakes()
    assert said == f"{TABLE}:23: TimeoutError: not finished after 0.5 seconds of computing"


@pytest.mark.parametrize("folder", ["docs", "docs/new", ".", "scripts", "scripts/content/figures"])
def test_a_folder_of_the_authors_is_refused(assembled, folder):
    before = assembled.tree(".")
    run = assembled.assemble(folder)
    assert run.returncode == 1
    assert "expected a folder neither in nor over" in run.stderr
    assert assembled.tree(".") == before


def test_the_authors_folder_is_refused_under_another_name_too(assembled):
    (assembled.root / "link").symlink_to(assembled.root / "docs")
    assert "neither in nor over" in assembled.assemble("link").stderr


def test_somebodys_folder_is_refused_and_one_of_ours_holds_nothing_stale(assembled):
    mine = assembled.write("mine/letter.txt", "Dear …")
    run = assembled.assemble("mine")
    assert run.returncode == 1
    assert "expected a new or empty folder" in run.stderr
    assert mine.read_text() == "Dear …"
    assembled.write("docs/other.md", "# Other\n")
    assert assembled.assemble().returncode == 0
    assert "other.md" in assembled.tree()
    (assembled.root / "docs/other.md").unlink()
    assert assembled.assemble().returncode == 0
    assert "other.md" not in assembled.tree()


SIDE_FILES = (
    "docs/.#index.md",
    "docs/._index.md",
    "docs/index.md~",
    "docs/#index.md#",
    "docs/.index.md.swp",
    "docs/index.md.orig",
    "docs/.DS_Store",
    "docs/images/Thumbs.db",
    "scripts/content/figures/.#squares.py",
    "scripts/content/figures/._squares.py",
    "scripts/content/figures/squares.py~",
    "scripts/content/tables/._areas.py",
    "scripts/content/tables/areas (copy).py",
)


def test_what_editors_and_systems_put_beside_files_is_neither_read_nor_published(assembled):
    for path in SIDE_FILES:
        (assembled.root / path).write_bytes(b"\0\xff{{ not for readers")
    (assembled.root / "docs/.#other.md").symlink_to("somebody@nowhere.1234")
    before = assembled.tree()
    run = assembled.assemble()
    assert run.returncode == 0, run.stderr
    assert assembled.tree() == before


def test_packages_of_our_names_that_are_installed_do_not_win(assembled, tmp_path_factory):
    installed = tmp_path_factory.mktemp("installed")
    for name in ("build", "content", "draw", "write", "tables", "figures", "truth"):
        (installed / name).mkdir()
        (installed / name / "__init__.py").write_text("raise RuntimeError('not ours')")
    shutil.rmtree(assembled.root / ".cache")
    before = assembled.tree()
    run = assembled.assemble(PYTHONPATH=str(installed))
    assert run.returncode == 0, run.stderr
    assert assembled.tree() == before


def test_a_library_may_be_installed_anywhere(assembled, tmp_path_factory):
    installed = tmp_path_factory.mktemp("installed")
    for folder in Path(__import__("numpy").__file__).parents[1].glob("numpy*"):
        (installed / folder.name).symlink_to(folder)
    assembled.edit(FIGURE, "from truth", "import numpy\nfrom truth")
    assembled.add_figure("another", top="import numpy")  # two, for which the libraries are loaded ahead
    run = assembled.assemble(PYTHONPATH=str(installed))
    assert run.returncode == 0, run.stderr


def test_nothing_of_the_authors_matplotlib_gets_in(assembled, tmp_path_factory):
    theirs = tmp_path_factory.mktemp("theirs")
    (theirs / "matplotlibrc").write_text(
        "axes.linewidth: 7\nlines.linewidth: 9\nfont.size: 30\nsavefig.dpi: 20\n"
    )
    before = assembled.tree()
    shutil.rmtree(assembled.root / ".cache")
    shutil.copyfile(theirs / "matplotlibrc", assembled.root / "matplotlibrc")  # where Matplotlib looks first
    run = assembled.assemble(MPLCONFIGDIR=str(theirs))
    assert run.returncode == 0, run.stderr
    assert assembled.tree() == before


def test_a_system_font_of_our_fonts_name_is_not_used(assembled, tmp_path_factory):
    from fontTools.ttLib import TTFont

    home = tmp_path_factory.mktemp("home")
    other = Path(__import__("matplotlib").get_data_path()) / "fonts/ttf/DejaVuSerif.ttf"
    font = TTFont(other)
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = "Atkinson Hyperlegible Next"
    fonts = home / ".local/share/fonts"
    fonts.mkdir(parents=True)
    font.save(fonts / "impostor.ttf")
    shutil.rmtree(assembled.root / ".cache")
    before = assembled.tree()
    run = assembled.assemble(
        HOME=str(home), XDG_DATA_HOME=str(home / ".local/share"), MPLCONFIGDIR=str(home / "mpl")
    )
    assert run.returncode == 0, run.stderr
    assert "Atkinson Hyperlegible Next" in next((home / "mpl").glob("fontlist*.json")).read_text(), (
        "it was not seen"
    )
    assert assembled.tree() == before


def test_an_assembly_leaves_nothing_beside_the_tree(assembled):
    names = {path.name for path in assembled.root.iterdir()}
    assert assembled.assemble().returncode == 0
    assert {path.name for path in assembled.root.iterdir()} == names
    assert not list(assembled.root.rglob("__pycache__"))
    assert os.listdir(assembled.root / ".cache/figures") == ["squares"]


def test_a_remark_is_said_and_stops_nothing(tiny):
    tiny.edit("scripts/content/__init__.py", "return []", 'return ["sides.txt: three will do"]')
    run = tiny.assemble("tree")
    assert run.returncode == 0
    assert run.stderr == "sides.txt: three will do\n"


def test_a_tree_is_the_same_whether_its_figures_are_drawn_or_kept(tiny):
    assert tiny.assemble("drawn").returncode == 0
    assert tiny.assemble("kept").returncode == 0
    assert tiny.tree("drawn") == tiny.tree("kept")


def test_a_value_that_is_refused_is_named_where_it_was_asked_for(assembled):
    assembled.edit(
        "src/truth/__init__.py", "return side * side", "raise ValueError(f'side={side}: too long')"
    )
    (said,) = [line for line in assembled.mistakes() if "__init__" in line.split(":")[0]]
    what, _, where = said.partition(" (raised at ")
    assert what == "scripts/content/__init__.py:9: ValueError: side=40: too long"
    assert where == "src/truth/__init__.py:12)"

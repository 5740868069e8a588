"""Run the command as a user does, and check what it prints against the package and against itself."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest

from sparse_shared import Conv, Wiring, count, networks
from sparse_shared.command import main
from sparse_shared.command.progress import Progress

NG = ["layer", "--input", "3x32x32", "--out", "6", "--kernel", "5"]
SOURCE = str(Path(__file__).parents[2] / "src")


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    out, error = capsys.readouterr()
    assert error == ""
    return out


def test_a_layer_has_the_published_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """Andrew Ng's layer: 456 parameters against some 14 million."""
    out = output(capsys, *NG)
    for published in ("14,450,688", "352,800", "62,658", "450"):
        assert published in out
    assert "456 values are trained: 450 weights, 6 biases" in out
    assert "sparsity after sharing:      139 times fewer weights" in out


def test_the_table_fits_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["vgg16"], ["densenet121"], ["lenet5"], NG):
        lines = output(capsys, *arguments).splitlines()
        assert max(map(len, lines)) <= 80


def test_columns_come_in_the_usual_order(capsys: pytest.CaptureFixture[str]) -> None:
    order = ["dense", "sparse only", "shared only", "both"]
    rows = list(csv.reader(io.StringIO(output(capsys, *NG, "--csv"))))
    assert rows[0][-4:] == order
    assert output(capsys, *NG, "--markdown").splitlines()[2].strip("| ").split(" | ")[2:] == order
    heading = output(capsys, *NG).splitlines()[3]
    assert [heading.index(word) for word in order] == sorted(heading.index(word) for word in order)


def test_json_says_all_that_a_layer_is(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (
        "layer --input 4x20x30 --out 6 --kernel 3x5 --stride 1x2 --padding 1x2 --dilation 2x1 --groups 2"
    )
    whole = json.loads(output(capsys, *arguments.split(), "--json"))
    layer = Conv((4, 20, 30), 6, (3, 5), stride=(1, 2), padding=(1, 2), dilation=(2, 1), groups=2)
    counts = {wiring: count(layer, wiring) for wiring in map(Wiring, range(4))}
    assert whole["layers"] == [
        {
            "name": "layer",
            "op": "Conv",
            "in": [4, 20, 30],
            "out": list(layer.output_shape),
            "kernel": [3, 5],
            "stride": [1, 2],
            "pads": [[1, 1], [2, 2]],
            "padding_mode": "zeros",
            "dilation": [2, 1],
            "group": 2,
            "connections": counts[Wiring.CONV].connections,
            "weights": counts[Wiring.CONV].weights,
            "biases": 6,
            "dense": counts[Wiring.DENSE].weights,
            "sparse_only": counts[Wiring.SPARSE].weights,
            "shared_only": counts[Wiring.SHARED].weights,
            "both": counts[Wiring.CONV].weights,
        }
    ]
    assert whole["trainable"] == counts[Wiring.CONV].parameters


def test_json_tells_a_ring_and_a_table_of_channels(capsys: pytest.CaptureFixture[str]) -> None:
    ring = "layer --input 1x8 --out 1 --kernel 3 --padding 1 --padding-mode circular"
    (layer,) = json.loads(output(capsys, *ring.split(), "--json"))["layers"]
    assert layer["padding_mode"] == "circular"
    (row, _) = csv.DictReader(io.StringIO(output(capsys, *ring.split(), "--csv")))
    assert row["padding mode"] == "circular"
    tables = {
        layer["name"]: layer.get("channel_mask")
        for layer in json.loads(output(capsys, "lenet5", "--json"))["layers"]
    }
    third = dict(networks.load("lenet5").layers)["C3"]
    assert tables.pop("C3") == list(map(list, third.channel_mask or ()))
    assert set(tables.values()) == {None}


@pytest.mark.parametrize("name", networks.names())
def test_json_of_a_network_adds_up(capsys: pytest.CaptureFixture[str], name: str) -> None:
    whole = json.loads(output(capsys, name, "--json"))
    network = networks.load(name)
    layers, totals = whole["layers"], whole["totals"]
    for key in ("dense", "sparse_only", "shared_only", "both", "connections", "weights", "biases"):
        assert totals[key] == sum(layer[key] for layer in layers)
    assert totals["both"] == network.count(Wiring.CONV).weights
    assert whole["trainable"] == totals["weights"] + totals["biases"] + sum(whole["other"].values())
    assert whole["trainable"] == network.parameters
    assert network.published in (None, whole["trainable"])


def test_layers_that_share_nothing_in_their_network_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """LeCun's Net-3: 1,226 parameters, as Hastie et al. have it, of two locally connected layers."""
    out = output(capsys, "net3")
    assert "1,226 values are trained: 1,136 weights, 90 biases" in out
    for form in ([], ["--markdown"]):
        out = output(capsys, "net3", *form)
        assert "H1 and H2 are sparse only in this network: what is trained counts so." in out
        assert "A tap on padding counts as a connection here" in out
    assert "H2 is sparse only in this network" in output(capsys, "net4")
    assert "in this network" not in output(capsys, "net5")


@pytest.mark.parametrize("name", ["resnet18", "net4"])
def test_csv_adds_up(capsys: pytest.CaptureFixture[str], name: str) -> None:
    rows = list(csv.DictReader(io.StringIO(output(capsys, name, "--csv"))))
    assert rows[-1]["layer"] == "all layers"
    for column in ("dense", "sparse only", "shared only", "both", "connections", "weights", "biases"):
        assert int(rows[-1][column]) == sum(int(row[column]) for row in rows[:-1])
    assert int(rows[-1]["weights"]) == networks.load(name).count().weights


def test_a_figure_is_the_same_at_every_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / "a.svg", tmp_path / "b.svg"]
    for path in paths:
        output(capsys, "resnet18", "--figure", str(path))
    first, second = (path.read_bytes() for path in paths)
    assert first == second
    words = " ".join(ElementTree.fromstring(first).itertext())
    for wiring, name in ((Wiring.DENSE, "dense"), (Wiring.CONV, "both")):
        assert f"{name}: {networks.load('resnet18').count(wiring).weights:,} weights" in words


def test_a_figure_neither_follows_nor_changes_what_matplotlib_is_set_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "a.svg", tmp_path / "b.svg"]
    output(capsys, *NG, "--figure", str(paths[0]))
    with matplotlib.rc_context({"font.size": 30}):
        output(capsys, *NG, "--figure", str(paths[1]))
        assert matplotlib.rcParams["font.size"] == 30
    first, second = (path.read_bytes() for path in paths)
    assert first == second


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--input 3x32x32 --out 6", "--kernel is missing"),
        ("--input 100 --out 6 --kernel 3", "expected an image to slide over"),
        ("--input 100 --out 6 --stride 2", "--stride 2: expected an image to slide over"),
        ("--input 100 --out 6 --padding same", "--padding same: expected an image to slide over"),
        ("--input 100 --out 6 --padding-mode circular", "--padding-mode circular: expected an image"),
        ("--input 100 --out 6 --dilation 2", "--dilation 2: expected an image to slide over"),
        ("--input 100 --out 6 --groups 2", "--groups 2: expected an image to slide over"),
        ("--input 3x32x32 --out six --kernel 3", "--out six: expected a whole number"),
        ("--input 3x32x32 --out 6x6 --kernel 3", "--out 6x6: expected a whole number"),
        ("--input 3x32x32 --out 0 --kernel 3", "out_channels=0: expected"),
        ("--input 3x32x32 --out 6 --kernel 33", "kernel_size=33 spans 33 cells"),
        ("--input 3x32x32 --out 6 --kernel 3 --groups 2", "groups=2: expected a divisor"),
        ("--input 3x32x32 --out 6 --kernel 3 --stride 0", "expected an integer of at least 1"),
        ("--input 3x32x32 --out 6 --kernel 3 --padding SAME", "the same is said by padding='same'"),
        ("--input 3x32x32 --out 6 --kernel 3 --padding causal", "expected 'valid', 'same' or ints; the same"),
        ("--input 3x32x32 --out 6 --kernel 3 --padding reflect", "nothing here says the same"),
        ("--input 3x32x32 --out 6 --kernel 3 --padding 1+2", "--padding 1+2: expected whole numbers"),
        ("--input 3x32x32 --out 6 --kernel 3 --padding-mode wrap", "the same is said by padding_mode='circu"),
        ("--input 1x99999999 --out 1 --kernel 9999999", "at most 65536 taps"),
        ("--input 3x2x2x2x2 --out 1 --kernel 1", "expected (channels, *spatial)"),
        ("--out 1 --kernel 1", "--input"),
    ],
)
def test_layers_that_make_no_sense(capsys: pytest.CaptureFixture[str], arguments: str, says: str) -> None:
    assert main(["layer", *arguments.split()]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    (line,) = error.splitlines()
    assert says in line


@pytest.mark.parametrize(
    ("missing", "arguments", "says"),
    [
        ("onnx", ["{model}"], "pip install 'sparse-shared[onnx]'"),
        ("matplotlib", [*NG, "--figure", "{folder}/a.svg"], "pip install 'sparse-shared[figure]'"),
    ],
)
def test_a_missing_package_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    missing: str,
    arguments: list[str],
    says: str,
) -> None:
    (tmp_path / "model.onnx").write_bytes(b"\x3a\x00")  # an empty graph
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.setattr("sparse_shared.onnx.shapes.find_spec", lambda name: None)
    assert main([a.format(model=tmp_path / "model.onnx", folder=tmp_path) for a in arguments]) == 2
    assert says in capsys.readouterr().err


def imported_by(*arguments: str) -> set[str]:
    """Return the modules that the command has loaded when it is done, in an interpreter of its own."""
    code = "import sys; from sparse_shared.command import run; run(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": SOURCE},
    )
    return set(done.stdout.splitlines()[-1].split())


def test_counting_alone_imports_neither_numpy_nor_what_files_need() -> None:
    needless = {"numpy", "onnx", "matplotlib", "json", "csv", "pathlib", "sparse_shared.onnx"}
    assert not needless & imported_by(*NG)


def test_counting_alone_imports_little_of_the_standard_library() -> None:
    """Of `inspect`, a third of the whole, there is a stand-in, and nothing of what it would import."""
    heavy = {"ast", "dis", "tokenize", "fractions", "decimal", "typing", "textwrap"}
    assert not heavy & imported_by(*NG)


def test_what_was_put_off_is_there_when_it_is_asked_for() -> None:
    code = (
        "import sys; from sparse_shared.command.later import import_at_first_use\n"
        "import_at_first_use('inspect'); import inspect; before = 'dis' in sys.modules\n"
        "from inspect import signature; import inspect as again\n"
        "print(before, signature(len), again.signature is inspect.signature, inspect.__spec__.name)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": SOURCE}
    )
    assert done.stdout.split("\n")[0] == "False (obj, /) True inspect", done.stderr


def test_who_calls_the_command_from_python_keeps_the_modules_as_they_are() -> None:
    code = f"from sparse_shared.command import main; main({NG}); import inspect; print(type(inspect))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": SOURCE}
    )
    assert done.stdout.splitlines()[-1] == "<class 'module'>"


def test_module_and_command_are_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sparse_shared", *NG],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": SOURCE, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout == output(capsys, *NG)


def test_a_folder_does_not_hide_a_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = output(capsys, "resnet18")
    (tmp_path / "resnet18").mkdir()
    monkeypatch.chdir(tmp_path)
    assert output(capsys, "resnet18") == known


def test_a_word_that_is_no_network_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resnet34"]) == 2
    assert capsys.readouterr().err == (
        f"sparse-shared: resnet34: expected an ONNX file, or one of {', '.join(networks.names())}\n"
    )
    for path in ("resnet34.onnx", "models/resnet34"):
        assert main([path]) == 2
        assert capsys.readouterr().err == f"sparse-shared: {path}: No such file or directory\n"


@pytest.mark.parametrize("arguments", [["--help"], ["layer", "--help"]])
def test_help_says_what_every_option_is(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    for line, after in pairwise(out.splitlines()):
        if line.startswith("  -"):
            option = line.strip()
            assert "  " in option or after.startswith(" " * 20), option
    if arguments == ["--help"]:
        assert set(networks.names()) <= set(out.replace(",", " ").replace(".", " ").split())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_shows_after_a_second_and_goes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("sparse_shared.command.progress.time.monotonic", lambda: now[0])
    monkeypatch.setattr(sys, "stderr", Terminal())
    progress = Progress()
    progress("reading", 0.9)
    assert sys.stderr.getvalue() == ""
    now[0] += 1.1
    progress("sizes", 0.5)
    assert "75% sizes" in sys.stderr.getvalue()
    progress("sizes", 1)
    assert "100% sizes" in sys.stderr.getvalue()
    progress.close()
    assert sys.stderr.getvalue().endswith(" \r")
    piped = io.StringIO()
    monkeypatch.setattr(sys, "stderr", piped)
    progress("sizes", 0.9)
    assert piped.getvalue() == ""


def test_whoever_reads_may_have_had_enough() -> None:
    """`sparse-shared resnet152 | head` ends without a word."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sparse_shared", "resnet152"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": SOURCE},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()

"""Hand the command what is no model, or an ill-meant one: one sentence, exit code 2, nothing else."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from onnx import ModelProto, TensorProto, helper

from sparse_shared.command import main

from .onnx_models import ints, model, node, saved, tensor, value

SOURCE = str(Path(__file__).parents[2] / "src")


def convolution(
    *, data: tuple[int, ...] = (1, 3, 9, 9), weight: tuple[int, ...] = (4, 3, 5, 5), **settings: object
) -> ModelProto:
    return model([node("Conv", "x w", "y", **settings)], [tensor("w", *weight)], [value("x", data)])


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the one sentence with which the command refuses."""
    assert main(arguments) == 2
    out, error = capsys.readouterr()
    assert out == ""
    (line,) = error.splitlines()
    assert line.startswith("sparse-shared: ")
    assert "Traceback" not in line
    return line


def claiming(*dims: int, values: int = 4) -> ModelProto:
    """Return a model with a tensor that holds fewer values than its sizes say."""
    weight = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=dims, raw_data=bytes(4 * values))
    return model([node("Conv", "x w", "y")], [weight], [value("x", (1, 3, 9, 9))])


def made_of_one(*dims: int) -> ModelProto:
    """Return a model with a weight of any size that costs the file nothing."""
    nodes = [node("ConstantOfShape", "s", "w"), node("Conv", "x w", "y")]
    return model(nodes, [ints("s", *dims)], [value("x", (1, 1, 2**31, 1))])


def functions_in_functions(depth: int) -> ModelProto:
    """Return a model of functions that each call the next one twice."""
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("m", 1)]
    functions = []
    for i in range(depth):
        calls = [node(f"f{i + 1}", "a", "t", domain="m"), node(f"f{i + 1}", "t", "b", domain="m")]
        body = calls if i < depth - 1 else [node("Relu", "a", "b")]
        functions.append(helper.make_function("m", f"f{i}", ["a"], ["b"], body, opsets))
    return model([node("f0", "x", "y", domain="m")], [], [value("x", (1, 3))], functions=functions, m=1)


@pytest.mark.parametrize(
    ("proto", "says"),
    [
        (claiming(2**63 - 1, 3, 5, 5), "has sizes that no tensor has"),
        (claiming(2**32, 2**32, 1, 1), "has sizes that no tensor has"),
        (claiming(-1, 3, 5, 5), "has sizes that no tensor has"),
        (claiming(4, 3, 5, 5), "holds 16 bytes: expected 1,200"),
        (made_of_one(2**62, 1, 1, 1), "expected sizes of 1 to 2147483648"),
        (made_of_one(1, 1, 2**30, 1), "a kernel of 1,073,741,824 taps: expected 65,536 at most"),
        (convolution(data=(1, 3, 2**62, 2**62)), "expected sizes of 1 to 2147483648"),
        (convolution(pads=[2**62] * 4), "expected 4 ints of 0 or more"),
        (convolution(pads=[1, 1]), "expected 4 ints of 0 or more"),
        (convolution(strides=[0, 0]), "expected 2 ints, 1 or more"),
        (convolution(dilations=[2**62] * 2), "dilations"),
        (convolution(kernel_shape=[3, 3]), r"kernel_shape=\(3, 3\)"),
        (convolution(group=2), "has weights for 6 channels and reads 3"),
        (convolution(group=0), "has weights for 0 channels and reads 3"),
        (convolution(group=-3), "channels and reads 3"),
        (convolution(strides=[2.0, 2.0]), "'y' says strides in real numbers: expected a list of ints"),
        (convolution(strides=2), "'y' says strides 2: expected a list of ints"),
        (convolution(group=[3]), r"'y' says group \(3,\): expected an int"),
        (convolution(group=3.0), "'y' says group in real numbers: expected an int"),
        (convolution(auto_pad=1), "'y' says auto_pad 1: expected a string"),
        (convolution(group=3, weight=(4, 1, 5, 5)), "groups=3: expected a divisor of out_channels=4"),
        (convolution(weight=(4, 3, 50, 50)), "kernel_size=50 spans 50 cells"),
        (convolution(weight=(4, 3, 5)), "expected 4 to 4 axes"),
        (
            model(
                [node("Magic", "x w", "y", domain="com.acme")],
                [tensor("w", 4, 3)],
                [value("x", (1, 3))],
                com_acme=1,
            ),
            "com.acme.Magic 'y' holds 12 values, and no rule says what it connects with them",
        ),
        (
            model([node("Magic", "x w", "y")], [tensor("w", 4, 3)], [value("x", (1, 3))]),
            "unknown.Magic 'y' holds 12 values",
        ),
        (
            model(
                [node("LinearClassifier", "x", "y z", domain="ai.onnx.ml", coefficients=[0.5] * 30)],
                [],
                [value("x", (1, 10))],
                ai_onnx_ml=3,
            ),
            "holds 30 values",
        ),
        (
            model(
                [node("Magic", "x", "z", domain="com.acme"), node("MatMul", "z w", "y")],
                [tensor("w", 4, 3)],
                [value("x", (1, 3))],
            ),
            "say sizes, batch included, such as --input z=1x64x56x56$",
        ),
        (functions_in_functions(40), "more time or memory"),
    ],
)
def test_sizes_that_cannot_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], proto: ModelProto, says: str
) -> None:
    assert re.search(says, refusal(capsys, str(saved(tmp_path, proto))))


def test_a_file_broken_off_anywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = convolution().SerializeToString()
    path = tmp_path / "cut.onnx"
    assert len(whole) > 1200
    for length in random.Random(1).sample(range(1200), 60):  # what comes last may be left out
        path.write_bytes(whole[:length])
        assert "cut.onnx" in refusal(capsys, str(path))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello, this is not ONNX\n" * 100,
        b"\x89PNG\r\n\x1a\n" + random.Random(2).randbytes(5000),
        random.Random(3).randbytes(100_000),
        bytes(1000),
        b"\x08\x08",
    ],
    ids=["empty", "text", "picture", "noise", "zeros", "no graph"],
)
def test_what_is_no_model(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    path = tmp_path / "thing.onnx"
    path.write_bytes(content)
    assert "thing.onnx cannot be read as ONNX" in refusal(capsys, str(path))


def test_what_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "No such file" in refusal(capsys, str(tmp_path / "nowhere.onnx"))
    assert "directory" in refusal(capsys, str(tmp_path))
    assert "no regular file" in refusal(capsys, "/dev/zero")


def test_graphs_in_graphs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def field(number: int, body: bytes) -> bytes:
        length, size = len(body), bytearray()
        while length > 127:
            size.append(length & 127 | 128)
            length >>= 7
        return bytes([number << 3 | 2, *size, length]) + body

    graph = b""
    for _ in range(2000):
        graph = field(1, field(4, b"If") + field(5, field(6, graph)))
    path = tmp_path / "deep.onnx"
    path.write_bytes(field(7, graph))
    assert "graphs lie in graphs" in refusal(capsys, str(path))
    path.write_bytes(field(7, b"\x50\x01" * 2_000_000))
    assert "1,000,000 pieces" in refusal(capsys, str(path))


@pytest.mark.parametrize(
    ("location", "entries", "says"),
    [
        ("nowhere.bin", {}, "which is not there"),
        ("../outside.bin", {}, "this one is outside"),
        ("{folder}/../outside.bin", {}, "this one is outside"),
        ("link.bin", {}, "this one is outside"),
        ("a\0b", {}, "which is not there"),
        ("a" * 5000, {}, "cannot be read"),
        (".", {}, "which is not there"),
        ("", {}, "expected a file in the model's folder"),
        ("weights.bin", {"offset": 2**62}, "it is cut off"),
        ("weights.bin", {"offset": 1}, "it is cut off"),
        ("weights.bin", {"offset": -5}, "it is cut off"),
        ("weights.bin", {"length": 77}, "expected 1,920"),
        ("weights.bin", {"offset": "here"}, "expected whole numbers"),
    ],
)
def test_values_in_other_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], location: str, entries: dict[str, object], says: str
) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (tmp_path / "outside.bin").write_bytes(bytes(1920))
    (folder / "weights.bin").write_bytes(bytes(1920))
    (folder / "link.bin").symlink_to(tmp_path / "outside.bin")
    weight = TensorProto(
        name="w", data_type=TensorProto.FLOAT, dims=[12, 40], data_location=TensorProto.EXTERNAL
    )
    for key, entry in {"location": location.format(folder=folder), **entries}.items():
        weight.external_data.add(key=key, value=str(entry))
    proto = model([node("MatMul", "x w", "y")], [weight], [value("x", (1, 12))])
    assert says in refusal(capsys, str(saved(folder, proto)))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--input", "x"], "expected NAME=1x3x224x224"),
        (["--input", "=1"], "expected NAME=1x3x224x224"),
        (["--input", "x=1x3x"], "expected whole numbers"),
        (["--input", "x=1x3x-9x9"], "expected whole numbers"),
        (["--input", "q=1x3x9x9"], "expected the name of an input, one of: x"),
        (["--input", "x=1x3x0x9"], "sizes['x'][2]=0: expected an integer of at least 1"),
        (["--input", "x=1x3x99999999999x9"], "expected sizes of 1 to"),
        (["--input", "x=1x3x9"], "expected 4 sizes"),
        (["--input", "x=1x3x9x9", "--input", "x=1x3x9x9"], "said twice"),
        (["--input", "x=1x4x9x9"], "has weights for 3 channels and reads 4"),
        (["--figure", "a.txt"], "ends in .svg"),
        (["--figure", "/nowhere/a.svg"], "expected a folder that is there"),
        (["--csv", "--json"], "not allowed with"),
        (["--what"], "unrecognized arguments"),
    ],
)
def test_options_that_make_no_sense(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert says in refusal(capsys, str(saved(tmp_path, convolution())), *arguments)


def test_names_cannot_write_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proto = convolution()
    proto.graph.node[0].name = "\x1b[31mred\n| evil \u202e"
    path = str(saved(tmp_path, proto))
    assert main([path]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert r"\x1b[31mred\n| evil" in out
    main([path, "--markdown"])
    assert r"\|" in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux how much memory was used")
def test_values_are_never_read(tmp_path: Path) -> None:
    weights = np.zeros((4096, 4096), np.float32)  # 64 MiB
    proto = model(
        [node("MatMul", "x w", "y")],
        [helper.make_tensor("w", 1, weights.shape, weights.tobytes(), raw=True)],
        [value("x", (1, 4096))],
    )
    path = saved(tmp_path, proto)
    code = (
        "import re, resource, sys; from sparse_shared import onnx; onnx.load(sys.argv[1]); "
        "print(re.search(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read())[1], "
        "resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True, env=environment
    )
    assert sum(map(int, done.stdout.split())) < 100_000  # KiB, of both processes

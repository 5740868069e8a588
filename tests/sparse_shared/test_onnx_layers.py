"""Read layers from small models, each built by the `onnx` package, and compare with what they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx as onnx_package
import pytest
from onnx import TensorProto, helper

from sparse_shared import Conv, ConvTranspose, Dense, Wiring, count, onnx
from sparse_shared.command import answer

from .onnx_models import infer_here, ints, model, node, saved, stored_values, tensor, value


@pytest.fixture(autouse=True)
def _infer_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx, "with_shapes", infer_here)


def load(folder: Path, proto: onnx_package.ModelProto, **sizes: tuple[int, ...]) -> onnx.OnnxNetwork:
    network = onnx.load(saved(folder, proto), sizes=sizes)
    made = sum(1 for n in proto.graph.node if n.op_type == "ConstantOfShape")
    assert made or network.stored == stored_values(proto)
    assert network.parameters + sum(network.untrained.values()) == network.stored
    return network


def the_layer(network: onnx.OnnxNetwork) -> object:
    ((_, layer),) = network.layers
    return layer


@pytest.mark.parametrize(
    ("shape", "weight", "settings", "expected"),
    [
        ((1, 3, 9), (4, 3, 5), {}, Conv((3, 9), 4, 5)),
        ((1, 3, 9, 8), (4, 3, 5, 3), {}, Conv((3, 9, 8), 4, (5, 3))),
        ((1, 3, 9, 8, 7), (4, 3, 5, 3, 2), {}, Conv((3, 9, 8, 7), 4, (5, 3, 2))),
        ((1, 4, 9, 9), (6, 2, 3, 3), {"group": 2}, Conv((4, 9, 9), 6, 3, groups=2)),
        ((1, 2, 9, 9), (6, 2, 3, 3), {"strides": [2, 3]}, Conv((2, 9, 9), 6, 3, stride=(2, 3))),
        ((1, 2, 9, 9), (6, 2, 3, 3), {"dilations": [2, 1]}, Conv((2, 9, 9), 6, 3, dilation=(2, 1))),
        (
            (1, 2, 9, 9),
            (6, 2, 3, 3),
            {"pads": [0, 1, 2, 3]},  # before, before, after, after
            Conv((2, 9, 9), 6, 3, padding=((0, 2), (1, 3))),
        ),
        (
            (1, 2, 8, 8),
            (6, 2, 3, 3),
            {"auto_pad": "SAME_UPPER", "strides": [2, 2]},
            Conv((2, 8, 8), 6, 3, stride=2, padding=((0, 1), (0, 1))),
        ),
        (
            (1, 2, 8, 8),
            (6, 2, 3, 3),
            {"auto_pad": "SAME_LOWER", "strides": [2, 2]},
            Conv((2, 8, 8), 6, 3, stride=2, padding=((1, 0), (1, 0))),
        ),
        ((1, 2, 8, 8), (6, 2, 3, 3), {"auto_pad": "VALID"}, Conv((2, 8, 8), 6, 3)),
    ],
)
def test_convolutions(
    tmp_path: Path,
    shape: tuple[int, ...],
    weight: tuple[int, ...],
    settings: dict[str, object],
    expected: Conv,
) -> None:
    proto = model(
        [node("Conv", "x w b", "y", **settings)],
        [tensor("w", *weight), tensor("b", weight[0])],
        [value("x", shape)],
    )
    assert the_layer(load(tmp_path, proto)) == expected


def test_a_batch_of_any_size_is_left_out(tmp_path: Path) -> None:
    for batch in (1, 8, "batch", None):
        proto = model([node("Conv", "x w", "y")], [tensor("w", 4, 3, 5, 5)], [value("x", (batch, 3, 9, 9))])
        assert the_layer(load(tmp_path, proto)) == Conv((3, 9, 9), 4, 5, bias=False)


def test_sizes_may_come_from_numpy(tmp_path: Path) -> None:
    proto = model([node("Conv", "x w", "y")], [tensor("w", 4, 3, 5, 5)], [value("x", ("n", 3, "h", "w"))])
    network = onnx.load(saved(tmp_path, proto), sizes={"x": np.array((1, 3, 20, 30))})  # type: ignore[dict-item]
    assert the_layer(network) == Conv((3, 20, 30), 4, 5, bias=False)
    assert {type(size) for size in network.inputs["x"]} == {int}


def test_an_open_image_size_has_to_be_said(tmp_path: Path) -> None:
    proto = model([node("Conv", "x w", "y")], [tensor("w", 4, 3, 5, 5)], [value("x", ("n", 3, "h", "w"))])
    with pytest.raises(onnx.UnknownSizeError) as caught:
        load(tmp_path, proto)
    assert str(caught.value).endswith("say sizes, batch included, such as sizes={'x': (1, 3, 224, 224)}")
    assert the_layer(onnx.load(tmp_path / "model.onnx", sizes=caught.value.likely)) == Conv(
        (3, 224, 224), 4, 5, bias=False
    )
    assert the_layer(load(tmp_path, proto, x=(2, 3, 20, 30))) == Conv((3, 20, 30), 4, 5, bias=False)


@pytest.mark.parametrize("where", ["initialiser", "constant", "constant of shape"])
@pytest.mark.parametrize(
    "on_the_way", ["", "Identity", "Cast", "Transpose", "Reshape", "DequantizeLinear", "Squeeze", "Slice"]
)
def test_weights_are_found_wherever_they_are(tmp_path: Path, where: str, on_the_way: str) -> None:
    shape = {
        "Transpose": (12, 7),
        "Reshape": (84,),
        "Squeeze": (1, 7, 12),
        "Slice": (9, 12),
    }.get(on_the_way, (7, 12))
    dtype = np.int8 if on_the_way == "DequantizeLinear" else np.float32
    stored = [tensor("w", *shape, dtype=dtype)]
    nodes = []
    if where == "constant":
        nodes = [helper.make_node("Constant", [], ["w"], value=stored.pop())]
    elif where == "constant of shape":
        fill = helper.make_tensor(
            "fill", TensorProto.INT8 if dtype == np.int8 else TensorProto.FLOAT, [1], [0]
        )
        stored = [ints("shape", *shape)]
        nodes = [node("ConstantOfShape", "shape", "w", value=fill)]
    ways = {
        "": node("Identity", "w", "v"),
        "Identity": node("Identity", "w", "v"),
        "Cast": node("Cast", "w", "v", to=TensorProto.FLOAT),
        "Transpose": node("Transpose", "w", "v", perm=[1, 0]),
        "Reshape": node("Reshape", "w to", "v"),
        "DequantizeLinear": node("DequantizeLinear", "w scale zero", "v"),
        "Squeeze": node("Squeeze", "w axes", "v"),
        "Slice": node("Slice", "w from until", "v"),
    }
    extra = {
        "Reshape": [ints("to", 7, 12)],
        "DequantizeLinear": [tensor("scale"), tensor("zero", dtype=np.int8)],
        "Squeeze": [ints("axes", 0)],
        "Slice": [ints("from", 1), ints("until", 8)],
    }
    proto = model(
        [*nodes, ways[on_the_way], node("MatMul", "x v", "y")],
        [*stored, *extra.get(on_the_way, [])],
        [value("x", (1, 7))],
    )
    network = load(tmp_path, proto)
    assert the_layer(network) == Dense(7, 12, bias=False)
    assert network.untrained.get("quantisation") == (2 if on_the_way == "DequantizeLinear" else None)


@pytest.mark.parametrize(
    ("data", "weight", "order", "expected"),
    [
        ((1, 7), (7, 12), "x w", Dense(7, 12, bias=False)),
        ((1, 20, 7), (7, 12), "x w", Conv((7, 20), 12, 1, bias=False)),
        ((1, 20, 7), (1, 7, 12), "x w", Conv((7, 20), 12, 1, bias=False)),
        ((1, 5, 6, 7), (7, 12), "x w", Conv((7, 5, 6), 12, 1, bias=False)),
        ((7, 20), (12, 7), "w x", Conv((7, 20), 12, 1, bias=False)),
        ((1, 7, 20), (12, 7), "w x", Conv((7, 20), 12, 1, bias=False)),
        ((1, 4, 20, 7), (4, 7, 12), "x w", Conv((28, 20), 48, 1, groups=4, bias=False)),
        ((1, 1, 20, 7), (4, 7, 12), "x w", Conv((7, 20), 48, 1, bias=False)),
        ((7,), (7, 12), "x w", Dense(7, 12, bias=False)),
        ((1, 7), (7,), "x w", Dense(7, 1, bias=False)),
    ],
)
def test_a_matrix_is_applied_at_every_position(
    tmp_path: Path, data: tuple[int, ...], weight: tuple[int, ...], order: str, expected: object
) -> None:
    first = value("batch", (1, 1))
    proto = model([node("MatMul", order, "y")], [tensor("w", *weight)], [first, value("x", data)])
    layer = the_layer(load(tmp_path, proto))
    assert layer == expected
    shape = np.matmul(*(np.zeros(data if name == "x" else weight) for name in order.split())).shape
    summed = weight[0] if len(weight) == 1 else weight[-1] if order == "w x" else weight[-2]
    assert count(expected).connections == int(np.prod(shape)) * summed  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, ConvTranspose((4, 7, 9), 6, (3, 5))),
        ({"strides": [2, 3]}, ConvTranspose((4, 7, 9), 6, (3, 5), stride=(2, 3))),
        (
            {"strides": [2, 2], "pads": [1, 2, 0, 1], "output_padding": [1, 0]},
            ConvTranspose((4, 7, 9), 6, (3, 5), stride=2, padding=((1, 0), (2, 1)), output_padding=(1, 0)),
        ),
        ({"dilations": [2, 1]}, ConvTranspose((4, 7, 9), 6, (3, 5), dilation=(2, 1))),
        (
            {"strides": [2, 2], "auto_pad": "SAME_UPPER"},
            ConvTranspose((4, 7, 9), 6, (3, 5), stride=2, padding=((0, 1), (1, 2))),
        ),
        (
            {"strides": [2, 2], "output_shape": [14, 18]},
            ConvTranspose((4, 7, 9), 6, (3, 5), stride=2, padding=((1, 0), (2, 1))),
        ),
        ({"group": 2}, ConvTranspose((4, 7, 9), 12, (3, 5), groups=2)),
    ],
)
def test_transposed_convolutions(
    tmp_path: Path, settings: dict[str, object], expected: ConvTranspose
) -> None:
    proto = model(
        [node("ConvTranspose", "x w b", "y", **settings)],
        [tensor("w", 4, 6, 3, 5), tensor("b", expected.out_channels)],
        [value("x", (1, 4, 7, 9))],
    )
    network = load(tmp_path, proto)
    assert the_layer(network) == expected
    inferred = onnx_package.shape_inference.infer_shapes(proto).graph.output[0].type.tensor_type.shape
    assert (1, *expected.output_shape) == tuple(d.dim_value for d in inferred.dim)


@pytest.mark.parametrize("flip", [0, 1])
def test_gemm(tmp_path: Path, flip: int) -> None:
    weight = tensor("w", 12, 7) if flip else tensor("w", 7, 12)
    proto = model(
        [node("Gemm", "x w b", "y", transB=flip)], [weight, tensor("b", 12)], [value("x", ("n", 7))]
    )
    assert the_layer(load(tmp_path, proto)) == Dense(7, 12)


def test_a_bias_may_be_added_by_a_node_of_its_own(tmp_path: Path) -> None:
    proto = model(
        [node("MatMul", "x w", "z"), node("Add", "b z", "y")],
        [tensor("w", 7, 12), tensor("b", 12)],
        [value("x", (1, 7))],
    )
    assert the_layer(load(tmp_path, proto)) == Dense(7, 12)
    proto.graph.initializer[1].CopyFrom(tensor("b", 1))
    assert load(tmp_path, proto).untrained == {"single numbers": 1}


def test_keras_adds_a_bias_when_channels_are_last(tmp_path: Path) -> None:
    nodes = [
        node("Conv", "x w", "a"),
        node("Transpose", "a", "b", perm=[0, 2, 3, 1]),
        node("Cast", "b", "c", to=TensorProto.FLOAT),
        node("Add", "c bias", "y"),
    ]
    stored = [tensor("w", 5, 3, 5, 5), tensor("bias", 1, 1, 1, 5)]
    proto = model(nodes, stored, [value("x", (1, 3, 9, 9))])
    assert the_layer(load(tmp_path, proto)) == Conv((3, 9, 9), 5, 5)
    proto.graph.node[1].attribute[0].ints[:] = [0, 1, 3, 2]  # now rows are last, of which there are 5, too
    assert the_layer(load(tmp_path, proto)) == Conv((3, 9, 9), 5, 5, bias=False)


def test_initial_states_are_not_trained(tmp_path: Path) -> None:
    nodes = [
        node("Slice", "states from to", "h"),
        node("Expand", "h size", "h2"),
        node("GRU", "x w r  nothing", "y"),
    ]
    nodes[2].input[:] = ["x", "w", "r", "", "", "h2"]
    nodes[2].attribute.add(name="hidden_size", type=2, i=7)
    stored = [
        tensor("w", 1, 21, 5),
        tensor("r", 1, 21, 7),
        tensor("states", 2, 1, 7),
        ints("from", 0),
        ints("to", 1),
    ]
    nodes.insert(0, node("Shape", "lengths", "size"))
    network = load(tmp_path, model(nodes, stored, [value("x", (4, 1, 5)), value("lengths", (1, 1, 7))]))
    assert network.parameters == 21 * 5 + 21 * 7
    assert network.untrained == {"initial states": 14, "shapes and indices": 2}


@pytest.mark.parametrize(
    ("op", "inputs"),
    [
        ("ConvInteger", "x w xz wz"),
        ("QLinearConv", "x s xz w s wz s yz b"),
        ("QLinearConv", "x s xz w s wz s yz"),
    ],
)
def test_quantised_convolutions(tmp_path: Path, op: str, inputs: str) -> None:
    stored = [tensor("w", 4, 3, 5, 5, dtype=np.int8), tensor("s"), tensor("b", 4, dtype=np.int32)]
    stored += [tensor(name, dtype=np.int8 if name == "wz" else np.uint8) for name in ("xz", "wz", "yz")]
    proto = model([node(op, inputs, "y")], stored, [value("x", (1, 3, 9, 9), TensorProto.UINT8)])
    network = load(tmp_path, proto)
    has_bias = " b" in inputs
    assert the_layer(network) == Conv((3, 9, 9), 4, 5, bias=has_bias)
    assert network.untrained["quantisation"] == (4 if op == "QLinearConv" else 2)


@pytest.mark.parametrize(
    ("op", "inputs"), [("MatMulInteger", "x w z z"), ("QLinearMatMul", "x s z w s z s z")]
)
def test_quantised_products(tmp_path: Path, op: str, inputs: str) -> None:
    stored = [tensor("w", 7, 12, dtype=np.uint8), tensor("s"), tensor("z", dtype=np.uint8)]
    proto = model(
        [node(op, inputs, "y")], stored[: 1 + len(inputs) // 6], [value("x", (1, 7), TensorProto.UINT8)]
    )
    proto = model([node(op, inputs, "y")], stored, [value("x", (1, 7), TensorProto.UINT8)])
    assert the_layer(load(tmp_path, proto)) == Dense(7, 12, bias=False)


def test_a_tensor_used_twice_counts_once_and_its_connections_each_time(tmp_path: Path) -> None:
    proto = model(
        [node("Conv", "x w b", "z", pads=[1] * 4), node("Conv", "z w b", "y", pads=[1] * 4)],
        [tensor("w", 3, 3, 3, 3), tensor("b", 3)],
        [value("x", (1, 3, 9, 9))],
    )
    network = load(tmp_path, proto)
    once = count(Conv((3, 9, 9), 3, 3, padding=1))
    assert network.parameters == once.parameters == 84
    assert network.count().connections == 2 * once.connections
    assert network.again == {"y": "z"}
    assert network.count(Wiring.SPARSE).weights == 2 * once.connections


def test_an_embedding_that_is_the_output_layer_too_counts_once(tmp_path: Path) -> None:
    proto = model(
        [node("Gather", "w x", "e"), node("Transpose", "w", "t"), node("MatMul", "e t", "y")],
        [tensor("w", 50, 8)],
        [value("x", (1, 6), TensorProto.INT64)],
    )
    network = load(tmp_path, proto)
    assert the_layer(network) == Conv((8, 6), 50, 1, bias=False)
    assert network.parameters == 400
    proto.graph.node[2].CopyFrom(node("Relu", "e", "y"))
    assert load(tmp_path, proto).other == {"embeddings": 400}


def test_three_matrices_in_one_tensor(tmp_path: Path) -> None:
    nodes = [node("Split", "w", "q k v", axis=1)] + [node("MatMul", f"x {a}", f"y{a}") for a in "qkv"]
    proto = model(nodes, [tensor("w", 8, 24)], [value("x", (1, 5, 8))], outputs=("yq", "yk", "yv"))
    network = load(tmp_path, proto)
    assert [layer for _, layer in network.layers] == [Conv((8, 5), 8, 1, bias=False)] * 3
    assert network.parameters == 192
    assert not network.again


def test_parts_that_overlap_are_refused(tmp_path: Path) -> None:
    cut = [node("Slice", "w a b", "u"), node("Slice", "w c d", "v")]
    proto = model(
        [*cut, node("MatMul", "x u", "y"), node("MatMul", "x v", "z")],
        [tensor("w", 10, 4), ints("a", 0), ints("b", 7), ints("c", 3), ints("d", 10)],
        [value("x", (1, 7))],
        outputs=("y", "z"),
    )
    with pytest.raises(ValueError, match="'z' uses a part of 'w' that other layers use parts of, too"):
        load(tmp_path, proto)


def test_attention_multiplies_computed_values(tmp_path: Path) -> None:
    nodes = [node("Transpose", "x", "t", perm=[0, 2, 1]), node("MatMul", "x t", "y")]
    network = load(tmp_path, model(nodes, [], [value("x", (1, 5, 8))]))
    assert network.layers == ()
    assert network.count().multiply_adds == 5 * 5 * 8


def test_a_kernel_that_comes_in_is_told(tmp_path: Path) -> None:
    inputs = [value("x", (1, 3, 9, 9)), value("w", (4, 3, 5, 5))]
    network = load(tmp_path, model([node("Conv", "x w", "y")], [], inputs))
    assert network.layers == ()
    assert network.count().multiply_adds == count(Conv((3, 9, 9), 4, 5)).connections
    assert "come in as inputs: 1." in network.notes[0]
    assert " ".join(answer([str(tmp_path / "model.onnx")]).split()).endswith(network.notes[0])


def test_weights_of_an_einsum_are_not_passed_over(tmp_path: Path) -> None:
    proto = model(
        [node("Einsum", "x w", "y", equation="bi,io->bo")], [tensor("w", 7, 12)], [value("x", (1, 7))]
    )
    with pytest.raises(ValueError, match="Einsum 'y' holds 84 values, and no rule says what it connects"):
        load(tmp_path, proto)


@pytest.mark.parametrize(("op", "gates"), [("LSTM", 4), ("GRU", 3), ("RNN", 1)])
@pytest.mark.parametrize("directions", [1, 2])
def test_a_recurrent_layer_is_shared_over_time(tmp_path: Path, op: str, gates: int, directions: int) -> None:
    inputs, state, steps = 5, 7, 11
    stored = [
        tensor("w", directions, gates * state, inputs),
        tensor("r", directions, gates * state, state),
        tensor("b", directions, 2 * gates * state),
    ]
    direction = "bidirectional" if directions == 2 else "forward"
    proto = model(
        [node(op, "x w r b", "y", hidden_size=state, direction=direction)],
        stored,
        [value("x", (steps, 1, inputs))],
    )
    network = load(tmp_path, proto)
    rows = gates * state * directions
    (_, first), (_, second) = network.layers
    assert first == Conv((inputs, steps), rows, 1)
    assert second == Conv((directions * state, steps), rows, 1, groups=directions)
    # PyTorch's count: weight_ih, weight_hh, bias_ih, bias_hh of each direction
    assert network.parameters == directions * (gates * state * (inputs + state) + 2 * gates * state)


def test_classes_of_what_is_no_weight(tmp_path: Path) -> None:
    proto = model(
        [
            node("Conv", "x stft.forward_basis_buffer", "a"),
            node("BatchNormalization", "a scale shift mean var", "b"),
            node("Mul", "b factors", "c"),
            node("Add", "c number", "d"),
            node("Reshape", "d to", "e"),
            node("Gather", "table e2", "f"),
            node("LayerNormalization", "e g", "y"),
        ],
        [
            tensor("stft.forward_basis_buffer", 4, 1, 3),
            *(tensor(name, 4) for name in ("scale", "shift", "mean", "var")),
            tensor("factors", 4, 1),
            tensor("number"),
            ints("to", 1, 4, 4),
            tensor("table", 10, 3),
            tensor("g", 4),
            tensor("nobody", 17),
        ],
        [value("x", (1, 1, 6)), value("e2", (1, 2), TensorProto.INT64)],
        outputs=("y", "f"),
    )
    network = load(tmp_path, proto)
    assert network.other == {
        "batch normalisation": 8,
        "scales and shifts": 4,
        "embeddings": 30,
        "layer normalisation": 4,
    }
    assert network.untrained == {
        "fixed filters": 12,
        "running statistics": 8,
        "single numbers": 1,
        "shapes and indices": 3,
        "unused": 17,
    }
    assert network.fixed == {"a"}
    assert network.count(Wiring.DENSE).weights == 0


def test_a_reader_says_what_is_fixed(tmp_path: Path) -> None:
    proto = model(
        [node("Conv", "x blur.filt", "y")], [tensor("blur.filt", 1, 1, 3, 3)], [value("x", (1, 1, 9, 9))]
    )
    path = saved(tmp_path, proto)
    assert onnx.load(path).parameters == 9
    for pattern in ("blur.*", "y"):  # the weights' name, or the layer's
        assert onnx.load(path, fixed=[pattern]).untrained == {"fixed filters": 9}
    with pytest.raises(ValueError, match=r"fixed='blurr\*': expected a name of a layer, or of its weights"):
        onnx.load(path, fixed=["y", "blurr*"])


def test_branches_are_all_counted_unless_one_is_never_taken(tmp_path: Path) -> None:
    def branch(name: str, size: int) -> onnx_package.GraphProto:
        stored = [tensor(f"{name}.w", size, 3)]
        inner = [node("Transpose", f"{name}.w", f"{name}.t"), node("MatMul", f"x {name}.t", name)]
        return helper.make_graph(inner, name, [], [value(name, None)], stored)

    choice = node("If", "which", "y", then_branch=branch("then", 5), else_branch=branch("else", 6))
    inputs = [value("x", (1, 3)), value("n", (), TensorProto.INT64)]
    proto = model([node("Equal", "n one", "which"), choice], [ints("one", 1)], inputs)
    network = load(tmp_path, proto)
    assert network.parameters == 15 + 18
    assert network.notes
    taken = load(tmp_path, proto, n=(1,))
    assert [layer for _, layer in taken.layers] == [Dense(3, 5, bias=False)]
    assert taken.untrained["unused"] == 18
    assert taken.notes[0].startswith("Branches that are never taken")


def test_who_marks_a_branch_and_who_reads_the_mark_call_it_the_same() -> None:
    assert onnx.infer_shapes.TAKEN == onnx.sources.TAKEN


def test_a_function_called_twice_shares_its_weights(tmp_path: Path) -> None:
    weight = helper.make_node("Constant", [], ["w"], value=tensor("w", 3, 3))
    function = helper.make_function(
        "mine", "twice", ["a"], ["b"], [weight, node("MatMul", "a w", "b")], [helper.make_opsetid("", 17)]
    )
    proto = model(
        [node("twice", "x", "z", domain="mine"), node("twice", "z", "y", domain="mine")],
        [],
        [value("x", (1, 3))],
        functions=[function],
        mine=1,
    )
    network = load(tmp_path, proto)
    assert network.parameters == 9
    assert len(network.layers) == 2
    assert len(network.again) == 1


def test_values_in_a_file_of_their_own(tmp_path: Path) -> None:
    proto = model(
        [node("Reshape", "x to", "z"), node("MatMul", "z w", "y")],
        [ints("to", 1, 12), tensor("w", 12, 40)],
        [value("x", (1, 3, 4))],
    )
    path = tmp_path / "model.onnx"
    onnx_package.save(proto, path, save_as_external_data=True, location="weights.bin", size_threshold=0)
    assert the_layer(onnx.load(path)) == Dense(12, 40, bias=False)


def test_sizes_that_are_computed(tmp_path: Path) -> None:
    nodes = [
        node("Shape", "x", "s"),
        node("Gather", "s zero", "n"),
        node("Unsqueeze", "n axis", "n1"),
        node("ReduceProd", "s axes", "all", keepdims=1),
        node("Div", "all n1", "rest"),
        node("Concat", "n1 rest", "to", axis=0),
        node("Reshape", "x to", "flat"),
        node("Gemm", "flat w", "y"),
    ]
    stored = [ints("zero", 0), ints("axis", 0), tensor("w", 12, 5)]
    stored[0] = helper.make_tensor("zero", TensorProto.INT64, [], [0])
    nodes[3] = node("ReduceProd", "s", "all", keepdims=1)
    proto = model(nodes, stored, [value("x", ("n", 3, 4))])
    assert the_layer(load(tmp_path, proto)) == Dense(12, 5, bias=False)

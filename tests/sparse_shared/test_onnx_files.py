"""Read the ONNX files that the `onnx` package carries for its own tests; compare with published totals."""

from __future__ import annotations

from pathlib import Path

import onnx as onnx_package
import pytest

from sparse_shared import Wiring, networks, onnx

from .onnx_models import infer_here, stored_values

DATA = Path(onnx_package.__file__).parent / "backend/test/data"
LIGHT = sorted(DATA.glob("light/*.onnx"))
CONVERTED = sorted(DATA.glob("pytorch-*/*/model.onnx"))

# What was published of the same networks, and what the file has besides.
PUBLISHED = {
    # Caffe's bvlc_alexnet, with its two groups ("60 million parameters", Krizhevsky et al. 2012)
    "light_bvlc_alexnet": 60_965_224,
    # torchvision.models.densenet121. The file scales and shifts twice: by batch normalisation, and by a Mul
    # and an Add with as many values once more.
    "light_densenet121": 7_978_856 + 83_648,
    # GoogLeNet as Caffe's bvlc_googlenet: 6,998,552
    "light_inception_v1": 6_998_552,
    # torchvision.models.resnet50
    "light_resnet50": 25_557_032,
    # torchvision.models.squeezenet1_1
    "light_squeezenet": 1_235_496,
    # torchvision.models.vgg19
    "light_vgg19": 143_667_240,
}


@pytest.fixture(autouse=True)
def _infer_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx, "with_shapes", infer_here)


def made_values(model: onnx_package.ModelProto) -> int:
    """Add up what nodes make out of one number, by the `onnx` package's own inference."""
    inferred = onnx_package.shape_inference.infer_shapes(model, data_prop=True).graph
    shapes = {v.name: v.type.tensor_type.shape for v in [*inferred.value_info, *inferred.input]}
    total = 0
    for node in model.graph.node:
        if node.op_type == "ConstantOfShape":
            size = 1
            for dimension in shapes[node.output[0]].dim:
                size *= dimension.dim_value
            total += size
    return total


@pytest.mark.parametrize("path", LIGHT, ids=lambda path: path.stem)
def test_every_stored_value_is_accounted_for(path: Path) -> None:
    network = onnx.load(path)
    model = onnx_package.load(path)
    assert network.stored == stored_values(model) + made_values(model)
    assert network.parameters + sum(network.untrained.values()) == network.stored


@pytest.mark.parametrize(("name", "published"), PUBLISHED.items())
def test_totals_are_those_published(name: str, published: int) -> None:
    assert onnx.load(DATA / f"light/{name}.onnx").parameters == published


def test_a_file_has_the_layers_of_the_same_network_known_by_name() -> None:
    mine, known = onnx.load(DATA / "light/light_resnet50.onnx"), networks.load("resnet50")
    assert [layer for _, layer in mine.layers] == [layer for _, layer in known.layers]


@pytest.mark.parametrize("wiring", [Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV])
def test_a_file_counts_as_the_same_network_known_by_name(wiring: Wiring) -> None:
    mine, known = onnx.load(DATA / "light/light_densenet121.onnx"), networks.load("densenet121")
    ours, theirs = mine.count(wiring), known.count(wiring)
    assert (ours.weights, ours.connections, ours.biases) == (
        theirs.weights,
        theirs.connections,
        theirs.biases,
    )


@pytest.mark.parametrize("path", CONVERTED, ids=lambda path: path.parent.name)
def test_every_converted_layer_is_read(path: Path) -> None:
    network = onnx.load(path)
    assert network.stored == stored_values(onnx_package.load(path))

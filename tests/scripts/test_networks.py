"""What the pages say of real networks, beyond the numbers that they compute."""

from __future__ import annotations

import importlib
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.text import Text

import content
from build.gallery import Gallery
from content.by_depth import ByDepth
from content.history import STEPS
from content.layers import LAYERS
from content.networks import NETWORKS, SHOWN, page, shape
from content.tables import layers
from draw import canvas
from sparse_shared import Conv, Dense, Wiring, reduction

CONTENT = Path(__file__).resolve().parents[2] / "scripts" / "content"
every_network = pytest.mark.parametrize("net", NETWORKS.values(), ids=NETWORKS)
FROM_RESNET50 = SHOWN[SHOWN.index("resnet50") :]


def kernels(name: str) -> dict[int, list]:
    """Return the convolutions of a network by the size of their kernels, one each."""
    found: dict[int, list] = {}
    for part in NETWORKS[name].by_name.values():
        if isinstance(part.layer, Conv):
            found.setdefault(part.layer.kernel_size[0], []).append(part)
    return found


def test_a_network_is_made_once():
    assert NETWORKS["vgg16"] is NETWORKS["vgg16"]
    with pytest.raises(KeyError):
        NETWORKS["vgg17"]


def test_there_is_a_page_for_every_network():
    for name in NETWORKS:
        assert (CONTENT.parents[1] / "docs" / f"{page(name)}.md").is_file()


def test_a_network_without_a_page_is_named():
    with pytest.raises(ValueError, match=r"vgg19: expected a page .* in _PAGES of content\.networks"):
        page("vgg19")


def test_a_name_that_would_mean_two_things_on_a_page_is_refused(monkeypatch):
    monkeypatch.setitem(LAYERS, "networks", LAYERS["ng"])
    with pytest.raises(ValueError, match=r"\['networks'\]: expected names that mean nothing else"):
        content.names()


@every_network
def test_factors_by_depth_multiply_to_the_total(net):
    for part in net.parts:
        total = reduction(part.layer).total
        if net.net.border == "exact":
            assert part.sharing * part.over_space * part.over_channels == total
            assert part.unshared == Fraction(part.counts[1].weights, part.counts[3].weights)


@every_network
def test_parts_sum_to_the_network(net):
    assert sum(part.times for part in net.parts) == len(net.net.layers) - len(net.net.fixed)
    assert list(net.weights) == [net.net.count(Wiring(i)).weights for i in range(4)]
    as_it_is = net.net.count()
    assert net.parameters == as_it_is.parameters == net.net.published
    assert net.multiply_adds == as_it_is.multiply_adds
    assert net.nominal_multiply_adds == net.net.count(border="nominal").multiply_adds


@pytest.mark.parametrize("name", SHOWN)
def test_in_no_real_network_is_either_switch_idle(name):
    assert min(NETWORKS[name].sparsity, NETWORKS[name].sharing) > 2


def test_which_switch_alone_leaves_less():
    for name in ("alexnet_2012", "alexnet_2012_ungrouped", "alexnet", "vgg16"):
        _, sparse, shared, _ = NETWORKS[name].weights
        assert shared < sparse
    for name in FROM_RESNET50:
        _, sparse, shared, _ = NETWORKS[name].weights
        assert sparse < shared


def test_networks_come_oldest_first():
    years = [NETWORKS[name].net.year for name in SHOWN]
    assert years == sorted(years)


def test_networks_since_googlenet_have_one_fully_connected_layer():
    for name in SHOWN[SHOWN.index("googlenet") :]:
        assert sum(isinstance(layer, Dense) for _, layer in NETWORKS[name].net.layers) == 1


def test_alexnets_groups_halve_the_weights_of_three_layers():
    halved = [part.over_channels for part in NETWORKS["alexnet_2012"].by_name.values()]
    assert halved == [1, 2, 1, 2, 2, 1, 1, 1]


def test_in_vgg16_both_factors_fall_to_about_a_quarter_with_each_halving():
    stages = [NETWORKS["vgg16"][f"conv{i}_2"] for i in range(1, 6)]
    for before, after in pairwise(stages):
        assert 3.7 < before.sharing / after.sharing < 4.1
        assert 3.9 < before.over_space / after.over_space < 4.5


def test_most_layers_of_googlenet_are_1x1_and_sparser_than_others_on_the_same_image():
    found = kernels("googlenet")
    assert len(found[1]) > sum(len(parts) for size, parts in found.items() if size > 1)
    for one in found[1]:
        for three in found[3]:
            if one.layer.axes[0].size == three.layer.axes[0].size:
                assert one.over_space > three.over_space


def test_what_resnet152_has_more_than_resnet50_works_on_14_or_28_pixels():
    fifty, more = NETWORKS["resnet50"].by_name, NETWORKS["resnet152"].by_name
    added = [part.layer for name, part in more.items() if name not in fifty]
    assert {layer.output_shape[1] for layer in added} == {14, 28}


@pytest.mark.parametrize("name", ["xception", "mobilenet_v1", "mobilenet_v2", "efficientnet_b0"])
def test_the_parameters_of_separable_networks_are_in_their_1x1_layers(name):
    weights = {size: sum(p.parameters for p in parts) for size, parts in kernels(name).items()}
    assert weights.pop(1) > 10 * sum(weights.values())


def test_blocks_of_vit_are_all_alike_and_its_patches_the_sparsest():
    vit = NETWORKS["vit_b_16"]
    first, *blocks, _ = vit.by_name.values()
    assert {(part.sharing, part.over_space) for part in blocks} == {(Fraction(197**2, 393), 393)}
    assert first.over_space > 393


def test_in_lenet5_both_switches_save_most_in_c1_and_nothing_in_c5():
    first, third, fifth, _ = NETWORKS["lenet5"].parts
    assert first.sharing > third.sharing
    assert first.over_space > third.over_space
    assert (fifth.sharing, fifth.over_space, fifth.over_channels) == (1, 1, 1)


def test_convnexts_depthwise_layers_have_few_weights():
    net = NETWORKS["convnext_tiny"]
    sizes = {96: 3, 192: 3, 384: 9, 768: 3}
    assert net.depthwise_weights == 49 * sum(maps * blocks for maps, blocks in sizes.items())


def test_links_grow_and_weights_shrink_as_sharing_comes_to_lecuns_networks():
    third, fourth, fifth = (STEPS[name].net for name in ("net3", "net4", "net5"))
    assert third.links < fourth.links < fifth.links
    assert third.parameters > fourth.parameters > fifth.parameters
    accuracies = [step.accuracy for step in STEPS.values()]
    assert accuracies == sorted(accuracies)


@pytest.mark.parametrize(
    ("name", "pixels"),
    # Araujo, Norris, Sim, "Computing receptive fields of convolutional neural networks", 2019, Table 1
    [("alexnet", 195), ("alexnet_2012", 195), ("vgg16", 212), ("mobilenet_v1", 315)],
)
def test_receptive_fields(name, pixels):
    assert NETWORKS[name].fields[-1] == pixels


def test_no_convolution_of_vgg16_sees_the_whole_image_and_the_last_of_resnet152_sees_more():
    vgg, deep = NETWORKS["vgg16"], NETWORKS["resnet152"]
    assert max(vgg.fields) < vgg.side == 224
    assert deep.fields[-1] > deep.side
    assert len(deep.fields) == 152


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        (Conv((3, 227, 227), 96, 11, stride=4), "11×11, stride 4, 3 → 96 maps, on 227×227"),
        (Conv((32, 9, 9), 32, 3, groups=32), "3×3, 32 maps, each by itself, on 9×9"),
        (Conv((8, 5), 16, 1), "kernel 1, 8 → 16 maps, on 5 tokens"),
        (Dense(9216, 4096), "fully connected, 9,216 → 4,096"),
    ],
)
def test_layers_in_words(layer, said):
    assert shape(layer) == said


def test_a_module_makes_a_table_of_each_network():
    gallery = Gallery(CONTENT)
    table = gallery.table("layers", "vgg16")
    assert table.caption.startswith("VGG-16: ")
    assert "138,344,128 weights + 13,416 biases = 138,357,544 parameters" in table.caption
    assert '<th scope="row">fc6</th>' in table.html
    assert 'fc6,"fully connected, 25,088 → 4,096",1,102760448' in table.csv.decode()


def test_networks_are_drawn_from_the_layers_they_have():
    figure = ByDepth(NETWORKS["vgg16"].net)
    assert [row.layer for row in figure.rows()][-3:] == ["fc6", "fc7", "fc8"]
    assert (
        "Most parameters are in fc6: 102,764,544 of 138,357,544; most multiply-adds in conv1_2."
        in figure.alt()
    )
    assert canvas.written(figure.draw, canvas.svg) == canvas.written(figure.draw, canvas.svg)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("vgg16", ""),
        ("lenet5", "in C3: by 1.60."),
        ("resnext50_32x4d", "in layer1.0.conv2 and others: by 32."),
    ],
)
def test_sparsity_over_channels_is_told_and_explained_where_there_is_some(name, said):
    figure = ByDepth(NETWORKS[name].net)
    (key,) = canvas.written(figure.draw, lambda drawn: [text.get_text() for text in drawn.findobj(Text)])
    assert ("sparsity over channels" in key) == bool(said)
    assert "sparsity over space" in key
    _, told, where = figure.alt().partition("Sparsity over channels divides most ")
    assert bool(told) == bool(said)
    assert where.startswith(said)


@every_network
def test_every_network_has_a_table_and_a_figure_of_its_layers_on_its_page(net):
    name = net.net.name
    words = (CONTENT.parents[1] / "docs" / f"{page(name)}.md").read_text(encoding="utf-8")
    assert f'table("layers", "{name}")' in words
    assert f'figure("depth_{page(name)}"' in words
    assert words.count("**What to see.**") > 0
    drawn = importlib.import_module(f"content.figures.depth_{page(name)}").rows()
    if all(part.connected for part in net.parts):
        return  # with nothing to draw
    assert [row.layer for row in drawn if row.network == net.title] == list(net.by_name)


def test_layers_that_share_nothing_are_drawn_and_counted_without_sharing():
    first, second, last = NETWORKS["net4"].parts
    third = NETWORKS["net3"].parts[0]
    assert (second.factors, last.factors) == ((1, Fraction(64, 25), 1), (1, 1, 1))
    assert first.factors[0] > 1 == third.factors[0]
    assert first.factors[1] > third.factors[1]
    assert "H1 and H2 are sparse only here" in layers.caption("net3")
    assert "1,132 parameters" in layers.caption("net4")


@pytest.mark.parametrize(
    ("name", "layer", "pixels"),
    [
        ("vgg16", "conv5_3", 196),
        ("vgg16", "fc6", 224),
        ("resnet50", "layer1.0.downsample", 19),
        ("efficientnet_b0", "block1 depthwise", 7),
        ("efficientnet_b0", "block1 project", 224),
        ("vit_b_16", "conv_proj", 16),
        ("vit_b_16", "layer_0.in_proj", 224),
    ],
)
def test_what_a_unit_sees(name, layer, pixels):
    net = NETWORKS[name]
    assert dict(zip(net.by_name, net.seen, strict=True))[layer] == pixels

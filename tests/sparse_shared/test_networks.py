"""Real networks: the totals that were published of them, and shapes that fit."""

from itertools import pairwise
from math import prod

import pytest

from sparse_shared import Conv, Dense, Wiring, count, networks
from sparse_shared.networks import Network

IMAGENET = {
    # torchvision's metadata of weights: "num_params", "_ops" (multiply-adds in units of 10⁹, three decimals)
    "alexnet": (61_100_840, 0.714),
    "vgg16": (138_357_544, 15.47),
    "googlenet": (6_624_904, 1.498),
    "resnet18": (11_689_512, 1.814),
    "resnet50": (25_557_032, 4.089),
    "resnet152": (60_192_808, 11.514),
    "resnext50_32x4d": (25_028_904, 4.23),
    "densenet121": (7_978_856, 2.834),
    "mobilenet_v2": (3_504_872, 0.301),
    "efficientnet_b0": (5_288_548, 0.386),
    "convnext_tiny": (28_589_128, 4.456),
    "vit_b_16": (86_567_656, 17.564),
    # Howard et al. 2017, Table 8: 569 million multiply-adds; Keras: 4,253,864 with running statistics
    "mobilenet_v1": (4_253_864 - 21_888, 0.569),
}
LECUN = {
    # parameters, links (LeCun et al. 1998, §II.B; LeCun et al. 1989; Hastie et al. 2009, Table 11.1)
    "net1": (2_570, 2_570),
    "net2": (3_214, 3_214),
    "net3": (1_226, 1_226),
    "net4": (1_132, 2_266),
    "net5": (1_060, 5_194),
    "zipcode": (9_760, 64_660),
    "lenet5": (60_000, 340_908),
}
OTHERS = {
    "alexnet_2012": 60_965_224,  # Deep Learning Benchmarking Suite
    "alexnet_2012_ungrouped": 62_378_344,  # imgclsmob
    "xception": 22_855_952,  # Chollet 2016, Table 3
}

every_network = pytest.mark.parametrize("name", networks.names())


def test_there_is_a_published_figure_for_every_network():
    assert sorted(networks.names()) == sorted([*IMAGENET, *LECUN, *OTHERS])


@pytest.mark.parametrize(("name", "published"), IMAGENET.items())
def test_networks_for_imagenet(name, published):
    net = networks.load(name)
    parameters, billions = published
    assert net.parameters == net.published == parameters
    assert round(net.count(border="nominal").multiply_adds / 10**9, 3) == billions


@pytest.mark.parametrize(("name", "published"), LECUN.items())
def test_lecuns_networks(name, published):
    net = networks.load(name)
    assert (net.parameters, net.links) == published
    assert net.parameters == net.published


@pytest.mark.parametrize(("name", "published"), OTHERS.items())
def test_other_networks(name, published):
    net = networks.load(name)
    assert net.parameters == net.published == published


@pytest.mark.parametrize(
    ("layer", "parameters", "links"),
    [
        # LeCun et al. 1998, §II.B
        ("C1", 156, 122_304),
        ("C3", 1_516, 151_600),
        ("C5", 48_120, 48_120),
        ("F6", 10_164, 10_164),
        ("S2", 12 - 6, 5_880),  # six coefficients apart
        ("S4", 32 - 16, 2_000),
        ("output", 0, 840),
    ],
)
def test_the_layers_of_lenet5(layer, parameters, links):
    net = networks.load("lenet5")
    counts = dict(net.count_layers())[layer]
    biases = counts.outputs if dict(net.layers)[layer].bias else 0
    assert (counts.parameters, counts.connections + biases) == (parameters, links)
    assert net.other == {"sub-sampling coefficients": 6 + 16}


def test_the_fully_connected_layers_of_vgg16():
    net = networks.load("vgg16")
    counts = dict(net.count_layers())
    assert counts["fc6"].parameters == 102_764_544
    assert sum(c.parameters for c in counts.values()) - 14_714_688 == sum(
        counts[name].parameters for name in ("fc6", "fc7", "fc8")
    )


@pytest.mark.parametrize(
    ("name", "layer", "shape"),
    [
        # He et al. 2015, Table 1; Szegedy et al. 2014, Table 1; Huang et al. 2016, Table 1
        ("resnet18", "layer4.1.conv2", (512, 7, 7)),
        ("resnet50", "layer2.3.conv3", (512, 28, 28)),
        ("resnet152", "layer3.35.conv3", (1024, 14, 14)),
        ("resnext50_32x4d", "layer4.2.conv2", (1024, 7, 7)),
        ("googlenet", "inception4e branch1", (256, 14, 14)),
        ("densenet121", "transition3.conv", (512, 14, 14)),
        # Sandler et al. 2018, Table 2; Tan and Le 2019, Table 1; Liu et al. 2022, Table 9; Howard et al. 2017
        ("mobilenet_v2", "features.18", (1280, 7, 7)),
        ("efficientnet_b0", "block16 project", (320, 7, 7)),
        ("convnext_tiny", "stage3.8 narrow", (384, 14, 14)),
        ("mobilenet_v1", "conv_dw_12", (512, 7, 7)),
        # Chollet 2016, Figure 5; Dosovitskiy et al. 2020, §3.1: 14×14 patches and the class token
        ("xception", "block12_sepconv3 pointwise", (728, 19, 19)),
        ("vit_b_16", "layer_11.mlp.3", (768, 197)),
        ("alexnet_2012", "conv5", (256, 13, 13)),
    ],
)
def test_output_shapes(name, layer, shape):
    assert dict(networks.load(name).layers)[layer].output_shape == shape


@every_network
def test_each_layer_of_the_path_takes_what_the_one_before_gives(name):
    """Where maps are joined, those of a branch are fewer than those that go on."""
    path = [layer for _, layer in networks.load(name).path]
    for before, after in pairwise(path):
        if isinstance(after, Dense):
            assert prod(before.output_shape) == after.in_features
        else:
            assert before.output_shape[1:] == after.input_shape[1:]
            assert before.output_shape[0] <= after.input_shape[0]


@every_network
def test_layers_join_only_in_densenet_and_googlenet(name):
    path = [layer for _, layer in networks.load(name).path if isinstance(layer, Conv)]
    joined = [a for a, b in pairwise(path) if a.output_shape != b.input_shape]
    assert bool(joined) == (name in ("densenet121", "googlenet"))


@every_network
def test_counts_of_layers_add_up(name):
    net = networks.load(name)
    assert net.parameters == sum(c.parameters for _, c in net.count_layers()) + sum(net.other.values())
    assert net.layers[0][1].input_shape[0] in (1, 3, 256)


@every_network
def test_every_source_can_be_looked_up(name):
    net = networks.load(name)
    assert net.name == name
    assert net.source
    assert net.url.startswith("https://")
    assert 1989 <= net.year <= 2022


@every_network
def test_sharing_and_sparsity_only_take_away(name):
    net = networks.load(name)
    dense, sparse, shared, conv = (net.count(wiring).weights for wiring in map(Wiring, range(4)))
    assert conv <= min(sparse, shared)
    assert max(sparse, shared) <= dense


def test_an_unknown_network_names_those_there_are():
    with pytest.raises(ValueError, match=r"name='vgg17': expected one of net1, .*vgg16"):
        networks.load("vgg17")


CONV = Conv((4, 6, 6), 4, 3, padding=1)


def made(**said) -> Network:
    return Network("mine", "Mine", (("a", CONV), ("b", CONV), ("c", Dense(144, 10))), **said)


def test_weights_used_again_count_once_where_weights_are_shared():
    net = made(again={"b": "a"})
    once = count(CONV).weights + 1_440
    assert net.count().weights == net.count(Wiring.CONV).weights == once
    assert net.count(Wiring.SPARSE).weights == 2 * count(CONV, Wiring.SPARSE).weights + 1_440
    assert net.count().connections == made().count().connections
    assert net.count().biases == 4 + 4 + 10


def test_fixed_weights_are_no_parameters():
    net = made(fixed={"c"})
    assert net.parameters == made().parameters - 1_440
    assert net.count().connections == made().count().connections


def test_a_network_may_not_share_a_layers_weights():
    net = made(wirings={"b": Wiring.SPARSE})
    assert net.count().weights == count(CONV).weights + count(CONV, Wiring.SPARSE).weights + 1_440
    assert net.count(Wiring.CONV) == made().count(Wiring.CONV)


def test_products_are_multiply_adds_without_weights():
    net = made(products={"attention": 1_000})
    assert net.parameters == made().parameters
    assert net.count().multiply_adds == made().count().multiply_adds + 1_000


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"fixed": {"d"}}, "fixed names 'd': expected the name of a layer"),
        ({"wirings": {"d": Wiring.SPARSE}}, "wirings names 'd'"),
        ({"again": {"a": "b"}}, r"again\['a'\]='b': expected the name of an earlier layer"),
        ({"again": {"a": "a"}}, r"again\['a'\]='a'"),
        ({"again": {"c": "a"}}, r"again\['c'\]='a': expected a layer of 1440 weights, and this one has 144"),
        ({"other": {"scales": -3}}, r"other\['scales'\]=-3: expected an integer of at least 0"),
        ({"products": {"attention": -1}}, r"products\['attention'\]=-1: expected an integer"),
        ({"border": "Exact"}, "border='Exact': expected 'exact' or 'nominal'"),
    ],
)
def test_what_cannot_be_is_refused(said, message):
    with pytest.raises(ValueError, match=message):
        made(**said)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"fixed": "abc"}, "fixed='abc': expected a set of names"),
        ({"other": {"scales": 1.5}}, r"other\['scales'\]=1.5: expected an integer"),
        ({"wirings": {"a": "sparse"}}, r"wirings\['a'\]='sparse': expected a Wiring, such as Wiring.SPARSE"),
        ({"path": ("pool", CONV)}, r"path\[0\]='pool': expected a \(name, layer\) pair, not str"),
    ],
)
def test_what_is_of_the_wrong_kind_is_refused(said, message):
    with pytest.raises(TypeError, match=message):
        made(**said)


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        (("a", CONV), r"layers\[0\]='a': expected a \(name, layer\) pair, not str"),  # a comma is missing
        ((CONV,), r"layers\[0\]=Conv.*: expected a \(name, layer\) pair, not Conv"),
        ((("a", CONV), ("b",)), r"layers\[1\]=\('b',\): expected a \(name, layer\) pair"),
        (((CONV, "a"),), r"layers\[0\]=\(Conv.*, 'a'\): expected a \(name, layer\) pair"),
        ((("a", 3),), r"layers\[0\]=\('a', 3\): expected a \(name, layer\) pair"),
        (CONV, r"layers=Conv.*: expected \(name, layer\) pairs, not Conv"),
    ],
)
def test_layers_are_pairs_of_a_name_and_a_layer(layers, message):
    with pytest.raises(TypeError, match=message):
        Network("mine", "Mine", layers)


@pytest.mark.parametrize(
    ("border", "kind"), [("", ValueError), ("Exact", ValueError), (False, TypeError), (0, TypeError)]
)
def test_a_border_that_is_none_is_refused(border, kind):
    with pytest.raises(kind, match=f"border={border!r}: expected 'exact' or 'nominal'"):
        made().count(border=border)


def test_names_must_not_repeat():
    with pytest.raises(ValueError, match=r"layers\[1\]='a': expected a name of its own"):
        Network("mine", "Mine", (("a", CONV), ("a", CONV)))


@pytest.mark.parametrize("name", ["net1", "net2", "net3", "net4", "net5"])
def test_the_networks_of_1989_lead_from_an_image_of_16_by_16_to_ten_digits(name):
    layers = [layer for _, layer in networks.load(name).layers]
    assert layers[0].num_inputs == 16 * 16
    assert layers[-1].num_outputs == 10

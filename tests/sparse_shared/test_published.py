"""Every number in print that a layer can express: papers, books and course notes, to the last digit."""

from fractions import Fraction

import numpy as np
import pytest

from sparse_shared import Conv, Dense, Wiring, count, reduction

from .strategies import FOUR_WIRINGS

THREAD = Conv((1, 10, 10), 1, kernel_size=3, padding="same")
TORUS = Conv((1, 10, 10), 1, kernel_size=3, padding="same", padding_mode="circular")
NG = Conv((3, 32, 32), 6, kernel_size=5)
LENET_C1 = Conv((1, 32, 32), 6, kernel_size=5)
ALEXNET_CONV1 = Conv((3, 227, 227), 96, kernel_size=11, stride=4)
GOODFELLOW = Conv((1, 280, 320), 1, kernel_size=(1, 2), bias=False)
D2L = Conv((1, 1000, 1000), 1, kernel_size=21, padding="same")
KERAS = Conv((3, 32, 32), 64, kernel_size=3)
NIELSEN = Conv((1, 28, 28), 20, kernel_size=5)


@pytest.mark.parametrize(
    ("layer", "dense", "sparse", "shared", "conv"),
    [
        pytest.param(Conv((1, 4, 4), 1, 3), 64, 36, 25, 9, id="Dumoulin and Visin"),
        pytest.param(Conv((1, 10, 10), 1, 3), 6_400, 576, 289, 9, id="the thread, valid"),
        pytest.param(THREAD, 10_000, 784, 361, 9, id="the thread, same"),
        pytest.param(TORUS, 10_000, 900, 100, 9, id="the thread on a torus"),
        pytest.param(NG, 14_450_688, 352_800, 62_658, 450, id="Ng"),
        pytest.param(LENET_C1, 4_816_896, 117_600, 20_886, 150, id="LeNet-5 C1"),
        pytest.param(ALEXNET_CONV1, 44_892_064_800, 105_415_200, 56_519_712, 34_848, id="AlexNet conv1"),
        pytest.param(GOODFELLOW, 8_003_072_000, 178_640, 356_642, 2, id="Goodfellow et al."),
        pytest.param(D2L, 10**12, 436_392_100, 3_996_001, 441, id="Dive into Deep Learning"),
        pytest.param(KERAS, 176_947_200, 1_555_200, 714_432, 1_728, id="Keras"),
        pytest.param(NIELSEN, 9_031_680, 288_000, 52_020, 500, id="Nielsen"),
    ],
)
def test_weights_of_the_four_wirings(layer, dense, sparse, shared, conv):
    assert [count(layer, wiring).weights for wiring in FOUR_WIRINGS] == [dense, sparse, shared, conv]


@pytest.mark.parametrize(("layer", "exact", "nominal"), [(THREAD, 784, 900), (D2L, 436_392_100, 441_000_000)])
def test_weights_at_an_exact_and_at_a_nominal_border(layer, exact, nominal):
    assert count(layer, Wiring.SPARSE).weights == exact
    assert count(layer, Wiring.SPARSE, border="nominal").weights == nominal


@pytest.mark.parametrize(
    ("layer", "wiring", "parameters"),
    [
        (NG, Wiring.DENSE, 14_455_392),
        (NG, Wiring.SPARSE, 357_504),
        (NG, Wiring.SHARED, 62_664),
        (NG, Wiring.CONV, 456),
        (ALEXNET_CONV1, Wiring.SPARSE, 105_705_600),
        (ALEXNET_CONV1, Wiring.CONV, 34_944),
        (LENET_C1, Wiring.CONV, 156),
        (KERAS, Wiring.SPARSE, 1_612_800),
        (KERAS, Wiring.CONV, 1_792),
        (NIELSEN, Wiring.CONV, 520),
    ],
)
def test_parameters_with_biases(layer, wiring, parameters):
    assert count(layer, wiring).parameters == parameters


def test_two_roads_from_dense_to_ngs_convolution():
    saving = reduction(NG)
    assert saving.total == Fraction("32112.64")
    assert (saving.sparsity.alone, saving.sharing.after_sparsity) == (Fraction("40.96"), 784)
    assert round(float(saving.sharing.alone), 2) == 230.63
    assert round(float(saving.sparsity.after_sharing), 2) == 139.24


def test_how_ngs_saving_splits():
    assert round(100 * reduction(NG).sparsity.share, 1) == 41.7
    assert round(100 * reduction(NG).sharing.share, 1) == 58.3


def test_on_the_torus_the_order_makes_no_difference():
    saving = reduction(TORUS)
    assert saving.sparsity.alone == saving.sparsity.after_sharing == Fraction(100, 9)
    assert saving.sharing.alone == saving.sharing.after_sparsity == 100


def test_in_goodfellows_example_sparsity_alone_beats_sharing_alone():
    assert reduction(GOODFELLOW).sparsity.alone > reduction(GOODFELLOW).sharing.alone


def test_goodfellows_ratios():
    """Two multiplications and an addition a pixel, against "roughly 60,000 times" as many when dense."""
    conv, dense = count(GOODFELLOW), count(GOODFELLOW, Wiring.DENSE)
    operations, dense_operations = (2 * counts.multiply_adds - counts.outputs for counts in (conv, dense))
    assert operations == 267_960
    assert Fraction(dense_operations, operations) == 59_733
    assert reduction(GOODFELLOW).total == 4_001_536_000


def test_cs231ns_units_and_weights_of_alexnet():
    assert (ALEXNET_CONV1.num_outputs, count(ALEXNET_CONV1).weights // 96) == (290_400, 363)


def test_the_threads_200_kernels_like_for_like():
    layer = Conv((1, 10, 10), 200, kernel_size=3, padding="same")
    dense = count(layer, Wiring.DENSE)
    assert (dense.weights, dense.parameters, count(layer).parameters) == (2_000_000, 2_020_000, 2_000)


def test_the_quizs_100_filters_like_for_like():
    layer = Conv((3, 300, 300), 100, kernel_size=5)
    assert count(Dense(300 * 300 * 3, 100)).parameters == 27_000_100
    assert (count(layer).parameters, layer.num_outputs) == (7_600, 8_761_600)
    assert count(layer, Wiring.DENSE).weights == 2_365_632_000_000


def links_and_parameters(layer, wiring=Wiring.CONV):
    """Count as LeCun does: a bias is a link of its own unit, a tap outside the image is a link too."""
    counts = count(layer, wiring, border="nominal")
    return counts.connections + counts.outputs, counts.parameters


H1 = Conv((1, 16, 16), 12, kernel_size=5, stride=2, padding="same", bias="unit")
EIGHT_OF_TWELVE = [[(to + of) % 12 < 8 for of in range(12)] for to in range(12)]
"""Each map sees eight; the paper does not say which, and the counts do not depend on it."""
H2 = Conv((12, 8, 8), 12, 5, stride=2, padding="same", bias="unit", channel_mask=EIGHT_OF_TWELVE)
H3 = Dense(12 * 4 * 4, 30)
OUTPUT = Dense(30, 10)


@pytest.mark.parametrize(
    ("layer", "links", "parameters"),
    [(H1, 19_968, 1_068), (H2, 38_592, 2_592), (H3, 5_790, 5_790), (OUTPUT, 310, 310)],
)
def test_the_zip_code_network_of_1989(layer, links, parameters):
    assert links_and_parameters(layer) == (links, parameters)


def test_the_whole_zip_code_network_of_1989():
    links, parameters = zip(*map(links_and_parameters, [H1, H2, H3, OUTPUT]), strict=True)
    assert (sum(links), sum(parameters)) == (64_660, 9_760)


def test_the_first_layer_of_1989_weight_by_weight():
    counts = count(H1)
    assert (counts.weights, counts.biases, counts.connections) == (300, 768, 16_428)


ONE_MAP = Conv((1, 16, 16), 1, kernel_size=3, stride=2, padding="same")
TWO_MAPS = Conv((1, 16, 16), 2, kernel_size=3, stride=2, padding="same", bias="unit")
FOUR_MAPS = Conv((2, 8, 8), 4, kernel_size=5, bias="unit")


@pytest.mark.parametrize(
    ("shared", "unshared", "links", "weights"),
    [
        pytest.param([], [Dense(256, 10)], 2_570, 2_570, id="Net-1"),
        pytest.param([], [Dense(256, 12), Dense(12, 10)], 3_214, 3_214, id="Net-2"),
        pytest.param([], [ONE_MAP, Conv((1, 8, 8), 1, 5), Dense(16, 10)], 1_226, 1_226, id="Net-3"),
        pytest.param([TWO_MAPS], [Conv((2, 8, 8), 1, 5), Dense(16, 10)], 2_266, 1_132, id="Net-4"),
        pytest.param([TWO_MAPS, FOUR_MAPS], [Dense(64, 10)], 5_194, 1_060, id="Net-5"),
    ],
)
def test_the_five_nets_of_1989(shared, unshared, links, weights):
    counted = [links_and_parameters(layer, Wiring.CONV) for layer in shared]
    counted += [links_and_parameters(layer, Wiring.SPARSE) for layer in unshared]
    assert [sum(column) for column in zip(*counted, strict=True)] == [links, weights]


def c3_table():
    """Return which of six maps each of sixteen sees: Table I of LeCun et al. 1998."""
    threes = [{i, (i + 1) % 6, (i + 2) % 6} for i in range(6)]
    fours = [{(i + k) % 6 for k in range(4)} for i in range(6)]
    gapped = [{i, i + 1, (i + 3) % 6, (i + 4) % 6} for i in range(3)]
    return [[of in seen for of in range(6)] for seen in (*threes, *fours, *gapped, range(6))]


LENET_C3 = Conv((6, 14, 14), 16, kernel_size=5, channel_mask=c3_table())
LENET_C3_FULL = Conv((6, 14, 14), 16, kernel_size=5)


@pytest.mark.parametrize(
    ("layer", "parameters", "links"),
    [
        pytest.param(LENET_C1, 156, 122_304, id="C1"),
        pytest.param(LENET_C3, 1_516, 151_600, id="C3"),
        pytest.param(Conv((16, 5, 5), 120, kernel_size=5), 48_120, 48_120, id="C5"),
        pytest.param(Dense(120, 84), 10_164, 10_164, id="F6"),
    ],
)
def test_the_layers_of_lenet5(layer, parameters, links):
    assert links_and_parameters(layer) == (links, parameters)


@pytest.mark.parametrize(
    ("maps", "size", "parameters", "links"),
    [pytest.param(6, 28, 12, 5_880, id="S2"), pytest.param(16, 10, 32, 2_000, id="S4")],
)
def test_lenet5s_subsampling_is_a_fixed_sum_times_a_weight_a_map(maps, size, parameters, links):
    """Four units are added, which trains nothing; one coefficient and one bias a map follow."""
    adding = Conv((maps, size, size), maps, kernel_size=2, stride=2, groups=maps, bias=False)
    scaling = Conv(adding.output_shape, maps, kernel_size=1, groups=maps)
    assert count(scaling).parameters == parameters
    assert count(adding).connections + scaling.num_outputs == links


def test_the_whole_of_lenet5():
    layers = [LENET_C1, LENET_C3, Conv((16, 5, 5), 120, kernel_size=5), Dense(120, 84)]
    subsampling = (12, 5_880), (32, 2_000)
    links, parameters = zip(*map(links_and_parameters, layers), strict=True)
    outputs = 84 * 10  # distances to fixed patterns
    assert sum(parameters) + sum(n for n, _ in subsampling) == 60_000
    assert sum(links) + sum(n for _, n in subsampling) + outputs == 340_908


def test_sparsity_saves_900_parameters_of_c3_with_sharing_already_on():
    assert np.sum(c3_table()) == 60
    assert (count(LENET_C3_FULL).parameters, count(LENET_C3).parameters) == (2_416, 1_516)


def test_the_modern_lenet():
    layers = [LENET_C1, LENET_C3_FULL, Dense(400, 120), Dense(120, 84), Dense(84, 10)]
    assert sum(count(layer).parameters for layer in layers) == 61_706


def alexnet(groups):
    """Return AlexNet's convolutions, of which the second, fourth and fifth have groups."""
    return [
        ALEXNET_CONV1,
        Conv((96, 27, 27), 256, kernel_size=5, padding=2, groups=groups),
        Conv((256, 13, 13), 384, kernel_size=3, padding=1),
        Conv((384, 13, 13), 384, kernel_size=3, padding=1, groups=groups),
        Conv((384, 13, 13), 256, kernel_size=3, padding=1, groups=groups),
    ]


def test_the_convolutions_of_alexnet():
    parameters = [count(layer).parameters for layer in alexnet(groups=2)]
    assert parameters == [34_944, 307_456, 885_120, 663_936, 442_624]


@pytest.mark.parametrize(("groups", "parameters"), [(2, 60_965_224), (1, 62_378_344)])
def test_alexnet_with_and_without_its_groups(groups, parameters):
    layers = [*alexnet(groups), Dense(256 * 6 * 6, 4096), Dense(4096, 4096), Dense(4096, 1000)]
    assert sum(count(layer).parameters for layer in layers) == parameters


def vgg16():
    """Return VGG-16's convolutions."""
    stages = [(224, [64, 64]), (112, [128] * 2), (56, [256] * 3), (28, [512] * 3), (14, [512] * 3)]
    layers, channels = [], 3
    for size, maps in stages:
        for out_channels in maps:
            layers.append(Conv((channels, size, size), out_channels, kernel_size=3, padding="same"))
            channels = out_channels
    return layers


def test_the_convolutions_of_vgg16():
    assert sum(count(layer).parameters for layer in vgg16()) == 14_714_688


def test_the_whole_of_vgg16():
    fully_connected = [Dense(512 * 7 * 7, 4096), Dense(4096, 4096), Dense(4096, 1000)]
    parameters = [count(layer).parameters for layer in (*vgg16(), *fully_connected)]
    assert sum(parameters) == 138_357_544
    assert parameters[-3] == 102_764_544
    assert round(100 * sum(parameters[-3:]) / sum(parameters), 1) == 89.4


def test_a_depthwise_separable_convolution():
    whole = Conv((64, 56, 56), 128, kernel_size=3, padding=1)
    depthwise = Conv((64, 56, 56), 64, kernel_size=3, padding=1, groups=64)
    pointwise = Conv((64, 56, 56), 128, kernel_size=1)
    assert count(whole).weights == 73_728
    assert count(depthwise).weights + count(pointwise).weights == 8_768


QUIZ = Conv((3, 32, 32), 20, kernel_size=8, stride=2, padding=1)
FASTBOOK = Conv((4, 14, 14), 8, kernel_size=3, stride=2, padding=1)
INCEPTION = Conv((192, 28, 28), 32, kernel_size=5, padding="same")
BOTTLENECK = [Conv((192, 28, 28), 16, kernel_size=1), Conv((16, 28, 28), 32, kernel_size=5, padding="same")]
MOBILENET_V2 = Conv((3, 224, 224), 32, kernel_size=3, stride=2, padding=1)


@pytest.mark.parametrize(
    ("layers", "exact", "nominal"),
    [
        pytest.param([FASTBOOK], 12_800, 14_112, id="the digit net of fastbook"),
        pytest.param([INCEPTION], 110_321_664, 120_422_400, id="Ng on Inception"),
        pytest.param(BOTTLENECK, 11_601_920, 12_443_648, id="Ng on Inception, with a bottleneck"),
        pytest.param([MOBILENET_V2], 10_773_600, 10_838_016, id="MobileNetV2"),
    ],
)
def test_most_tools_count_taps_on_zeros_as_multiply_adds(layers, exact, nominal):
    assert sum(count(layer).multiply_adds for layer in layers) == exact
    assert sum(count(layer, border="nominal").multiply_adds for layer in layers) == nominal


def test_a_quiz_on_parameters_without_sharing_counts_taps_on_zeros():
    assert count(QUIZ).parameters == 3_860
    assert count(QUIZ, Wiring.SPARSE).parameters == 729_920
    assert count(QUIZ, Wiring.SPARSE, border="nominal").parameters == 756_560


def test_a_field_of_4_on_32_pixels_has_29_positions_a_side():
    layer = Conv((1, 32, 32), 1, kernel_size=4)
    assert layer.output_shape == (1, 29, 29)
    assert count(layer).connections == 13_456


@pytest.mark.parametrize(
    ("layer", "wide"),
    [
        (NG, Conv((3, 32, 32), 6, kernel_size=59, padding=27, bias=False)),
        (Conv((1, 8), 1, 3), Conv((1, 8), 1, kernel_size=13, padding=5, bias=False)),
    ],
)
def test_shared_only_is_a_layer_of_every_framework(layer, wide):
    """Its kernel reaches every input from every stop."""
    assert wide.output_shape == layer.output_shape
    assert count(wide).parameters == count(layer, Wiring.SHARED).weights
    assert count(wide).connections == count(layer, Wiring.DENSE).connections


def test_what_shared_only_multiplies_by_with_taps_on_zeros():
    wide = Conv((3, 32, 32), 6, kernel_size=59, padding=27, bias=False)
    assert count(wide).multiply_adds == 14_450_688
    assert count(wide, border="nominal").multiply_adds == 49_123_872


def test_the_net_for_mnist_1d_of_understanding_deep_learning():
    """Prince, §10.2: the text has the convolutional and the dense net, 2,050 and 59,065."""
    convolutions = [
        Conv((1, 40), 15, 3, stride=2),
        Conv((15, 19), 15, 3, stride=2),
        Conv((15, 9), 15, 3, stride=2),
    ]
    layers = [*convolutions, Dense(60, 10)]
    totals = [sum(count(layer, wiring).parameters for layer in layers) for wiring in FOUR_WIRINGS]
    assert totals == [59_065, 10_720, 13_045, 2_050]

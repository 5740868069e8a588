"""Every named layer: the one table that pages, figures, tables, questions, the explorer and tests speak of.

A page writes `{{ ng.conv.parameters | integer }}` and means `LAYERS["ng"]`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from content.named import NamedLayer, Stack
from sparse_shared import Conv, ConvTranspose, Dense
from sparse_shared.networks.lenet import C3_MASK

THREAD = "https://datascience.stackexchange.com/questions/77439"

_C3 = Conv(input_shape=(6, 14, 14), out_channels=16, kernel_size=5)
_MAPS_64 = Conv(input_shape=(64, 56, 56), out_channels=64, kernel_size=3, padding="same")
_CONV2 = Conv(input_shape=(96, 27, 27), out_channels=256, kernel_size=5, padding=2)
_LENET = ("LeCun et al. 1998", "https://doi.org/10.1109/5.726791")
_ALEXNET = ("Krizhevsky et al. 2012", "https://doi.org/10.1145/3065386")


def _varied(shape: tuple[int, ...] = (64, 32, 32), maps: int = 128, kernel: int = 3, **changes: Any) -> Conv:
    return Conv(shape, maps, kernel, **{"padding": "same", **changes})


LAYERS = {
    # Published, or met in print and in courses.
    "toy": NamedLayer("A toy", Conv(input_shape=(1, 8), out_channels=1, kernel_size=3)),
    "dumoulin": NamedLayer(
        "The smallest",
        Conv(input_shape=(1, 4, 4), out_channels=1, kernel_size=3),
        "Dumoulin & Visin 2016",
        "https://arxiv.org/abs/1603.07285",
    ),
    "thread": NamedLayer(
        "A forum’s image",
        Conv(input_shape=(1, 10, 10), out_channels=1, kernel_size=3),
        "Stack Exchange",
        THREAD,
    ),
    "thread_same": NamedLayer(
        "The same, padded",
        Conv(input_shape=(1, 10, 10), out_channels=1, kernel_size=3, padding="same"),
        "Stack Exchange",
        THREAD,
    ),
    "torus": NamedLayer(
        "The same, on a torus",
        Conv(
            input_shape=(1, 10, 10),
            out_channels=1,
            kernel_size=3,
            padding="same",
            padding_mode="circular",
        ),
        "Stack Exchange",
        THREAD,
    ),
    "ng": NamedLayer(
        "Ng’s layer",
        Conv(input_shape=(3, 32, 32), out_channels=6, kernel_size=5),
        "Ng, “Why convolutions?”",
        "https://www.coursera.org/learn/convolutional-neural-networks",
    ),
    "lenet_c1": NamedLayer(
        "LeNet-5 C1",
        Conv(input_shape=(1, 32, 32), out_channels=6, kernel_size=5),
        *_LENET,
    ),
    "alexnet_conv1": NamedLayer(
        "AlexNet conv1",
        Conv(input_shape=(3, 227, 227), out_channels=96, kernel_size=11, stride=4),
        "Stanford CS231n",
        "https://cs231n.github.io/convolutional-networks/",
    ),
    "goodfellow": NamedLayer(
        "Edge detector",
        Conv(input_shape=(1, 280, 320), out_channels=1, kernel_size=(1, 2)),
        "Goodfellow et al. 2016, ch. 9",
        "https://www.deeplearningbook.org/contents/convnets.html",
    ),
    "d2l": NamedLayer(
        "A megapixel",
        Conv(input_shape=(1, 1000, 1000), out_channels=1, kernel_size=21, padding="same"),
        "Dive into Deep Learning, §7.1",
        "https://d2l.ai/chapter_convolutional-neural-networks/why-conv.html",
    ),
    "keras": NamedLayer(
        "Keras’ locally connected layer",
        Conv(input_shape=(3, 32, 32), out_channels=64, kernel_size=3),
        "Keras 2, LocallyConnected2D",
        "https://faroit.com/keras-docs/2.1.2/layers/local/",
    ),
    "nielsen": NamedLayer(
        "First layer for digits",
        Conv(input_shape=(1, 28, 28), out_channels=20, kernel_size=5),
        "Nielsen 2015, ch. 6",
        "http://neuralnetworksanddeeplearning.com/chap6.html",
    ),
    "kernels": NamedLayer(
        "A forum’s many kernels",
        Conv(input_shape=(1, 10, 10), out_channels=200, kernel_size=3, padding="same"),
        "Stack Exchange",
        THREAD,
    ),
    "quiz": NamedLayer(
        "The course’s quiz",
        Conv(input_shape=(3, 300, 300), out_channels=100, kernel_size=5),
        "Coursera, quiz of week 1",
        "https://www.coursera.org/learn/convolutional-neural-networks",
    ),
    # What one argument needs.
    "lenet_c3": NamedLayer("LeNet-5 C3", replace(_C3, channel_mask=C3_MASK), *_LENET),
    "lenet_c3_full": NamedLayer("LeNet-5 C3 with every map connected", _C3, *_LENET),
    "lenet_c5": NamedLayer("LeNet-5 C5", Conv((16, 5, 5), out_channels=120, kernel_size=5), *_LENET),
    "alexnet_conv2": NamedLayer("AlexNet conv2", replace(_CONV2, groups=2), *_ALEXNET),
    "alexnet_conv2_full": NamedLayer("AlexNet conv2 in one group", _CONV2, *_ALEXNET),
    "kernel_9": NamedLayer("A kernel of 9", replace(_MAPS_64, kernel_size=9)),
    "kernel_3": NamedLayer("A kernel of 3", _MAPS_64),
    "kernel_3_depthwise": NamedLayer("Depthwise", replace(_MAPS_64, groups=64)),
    "two_taps": NamedLayer("A kernel of 2×2", Conv((1, 28, 28), 1, kernel_size=2)),
    "patches": NamedLayer(
        "ViT-B/16’s patches",
        Conv((3, 224, 224), out_channels=768, kernel_size=16, stride=16),
        "Dosovitskiy et al. 2020",
        "https://arxiv.org/abs/2010.11929",
    ),
    "whole_torus": NamedLayer(
        "A kernel round the whole torus",
        Conv((1, 10, 10), out_channels=1, kernel_size=10, padding="same", padding_mode="circular"),
    ),
    "one_position": NamedLayer("One position", Conv((64, 1, 1), 64, kernel_size=1, groups=8)),
    "ring": NamedLayer(
        "A ring", Conv((1, 8), out_channels=1, kernel_size=3, padding="same", padding_mode="circular")
    ),
    # One layer of a network of today, and what becomes of it.
    "base": NamedLayer("The base", _varied()),
    "unpadded": NamedLayer("No padding", _varied(padding="valid")),
    "wrapped": NamedLayer("Circular padding", _varied(padding_mode="circular")),
    "strided": NamedLayer("Stride", _varied(stride=2)),
    "dilated": NamedLayer("Dilation", _varied(dilation=2)),
    "wide_kernel": NamedLayer("A larger kernel", _varied(kernel=7)),
    "pointwise": NamedLayer("Pointwise", _varied(kernel=1)),
    "grouped": NamedLayer("Groups", _varied(groups=4)),
    "depthwise": NamedLayer("Depthwise", _varied(maps=64, groups=64)),
    "whole_image": NamedLayer("A kernel as large as the image", _varied(kernel=32, padding="valid")),
    "line": NamedLayer("One dimension", _varied((64, 32))),
    "volume": NamedLayer("Three dimensions", _varied((64, 32, 32, 32))),
    "unrolled": NamedLayer("A recurrent net of one unit", Conv((2, 6), 1, 1, bias=False)),
    "projection": NamedLayer("One of attention’s four matrices", Conv((512, 64), 512, 1, bias=False)),
    # What people ask tools, books and courses about.
    "fastbook": NamedLayer(
        "A digit net’s second layer",
        Conv((4, 14, 14), 8, 3, stride=2, padding=1),
        "fastbook, issue 539",
        "https://github.com/fastai/fastbook/issues/539",
    ),
    "unshared_quiz": NamedLayer(
        "A quiz on parameter sharing",
        Conv((3, 32, 32), 20, 8, stride=2, padding=1),
        "Udacity, Deep Learning",
    ),
    "inception": NamedLayer(
        "Ng’s Inception example",
        Conv((192, 28, 28), 32, 5, padding="same", bias=False),
        "Ng, “Inception network motivation”",
        "https://www.coursera.org/learn/convolutional-neural-networks",
    ),
    "bottleneck": NamedLayer("Its bottleneck", Conv((192, 28, 28), 16, 1, bias=False)),
    "bottlenecked": NamedLayer("After its bottleneck", Conv((16, 28, 28), 32, 5, padding="same", bias=False)),
    "hands_on": NamedLayer(
        "A book’s receptive field",
        Conv((1, 32, 32), 1, 4),
        "Hands-On Transfer Learning with Python, 2018",
    ),
    "mobilenet_first": NamedLayer(
        "MobileNetV2’s first layer",
        Conv((3, 224, 224), 32, 3, stride=2, padding=1, bias=False),
        "TensorFlow models, issue 4516",
        "https://github.com/tensorflow/models/issues/4516",
    ),
    "tiny_vgg": NamedLayer(
        "Tiny VGG’s first layer",
        Conv((3, 64, 64), 10, 3),
        "CNN Explainer",
        "https://poloclub.github.io/cnn-explainer/",
    ),
    "alexnet_224": NamedLayer("AlexNet conv1 on 224", Conv((3, 224, 224), 96, 11, stride=4)),
    "alexnet_224_padded": NamedLayer(
        "AlexNet conv1 on 224, padded", Conv((3, 224, 224), 96, 11, stride=4, padding=2)
    ),
    "same_tensorflow": NamedLayer("“same” at stride 2", Conv((1, 8), 1, 3, stride=2, padding="same")),
    "same_pytorch": NamedLayer("A padding of 1 at stride 2", Conv((1, 8), 1, 3, stride=2, padding=1)),
    # Shared only, said as the wide convolution that it is.
    "ng_wide": NamedLayer("Ng’s layer, shared only", Conv((3, 32, 32), 6, 59, padding=27, bias=False)),
    "toy_wide": NamedLayer("The toy, shared only", Conv((1, 8), 1, 13, padding=5, bias=False)),
    "ng_image_kernel": NamedLayer("A kernel as wide as Ng’s image", Conv((3, 32, 32), 6, 32)),
    "lecture_row": NamedLayer("A lecture’s row", Conv((1, 5), 1, 3)),
    "transposed": NamedLayer("A row, enlarged", ConvTranspose((1, 4), 1, 3, stride=2)),
    "toy_causal": NamedLayer("A causal convolution", Conv((1, 8), 1, 3, padding=((2, 0),))),
    # What is no convolution, or was one before the name.
    "pool": NamedLayer("LeNet-5 S2", Conv((6, 28, 28), 6, 2, stride=2, groups=6, bias=False)),
    "tdnn": NamedLayer(
        "A time-delay network’s first layer",
        Conv((16, 15), 8, 3),
        "Waibel et al. 1989",
        "https://doi.org/10.1109/29.21701",
    ),
    # Each counting rule at work, as small as can be.
    "rule_plain": NamedLayer("No padding", Conv((1, 10), 1, 3)),
    "rule_strided": NamedLayer("Stride", Conv((1, 10), 1, 3, stride=2)),
    "rule_leaping": NamedLayer(
        "A stride longer than the input", Conv((1, 2), 1, 1, stride=3, padding=((0, 5),))
    ),
    "rule_dilated": NamedLayer("Dilation", Conv((1, 10), 1, 3, dilation=2)),
    "rule_padded": NamedLayer("Zero padding", Conv((1, 10), 1, 3, padding=1)),
    "rule_uneven": NamedLayer("An odd cell of padding", Conv((1, 10), 1, 4, padding="same")),
    "rule_ring": NamedLayer("Edges joined", Conv((1, 10), 1, 3, padding="same", padding_mode="circular")),
    "rule_plane": NamedLayer("Two axes", Conv((1, 10, 10), 1, 3, padding=1)),
    "rule_channels": NamedLayer("Channels", Conv((4, 10), 6, 3)),
    "rule_grouped": NamedLayer("Two groups", Conv((4, 10), 6, 3, groups=2)),
    "rule_masked": NamedLayer(
        "A channel mask",
        Conv((3, 10), 2, 3, channel_mask=[[True, True, False], [False, True, True]]),
    ),
    "rule_dead": NamedLayer("Taps that only meet padding", Conv((1, 1), 1, 3, padding=1)),
    # What a question or its answer needs.
    "first_layer": NamedLayer("The first layer to count", Conv((1, 4), 1, 2)),
    "two_by_two": NamedLayer("One kernel of 2×2", Conv((1, 4, 4), 1, 2)),
    "unpadded_ring": NamedLayer("A ring without padding", Conv((1, 10, 10), 1, 3, padding_mode="circular")),
    "quiz_dense": NamedLayer("The quiz’s dense layer", Conv((3, 300, 300), 100, 300)),
    "vgg_1": NamedLayer("VGG-16, first layer", Conv((3, 224, 224), 64, 3, padding=1)),
    "vgg_2": NamedLayer("VGG-16, second layer", Conv((64, 224, 224), 64, 3, padding=1)),
    "two_groups": NamedLayer("Two groups", _varied(groups=2)),
}

WORKED = (
    "dumoulin",
    "thread",
    "thread_same",
    "torus",
    "ng",
    "lenet_c1",
    "alexnet_conv1",
    "goodfellow",
    "d2l",
    "keras",
    "nielsen",
    "kernels",
    "quiz",
)
"""Those that are worked out in full on their page, in its order, and all offered by the explorer."""

STACKS = {
    # Prince, Understanding Deep Learning, 2023, section 10.2.
    "mnist1d": Stack(
        (
            Conv((1, 40), 15, 3, stride=2),
            Conv((15, 19), 15, 3, stride=2),
            Conv((15, 9), 15, 3, stride=2),
            Dense(60, 10),
        )
    ),
}
"""Networks that a page counts as a whole."""

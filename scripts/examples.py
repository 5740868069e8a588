"""The named layers that pages, figures, tables, the explorer and tests speak of.

A page writes `{{ ng.conv.parameters | integer }}` and means this table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sparse_shared import Conv, Counts, Reduction, Wiring, count, reduction


@dataclass(frozen=True)
class Example:
    """A layer somebody has written about, with its counts under every wiring."""

    label: str
    layer: Conv
    source: str
    url: str

    @property
    def title(self) -> str:
        """What it is and how it is shaped."""
        return f"{self.label}: {self.image}, {self.shape}"

    @property
    def image(self) -> str:
        """The input's shape as people write it, channels last."""
        channels, *spatial = self.layer.input_shape
        return _times([*spatial, channels] if channels > 1 else spatial)

    @property
    def kernel(self) -> str:
        """The kernel's shape as people write it."""
        return _times(axis.kernel_size for axis in self.layer.axes)

    @property
    def shape(self) -> str:
        """The rest of the layer's hyperparameters, those left at their defaults unsaid."""
        layer = self.layer
        said = [f"kernel {self.kernel}"]
        if any(axis.stride > 1 for axis in layer.axes):
            said.append(f"stride {_times(sorted({axis.stride for axis in layer.axes}))}")
        if layer.padding_mode == "circular":
            said.append("edges joined")
        elif layer.padding == "same":
            said.append("padded to the same size")
        if layer.out_channels > 1:
            said.append(f"{layer.out_channels} maps")
        return ", ".join(said)

    @cached_property
    def dense(self) -> Counts:
        """All connected, nothing shared."""
        return count(self.layer, Wiring.DENSE)

    @cached_property
    def sparse(self) -> Counts:
        """Locally connected."""
        return count(self.layer, Wiring.SPARSE)

    @cached_property
    def sparse_nominal(self) -> Counts:
        """Locally connected, with a full kernel at each position, as if padding were input."""
        return count(self.layer, Wiring.SPARSE, border="nominal")

    @cached_property
    def shared(self) -> Counts:
        """All connected, tied by relative offset."""
        return count(self.layer, Wiring.SHARED)

    @cached_property
    def conv(self) -> Counts:
        """The convolution."""
        return count(self.layer, Wiring.CONV)

    @cached_property
    def reduction(self) -> Reduction:
        """What sparsity and sharing each contribute."""
        return reduction(self.layer)


def _times(sizes: Iterable[int]) -> str:
    return "×".join(map(str, sizes))


EXAMPLES = {
    "toy": Example(
        "A toy",
        Conv(input_shape=(1, 8), out_channels=1, kernel_size=3),
        "this site",
        "",
    ),
    "dumoulin": Example(
        "The smallest",
        Conv(input_shape=(1, 4, 4), out_channels=1, kernel_size=3),
        "Dumoulin & Visin 2016",
        "https://arxiv.org/abs/1603.07285",
    ),
    "thread": Example(
        "The thread’s image",
        Conv(input_shape=(1, 10, 10), out_channels=1, kernel_size=3),
        "the thread",
        "",
    ),
    "thread_same": Example(
        "The same, padded",
        Conv(input_shape=(1, 10, 10), out_channels=1, kernel_size=3, padding="same"),
        "the thread",
        "",
    ),
    "torus": Example(
        "The same, on a torus",
        Conv(
            input_shape=(1, 10, 10),
            out_channels=1,
            kernel_size=3,
            padding="same",
            padding_mode="circular",
        ),
        "the thread",
        "",
    ),
    "ng": Example(
        "Ng’s layer",
        Conv(input_shape=(3, 32, 32), out_channels=6, kernel_size=5),
        "Ng, “Why convolutions?”",
        "https://www.coursera.org/learn/convolutional-neural-networks",
    ),
    "lenet_c1": Example(
        "LeNet-5 C1",
        Conv(input_shape=(1, 32, 32), out_channels=6, kernel_size=5),
        "LeCun et al. 1998",
        "https://doi.org/10.1109/5.726791",
    ),
    "alexnet_conv1": Example(
        "AlexNet conv1",
        Conv(input_shape=(3, 227, 227), out_channels=96, kernel_size=11, stride=4),
        "Stanford CS231n",
        "https://cs231n.github.io/convolutional-networks/",
    ),
    "goodfellow": Example(
        "Edge detector",
        Conv(input_shape=(1, 280, 320), out_channels=1, kernel_size=(1, 2)),
        "Goodfellow et al. 2016, ch. 9",
        "https://www.deeplearningbook.org/contents/convnets.html",
    ),
    "d2l": Example(
        "A megapixel",
        Conv(input_shape=(1, 1000, 1000), out_channels=1, kernel_size=21, padding="same"),
        "Dive into Deep Learning, §7.1",
        "https://d2l.ai/chapter_convolutional-neural-networks/why-conv.html",
    ),
    "keras": Example(
        "Keras’ locally connected layer",
        Conv(input_shape=(3, 32, 32), out_channels=64, kernel_size=3),
        "Keras 2, LocallyConnected2D",
        "https://faroit.com/keras-docs/2.1.2/layers/local/",
    ),
    "nielsen": Example(
        "First layer for digits",
        Conv(input_shape=(1, 28, 28), out_channels=20, kernel_size=5),
        "Nielsen 2015, ch. 6",
        "http://neuralnetworksanddeeplearning.com/chap6.html",
    ),
}

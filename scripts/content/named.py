"""What a page may ask of a layer that has a name: how people write it, and its counts under every wiring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import prod

from content.wirings import LABELS
from sparse_shared import Conv, ConvTranspose, Counts, Reduction, Wiring, count, reduction
from sparse_shared.layers import Layer


@dataclass(frozen=True)
class NamedLayer:
    """A layer with a name, its counts under every wiring and, where somebody wrote about it, the source."""

    label: str
    layer: Conv | ConvTranspose
    source: str = ""
    url: str = ""

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
        if any(axis.dilation > 1 for axis in layer.axes):
            said.append(f"dilation {_times(sorted({axis.dilation for axis in layer.axes}))}")
        if isinstance(layer, ConvTranspose):
            said.append("transposed")
        elif layer.padding_mode == "circular":
            said.append("edges joined")
        elif layer.padding == "same":
            said.append("same padding")
        elif any(axis.before or axis.after for axis in layer.axes):
            said.append(f"padding {_times(sorted({axis.before for axis in layer.axes}))}")
        if layer.out_channels > 1:
            said.append(f"{layer.out_channels} maps")
        if layer.groups > 1:
            said.append(f"{layer.groups} groups")
        if layer.channel_mask is not None:
            said.append(f"{layer.channel_pairs} of {layer.in_channels * layer.out_channels} pairs of maps")
        return ", ".join(said)

    @property
    def taps(self) -> int:
        """How many taps a kernel has in one channel."""
        return prod(axis.kernel_size for axis in self.layer.axes)

    @property
    def positions(self) -> int:
        """How many positions the kernel has: the outputs of one map."""
        return prod(axis.outputs for axis in self.layer.axes)

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

    @property
    def wirings(self) -> dict[Wiring, tuple[str, Counts]]:
        """All four, in the order and by the names of the whole site, with their counts."""
        counts = self.dense, self.sparse, self.shared, self.conv
        return {
            wiring: (label, counted) for (wiring, label), counted in zip(LABELS.items(), counts, strict=True)
        }

    @property
    def weights(self) -> tuple[int, int, int, int]:
        """The weights of all four: dense, sparse only, shared only, both."""
        return self.dense.weights, self.sparse.weights, self.shared.weights, self.conv.weights

    @cached_property
    def reduction(self) -> Reduction:
        """What sparsity and sharing each contribute."""
        return reduction(self.layer)


@dataclass(frozen=True)
class Stack:
    """Some layers, one after the other, and how many parameters they have together under each wiring."""

    layers: tuple[Layer, ...]

    @property
    def dense(self) -> int:
        """All connected, nothing shared."""
        return self._parameters(Wiring.DENSE)

    @property
    def sparse(self) -> int:
        """Locally connected."""
        return self._parameters(Wiring.SPARSE)

    @property
    def shared(self) -> int:
        """All connected, tied by relative offset."""
        return self._parameters(Wiring.SHARED)

    @property
    def both(self) -> int:
        """The network as it is."""
        return self._parameters(Wiring.CONV)

    def _parameters(self, wiring: Wiring) -> int:
        return sum(count(layer, wiring).parameters for layer in self.layers)


def _times(sizes: Iterable[int]) -> str:
    return "×".join(map(str, sizes))

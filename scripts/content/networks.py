"""Every real network by its name, and which page it is on.

A page writes `{{ networks.vgg16.parameters | integer }}`. A network is built when it is first named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from content.real_network import RealNetwork
from sparse_shared import Dense, networks
from sparse_shared.layers import Layer


class _Networks(Mapping[str, RealNetwork]):
    """All networks by name, each made when it is first asked for."""

    def __init__(self) -> None:
        self._made: dict[str, RealNetwork] = {}

    def __getitem__(self, name: str) -> RealNetwork:
        if name not in self._made:
            if name not in networks.names():
                raise KeyError(name)
            self._made[name] = RealNetwork(networks.load(name))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(networks.names())

    def __len__(self) -> int:
        return len(networks.names())


NETWORKS = _Networks()

SHOWN = tuple(name for name in networks.names() if not name.startswith("net"))
"""Those of the overview: all but Net-1 to Net-5, which are built to differ in their wirings."""

_PAGES = {
    "history": ("net1", "net2", "net3", "net4", "net5", "zipcode"),
    "lenet": ("lenet5",),
    "alexnet": ("alexnet_2012", "alexnet_2012_ungrouped", "alexnet"),
    "vgg": ("vgg16",),
    "resnet": ("resnet18", "resnet50", "resnet152", "resnext50_32x4d"),
    "densenet": ("densenet121",),
    "mobilenet": ("xception", "mobilenet_v1", "mobilenet_v2", "efficientnet_b0"),
    "vit": ("vit_b_16",),
    "convnext": ("convnext_tiny",),
    "googlenet": ("googlenet",),
}


def page(name: str) -> str:
    """Return the name of the page that a network is on.

    >>> page("resnext50_32x4d")
    'resnet'

    Raises:
        ValueError: It is on none.
    """
    for page, there in _PAGES.items():
        if name in there:
            return page
    raise ValueError(f"{name}: expected a page of its own, or another's, in _PAGES of {__name__}")


def shape(layer: Layer) -> str:
    """Say what a layer is, in the words of the field.

    >>> from sparse_shared import Conv
    >>> shape(Conv((64, 56, 56), 128, 3, stride=2, padding=1, groups=32))
    '3×3, stride 2, 64 → 128 maps in 32 groups, on 56×56'
    """
    if isinstance(layer, Dense):
        return f"fully connected, {layer.in_features:,} → {layer.out_features:,}"
    kernel = "×".join(str(a.kernel_size) for a in layer.axes)
    said = [kernel if len(layer.axes) > 1 else f"kernel {kernel}"]
    if layer.axes[0].stride > 1:
        said.append(f"stride {layer.axes[0].stride}")
    maps = f"{layer.in_channels} → {layer.out_channels} maps"
    if layer.channel_mask is not None:
        maps += f", {layer.channel_pairs} of {layer.in_channels * layer.out_channels} pairs"
    elif layer.groups == layer.in_channels > 1:
        maps = f"{layer.in_channels} maps, each by itself"
    elif layer.groups > 1:
        maps += f" in {layer.groups} groups"
    size = "×".join(str(a.size) for a in layer.axes)
    return ", ".join([*said, maps, f"on {size}" if len(layer.axes) > 1 else f"on {size} tokens"])

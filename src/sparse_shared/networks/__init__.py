"""Real networks in this package's terms, each with the number of parameters that was published of it.

    from sparse_shared import Wiring, networks

    net = networks.load("vgg16")
    net.parameters                       # what was published: 138,357,544
    net.count(Wiring.SPARSE).parameters  # the same network without sharing

A module holds a network or a family; each network is a function there, called what it is asked for by.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from sparse_shared.networks.network import Network, Totals

__all__ = ["Network", "Totals", "load", "names"]

_MODULES = {
    "lecun_1989": ("net1", "net2", "net3", "net4", "net5", "zipcode"),
    "lenet": ("lenet5",),
    "alexnet": ("alexnet_2012", "alexnet_2012_ungrouped", "alexnet"),
    "vgg": ("vgg16",),
    "googlenet": ("googlenet",),
    "resnet": ("resnet18", "resnet50", "resnet152", "resnext50_32x4d"),
    "densenet": ("densenet121",),
    "separable": ("xception", "mobilenet_v1", "mobilenet_v2", "efficientnet_b0"),
    "vit": ("vit_b_16",),
    "convnext": ("convnext_tiny",),
}
"""Which module each network is in, oldest first. It is imported when one of its networks is first loaded."""


def names() -> tuple[str, ...]:
    """Return the names of all networks, oldest first: torchvision's where it has the network.

    Examples:
        >>> names()[:3]
        ('net1', 'net2', 'net3')
    """
    return tuple(name for family in _MODULES.values() for name in family)


@cache
def load(name: str) -> Network:
    """Return a network by its name.

    Args:
        name: One of `names`.

    Raises:
        ValueError: No network has this name.

    Examples:
        >>> net = load("resnet152")
        >>> net.title, net.parameters, net.published
        ('ResNet-152', 60192808, 60192808)
    """
    for module, family in _MODULES.items():
        if name in family:
            network: Network = getattr(import_module(f"{__name__}.{module}"), name)()
            return network
    raise ValueError(f"name={name!r}: expected one of {', '.join(names())}")

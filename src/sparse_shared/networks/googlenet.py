"""GoogLeNet: modules of four branches, the costly kernels behind 1×1 convolutions that thin out the maps.

Source: C. Szegedy et al., "Going deeper with convolutions", 2014, arXiv:1409.4842. Counted as torchvision
has it: with batch normalisation, without the two auxiliary classifiers, and with 3×3 kernels where the
paper has 5×5, which its authors call a known bug (github.com/pytorch/vision/issues/906).
"""

from __future__ import annotations

from sparse_shared.networks.network import Network
from sparse_shared.networks.plan import Plan

_BEYOND_END = ((0, 1), (0, 1))
"""Padding that lets the last window of a pooling hang over the end, as torchvision's ``ceil_mode`` does."""

_MODULES = {
    "inception3a": (64, 96, 128, 16, 32, 32),
    "inception3b": (128, 128, 192, 32, 96, 64),
    "inception4a": (192, 96, 208, 16, 48, 64),
    "inception4b": (160, 112, 224, 24, 64, 64),
    "inception4c": (128, 128, 256, 24, 64, 64),
    "inception4d": (112, 144, 288, 32, 64, 64),
    "inception4e": (256, 160, 320, 32, 128, 128),
    "inception5a": (256, 160, 320, 32, 128, 128),
    "inception5b": (384, 192, 384, 48, 128, 128),
}
"""Maps of the 1×1, of the second branch's 1×1 and 3×3, of the third's, and after the pooling."""


def googlenet() -> Network:
    """Return GoogLeNet."""
    plan = Plan((3, 224, 224))
    plan.conv_norm("conv1", 64, 7, stride=2, padding=3)
    plan.pool("maxpool1", 3, stride=2, padding=_BEYOND_END)
    plan.conv_norm("conv2", 64, 1)
    plan.conv_norm("conv3", 192, 3, padding=1)
    plan.pool("maxpool2", 3, stride=2, padding=_BEYOND_END)
    for name, maps in _MODULES.items():
        _inception(plan, name, *maps)
        if name == "inception3b":
            plan.pool("maxpool3", 3, stride=2, padding=_BEYOND_END)
        if name == "inception4e":
            plan.pool("maxpool4", 2, stride=2)
    plan.average()
    plan.dense("fc", 1000)
    return plan.torchvision("googlenet", "GoogLeNet", year=2014, published=6_624_904)


def _inception(
    plan: Plan, name: str, single: int, second_in: int, second: int, third_in: int, third: int, pooled: int
) -> None:
    branches = [plan.branch() for _ in range(4)]
    branches[0].conv_norm(f"{name} branch1", single, 1)
    for i, maps_in, maps in (1, second_in, second), (2, third_in, third):
        branches[i].conv_norm(f"{name} branch{i + 1}.0", maps_in, 1)
        branches[i].conv_norm(f"{name} branch{i + 1}.1", maps, 3, padding=1)
    branches[3].pool(f"{name} branch4.0", 3, padding=1)
    branches[3].conv_norm(f"{name} branch4.1", pooled, 1)
    plan.join(*branches)

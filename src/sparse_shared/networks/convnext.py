"""ConvNeXt-T: a ResNet rebuilt after the transformers, with depthwise kernels of 7×7.

Source: Z. Liu et al., "A ConvNet for the 2020s", 2022, arXiv:2201.03545. Its fully connected layers work on
each position alone, with the same weights: they are 1×1 convolutions.
"""

from __future__ import annotations

from sparse_shared.networks.network import Network
from sparse_shared.networks.plan import LAYER_NORM, Plan


def convnext_tiny() -> Network:
    """Return ConvNeXt-T."""
    plan = Plan((3, 224, 224))
    plan.conv("stem", 96, 4, stride=4)
    plan.norm(LAYER_NORM)
    for stage, (maps, blocks) in enumerate(((96, 3), (192, 3), (384, 9), (768, 3)), start=1):
        if stage > 1:
            plan.norm(LAYER_NORM)
            plan.conv(f"downsample{stage - 1}", maps, 2, stride=2)
        for i in range(blocks):
            _block(plan, f"stage{stage}.{i}")
    plan.average()
    plan.norm(LAYER_NORM)
    plan.dense("classifier.2", 1000)
    return plan.torchvision("convnext_tiny", "ConvNeXt-T", year=2022, published=28_589_128)


def _block(plan: Plan, name: str) -> None:
    maps = plan.shape[0]
    plan.depthwise(f"{name} depthwise", 7, padding=3)
    plan.norm(LAYER_NORM)
    plan.conv(f"{name} widen", 4 * maps, 1)
    plan.conv(f"{name} narrow", maps, 1)
    plan.other["layer scale"] += maps

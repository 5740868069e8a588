"""VGG-16: small kernels, many of them, and three fully connected layers that outweigh them all.

Source: K. Simonyan, A. Zisserman, "Very deep convolutional networks for large-scale image recognition",
2015, arXiv:1409.1556, configuration D.
"""

from __future__ import annotations

from sparse_shared.networks.network import Network
from sparse_shared.networks.plan import Plan

_STAGES = (64, 64), (128, 128), (256, 256, 256), (512, 512, 512), (512, 512, 512)


def vgg16() -> Network:
    """Return VGG-16."""
    plan = Plan((3, 224, 224))
    for i, stage in enumerate(_STAGES, start=1):
        for j, maps in enumerate(stage, start=1):
            plan.conv(f"conv{i}_{j}", maps, 3, padding=1)
        plan.pool(f"pool{i}", 2, stride=2)
    for name, features in ("fc6", 4096), ("fc7", 4096), ("fc8", 1000):
        plan.dense(name, features)
    return plan.torchvision("vgg16", "VGG-16", year=2014, published=138_357_544)

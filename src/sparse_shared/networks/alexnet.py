"""AlexNet: as published, over two graphics cards; with every map connected; and as torchvision has it.

Two groups are sparsity over channels: the maps on one card do not see those on the other.

Sources: A. Krizhevsky, I. Sutskever, G. Hinton, "ImageNet classification with deep convolutional neural
networks", 2012, whose 60 million parameters and images of 224 pixels mean the numbers and the 227 below;
A. Krizhevsky, "One weird trick for parallelizing convolutional neural networks", 2014, arXiv:1404.5997,
for torchvision's.
"""

from __future__ import annotations

from sparse_shared.networks.network import Network
from sparse_shared.networks.plan import Plan


def alexnet_2012() -> Network:
    """Return AlexNet with its two groups."""
    return _alexnet(groups=2).network(
        "alexnet_2012",
        "AlexNet",
        year=2012,
        published=60_965_224,
        source="Deep Learning Benchmarking Suite, bvlc_alexnet",
        url="https://github.com/HewlettPackard/dlcookbook-dlbs/blob/master/docs/models/models.md",
    )


def alexnet_2012_ungrouped() -> Network:
    """Return AlexNet as if it had fitted on one graphics card."""
    return _alexnet(groups=1).network(
        "alexnet_2012_ungrouped",
        "AlexNet, every map connected",
        year=2012,
        published=62_378_344,
        source="imgclsmob, AlexNet",
        url="https://github.com/osmr/imgclsmob/blob/master/pytorch/README.md",
    )


def _alexnet(groups: int) -> Plan:
    plan = Plan((3, 227, 227))
    plan.conv("conv1", 96, 11, stride=4)
    plan.pool("pool1", 3, stride=2)
    plan.conv("conv2", 256, 5, padding=2, groups=groups)
    plan.pool("pool2", 3, stride=2)
    plan.conv("conv3", 384, 3, padding=1)
    plan.conv("conv4", 384, 3, padding=1, groups=groups)
    plan.conv("conv5", 256, 3, padding=1, groups=groups)
    plan.pool("pool5", 3, stride=2)
    _classify(plan, "fc6", "fc7", "fc8")
    return plan


def alexnet() -> Network:
    """Return torchvision's AlexNet, which has fewer maps and no groups."""
    plan = Plan((3, 224, 224))
    plan.conv("features.0", 64, 11, stride=4, padding=2)
    plan.pool("features.2", 3, stride=2)
    plan.conv("features.3", 192, 5, padding=2)
    plan.pool("features.5", 3, stride=2)
    plan.conv("features.6", 384, 3, padding=1)
    plan.conv("features.8", 256, 3, padding=1)
    plan.conv("features.10", 256, 3, padding=1)
    plan.pool("features.12", 3, stride=2)
    _classify(plan, "classifier.1", "classifier.4", "classifier.6")
    return plan.torchvision("alexnet", "AlexNet in torchvision", year=2014, published=61_100_840)


def _classify(plan: Plan, *names: str) -> None:
    for name, features in zip(names, (4096, 4096, 1000), strict=True):
        plan.dense(name, features)

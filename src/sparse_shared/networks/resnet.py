"""ResNets and ResNeXt: blocks with a shortcut around them, batch normalisation after each convolution.

Sources: K. He, X. Zhang, S. Ren, J. Sun, "Deep residual learning for image recognition", 2015,
arXiv:1512.03385; S. Xie et al., "Aggregated residual transformations for deep neural networks", 2016,
arXiv:1611.05431. Where a block halves the image, torchvision does so in its 3×3 convolution, the paper
in the first 1×1; no parameter differs, but multiply-adds do.
"""

from __future__ import annotations

from collections.abc import Callable

from sparse_shared.networks.network import Network
from sparse_shared.networks.plan import Plan

Block = Callable[[Plan, str, int, int], None]
"""What puts a block on a plan, by its name, its maps (before any expansion) and its stride."""


def _basic(plan: Plan, name: str, maps: int, stride: int) -> None:
    before = plan.shape
    plan.conv_norm(f"{name}.conv1", maps, 3, stride=stride, padding=1)
    plan.conv_norm(f"{name}.conv2", maps, 3, padding=1)
    _shortcut(plan, name, before, stride)


def _bottleneck(plan: Plan, name: str, maps: int, stride: int, groups: int = 1, width: int = 1) -> None:
    before = plan.shape
    plan.conv_norm(f"{name}.conv1", width * maps, 1)
    plan.conv_norm(f"{name}.conv2", width * maps, 3, stride=stride, padding=1, groups=groups)
    plan.conv_norm(f"{name}.conv3", 4 * maps, 1)
    _shortcut(plan, name, before, stride)


def _aggregated(plan: Plan, name: str, maps: int, stride: int) -> None:
    _bottleneck(plan, name, maps, stride, groups=32, width=2)


def _shortcut(plan: Plan, name: str, before: tuple[int, ...], stride: int) -> None:
    """Bring what came before a block into the shape of what the block gives, where they differ."""
    if before != plan.shape:
        plan.branch(before).conv_norm(f"{name}.downsample", plan.shape[0], 1, stride=stride)


def _resnet(
    name: str, title: str, block: Block, blocks: tuple[int, ...], year: int, published: int
) -> Network:
    plan = Plan((3, 224, 224))
    plan.conv_norm("conv1", 64, 7, stride=2, padding=3)
    plan.pool("maxpool", 3, stride=2, padding=1)
    for stage, number in enumerate(blocks):
        for i in range(number):
            block(plan, f"layer{stage + 1}.{i}", 64 * 2**stage, 2 if stage and not i else 1)
    plan.average()
    plan.dense("fc", 1000)
    return plan.torchvision(name, title, year=year, published=published)


def resnet18() -> Network:
    """Return ResNet-18, of blocks of two 3×3."""
    return _resnet("resnet18", "ResNet-18", _basic, (2, 2, 2, 2), 2015, 11_689_512)


def resnet50() -> Network:
    """Return ResNet-50, of bottlenecks."""
    return _resnet("resnet50", "ResNet-50", _bottleneck, (3, 4, 6, 3), 2015, 25_557_032)


def resnet152() -> Network:
    """Return ResNet-152, of bottlenecks."""
    return _resnet("resnet152", "ResNet-152", _bottleneck, (3, 8, 36, 3), 2015, 60_192_808)


def resnext50_32x4d() -> Network:
    """Return ResNeXt-50, whose bottlenecks have 32 groups."""
    return _resnet("resnext50_32x4d", "ResNeXt-50 32×4d", _aggregated, (3, 4, 6, 3), 2016, 25_028_904)

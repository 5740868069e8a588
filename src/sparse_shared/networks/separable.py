"""Networks of depthwise convolutions: MobileNet, MobileNetV2, Xception and EfficientNet-B0.

A depthwise convolution keeps each map to itself, the most sparsity over channels there can be; a 1×1
convolution after it mixes the maps, and sees one position only.

Sources: A. Howard et al., "MobileNets", 2017, arXiv:1704.04861; M. Sandler et al., "MobileNetV2", 2018,
arXiv:1801.04381; F. Chollet, "Xception", 2016, arXiv:1610.02357; M. Tan, Q. Le, "EfficientNet", 2019,
arXiv:1905.11946.
"""

from __future__ import annotations

from sparse_shared.networks.network import Network
from sparse_shared.networks.plan import Plan


def mobilenet_v1() -> Network:
    """Return MobileNet."""
    plan = Plan((3, 224, 224))
    plan.conv_norm("conv1", 32, 3, stride=2, padding="same")
    maps = (64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024)
    for i, out in enumerate(maps, start=1):
        plan.depthwise_norm(f"conv_dw_{i}", 3, stride=2 if i in (2, 4, 6, 12) else 1, padding="same")
        plan.conv_norm(f"conv_pw_{i}", out, 1)
    plan.average()
    plan.dense("conv_preds", 1000)
    return plan.network(
        "mobilenet_v1",
        "MobileNet",
        year=2017,
        published=4_231_976,
        source="Keras, MobileNet, trainable parameters",
        url="https://keras.io/api/applications/mobilenet/",
    )


def mobilenet_v2() -> Network:
    """Return MobileNetV2, of inverted bottlenecks."""
    plan = Plan((3, 224, 224))
    plan.conv_norm("features.0", 32, 3, stride=2, padding=1)
    stages = (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2)
    for expansion, maps, blocks, stride in (*stages, (6, 320, 1, 1)):
        for i in range(blocks):
            _inverted(plan, maps, 3, 1 if i else stride, expansion)
    plan.conv_norm("features.18", 1280, 1)
    plan.average()
    plan.dense("classifier.1", 1000)
    return plan.torchvision("mobilenet_v2", "MobileNetV2", year=2018, published=3_504_872)


def efficientnet_b0() -> Network:
    """Return EfficientNet-B0, of inverted bottlenecks with gates."""
    plan = Plan((3, 224, 224))
    plan.conv_norm("features.0", 32, 3, stride=2, padding=1)
    stages = (
        (1, 3, 1, 16, 1),
        (6, 3, 2, 24, 2),
        (6, 5, 2, 40, 2),
        (6, 3, 2, 80, 3),
        (6, 5, 1, 112, 3),
        (6, 5, 2, 192, 4),
        (6, 3, 1, 320, 1),
    )
    for expansion, kernel, stride, maps, blocks in stages:
        for i in range(blocks):
            _inverted(plan, maps, kernel, 1 if i else stride, expansion, squeeze=4)
    plan.conv_norm("features.8", 1280, 1)
    plan.average()
    plan.dense("classifier.1", 1000)
    return plan.torchvision("efficientnet_b0", "EfficientNet-B0", year=2019, published=5_288_548)


def _inverted(plan: Plan, maps: int, kernel: int, stride: int, expansion: int, squeeze: int = 0) -> None:
    """Widen, filter each map, gate the maps if *squeeze* says by what part of those that came in, narrow."""
    name = f"block{sum(' project' in layer for layer, _ in plan.layers) + 1}"
    came_in = plan.shape[0]
    if expansion > 1:
        plan.conv_norm(f"{name} expand", expansion * came_in, 1)
    plan.depthwise_norm(f"{name} depthwise", kernel, stride=stride, padding=kernel // 2)
    if squeeze:
        gate = plan.branch((plan.shape[0], 1, 1))
        gate.conv(f"{name} squeeze", came_in // squeeze, 1)
        gate.conv(f"{name} excite", plan.shape[0], 1)
    plan.conv_norm(f"{name} project", maps, 1)


def xception() -> Network:
    """Return Xception."""
    plan = Plan((3, 299, 299))
    plan.conv_norm("block1_conv1", 32, 3, stride=2)
    plan.conv_norm("block1_conv2", 64, 3)
    for i, maps in enumerate((128, 256, 728), start=2):
        _separable_pooled(plan, f"block{i}", maps, maps)
    for i in range(5, 13):
        for j in range(1, 4):
            _separable(plan, f"block{i}_sepconv{j}", 728)
    _separable_pooled(plan, "block13", 728, 1024)
    _separable(plan, "block14_sepconv1", 1536)
    _separable(plan, "block14_sepconv2", 2048)
    plan.average()
    plan.dense("predictions", 1000)
    return plan.network(
        "xception",
        "Xception",
        year=2016,
        published=22_855_952,
        source="Chollet 2016, Table 3",
        url="https://arxiv.org/abs/1610.02357",
    )


def _separable(plan: Plan, name: str, maps: int) -> None:
    """Filter each map, then mix them, with nothing in between."""
    plan.depthwise(f"{name} depthwise", 3, padding="same", bias=False)
    plan.conv_norm(f"{name} pointwise", maps, 1)


def _separable_pooled(plan: Plan, name: str, first: int, second: int) -> None:
    shortcut = plan.branch()
    _separable(plan, f"{name}_sepconv1", first)
    _separable(plan, f"{name}_sepconv2", second)
    plan.pool(f"{name}_pool", 3, stride=2, padding="same")
    shortcut.conv_norm(f"{name}_shortcut", second, 1, stride=2, padding="same")

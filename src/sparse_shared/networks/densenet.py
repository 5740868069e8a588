"""DenseNet-121: each layer sees the maps of all layers before it in its block.

Source: G. Huang, Z. Liu, L. van der Maaten, K. Weinberger, "Densely connected convolutional networks",
2016, arXiv:1608.06993.
"""

from __future__ import annotations

from sparse_shared.networks.network import Network
from sparse_shared.networks.plan import Plan

_GROWTH = 32
_BLOCKS = (6, 12, 24, 16)


def densenet121() -> Network:
    """Return DenseNet-121."""
    plan = Plan((3, 224, 224))
    plan.conv_norm("conv0", 64, 7, stride=2, padding=3)
    plan.pool("pool0", 3, stride=2, padding=1)
    for block, layers in enumerate(_BLOCKS, start=1):
        if block > 1:
            plan.norm()
            plan.conv(f"transition{block - 1}.conv", plan.shape[0] // 2, 1, bias=False)
            plan.pool(f"transition{block - 1}.pool", 2, stride=2)
        for i in range(1, layers + 1):
            _dense_layer(plan, f"block{block}.layer{i}")
    plan.norm()
    plan.average()
    plan.dense("classifier", 1000)
    return plan.torchvision("densenet121", "DenseNet-121", year=2016, published=7_978_856)


def _dense_layer(plan: Plan, name: str) -> None:
    """Add a few maps to those there are. Normalisation comes first here."""
    kept, new = plan.branch(), plan.branch()
    new.norm()
    new.conv_norm(f"{name} conv1", 4 * _GROWTH, 1)
    new.conv(f"{name} conv2", _GROWTH, 3, padding=1, bias=False)
    plan.join(kept, new)

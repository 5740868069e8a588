"""LeNet-5: the convolutional network that read cheques.

Its sub-sampling adds four units, multiplies the sum by one trainable coefficient a map and adds one
trainable bias a map: a sum with fixed weights, whose coefficients are told apart. C3 sees some maps of S2
only, by a table. The outputs are distances to ten fixed patterns: their links are not trained.

Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document
recognition", 1998, §II.B and Table I.
"""

from __future__ import annotations

from sparse_shared.layers import Conv, Dense
from sparse_shared.networks.network import Network
from sparse_shared.networks.plan import Plan

C3_TABLE = (
    "X...XXX..XXXX.XX",
    "XX...XXX..XXXX.X",
    "XXX...XXX..X.XXX",
    ".XXX..XXXX..X.XX",
    "..XXX..XXXX.XX.X",
    "...XXX..XXXX.XXX",
)
"""Which maps of S2 (rows) each map of C3 (columns) sees, as it is printed."""
C3_MASK = tuple(tuple(mark == "X" for mark in column) for column in zip(*C3_TABLE, strict=True))
"""The same as a `channel_mask`: (maps of C3, maps of S2)."""


def lenet5() -> Network:
    """Return LeNet-5."""
    plan = Plan((1, 32, 32))
    plan.conv("C1", 6, 5)
    _subsample(plan, "S2")
    plan.conv("C3", 16, 5, channel_mask=C3_MASK)
    _subsample(plan, "S4")
    plan.conv("C5", 120, 5)
    plan.dense("F6", 84)
    plan.add("output", Dense(84, 10, bias=False))
    return plan.network(
        "lenet5",
        "LeNet-5",
        year=1998,
        published=60_000,
        source="LeCun et al. 1998, §II.B",
        url="https://doi.org/10.1109/5.726791",
        fixed=frozenset({"S2", "S4", "output"}),
    )


def _subsample(plan: Plan, name: str) -> None:
    maps = plan.shape[0]
    plan.add(name, Conv(plan.shape, maps, 2, stride=2, groups=maps))
    plan.other["sub-sampling coefficients"] += maps

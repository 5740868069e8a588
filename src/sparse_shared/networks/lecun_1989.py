"""LeCun's networks of 1989: five that add sparsity and sharing in turn, and one for zip codes.

A tap outside the image is a link in their counts, so borders are nominal; and every unit has a bias of its
own, shared weights or not.

Sources: Y. LeCun, "Generalization and network design strategies", 1989, as tabled in T. Hastie,
R. Tibshirani, J. Friedman, *The Elements of Statistical Learning*, 2nd ed. 2009, Table 11.1; Y. LeCun et
al., "Backpropagation applied to handwritten zip code recognition", 1989.
"""

from __future__ import annotations

from typing import Any

from sparse_shared.counting import Wiring
from sparse_shared.networks.network import Network
from sparse_shared.networks.plan import Plan

_ESL = {
    "year": 1989,
    "source": "Hastie, Tibshirani, Friedman 2009, Table 11.1",
    "url": "https://hastie.su.domains/ElemStatLearn/",
}


def net1() -> Network:
    """Return a network with no hidden layer."""
    plan = Plan((1, 16, 16))
    plan.dense("output", 10)
    return plan.network("net1", "Net-1", border="nominal", published=2_570, **_ESL)


def net2() -> Network:
    """Return a network with one hidden layer, all connected."""
    plan = Plan((1, 16, 16))
    plan.dense("H1", 12)
    plan.dense("output", 10)
    return plan.network("net2", "Net-2", border="nominal", published=3_214, **_ESL)


def net3() -> Network:
    """Return a network with two hidden layers, locally connected: sparsity alone."""
    unshared = {"H1": Wiring.SPARSE, "H2": Wiring.SPARSE}
    return _local("net3", "Net-3", 1, 1, wirings=unshared, published=1_226)


def net4() -> Network:
    """Return Net-3 with two maps in its first hidden layer, which share their weights."""
    return _local("net4", "Net-4", 2, 1, wirings={"H2": Wiring.SPARSE}, published=1_132)


def net5() -> Network:
    """Return Net-4 with four maps in its second hidden layer, which share theirs, too."""
    return _local("net5", "Net-5", 2, 4, published=1_060)


def _local(name: str, title: str, first: int, second: int, **said: Any) -> Network:
    plan = Plan((1, 16, 16))
    plan.conv("H1", first, 3, stride=2, padding="same", bias="unit")
    plan.conv("H2", second, 5, bias="unit")
    plan.dense("output", 10)
    return plan.network(name, title, border="nominal", **said, **_ESL)


def zipcode() -> Network:
    """Return the first convolutional network at work."""
    plan = Plan((1, 16, 16))
    plan.conv("H1", 12, 5, stride=2, padding="same", bias="unit")
    # Each map sees eight of twelve. The paper does not say which, and no count depends on it.
    eight = [[(to + of) % 12 < 8 for of in range(12)] for to in range(12)]
    plan.conv("H2", 12, 5, stride=2, padding="same", bias="unit", channel_mask=eight)
    plan.dense("H3", 30)
    plan.dense("output", 10)
    return plan.network(
        "zipcode",
        "Zip-code network",
        year=1989,
        border="nominal",
        published=9_760,
        source="LeCun et al. 1989",
        url="https://doi.org/10.1162/neco.1989.1.4.541",
    )

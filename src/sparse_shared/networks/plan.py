"""Write a network down layer by layer, each taking the shape that the one before it gives."""

from __future__ import annotations

from collections import Counter
from math import prod

from sparse_shared.layers import Conv, Dense, Layer
from sparse_shared.networks.network import Named, Network

TYPE_CHECKING = False  # see sparse_shared/__init__
if TYPE_CHECKING:
    from typing import Any

BATCH_NORM = "batch normalisation"
LAYER_NORM = "layer normalisation"
AVERAGE = "average"


class Plan:
    """A network in the making: the shape reached so far, and all that led to it.

    Names of layers are those of the network's source, where it has any.

    Examples:
        >>> plan = Plan((3, 224, 224))
        >>> plan.conv("conv1", 64, 7, stride=2, padding=3, bias=False)
        >>> plan.norm()
        >>> plan.shape, dict(plan.other)
        ((64, 112, 112), {'batch normalisation': 128})
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.shape = shape
        self.layers: list[Named] = []
        self.path: list[Named] = []
        self.other: Counter[str] = Counter()
        self.products: Counter[str] = Counter()

    def add(self, name: str, layer: Layer) -> None:
        """Put a layer on the path."""
        self.layers.append((name, layer))
        self.path.append((name, layer))
        self.shape = layer.output_shape

    def conv(self, name: str, maps: int, kernel: int, **settings: Any) -> None:
        """Put a convolution on the path."""
        self.add(name, Conv(self.shape, maps, kernel, **settings))

    def depthwise(self, name: str, kernel: int, **settings: Any) -> None:
        """Put a convolution on the path that keeps each map to itself."""
        self.conv(name, self.shape[0], kernel, groups=self.shape[0], **settings)

    def dense(self, name: str, features: int) -> None:
        """Put a fully connected layer on the path, over all that has been reached."""
        self.add(name, Dense(prod(self.shape), features))

    def norm(self, kind: str = BATCH_NORM) -> None:
        """Normalise what has been reached: a trainable scale and a trainable shift for each map."""
        self.other[kind] += 2 * self.shape[0]

    def conv_norm(self, name: str, maps: int, kernel: int, **settings: Any) -> None:
        """Put a convolution without a bias on the path, and batch normalisation, which has one."""
        self.conv(name, maps, kernel, bias=False, **settings)
        self.norm()

    def depthwise_norm(self, name: str, kernel: int, **settings: Any) -> None:
        """Put such a convolution on the path that keeps each map to itself."""
        self.conv_norm(name, self.shape[0], kernel, groups=self.shape[0], **settings)

    def pool(self, name: str, kernel: int, stride: int = 1, padding: Any = 0) -> None:
        """Put a pooling on the path: a window in each map, without weights."""
        maps = self.shape[0]
        window = Conv(self.shape, maps, kernel, stride=stride, padding=padding, groups=maps, bias=False)
        self.path.append((name, window))
        self.shape = window.output_shape

    def average(self) -> None:
        """Reduce each map to its mean."""
        self.pool(AVERAGE, self.shape[1])

    def branch(self, shape: tuple[int, ...] | None = None) -> Plan:
        """Return a way off the path, from here or from an earlier *shape*. Its layers are this plan's."""
        branch = Plan(shape or self.shape)
        branch.layers, branch.other = self.layers, self.other
        return branch

    def join(self, *branches: Plan) -> None:
        """Go on with the maps of all branches; the path is the one with most layers, the first if several."""
        self.path += max(branches, key=lambda branch: len(branch.path)).path
        self.shape = (sum(branch.shape[0] for branch in branches), *branches[0].shape[1:])

    def network(self, name: str, title: str, **said: Any) -> Network:
        """Return the finished network, with whatever else is said of it."""
        return Network(
            name,
            title,
            tuple(self.layers),
            other=dict(self.other),
            products=dict(self.products),
            path=tuple(self.path),
            **said,
        )

    def torchvision(self, name: str, title: str, **said: Any) -> Network:
        """Return the finished network, published in the metadata of torchvision's weights for it."""
        page = f"https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.{name}.html"
        return self.network(name, title, source=f"torchvision, {name}", url=page, **said)

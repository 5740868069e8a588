"""A whole network as plain data: its layers, and what it trains besides them.

Only layers with weights are listed. Pooling has none; where it matters, for the receptive field, it stands
on the network's `path` as a depthwise convolution.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sparse_shared.arguments import choice, integer, sequence
from sparse_shared.counting import Counts, Wiring, count
from sparse_shared.layers import Layer

Named = tuple[str, Layer]
"""A layer and its name in the network."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What a network consists of under one wiring, summed over its layers, in exact ints.

    Attributes:
        connections: The (output, input) pairs that are linked, in all layers.
        weights: The distinct trainable values on those links.
        biases: The trainable values added to outputs.
        other: Trainable values that belong to no connection, such as those of batch normalisation.
        products: Multiply-adds of two computed values, without a weight, such as those of attention.
    """

    connections: int
    weights: int
    biases: int
    other: int
    products: int

    @property
    def parameters(self) -> int:
        """What training changes: weights, biases and all other."""
        return self.weights + self.biases + self.other

    @property
    def multiply_adds(self) -> int:
        """One per connection, and those that use no weight."""
        return self.connections + self.products


@dataclass(frozen=True)
class Network:
    """Describe a network by its layers, in the order in which they compute, and what else it trains.

    Args:
        name: How it is asked for: torchvision's name where it has the network.
        title: How people write it.
        layers: Each layer's name and layer. Names do not repeat.
        other: Trainable parameters outside the layers, by what they are.
        published: The number of parameters that its source prints, if any does.
        source: Where that is printed.
        url: The address of the source.
        year: When the network was published.
        border: How its source counts taps on padding, as in `sparse_shared.count`.
        wirings: Layers built otherwise than as convolutions, by name: the locally connected ones.
        fixed: Names of layers whose weights are not trained. Their connections count, and their biases.
        again: Layers that use the weights of an earlier layer again, each by the earlier one's name.
            Such weights count once, unless a wiring shares nothing; connections count each time. A
            bias that is used again, too, is said by ``bias=False``.
        products: Multiply-adds of two computed values, without a weight, by what they are.
        path: The longest way from the image on, with pooling as depthwise convolutions, as far as windows
            say what is seen.

    Raises:
        ValueError: A name repeats, or is that of no layer, a layer has not as many weights as the one whose
            weights it uses again, a number is negative, or the border is neither of the two.
        TypeError: Layers are no pairs of a name and a layer, a wiring is none, a number is no integer, or
            *fixed* is one string.

    Examples:
        >>> from sparse_shared import Conv, Dense
        >>> layers = ("conv", Conv((1, 28, 28), 8, 3, bias=False)), ("fc", Dense(8 * 26 * 26, 10))
        >>> Network("mine", "My network", layers, other={"batch normalisation": 16}).parameters
        54178
    """

    name: str
    title: str
    layers: tuple[Named, ...]
    other: Mapping[str, int] = field(default_factory=dict)
    published: int | None = None
    source: str = ""
    url: str = ""
    year: int | None = None
    border: str = "exact"
    wirings: Mapping[str, Wiring] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()
    again: Mapping[str, str] = field(default_factory=dict)
    products: Mapping[str, int] = field(default_factory=dict)
    path: tuple[Named, ...] = ()

    def __post_init__(self) -> None:
        for argument in ("layers", "path"):
            pairs = sequence(argument, getattr(self, argument), "(name, layer) pairs")
            object.__setattr__(self, argument, pairs)
            for i, pair in enumerate(pairs):
                kinds = [type(part) for part in sequence(f"{argument}[{i}]", pair, "a (name, layer) pair")]
                if len(kinds) != 2 or not issubclass(kinds[0], str) or not issubclass(kinds[1], Layer):
                    raise TypeError(f"{argument}[{i}]={pair!r}: expected a (name, layer) pair")
        choice("border", self.border, ("exact", "nominal"))
        for name, wiring in self.wirings.items():
            if not isinstance(wiring, Wiring):
                raise TypeError(f"wirings[{name!r}]={wiring!r}: expected a Wiring, such as Wiring.SPARSE")
        if isinstance(self.fixed, str):  # its letters would be taken for names
            raise TypeError(f"fixed={self.fixed!r}: expected a set of names, such as {{{self.fixed!r}}}")
        for argument in ("other", "products"):
            for what, number in getattr(self, argument).items():
                integer(f"{argument}[{what!r}]", number, minimum=0)
        names = [name for name, _ in self.layers]
        layers = dict(self.layers)
        for i, name in enumerate(names):
            if name in names[:i]:
                raise ValueError(f"layers[{i}]={name!r}: expected a name of its own, and this one repeats")
        for argument in ("wirings", "fixed", "again"):
            for name in getattr(self, argument):
                if name not in names:
                    raise ValueError(f"{argument} names {name!r}: expected the name of a layer")
        for name, earlier in self.again.items():
            if earlier not in names[: names.index(name)]:
                raise ValueError(f"again[{name!r}]={earlier!r}: expected the name of an earlier layer")
            weights, used = (count(layers[which]).weights for which in (name, earlier))
            if weights != used:
                raise ValueError(
                    f"again[{name!r}]={earlier!r}: expected a layer of {weights} weights, "
                    f"and this one has {used}"
                )

    @property
    def parameters(self) -> int:
        """What training changes, in the network as it is."""
        return self.count().parameters

    @property
    def links(self) -> int:
        """Connections as LeCun counts them: a bias is a connection of its unit."""
        counts = zip(self.layers, self.count_layers(), strict=True)
        return sum(c.connections + (c.outputs if layer.bias else 0) for (_, layer), (_, c) in counts)

    def count(self, wiring: Wiring | None = None, border: str | None = None) -> Totals:
        """Count the whole network as it is, or with every layer under one wiring.

        Args:
            wiring: Which of the two switches are on, or None: each layer as the network has it.
            border: As in `sparse_shared.count`, or None: as the network's source counts.

        Examples:
            >>> from sparse_shared import Conv, Wiring
            >>> net = Network("one", "One layer", (("conv", Conv((3, 32, 32), 6, 5)),))
            >>> net.count(Wiring.SPARSE).weights, net.count().weights
            (352800, 450)
        """
        counts = [counts for _, counts in self.count_layers(wiring, border)]
        return Totals(
            connections=sum(c.connections for c in counts),
            weights=sum(c.weights for c in counts),
            biases=sum(c.biases for c in counts),
            other=sum(self.other.values()),
            products=sum(self.products.values()),
        )

    def count_layers(
        self, wiring: Wiring | None = None, border: str | None = None
    ) -> tuple[tuple[str, Counts], ...]:
        """Count each layer, with no weights where they are fixed, or an earlier layer's."""
        return tuple((name, self._count_layer(name, layer, wiring, border)) for name, layer in self.layers)

    def _count_layer(self, name: str, layer: Layer, wiring: Wiring | None, border: str | None) -> Counts:
        if wiring is None:
            wiring = self.wirings.get(name, Wiring.CONV)
        counts = count(layer, wiring, self.border if border is None else border)
        if name in self.fixed or (name in self.again and Wiring.SHARED in wiring):
            return Counts(counts.inputs, counts.outputs, counts.connections, 0, counts.biases)
        return counts

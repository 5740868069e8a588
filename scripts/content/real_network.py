"""A real network with all that is counted of it, and what pages, figures and tables ask of the counts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod

from sparse_shared import Conv, Counts, Dense, Wiring, count
from sparse_shared.layers import Layer
from sparse_shared.networks import Network
from sparse_shared.networks.plan import AVERAGE
from sparse_shared.stacking import receptive_fields


@dataclass(frozen=True)
class Part:
    """One layer of a network, or several that are equal in all that counts."""

    names: tuple[str, ...]
    layer: Layer
    border: str
    wiring: Wiring = Wiring.CONV

    @cached_property
    def counts(self) -> tuple[Counts, Counts, Counts, Counts]:
        """Of each, under the four wirings: dense, sparse only, shared only, both."""
        dense, sparse, shared, conv = (count(self.layer, Wiring(i), self.border) for i in range(4))
        return dense, sparse, shared, conv

    @property
    def taps_on_padding(self) -> int:
        """How many taps of each lie on padding and are not counted as connections."""
        return count(self.layer, border="nominal").connections - self.counts[-1].connections

    @property
    def times(self) -> int:
        """How many layers they are."""
        return len(self.names)

    @property
    def as_it_is(self) -> Counts:
        """Of each, as the network has it: a convolution, but for those of 1989 that share nothing."""
        return self.counts[self.wiring.value]

    @property
    def parameters(self) -> int:
        """What each trains."""
        return self.as_it_is.parameters

    @property
    def factors(self) -> tuple[Fraction, Fraction, Fraction]:
        """By what sharing, then sparsity over space, then sparsity over channels divide its weights."""
        if Wiring.SHARED in self.wiring:
            return self.sharing, self.over_space, self.over_channels
        dense, sparse, *_ = self.counts
        alone = Fraction(dense.weights, sparse.weights)
        return Fraction(1), alone / self.over_channels, self.over_channels

    @property
    def connected(self) -> bool:
        """Whether it is fully connected."""
        return isinstance(self.layer, Dense)

    @property
    def sharing(self) -> Fraction:
        """By how much sharing alone divides the weights."""
        dense, _, shared, _ = self.counts
        return Fraction(dense.weights, shared.weights)

    @property
    def over_channels(self) -> Fraction:
        """By how much sparsity over channels divides the weights, sharing on."""
        return Fraction(self.layer.in_channels * self.layer.out_channels, self.layer.channel_pairs)

    @property
    def over_space(self) -> Fraction:
        """By how much sparsity over space, a kernel that reaches less than all, divides them, sharing on."""
        return prod((Fraction(a.offsets, a.kernel_size) for a in self.layer.axes), start=Fraction(1))

    @property
    def unshared(self) -> Fraction:
        """By how much sharing divides what sparsity left."""
        return Fraction(self.counts[1].weights, self.counts[-1].weights)


class RealNetwork:
    """A network with its counts under every wiring, each distinct layer counted once."""

    def __init__(self, net: Network) -> None:
        self.net = net
        self.title = net.title
        found: dict[tuple[Layer, Wiring], list[str]] = {}
        fixed = []
        for name, layer in net.layers:
            if name in net.fixed:
                fixed.append(count(layer, border=net.border))
            else:
                found.setdefault((layer, net.wirings.get(name, Wiring.CONV)), []).append(name)
        self.parts = tuple(
            Part(tuple(names), layer, net.border, wiring) for (layer, wiring), names in found.items()
        )
        """Its layers with trainable weights, equal ones once, in the order in which they first come."""
        self.parameters = sum(p.times * p.parameters for p in self.parts)
        self.parameters += sum(c.biases for c in fixed) + sum(net.other.values())
        """What is trained, and was published."""
        self.multiply_adds = sum(p.times * p.counts[-1].connections for p in self.parts)
        self.multiply_adds += sum(c.connections for c in fixed) + sum(net.products.values())
        """Those that touch an input, and those that use no weight."""

    @cached_property
    def fields(self) -> tuple[int, ...]:
        """How many pixels a side each layer of its path sees, as far as windows say so."""
        windows: list[Conv] = []
        for name, layer in self.net.path:
            if not isinstance(layer, Conv) or name == AVERAGE:
                break
            windows.append(layer)
        return tuple(field.size for field, *_ in receptive_fields(windows))

    @property
    def side(self) -> int:
        """The side of its image, in pixels."""
        return self.net.path[0][1].axes[0].size

    @cached_property
    def seen(self) -> tuple[int, ...]:
        """How many pixels a side a unit of each layer sees at most, in the order of `by_name`.

        Layers beside the longest path keep what the path has reached. After a layer that sees all there
        is, be it fully connected, a gate over whole maps or attention between tokens, all see the image.
        """
        windows = dict(zip((name for name, _ in self.net.path), self.fields, strict=False))
        seen, so_far = [], 1
        for name, part in self.by_name.items():
            sizes = part.layer.input_shape[1:]
            whole = len(sizes) < 2 or max(sizes) == 1
            so_far = self.side if whole else max(so_far, min(windows.get(name, 0), self.side))
            seen.append(so_far)
        return tuple(seen)

    @property
    def trained_weights(self) -> int:
        """Its weights as it is."""
        return sum(part.times * part.as_it_is.weights for part in self.parts)

    @cached_property
    def by_name(self) -> dict[str, Part]:
        """The part that each layer is of, in the order of the layers."""
        parts = {name: part for part in self.parts for name in part.names}
        return {name: parts[name] for name, _ in self.net.layers if name in parts}

    def __getitem__(self, layer: str) -> Part:
        return self.by_name[layer]

    @cached_property
    def weights(self) -> tuple[int, int, int, int]:
        """Its weights: dense, sparse only, shared only, both."""
        dense, sparse, shared, both = (
            sum(part.times * part.counts[wiring].weights for part in self.parts) for wiring in range(4)
        )
        return dense, sparse, shared, both

    @property
    def sparsity(self) -> Fraction:
        """By how much sparsity divides its weights, sharing on."""
        _, _, shared, both = self.weights
        return Fraction(shared, both)

    @property
    def sharing(self) -> Fraction:
        """By how much sharing divides its weights, sparsity on."""
        _, sparse, _, both = self.weights
        return Fraction(sparse, both)

    @property
    def nominal_multiply_adds(self) -> int:
        """Those that most tools print, taps on padding included."""
        return self.multiply_adds + sum(part.times * part.taps_on_padding for part in self.parts)

    @property
    def convolutions(self) -> int:
        """How many of its layers with trainable weights are not fully connected."""
        return sum(p.times for p in self.parts if not p.connected)

    @property
    def connected_parameters(self) -> Fraction:
        """What part of its parameters its fully connected layers have."""
        connected = sum(p.times * p.parameters for p in self.parts if p.connected)
        return Fraction(connected, self.parameters)

    @property
    def connected_weights(self) -> int:
        """How many weights its fully connected layers have."""
        return sum(p.times * p.counts[-1].weights for p in self.parts if p.connected)

    @property
    def depthwise_weights(self) -> int:
        """How many weights its depthwise layers have."""
        depthwise = (p for p in self.parts if p.layer.groups == p.layer.in_channels > 1)
        return sum(p.times * p.counts[-1].weights for p in depthwise)

    @property
    def most_over_channels(self) -> int:
        """The most that sparsity over channels divides by in any of its layers."""
        return int(max(p.over_channels for p in self.parts))

    @property
    def connected_multiply_adds(self) -> Fraction:
        """What part of its multiply-adds its fully connected layers take."""
        connected = sum(p.times * p.counts[-1].connections for p in self.parts if p.connected)
        return Fraction(connected, self.multiply_adds)

    @property
    def every_map_connected(self) -> int:
        """Its weights if every map saw every map, through the kernels it has."""
        return sum(p.times * int(p.counts[-1].weights * p.over_channels) for p in self.parts)

    @property
    def every_offset_connected(self) -> int:
        """Its weights if kernels reached everywhere, between the maps that see each other."""
        return sum(p.times * int(p.counts[-1].weights * p.over_space) for p in self.parts)

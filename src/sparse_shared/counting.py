"""Count the connections and the weights of a layer under each of its four wirings, in closed form.

A layer's wiring is two independent switches. `Wiring.SPARSE` decides which (output, input) pairs are
connected: those the kernel reaches, or all. `Wiring.SHARED` decides which connections use the same
weight: those between the same channels at the same relative offset, or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag
from math import prod

from sparse_shared.arguments import choice
from sparse_shared.layers import Layer

TYPE_CHECKING = False  # see sparse_shared/__init__
if TYPE_CHECKING:
    from fractions import Fraction


class Wiring(Flag):
    """The two switches of a layer, on or off.

    Examples:
        >>> Wiring.SPARSE | Wiring.SHARED is Wiring.CONV
        True

        A loop over `Wiring` itself meets the two switches alone; all four wirings are

        >>> [wiring.name for wiring in map(Wiring, range(4))]
        ['DENSE', 'SPARSE', 'SHARED', 'CONV']
    """

    DENSE = 0
    """All connected, every connection with a weight of its own."""
    SPARSE = 1
    """Locally connected: only what the kernel reaches, every connection with a weight of its own."""
    SHARED = 2
    """All connected, weights tied by offset: at stride 1 Toeplitz along each axis, circulant on a ring."""
    CONV = 3
    """Both: the convolution."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a layer consists of under one wiring, in exact ints of any size.

    Examples:
        >>> from sparse_shared import Conv
        >>> counts = count(Conv(input_shape=(3, 32, 32), out_channels=6, kernel_size=5))
        >>> counts.parameters, counts.multiply_adds, counts.density
        (456, 352800, Fraction(25, 1024))

    Attributes:
        inputs: Units that come in.
        outputs: Units that go out.
        connections: The (output, input) pairs that are linked.
        weights: The distinct trainable values on those links.
        biases: The trainable values added to outputs.
    """

    inputs: int
    outputs: int
    connections: int
    weights: int
    biases: int

    @property
    def parameters(self) -> int:
        """What training changes: weights and biases."""
        return self.weights + self.biases

    @property
    def multiply_adds(self) -> int:
        """One per connection, whoever else uses its weight: a multiplication and an addition (two FLOPs).

        Most tools count taps on zeros of the padding as well: ``count(layer, border="nominal")`` says
        what they print.
        """
        return self.connections

    @property
    def density(self) -> Fraction:
        """Connections over all (output, input) pairs. Above 1 only if nominal taps outnumber the pairs."""
        from fractions import Fraction

        return Fraction(self.connections, self.inputs * self.outputs)


def count(layer: Layer, wiring: Wiring = Wiring.CONV, border: str = "exact") -> Counts:
    """Count a layer under a wiring: the convolution itself unless told otherwise.

    The cost does not depend on the size of the image, and grows with the side of the kernel at most. A
    kernel tap that no position ever places on an input is a weight all the same: frameworks store it.

    Args:
        layer: What to count.
        wiring: Which of the two switches are on.
        border: ``"exact"``, where a tap on zero padding is no connection, or ``"nominal"``, where each
            position owns a full kernel, as in most tools' multiply-adds, in Flax's ``ConvLocal`` and in
            LeCun's tables of 1989.

    Raises:
        TypeError: The layer is none, or the wiring.
        ValueError: The border is neither of the two.

    Examples:
        A 10×10 image and a 3×3 kernel, with neither switch on, with each alone and with both:

        >>> from sparse_shared import Conv
        >>> layer = Conv(input_shape=(1, 10, 10), out_channels=1, kernel_size=3)
        >>> wirings = Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV
        >>> [count(layer, wiring).weights for wiring in wirings]
        [6400, 576, 289, 9]
    """
    if not isinstance(layer, Layer):
        raise TypeError(f"layer={layer!r}: expected a Conv, a ConvTranspose or a Dense")
    if not isinstance(wiring, Wiring):
        raise TypeError(f"wiring={wiring!r}: expected a Wiring, such as Wiring.SPARSE")
    nominal = choice("border", border, ("exact", "nominal")) == "nominal"

    inputs, outputs = layer.num_inputs, layer.num_outputs
    if Wiring.SPARSE in wiring:
        channel_pairs = layer.channel_pairs
        connections = channel_pairs * prod(a.nominal_links if nominal else a.links for a in layer.axes)
        tied = channel_pairs * prod(a.kernel_size for a in layer.axes)
    else:
        channel_pairs = layer.in_channels * layer.out_channels
        connections = inputs * outputs
        tied = channel_pairs * prod(a.offsets for a in layer.axes)

    shared = Wiring.SHARED in wiring
    return Counts(
        inputs=inputs,
        outputs=outputs,
        connections=connections,
        weights=tied if shared else connections,
        biases=_biases(layer, shared),
    )


def _biases(layer: Layer, shared: bool) -> int:
    if layer.bias is False:
        return 0
    one_a_map = shared if layer.bias is True else layer.bias == "map"
    return layer.out_channels if one_a_map else layer.num_outputs

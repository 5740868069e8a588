"""Split the saving of a convolution into what sparsity and what sharing contributes.

    dense weights ÷ convolution weights = sparsity factor × sharing factor

The product is the same on both roads from dense to convolution. The two factors are not (except on a
torus), because sharing has less left to merge once sparsity has removed connections, and vice versa.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import log, log1p

from sparse_shared.counting import Wiring, count
from sparse_shared.layers import Layer


@dataclass(frozen=True, slots=True)
class Factors:
    """By what factor each of the two steps of one road divides the number of weights.

    Attributes:
        sparsity: The factor of the step that removes connections.
        sharing: The factor of the step that merges weights.
    """

    sparsity: Fraction
    sharing: Fraction


@dataclass(frozen=True, slots=True)
class Reduction:
    """The saving of a layer along both roads, in exact fractions.

    Attributes:
        sparsity_first: The factors of the road over the locally connected layer.
        sharing_first: The factors of the road over the layer that only shares.
    """

    sparsity_first: Factors
    sharing_first: Factors

    @property
    def total(self) -> Fraction:
        """Dense weights over convolution weights."""
        return self.sparsity_first.sparsity * self.sparsity_first.sharing

    @property
    def sparsity_share(self) -> float:
        """Sparsity's part of the total on a log scale, averaged over both roads: the Shapley value.

        Source: L. S. Shapley, "A value for n-person games", 1953.

        Raises:
            ValueError: The total is 1: there is no saving to split.
        """
        if self.total == 1:
            raise ValueError("total=1: expected a layer with a saving to split, and this one has none")
        first, last = self.sparsity_first.sparsity, self.sharing_first.sparsity
        return (_log(first) + _log(last)) / (2 * _log(self.total))

    @property
    def sharing_share(self) -> float:
        """Sharing's part: the rest."""
        return 1 - self.sparsity_share


def reduction(layer: Layer) -> Reduction:
    """Split the factor by which a layer has fewer weights than the dense layer in its place.

    Biases are left out and zero padding is exact (see `count`).

    Raises:
        ValueError: The layer has no connections: all its taps lie on padding.

    Examples:
        >>> from sparse_shared import Conv
        >>> ring = Conv((1, 12), out_channels=1, kernel_size=3, padding="same", padding_mode="circular")
        >>> saving = reduction(ring)
        >>> saving.total, saving.sparsity_first.sparsity, saving.sparsity_first.sharing
        (Fraction(48, 1), Fraction(4, 1), Fraction(12, 1))
    """
    dense, sparse, shared, conv = (
        count(layer, wiring).weights for wiring in (Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV)
    )
    if sparse == 0:
        raise ValueError(f"layer={layer!r} has no connections: expected a tap on at least one input")
    return Reduction(
        sparsity_first=Factors(sparsity=Fraction(dense, sparse), sharing=Fraction(sparse, conv)),
        sharing_first=Factors(sparsity=Fraction(shared, conv), sharing=Fraction(dense, shared)),
    )


def _log(x: Fraction) -> float:
    """Return the natural logarithm of a fraction of any size, exact to the last bits near 1 as well."""
    if abs(x - 1) < Fraction(1, 2):
        return log1p(float(x - 1))
    return log(x.numerator) - log(x.denominator)

"""Split the saving of a convolution into what sparsity and what sharing contributes.

    dense weights ÷ convolution weights = sparsity alone × sharing after sparsity
                                        = sharing alone × sparsity after sharing

The product is the same on both roads from dense to convolution. What each switch saves is not (except on
a torus), because sharing has less left to merge once sparsity has removed connections, and vice versa.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import log, log1p

from sparse_shared.counting import Wiring, count
from sparse_shared.layers import Layer


@dataclass(frozen=True, slots=True)
class SparsityFactor:
    """By what sparsity divides the number of weights.

    Attributes:
        alone: Dense weights over those of the sparse only layer.
        after_sharing: Weights of the shared only layer over those of the convolution.

    Examples:
        >>> from sparse_shared import Conv
        >>> sparsity = reduction(Conv(input_shape=(1, 4, 4), out_channels=1, kernel_size=3)).sparsity
        >>> sparsity.alone, sparsity.after_sharing
        (Fraction(16, 9), Fraction(25, 9))
    """

    alone: Fraction
    after_sharing: Fraction
    total: Fraction = field(repr=False)

    @property
    def share(self) -> float:
        """Sparsity's part of the total on a log scale, averaged over both roads: the Shapley value.

        Source: L. S. Shapley, "A value for n-person games", 1953.

        Raises:
            ValueError: The total is 1: there is no saving to split.
        """
        return _share(self.alone, self.after_sharing, self.total)


@dataclass(frozen=True, slots=True)
class SharingFactor:
    """By what sharing divides the number of weights.

    Attributes:
        alone: Dense weights over those of the shared only layer.
        after_sparsity: Weights of the sparse only layer over those of the convolution.

    Examples:
        >>> from sparse_shared import Conv
        >>> sharing = reduction(Conv(input_shape=(1, 4, 4), out_channels=1, kernel_size=3)).sharing
        >>> sharing.alone, sharing.after_sparsity
        (Fraction(64, 25), Fraction(4, 1))
    """

    alone: Fraction
    after_sparsity: Fraction
    total: Fraction = field(repr=False)

    @property
    def share(self) -> float:
        """Sharing's part of the total on a log scale, averaged over both roads: the Shapley value.

        Raises:
            ValueError: The total is 1: there is no saving to split.
        """
        return _share(self.alone, self.after_sparsity, self.total)


@dataclass(frozen=True, slots=True)
class Reduction:
    """The saving of a layer, in exact fractions.

    Attributes:
        total: Dense weights over convolution weights.
        sparsity: What sparsity divides by, alone and after sharing, and its share of the total.
        sharing: What sharing divides by, alone and after sparsity, and its share of the total.

    Examples:
        On a torus, what each divides by does not depend on the order:

        >>> from sparse_shared import Conv
        >>> torus = Conv((1, 10, 10), out_channels=1, kernel_size=3, padding="same", padding_mode="circular")
        >>> reduction(torus)
        Reduction(total=Fraction(10000, 9), \
sparsity=SparsityFactor(alone=Fraction(100, 9), after_sharing=Fraction(100, 9)), \
sharing=SharingFactor(alone=Fraction(100, 1), after_sparsity=Fraction(100, 1)))
    """

    total: Fraction
    sparsity: SparsityFactor
    sharing: SharingFactor


def reduction(layer: Layer) -> Reduction:
    """Split the factor by which a layer has fewer weights than the dense layer in its place.

    Biases are left out and zero padding is exact (see `count`). A kernel may have taps that no position
    uses; if they make it larger than the shared only layer, or the sparse only one, the factor is below 1,
    and a share may lie outside 0 … 1.

    Raises:
        ValueError: The layer has no connections: all its taps lie on padding, or no map sees another.

    Examples:
        >>> from sparse_shared import Conv
        >>> saving = reduction(Conv(input_shape=(3, 32, 32), out_channels=6, kernel_size=5))
        >>> float(saving.total)
        32112.64
        >>> float(saving.sparsity.alone), float(saving.sharing.after_sparsity)
        (40.96, 784.0)
        >>> round(float(saving.sharing.alone), 2), float(saving.sparsity.after_sharing)
        (230.63, 139.24)
        >>> round(saving.sparsity.share, 3), round(saving.sharing.share, 3)
        (0.417, 0.583)
    """
    dense, sparse, shared, conv = (
        count(layer, wiring).weights for wiring in (Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV)
    )
    if sparse == 0:
        raise ValueError(f"layer={layer!r} has no connections: expected at least one")
    total = Fraction(dense, conv)
    return Reduction(
        total=total,
        sparsity=SparsityFactor(Fraction(dense, sparse), Fraction(shared, conv), total),
        sharing=SharingFactor(Fraction(dense, shared), Fraction(sparse, conv), total),
    )


def _share(alone: Fraction, after_the_other: Fraction, total: Fraction) -> float:
    if total == 1:
        raise ValueError("total=1: expected a layer with a saving to split, and this one has none")
    return (_log(alone) + _log(after_the_other)) / (2 * _log(total))


def _log(x: Fraction) -> float:
    """Return the natural logarithm of a fraction of any size, exact to the last bits near 1 as well."""
    if abs(x - 1) < Fraction(1, 2):
        return log1p(float(x - 1))
    return log(x.numerator) - log(x.denominator)

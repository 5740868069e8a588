"""Sparse × Shared: count and draw up what sparsity and sharing each do to a layer's weights.

    from sparse_shared import Conv, Wiring, count, weight_index

    layer = Conv(input_shape=(3, 32, 32), out_channels=6, kernel_size=5)
    count(layer).parameters                     # of the convolution
    count(layer, Wiring.SPARSE).parameters      # of the same layer without sharing
    weight_index(layer, rows=slice(0, 1))       # which weight each connection of the first output uses

Read the modules in this order: `axis`, `layers`, `counting`, `reducing`, `numbering`, `masking`.
"""

from typing import TYPE_CHECKING, Any

from sparse_shared.counting import Counts, Wiring, count
from sparse_shared.layers import Conv, Dense
from sparse_shared.reducing import Reduction, SharingFactor, SparsityFactor, reduction

if TYPE_CHECKING:
    from sparse_shared.masking import connectivity_mask, weight_index, weight_matrix

__all__ = [
    "Conv",
    "Counts",
    "Dense",
    "Reduction",
    "SharingFactor",
    "SparsityFactor",
    "Wiring",
    "connectivity_mask",
    "count",
    "reduction",
    "weight_index",
    "weight_matrix",
]


def __getattr__(name: str) -> Any:
    """Import `masking`, and with it NumPy, when it is first asked for: who only counts need not wait."""
    if name in __all__:
        from sparse_shared import masking

        return getattr(masking, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
